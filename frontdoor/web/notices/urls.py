"""What the watch tells: addresses."""

from django.urls import path

from frontdoor.web.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.notices, name="notices"),
    path("urgent/", views.urgent, name="urgent"),
]
