"""Who does what, by when: addresses."""

from django.urls import path

from frontdoor.web.actions import views

app_name = "actions"
urlpatterns = [
    path("cases/<slug:reference>/action/", views.set_action, name="set_action"),
    path("products/<slug:reference>/action/", views.give, name="give"),
    path("actions/<int:number>/", views.show, name="show"),
    path("actions/<int:number>/change/", views.change, name="change"),
]
