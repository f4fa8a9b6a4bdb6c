"""What waits, and for whom: addresses."""

from django.urls import path

from frontdoor.web.worklist import carrying, views

app_name = "worklist"
urlpatterns = [
    path("", views.home, name="home"),
    path("who-carries-what/", carrying.carrying, name="carrying"),
    path("who-carries-what/<int:worker_id>/cover/", carrying.cover, name="cover"),
]
