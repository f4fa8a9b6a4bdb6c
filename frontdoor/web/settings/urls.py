"""What a hub administrator keeps: addresses."""

from django.urls import path

from frontdoor.web.settings import views

app_name = "settings"
urlpatterns = [
    path("bank-holidays/", views.holidays, name="holidays"),
    path("bank-holidays/<int:holiday_id>/remove/", views.remove, name="remove"),
]
