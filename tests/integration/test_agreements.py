"""Information-sharing agreements: kept on a register, and asked before an agency is (B9, C8.2)."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate, now

from frontdoor.access.actor import Actor
from frontdoor.audit.models import Event
from frontdoor.casework.agreements import queries
from frontdoor.casework.agreements.models import Agreement
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.gathering import operations
from frontdoor.casework.gathering import queries as gathering
from frontdoor.casework.gathering import signing as signatures
from frontdoor.casework.gathering.vocabulary import Basis
from frontdoor.jobs import watching
from frontdoor.jobs.example import midway
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Invalid
from frontdoor.policy import reading
from frontdoor.watch.models import Notice
from tests import make, pages, signing
from tests.house.source import ROOT

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
PAGE = "/settings/agreements/"
LACKS = "Education has no information-sharing agreement in force"


@pytest.fixture
def walk() -> Walk:
    return make.walk(at=now())


def _commence(enquiry: Enquiry) -> str:
    return f"/cases/{enquiry.case.reference}/commence/"


def _day(day: date, name: str) -> dict[str, int]:
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def _asked(enquiry: Enquiry) -> list[str]:
    make.enter()
    return sorted(each.agency.slug for each in gathering.requests(enquiry))


def _told(kind: str) -> list[Event]:
    make.enter()
    return list(Event.objects.filter(kind=kind))


# --- Asking ---


def test_an_agency_without_an_agreement_cannot_be_asked_and_one_with_one_can(walk: Walk) -> None:
    enquiry = make.enquiry(walk)
    signing.all_but(walk, "education")

    with pytest.raises(Invalid, match=LACKS) as refused:
        walk.commence(enquiry, asked=["police", "education"], basis=Basis.GROUND)
    assert refused.value.field == "asked"
    assert _asked(enquiry) == []

    walk.commence(enquiry, asked=["police"])
    assert _asked(enquiry) == ["police"]


def test_a_worker_finds_the_box_shut_with_the_reason_and_the_others_open(
    sign_in: SignIn, walk: Walk
) -> None:
    enquiry = make.enquiry(walk)
    signing.all_but(walk, "education")

    page = sign_in("coordinator").get(_commence(enquiry)).content.decode()

    assert pages.is_shut(page, "education")
    assert f"{LACKS}. Ask a manager" in page
    assert not pages.is_shut(page, "police")
    assert "Why is an agency asked without an agreement?" not in page


def test_a_box_that_is_sent_although_it_is_shut_is_refused_at_its_field(
    sign_in: SignIn, walk: Walk
) -> None:
    enquiry = make.enquiry(walk)
    signing.all_but(walk, "education")

    page = pages.sent(
        sign_in("coordinator"), _commence(enquiry), depth="full", asked=["police", "education"],
        summary="Please search.", basis="section_47",
    )  # fmt: skip

    assert page.status_code == 422
    assert f"{LACKS}. Ask a manager" in pages.errors(page)
    assert "Please search." in page.content.decode()
    assert _asked(enquiry) == []


def test_under_section_47_a_manager_asks_all_the_same_and_says_why(
    sign_in: SignIn, walk: Walk
) -> None:
    enquiry = make.enquiry(walk)
    signing.all_but(walk, "education")
    client, where = sign_in("manager"), _commence(enquiry)
    typed = {"depth": "full", "asked": ["education"], "summary": "Look.", "basis": "section_47"}

    silent = pages.sent(client, where, **typed)
    assert "Say why Education is asked without an agreement." in pages.errors(silent)

    done = pages.sent(client, where, **typed, without_agreement="He may be taken tonight.")

    assert done.status_code == 302
    make.enter()
    [request] = gathering.requests(enquiry)
    assert request.without_agreement == "He may be taken tonight."
    [told] = _told("request.without_agreement")
    assert (told.by_name, told.facts["why"]) == ("Moira Quayle", "He may be taken tonight.")


def test_the_agency_reads_that_it_has_no_agreement(sign_in: SignIn, walk: Walk) -> None:
    enquiry = make.enquiry(walk)
    signing.all_but(walk, "education")
    pages.sent(
        sign_in("manager"), _commence(enquiry), depth="full", asked=["education", "police"],
        summary="Look.", basis="section_47", without_agreement="He may be taken tonight.",
    )  # fmt: skip

    theirs = sign_in("education").get(f"/requests/{enquiry.case.reference}/")
    others = sign_in("police").get(f"/requests/{enquiry.case.reference}/")

    assert "has no information-sharing agreement in force" in pages.text(theirs)
    assert "He may be taken tonight." in pages.text(theirs)
    assert "agreement in force" not in pages.text(others)


def test_below_section_47_not_even_a_manager_asks_without_one(walk: Walk) -> None:
    enquiry = make.enquiry(walk)
    signing.all_but(walk, "education")

    def ask(by: Actor) -> None:
        operations.commence(
            enquiry=enquiry, depth="full", asked=["education"], summary="Look.",
            basis=Basis.GROUND, ground="delay", without_agreement="It is urgent.",
            seen=enquiry.version, by=by, at=walk.at,
        )  # fmt: skip

    with pytest.raises(Invalid, match="On this basis it cannot be asked without one") as refused:
        walk.as_("manager", ask)
    assert refused.value.field == "asked"


def test_one_more_agency_without_an_agreement_is_refused_as_well(walk: Walk) -> None:
    enquiry = walk.commence(make.enquiry(walk), asked=["police"])[0].enquiry
    signing.all_but(walk, "health")

    with pytest.raises(Invalid, match="without an agreement"):
        midway.ask_more(walk, enquiry, "health")

    midway.ask_more(walk, enquiry, "education")
    assert _asked(enquiry) == ["education", "police"]


def test_a_question_stays_when_its_agreement_ends_and_says_so(sign_in: SignIn, walk: Walk) -> None:
    enquiry = walk.commence(make.enquiry(walk), asked=["education", "police"])[0].enquiry
    where = f"/cases/{enquiry.case.reference}/"
    ended = "Its agreement has ended since: the question stays"
    assert ended not in pages.text(sign_in("manager").get(where))

    signing.all_but(walk, "education")

    assert pages.text(sign_in("manager").get(where)).count(ended) == 1
    assert sign_in("education").get(f"/requests/{enquiry.case.reference}/").status_code == 200


def test_a_case_from_before_agreements_were_kept_is_not_held_up() -> None:
    text = (ROOT / "packs" / "coventry.toml").read_text(encoding="utf-8")
    before = re.sub(r"(?ms)^\[sharing_agreement\]\n.*?\n\n", "", text)
    older, today = reading.cached("before", lambda: before), reading.read(text, name="now")

    assert not signatures.unsigned(older, [], at=now())
    assert "police" in signatures.unsigned(today, [], at=now())


# --- The register ---


def test_an_administrator_adds_signs_renews_and_ends_and_each_is_remembered(
    sign_in: SignIn,
) -> None:
    client, today = sign_in("administrator"), localdate()
    soon = today + timedelta(days=10)

    added = client.post(
        f"{PAGE}add/",
        {"title": "Housing data", "kept_at": "Folder 9", **_day(today, "begins_on"),
         **_day(soon, "until"), **_day(soon, "review_on")},
    )  # fmt: skip
    where = added["Location"]
    client.post(
        where, {"agency": "police", "signatory": "Superintendent", **_day(today, "signed_on")}
    )
    pages.sent(
        client, f"{where}renew/", why="Agreed by letter.",
        **_day(soon + timedelta(days=400), "until"), **_day(soon, "review_on"),
    )  # fmt: skip
    pages.sent(client, f"{where}end/", why="A new law.")

    said = pages.text(client.get(where))
    for words in ("On the register: Housing data", "Signed by West Midlands Police",
                  "Renewed: Housing data", "Ended: Housing data", "A new law."):  # fmt: skip
        assert words in said
    make.enter()
    assert not queries.get(int(where.split("/")[-2]), hub_id=make.hub().pk).term.holds(today)


def test_what_runs_out_within_90_days_stands_first(sign_in: SignIn, walk: Walk) -> None:
    signing.add(walk, title="Runs out", until=localdate() + timedelta(days=89))
    signing.add(walk, title="Goes on", until=localdate() + timedelta(days=500))

    said = pages.text(sign_in("manager").get(PAGE))

    first, second = said.index("within 90 days"), said.index("All others that stand")
    assert first < said.index("Runs out", first + 60) < second < said.index("Goes on")


def test_the_register_says_which_agencies_cannot_be_asked(sign_in: SignIn, walk: Walk) -> None:
    assert "cannot be asked" not in pages.text(sign_in("manager").get(PAGE))

    signing.all_but(walk, "education")

    assert "so these cannot be asked: Education." in pages.text(sign_in("manager").get(PAGE))


def test_a_manager_reads_and_does_not_keep_the_register(sign_in: SignIn, walk: Walk) -> None:
    where = f"{PAGE}{signing.the_agreement(walk).pk}/"
    client = sign_in("manager")

    page = client.get(where)
    refused = client.post(
        where, {"agency": "hub", "signatory": "Me", **_day(localdate(), "signed_on")}
    )

    assert "Agreements are kept by the hub’s administrators." in pages.text(page)
    assert refused.status_code == 422
    assert client.get(f"{where}end/").status_code == 403


def test_an_agreement_of_another_hub_is_none(sign_in: SignIn, walk: Walk) -> None:
    where = f"{PAGE}{signing.the_agreement(walk).pk}/"

    assert sign_in("manager").get(where).status_code == 200
    assert sign_in("manager", hub_slug="surrey").get(where).status_code == 404


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"until": date(2020, 1, 1)}, "It cannot end before it begins."),
        ({"review_on": date(2020, 1, 1)}, "The review has to come after it begins."),
    ],
)
def test_days_that_do_not_fit_are_refused_at_their_field(
    sign_in: SignIn, typed: dict[str, date], said: str
) -> None:
    days = {"begins_on": date(2026, 1, 5), "until": date(2029, 1, 5),
            "review_on": date(2027, 1, 5), **typed}  # fmt: skip
    boxes = {k: v for name, day in days.items() for k, v in _day(day, name).items()}

    page = sign_in("administrator").post(
        f"{PAGE}add/", {"title": "A title", "kept_at": "Here", **boxes}
    )

    assert page.status_code == 422
    assert said in pages.errors(page)
    assert 'value="A title"' in page.content.decode()


def test_an_agency_signs_once_and_not_before_the_day_has_come(sign_in: SignIn, walk: Walk) -> None:
    made = signing.add(walk)
    client, where = sign_in("administrator"), f"{PAGE}{made.pk}/"
    tomorrow = localdate() + timedelta(days=1)

    early = client.post(
        where, {"agency": "police", "signatory": "X", **_day(tomorrow, "signed_on")}
    )
    once = client.post(
        where, {"agency": "police", "signatory": "X", **_day(localdate(), "signed_on")}
    )
    twice = client.post(
        where, {"agency": "police", "signatory": "X", **_day(localdate(), "signed_on")}
    )

    assert "The day of signing has not come yet." in pages.errors(early)
    assert once.status_code == 302
    assert twice.status_code == 422


def test_renewing_to_an_earlier_day_is_refused(sign_in: SignIn, walk: Walk) -> None:
    until = localdate() + timedelta(days=100)
    made = signing.add(walk, until=until)

    page = pages.sent(
        sign_in("administrator"), f"{PAGE}{made.pk}/renew/", why="A slip.",
        **_day(until - timedelta(days=1), "until"), **_day(until, "review_on"),
    )  # fmt: skip

    assert "Give a later day than it has now" in pages.errors(page)
    make.enter()
    assert Agreement.objects.get(pk=made.pk).until == until


def test_the_second_of_two_administrators_is_shown_what_the_first_one_did(
    sign_in: SignIn, walk: Walk
) -> None:
    made = signing.add(walk)
    client, where = sign_in("administrator"), f"{PAGE}{made.pk}/end/"
    held = pages.opened(client, where)
    signing.sign(walk, made, "police")

    page = client.post(where, {**held, "why": "It is old."})

    assert page.status_code == 409
    assert "Signed by West Midlands Police" in pages.text(page)
    assert "It is old." in page.content.decode()


# --- The watch ---


def test_managers_are_told_thirty_days_before_one_runs_out(sign_in: SignIn, walk: Walk) -> None:
    later = signing.add(walk, title="Later", until=localdate() + timedelta(days=31))
    soon = signing.add(walk, title="Soon", until=localdate() + timedelta(days=30))

    watching.look_at(walk.hub, at=now())

    make.enter()
    told = [each.subject for each in Notice.objects.filter(kind="agreement_ends")]
    assert told == [queries.subject(soon)]
    page = sign_in("manager").get("/notices/")
    assert "Soon" in pages.text(page)
    assert f"{PAGE}{soon.pk}/" in page.content.decode()
    assert f"{PAGE}{later.pk}/" not in page.content.decode()


def test_a_notice_is_settled_when_the_agreement_is_ended(walk: Walk) -> None:
    soon = signing.add(walk, title="Soon", until=localdate() + timedelta(days=30))
    watching.look_at(walk.hub, at=now())
    make.enter()
    assert Notice.objects.get(kind="agreement_ends").settled_at is None

    signing.end(walk, soon)
    watching.look_at(walk.hub, at=now())

    make.enter()
    assert Notice.objects.get(kind="agreement_ends").settled_at is not None
