"""People who are looked for without a contact: addresses. No name stands in any of them."""

from django.urls import path

from frontdoor.web.searches import looking, made

app_name = "searches"
urlpatterns = [
    path("person/", looking.person, name="person"),
    path("person/<int:number>/", looking.found, name="found"),
    path("made/", made.made, name="made"),
]
