"""Restricted records, and looks through broken glass: addresses."""

from django.urls import path

from frontdoor.web.restricting import glass, matches, views

app_name = "restricting"
urlpatterns = [
    path("cases/<slug:reference>/restrict/", views.restrict, name="restrict"),
    path("restricted/", views.records, name="records"),
    path("restricted/<int:number>/", views.readers, name="readers"),
    path("restricted/matches/<int:number>/", matches.match, name="match"),
    path("restricted/<int:number>/lift/", views.lift, name="lift"),
    path("break-glass/", glass.break_glass, name="break_glass"),
    path("break-glass/<int:number>/", glass.review, name="review"),
    path("break-glass/<int:number>/end/", glass.end, name="end"),
]
