"""Taking a contact: addresses."""

from django.urls import path

from frontdoor.web.contacts import views

app_name = "contacts"
urlpatterns = [
    path("new/", views.new, name="new"),
    path("<slug:reference>/", views.show, name="show"),
    path("<slug:reference>/people/", views.people, name="people"),
    path("<slug:reference>/people/<int:person_id>/", views.person, name="person"),
    path("<slug:reference>/concern/", views.concern, name="concern"),
    path("<slug:reference>/hand-over/", views.hand_over, name="hand_over"),
    path("<slug:reference>/tell-referrer/", views.tell_referrer, name="tell_referrer"),
]
