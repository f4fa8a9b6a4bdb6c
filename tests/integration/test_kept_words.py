"""What an agency makes of it, a form and a recommendation are kept as whoever gave them says."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.utils.timezone import now

from frontdoor.access.vocabulary import Caveat
from frontdoor.audit.models import Event
from frontdoor.casework.contacts import writing
from frontdoor.casework.contacts.models import Writing
from frontdoor.casework.contacts.operations import Caller
from frontdoor.casework.contacts.writing import Written
from frontdoor.casework.disclosures import offers
from frontdoor.casework.gathering.models import Opinion, Request
from frontdoor.casework.gathering.operations import Said
from frontdoor.casework.gathering.vocabulary import Answer
from frontdoor.casework.triage.models import Recommendation
from frontdoor.jobs.example import looking
from frontdoor.jobs.example.walk import Walk
from tests import make, pages, reporting
from tests.caveats import INSIDE, SECRET, whoever_sees
from tests.taking import came

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


@pytest.fixture
def walk() -> Walk:
    return make.walk(at=now())


def thought(walk: Walk, caveat: Caveat) -> Request:
    """Return what the police answered for all to read, and make of it under a caveat."""
    [asked, *_] = make.requests(walk, asked=("police",))
    said = Said(answer=Answer.SHARED, facts="Seen twice.")
    walk.answer(asked, {"Robin Example": said}, analysis=SECRET, analysis_kept_to=caveat)
    return asked


@pytest.mark.parametrize(
    ("caveat", "sees"),
    [
        (Caveat.MANAGERS, {"manager", "police"}),
        (Caveat.ORIGINATOR, {"manager", "police", "another of the police"}),
    ],
)
def test_what_an_agency_makes_of_it_is_seen_as_its_caveat_says(
    walk: Walk, sign_in: SignIn, caveat: Caveat, sees: set[str]
) -> None:
    case = thought(walk, caveat).enquiry.case

    assert whoever_sees(Opinion) == sees
    for short in INSIDE:
        said = pages.text(sign_in(short).get(f"/cases/{case.reference}/"))
        assert "Seen twice." in said
        assert (SECRET in said, caveat.label in said) == ((short in sees,) * 2), short
        decide = pages.text(sign_in(short).get(f"/cases/{case.reference}/decide/"))
        assert (SECRET in decide) == (short in sees), short
    assert SECRET in pages.text(sign_in("police").get(f"/requests/{case.reference}/"))


def test_what_an_agency_makes_of_it_for_the_hub_is_seen_by_everybody_in_it(
    walk: Walk, sign_in: SignIn
) -> None:
    case = thought(walk, Caveat.HUB).enquiry.case

    for short in INSIDE:
        assert SECRET in pages.text(sign_in(short).get(f"/cases/{case.reference}/")), short


@pytest.mark.parametrize("caveat", [Caveat.MANAGERS, Caveat.ORIGINATOR])
def test_a_recommendation_is_seen_by_whoever_sent_it_and_managers(
    walk: Walk, sign_in: SignIn, caveat: Caveat
) -> None:
    case = make.in_triage(walk)
    looking.recommend(walk, case, kept_to=caveat)

    assert whoever_sees(Recommendation) == {"manager", "triage"}
    for short in INSIDE:
        may, who = short in ("manager", "triage"), sign_in(short)
        of = [f"/cases/{case.reference}/{each}" for each in ("", "triage/")]
        said = [pages.text(who.get(each)) for each in of]
        assert any("No service is needed" in each for each in said) == may, short
        for sign in ("Sent on", caveat.label):
            assert any(sign in each for each in said) == may, (short, sign)
        waits = pages.text(who.get("/?waits=recommendation"))
        assert (case.reference in waits) != may, short


@pytest.mark.parametrize("caveat", [Caveat.MANAGERS, Caveat.ORIGINATOR])
def test_a_form_is_seen_by_whoever_typed_it_and_managers(
    walk: Walk, sign_in: SignIn, caveat: Caveat
) -> None:
    case = make.case(walk, caller=Caller(source="school", name="Jo Sample"))
    contact = case.contact
    form = {"channel": "post", "evidence": SECRET, "kept_to": caveat.value}
    where = f"/contacts/{contact.reference}/writing/"

    assert sign_in("officer").post(where, came() | form).status_code == 302

    assert whoever_sees(Writing) == {"manager", "officer"}
    for short in INSIDE:
        may, who = short in ("manager", "officer"), sign_in(short)
        of = [f"/contacts/{contact.reference}/", f"/cases/{case.reference}/", "/"]
        said = [pages.text(who.get(each)) for each in of]
        assert any(SECRET in each for each in said) == may, short
        told = ("Written referral arrived", caveat.label, "to be challenged")
        assert may or not any(sign in each for each in said for sign in told), short
        assert may or any("Nothing waits for it." in each for each in said), short
    make.enter("manager")
    assert SECRET not in str(offers.of_case(case))


def test_a_form_for_the_hub_is_seen_by_everybody_in_it(walk: Walk, sign_in: SignIn) -> None:
    case = make.case(walk, caller=Caller(source="school", name="Jo Sample"))
    where = f"/contacts/{case.contact.reference}/writing/"

    sign_in("officer").post(where, came() | {"channel": "post", "evidence": SECRET})

    for short in INSIDE:
        assert SECRET in pages.text(sign_in(short).get(f"/cases/{case.reference}/")), short


def test_that_there_is_more_to_read_is_told_where_a_report_goes_on(walk: Walk) -> None:
    into, report = reporting.joined(walk)
    written = Written(channel="email", received_at=walk.at, evidence=SECRET,
                      kept_to=Caveat.MANAGERS)  # fmt: skip
    walk.as_(
        "officer",
        lambda by: writing.join(
            contact=report.contact, form_key=uuid4(), written=written, by=by, at=walk.at
        ),
    )

    make.enter("triage")
    told = Event.objects.filter(subject=into.reference).latest("pk")
    assert "Something more" in str(told.facts)
    assert "referral" not in str(told.facts)
