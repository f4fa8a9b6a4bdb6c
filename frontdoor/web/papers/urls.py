"""Letters, photographs, tables and emails: addresses."""

from django.urls import path

from frontdoor.web.papers import listing, one

app_name = "papers"
_ONE = "contacts/<slug:reference>/papers/<int:number>/"
urlpatterns = [
    path("contacts/<slug:reference>/papers/", listing.of_contact, name="of_contact"),
    path("cases/<slug:reference>/papers/", listing.of_case, name="of_case"),
    path(_ONE, one.show, name="show"),
    path(f"{_ONE}download/", one.download, name="download"),
    path(f"{_ONE}picture/", one.picture, name="picture"),
    path(f"{_ONE}check/", one.check, name="check"),
    path(f"{_ONE}release/", one.release, name="release"),
    path(f"{_ONE}strike/", one.strike, name="strike"),
]
