"""What waits, and for whom: addresses."""

from django.urls import path

from frontdoor.web.worklist import views

app_name = "worklist"
urlpatterns = [
    path("", views.home, name="home"),
]
