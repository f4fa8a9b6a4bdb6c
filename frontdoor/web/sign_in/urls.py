"""Signing in and out: addresses."""

from django.urls import path

from frontdoor.web.sign_in import views

app_name = "sign_in"
urlpatterns = [
    path("", views.sign_in, name="sign_in"),
    path("out/", views.sign_out, name="sign_out"),
    path("left/", views.left, name="left"),
    path("stay/", views.stay, name="stay"),
    path("ending/", views.ending, name="ending"),
    path("as/<slug:username>/", views.as_somebody, name="as_somebody"),
]
