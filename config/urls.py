"""Where everything is: one folder an area."""

from django.urls import include, path

from frontdoor.web import errors
from frontdoor.web.components import views as components
from frontdoor.web.gate import public

urlpatterns = [
    path("", include("frontdoor.web.worklist.urls")),
    path("sign-in/", include("frontdoor.web.sign_in.urls")),
    path("contacts/", include("frontdoor.web.contacts.urls")),
    path("cases/", include("frontdoor.web.cases.urls")),
    path("cases/", include("frontdoor.web.network.urls")),
    path("cases/", include("frontdoor.web.people.urls")),
    path("cases/", include("frontdoor.web.triage.urls")),
    path("cases/", include("frontdoor.web.enquiries.urls")),
    path("cases/", include("frontdoor.web.strategy.urls")),
    path("", include("frontdoor.web.papers.urls")),
    path("", include("frontdoor.web.restricting.urls")),
    path("register/", include("frontdoor.web.linking.urls")),
    path("rolls/", include("frontdoor.web.rolls.urls")),
    path("searches/", include("frontdoor.web.searches.urls")),
    path("records/", include("frontdoor.web.records.urls")),
    path("requests/", include("frontdoor.web.gathering.urls")),
    path("", include("frontdoor.web.actions.urls")),
    path("", include("frontdoor.web.disclosures.urls")),
    path("report/", include("frontdoor.web.reports.urls")),
    path("notices/", include("frontdoor.web.notices.urls")),
    path("drafts/", include("frontdoor.web.drafts.urls")),
    path("settings/", include("frontdoor.web.settings.urls")),
    path("figures/", include("frontdoor.web.oversight.urls")),
    path("how-it-works/", include("frontdoor.web.process_map.urls")),
    path("components/", public(components.gallery), name="components"),
]

handler400 = errors.bad
handler403 = errors.denied
handler404 = errors.unknown
handler500 = errors.broken
