"""Lists of people that come as files: addresses."""

from django.urls import path

from frontdoor.web.rolls import bringing, exporting, matching, one

app_name = "rolls"
urlpatterns = [
    path("", bringing.home, name="home"),
    path("bring/", bringing.bring, name="bring"),
    path("export/", exporting.export, name="export"),
    path("<int:number>/", one.show, name="show"),
    path("<int:number>/matches/", matching.matches, name="matches"),
    path("<int:number>/columns/", one.columns, name="columns"),
    path("<int:number>/not-taken/", one.not_taken, name="not_taken"),
    path("<int:number>/put-away/", one.put_away, name="put_away"),
]
