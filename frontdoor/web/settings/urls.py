"""What a hub administrator keeps: addresses."""

from django.urls import path

from frontdoor.web.settings import agreements, history, people, views

app_name = "settings"
urlpatterns = [
    path("history/", history.history, name="history"),
    path("agreements/", agreements.agreements, name="agreements"),
    path("agreements/add/", agreements.add, name="add_agreement"),
    path("agreements/<int:number>/", agreements.agreement, name="agreement"),
    path("agreements/<int:number>/renew/", agreements.renew, name="renew_agreement"),
    path("agreements/<int:number>/end/", agreements.end, name="end_agreement"),
    path("people/", people.people, name="people"),
    path("people/join/", people.join, name="join"),
    path("people/<int:number>/", people.person, name="person"),
    path("people/<int:number>/code/", people.code, name="code"),
    path("people/<int:number>/move/", people.move, name="move"),
    path("people/<int:number>/leave/", people.leave, name="leave"),
    path("people/<int:number>/begin-anew/", people.invite, name="invite"),
    path("people/<int:number>/sign-ins/<int:visit>/end/", people.sign_out, name="sign_out"),
    path("bank-holidays/", views.holidays, name="holidays"),
    path("bank-holidays/<int:holiday_id>/remove/", views.remove, name="remove"),
]
