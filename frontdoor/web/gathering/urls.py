"""The work tray of a partner: addresses."""

from django.urls import path

from frontdoor.web.gathering import keeping, views

app_name = "gathering"
urlpatterns = [
    path("", views.tray, name="tray"),
    path("<slug:reference>/", views.answer, name="answer"),
    path("keep/<slug:kind>/<int:number>/", keeping.keep, name="keep"),
    path("also/<int:number>/", views.answer_more, name="answer_more"),
    path("clearances/<int:number>/", views.clear, name="clear"),
    path("tellings/<int:telling_id>/", views.agree, name="agree"),
]
