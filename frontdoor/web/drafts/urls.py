"""What was typed and not sent: addresses."""

from django.urls import path

from frontdoor.web.drafts import views

app_name = "drafts"
urlpatterns = [
    path("", views.save, name="save"),
    path("throw-away/", views.throw_away, name="throw_away"),
]
