"""Figures: addresses."""

from django.urls import path

from frontdoor.web.oversight import views

app_name = "oversight"
urlpatterns = [
    path("", views.figures, name="figures"),
    path("children/", views.children, name="children"),
    path("count/", views.count, name="count"),
    path("<slug:table>.xlsx", views.download, name="download"),
]
