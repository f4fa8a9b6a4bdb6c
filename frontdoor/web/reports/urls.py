"""The referrer's own page: addresses."""

from django.urls import path

from frontdoor.web.reports import ask

app_name = "reports"
urlpatterns = [
    path("", ask.ask, name="ask"),
]
