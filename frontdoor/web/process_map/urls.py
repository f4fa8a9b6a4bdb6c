"""How it works: addresses."""

from django.urls import path

from frontdoor.web.process_map import views

app_name = "process_map"
urlpatterns = [
    path("", views.show, name="show"),
]
