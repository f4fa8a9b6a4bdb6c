"""One child's case: addresses."""

from django.urls import path

from frontdoor.web.cases import show, views

app_name = "cases"
urlpatterns = [
    path("<slug:reference>/", show.show, name="show"),
    path("<slug:reference>/known/", views.known, name="known"),
    path("<slug:reference>/route/", views.route, name="route"),
]
