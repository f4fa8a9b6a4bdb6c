"""The referrer's own page: addresses."""

from django.urls import path

from frontdoor.web.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.ask, name="ask"),
]
