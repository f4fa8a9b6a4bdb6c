"""Strategy discussions: addresses."""

from django.urls import path

from frontdoor.web.strategy import views

app_name = "strategy"
urlpatterns = [
    path("<slug:reference>/strategy/", views.call, name="call"),
    path("<slug:reference>/strategy/arrange/", views.arrange, name="arrange"),
    path("<slug:reference>/strategy/record/", views.record, name="record"),
    path("<slug:reference>/strategy/call-off/", views.call_off, name="call_off"),
]
