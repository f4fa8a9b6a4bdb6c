"""A person is found without a contact: for a stated purpose, and every look can be explained."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import Error, transaction
from django.test import Client

from frontdoor.access import context
from frontdoor.audit import queries as audit
from frontdoor.audit.models import Look
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.searches import looking, queries
from frontdoor.casework.searches.models import HiddenMatch, Search, Word
from frontdoor.casework.searches.vocabulary import MatchMove
from frontdoor.jobs import watching
from frontdoor.jobs.example import registering
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Invalid, Refused, Unknown
from frontdoor.people.matching import Band
from frontdoor.people.operations import Told
from frontdoor.watch.models import Notice
from frontdoor.watch.vocabulary import NoticeKind
from tests import looking_for, make, meeting, rolling
from tests.integration.behind import ask
from tests.integration.conftest import SignIn
from tests.looking_for import TAMSIN, WHY
from tests.meeting import ALIKE, JUNO, WORDS
from tests.pages import Page, text

pytestmark = pytest.mark.django_db

PERSON = "/searches/person/"
TYPED = {
    "reason": "rang_back", "why": WHY, "given_names": "Tamsin", "family_name": "Lowther",
    "date_of_birth-day": "1", "date_of_birth-month": "2", "date_of_birth-year": "2015",
}  # fmt: skip


def known(walk: Walk, told: Told = TAMSIN) -> Case:
    """Return the case of a child who is on record."""
    return make.case(walk, children=[told])


def looked(walk: Walk, by: str = "manager") -> list[tuple[str, str]]:
    """Return what was looked at and what for, as somebody sees it."""
    make.enter(by)
    told = Look.objects.filter(purpose__startswith="search ").order_by("pk")
    return [(each.subject, each.purpose) for each in told]


def post(client: Client, **typed: str) -> Page:
    """Look for somebody as a browser does."""
    answer: Page = client.post(PERSON, TYPED | typed, follow=True)
    return answer


def test_whoever_is_on_record_is_found_and_the_look_has_its_purpose(walk: Walk) -> None:
    case = known(walk)
    made = looking_for.search(walk)

    [found] = looking_for.found(walk, made).possible

    assert (found.person, found.candidate.likeness.band) == (case.child, Band.SAME)
    purpose = f"search {made.pk}: Somebody rang back about a contact"
    assert looked(walk) == [(f"person {case.child_id}", purpose)]
    make.enter("manager")
    [search] = audit.looks(made.subject)
    assert search.purpose == "Somebody rang back about a contact"


@pytest.mark.parametrize(
    ("field", "without"),
    [
        ("reason", {"reason": ""}),
        ("reason", {"reason": "curiosity"}),
        ("why", {"why": ""}),
        ("why", {"why": " \n "}),
        ("given_names", {"told": Told(given_names="Tamsin")}),
        ("given_names", {"told": Told()}),
    ],
)
def test_without_a_purpose_or_enough_to_look_with_nothing_is_searched(
    walk: Walk, field: str, without: dict[str, Any]
) -> None:
    known(walk)

    with pytest.raises(Invalid) as refused:
        looking_for.search(walk, **without)

    assert refused.value.field == field
    make.enter("manager")
    assert not Search.objects.exists()
    assert looked(walk) == []


@pytest.mark.parametrize("short", ["officer", "triage", "social-worker", "coordinator", "manager"])
def test_whoever_may_look_for_a_contact_may_look_without_one(walk: Walk, short: str) -> None:
    known(walk)

    assert looking_for.found(walk, looking_for.search(walk, by=short), by=short).possible


@pytest.mark.parametrize(
    "short", ["police", "early-help-team-team", "performance", "administrator"]
)
def test_agencies_teams_and_others_never_do(walk: Walk, sign_in: SignIn, short: str) -> None:
    known(walk)

    with pytest.raises(Refused):
        looking_for.search(walk, by=short)
    assert post(sign_in(short)).status_code == 403


def test_the_pack_says_whose_it_is(walk: Walk, sign_in: SignIn) -> None:
    """In Barnet a triage co-ordinator confirms nobody, and looks for nobody."""
    barnet = make.walk("barnet", at=walk.at)

    with pytest.raises(Refused):
        looking_for.search(barnet, by="coordinator")
    assert sign_in("coordinator", hub_slug="barnet").get(PERSON).status_code == 403
    assert looking_for.search(barnet, by="social-worker").pk


def test_another_hub_finds_nobody_and_sees_no_search(walk: Walk, sign_in: SignIn) -> None:
    known(walk)
    made = looking_for.search(walk)
    elsewhere = make.walk("surrey", at=walk.at)

    theirs = looking_for.search(elsewhere)

    assert looking_for.found(elsewhere, theirs).possible == []
    make.enter("manager", hub_slug="surrey")
    assert [each.pk for each in Search.objects.all()] == [theirs.pk]
    page = sign_in("manager", hub_slug="surrey").get(f"{PERSON}{made.pk}/")
    assert page.status_code == 404


def test_a_search_is_of_whoever_stated_its_purpose(walk: Walk, sign_in: SignIn) -> None:
    known(walk)
    made = looking_for.search(walk)

    for other in ("manager", "triage"):
        assert sign_in(other).get(f"{PERSON}{made.pk}/").status_code == 404
        with pytest.raises(Unknown):
            looking_for.found(walk, made, by=other)


def test_a_purpose_serves_for_a_while_and_no_longer(walk: Walk) -> None:
    known(walk)
    made = looking_for.search(walk)

    assert looking_for.found(make.later(walk, minutes=29), made).possible
    with pytest.raises(Refused):
        looking_for.found(make.later(walk, minutes=30), made)


def test_a_restricted_record_is_silent_and_shown_to_its_readers(walk: Walk) -> None:
    meeting.restricted(walk)

    assert looking_for.found(walk, looking_for.search(walk, JUNO, by="triage"), by="triage") == (
        looking.Found(possible=[], more=0, cases={})
    )
    assert looked(walk) == []
    mine = looking_for.search(walk, JUNO)
    assert looking_for.found(walk, mine).possible
    # What showed it is hidden with it: from managers who do not read it, and in the read log.
    make.enter("manager-2")
    assert mine not in Search.objects.all()
    assert audit.looks(mine.subject) == []
    assert looked(walk, "manager-2") == []
    make.enter("manager")
    assert mine in Search.objects.all()
    assert audit.looks(mine.subject)


def test_who_an_adopted_child_was_before_is_not_told(walk: Walk, sign_in: SignIn) -> None:
    case = known(walk)
    tie = registering.adopt(walk, case)
    before = walk.as_("manager", lambda _: tie.before)

    page = text(
        post(
            sign_in("triage"),
            given_names=before.given_names,
            family_name=before.family_name,
            postcode=before.postcode,
        )
    )

    assert case.child.name not in page
    assert case.reference not in page


def test_whom_a_feed_told_of_is_found_and_has_no_page(walk: Walk, sign_in: SignIn) -> None:
    rolling.taken(walk)

    page = text(post(sign_in("social-worker")))

    assert "Another system told of them." in page
    assert "Open to children’s social care" in page or "Area West" in page


def test_the_readers_of_what_a_search_met_are_told_and_say_what_follows(walk: Walk) -> None:
    meeting.restricted(walk)
    made = looking_for.search(walk, JUNO, by="triage")
    looking_for.found(walk, made, by="triage")

    meeting.watch(walk)

    make.enter("social-worker")
    held = HiddenMatch.objects.get()
    assert (held.case, held.search) == (None, made)
    assert Notice.objects.filter(kind=NoticeKind.MATCH).exists()
    make.enter("triage")
    assert not Notice.objects.filter(kind__startswith="match").exists()
    assert ask("SELECT count(*) FROM searches_hiddenmatch") == [(0,)]
    meeting.answer(walk, held)
    meeting.watch(walk)
    triage = make.enter("triage")
    [notice] = Notice.objects.filter(kind=NoticeKind.MATCH_TOLD)
    assert (notice.subject, notice.user_id) == (made.subject, triage.user_id)
    assert [each.words for each in Word.objects.filter(search=made)] == [WORDS]
    make.enter("officer")
    assert not Word.objects.exists()


def test_a_reader_sees_who_was_looked_for_until_it_is_emptied(walk: Walk, sign_in: SignIn) -> None:
    meeting.restricted(walk)
    made = looking_for.search(walk, ALIKE, by="triage")
    meeting.watch(walk)
    make.enter("social-worker")
    address = f"/restricted/matches/{HiddenMatch.objects.get().pk}/"

    said = text(sign_in("social-worker").get(address))

    assert "Whoever looked was shown nothing of it" in said
    assert "Juna Hartwell, born 2 April 2019" in said
    with context.inside(walk.hub.pk):
        looking.empty(hub_id=walk.hub.pk, days=1, at=made.at + timedelta(days=2))
    said = text(sign_in("social-worker").get(address))
    assert "What was typed is kept no longer" in said
    assert "Juna" not in said
    assert "What follows?" in said


def test_a_search_is_looked_at_behind_the_wall_once(walk: Walk) -> None:
    meeting.restricted(walk)
    looking_for.search(walk, JUNO, by="triage")
    looking_for.search(walk, JUNO, by="triage")

    meeting.watch(walk)
    meeting.watch(walk)

    make.enter("social-worker")
    assert HiddenMatch.objects.count() == 1


def test_it_is_asked_once_more_after_its_readers_have_said(walk: Walk) -> None:
    meeting.restricted(walk)
    looking_for.search(walk, JUNO, by="triage")
    meeting.watch(walk)
    held = walk.as_("manager", lambda _: queries.match(HiddenMatch.objects.get().pk))
    meeting.answer(walk, held, MatchMove.LEAVE)

    looking_for.search(walk, JUNO, by="triage")
    meeting.watch(walk)

    make.enter("manager")
    assert HiddenMatch.objects.count() == 2


def test_a_reader_of_the_record_is_not_told_of_their_own_search(walk: Walk) -> None:
    meeting.restricted(walk)
    looking_for.search(walk, JUNO, by="social-worker")

    meeting.watch(walk)

    make.enter("manager")
    assert not HiddenMatch.objects.exists()


def test_what_was_typed_is_emptied_and_who_looked_stays(walk: Walk) -> None:
    made = looking_for.search(walk)

    for days, asked in ((89, made.asked), (91, {})):
        assert watching.go_round(at=walk.at + timedelta(days=days))
        make.enter("manager")
        held = Search.objects.get()
        assert held.asked == asked
    assert (held.by_name, held.why, held.reason) == (made.by_name, WHY, "rang_back")


def test_nobody_changes_what_was_stated(walk: Walk) -> None:
    made = looking_for.search(walk)

    for who, change in (
        ("social-worker", {"why": "Something else."}),
        ("social-worker", {"by_name": "Nobody"}),
    ):
        make.enter(who)
        with pytest.raises(Error), transaction.atomic():
            Search.objects.filter(pk=made.pk).update(**change)
    for other in ("triage", "manager"):
        make.enter(other)
        assert Search.objects.filter(pk=made.pk).update(shown=[]) == 0


def test_the_program_looks_behind_in_nobodys_name(walk: Walk) -> None:
    looking_for.search(walk)

    with context.inside(walk.hub.pk):
        assert Search.objects.count() == 1
