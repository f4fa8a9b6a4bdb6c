"""Which records are one person: addresses."""

from django.urls import path

from frontdoor.web.linking import pairs, parted

app_name = "linking"
urlpatterns = [
    path("pairs/", pairs.waiting, name="pairs"),
    path("pairs/<int:number>/", pairs.pair, name="pair"),
    path("links/undone/", parted.undone, name="undone"),
    path("links/<int:number>/", parted.rested, name="rested"),
]
