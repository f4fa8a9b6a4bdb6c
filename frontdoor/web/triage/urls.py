"""Who looks into a case, and what they find: addresses."""

from django.urls import path

from frontdoor.web.triage import allocate, found, recommend, show, undo

app_name = "triage"
urlpatterns = [
    path("<slug:reference>/triage/", show.show, name="show"),
    path("<slug:reference>/allocate/", allocate.allocate, name="allocate"),
    path("<slug:reference>/ring-back/", found.ring_back, name="ring_back"),
    path("<slug:reference>/systems/", found.systems, name="systems"),
    path("<slug:reference>/chronology/", found.chronology, name="chronology"),
    path("<slug:reference>/recommend/", recommend.recommend, name="recommend"),
    path("<slug:reference>/undo/<slug:what>/<int:number>/", undo.undo, name="undo"),
]
