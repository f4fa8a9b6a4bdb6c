"""A search meets a restricted record: silent for whoever searches, a reader decides (a.8)."""

import re
from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from django.db import Error, transaction

from frontdoor.access.models import Membership
from frontdoor.audit import queries as audit
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.searches.models import Checked, HiddenMatch, Word
from frontdoor.casework.searches.vocabulary import MatchMove, MatchStage
from frontdoor.entrance import staff
from frontdoor.jobs import watching
from frontdoor.jobs.example import registering, restricting
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Invalid, Refused, Stale, Unknown
from frontdoor.people import operations as people_operations
from frontdoor.people import queries as people
from frontdoor.people.operations import Told
from frontdoor.policy import reading
from frontdoor.watch.models import Notice
from frontdoor.watch.vocabulary import NoticeKind
from tests import make, meeting, pairs
from tests.integration.behind import ask
from tests.integration.conftest import SignIn
from tests.meeting import ALIKE, JUNO, WHY, WORDS

pytestmark = pytest.mark.django_db

OTHERS = ("officer", "triage", "coordinator", "manager-2")
FRANKIE = Told(given_names="Frankie", family_name="Lund", date_of_birth=date(2012, 9, 1))


def notices(walk: Walk, by: str) -> list[tuple[str, str]]:
    """Return what the watch tells somebody of searches, by kind and subject."""
    actor = make.enter(by)
    mine = Notice.objects.filter(settled_at__isnull=True, kind__startswith="match")
    found = [each for each in mine.order_by("pk") if each.user_id in (None, actor.user_id)]
    return [(each.kind, each.subject) for each in found if each.role in ("", actor.role)]


def test_its_readers_are_told_at_once_and_by_number(walk: Walk) -> None:
    meeting.restricted(walk)
    case = make.case(walk, children=[ALIKE])

    assert watching.go_round(at=walk.at)

    make.enter("manager")
    held = HiddenMatch.objects.get()
    assert held.case == case
    for reader in ("manager", "social-worker"):
        assert notices(walk, reader) == [(NoticeKind.MATCH, f"match {held.pk}")]
    for other in OTHERS:
        assert notices(walk, other) == []


def test_nobody_else_can_tell_that_there_was_a_match(walk: Walk) -> None:
    case, held = meeting.met(walk)
    meeting.answer(walk, held, MatchMove.LEAVE)

    for other in OTHERS:
        make.enter(other)
        assert people.candidates(case.child) == []
        assert ask("SELECT count(*) FROM searches_hiddenmatch") == [(0,)]
        assert ask("SELECT count(*) FROM searches_checked") == [(0,)]
        assert ask("SELECT count(*) FROM searches_word") == [(0,)]
        assert ask("SELECT count(*) FROM watch_notice WHERE kind LIKE 'match%%'") == [(0,)]
        assert ask("SELECT count(*) FROM audit_event WHERE kind LIKE '%%match%%'") == [(0,)]
        seen = ask("SELECT count(*) FROM audit_rowchange WHERE \"table\" = 'searches_hiddenmatch'")
        assert seen == [(0,)]
        assert ask("SELECT * FROM frontdoor_other_identities(ARRAY[1, 2, 3]::bigint[])") == []
    make.enter("social-worker")
    assert ask("SELECT count(*) FROM searches_hiddenmatch") == [(1,)]
    assert ask("SELECT count(*) FROM audit_event WHERE kind LIKE '%%match%%'") == [(1,)]


def test_pages_are_the_same_with_a_hidden_record_and_without_one(
    sign_in: SignIn, walk: Walk
) -> None:
    case = make.case(walk, children=[ALIKE])
    pages = (f"/cases/{case.reference}/known/", f"/cases/{case.reference}/", "/notices/")
    officer = sign_in("officer")
    officer.get(pages[1])
    before = [shape(officer.get(page).content.decode()) for page in pages]

    meeting.restricted(walk)
    assert meeting.look(walk)

    assert [shape(officer.get(page).content.decode()) for page in pages] == before


def shape(page: str) -> str:
    """Return the words of a page, and where its links lead."""
    return re.sub(r'<(?:[^>]* href="([^"]*)")?[^>]*>', r"\1", page)


def test_who_is_less_alike_than_probably_is_told_to_nobody(walk: Walk) -> None:
    meeting.restricted(walk)
    make.case(walk, children=[FRANKIE])
    make.case(walk, children=[Told(given_names="Juno", family_name="Hartwell")])

    assert meeting.look(walk) == []


def test_it_is_found_once_whoever_looks_again(walk: Walk) -> None:
    _, held = meeting.met(walk)

    assert meeting.look(walk) == []
    assert meeting.look(make.later(walk, hours=1)) == []
    make.enter("manager")
    assert HiddenMatch.objects.get() == held


def test_a_contact_that_came_before_the_record_was_restricted_is_looked_at_once_more(
    walk: Walk,
) -> None:
    meeting.restricted(walk, child=FRANKIE)
    first = make.contact(walk, children=[JUNO])
    second = make.case(walk, children=[ALIKE])
    assert meeting.look(walk) == []

    later = make.later(walk, hours=1)
    restricting.restrict(later, first)

    assert [each.case for each in meeting.look(make.later(walk, hours=2))] == [second]
    assert meeting.look(make.later(walk, hours=3)) == []


def test_a_child_whose_name_is_learned_later_is_looked_up_then(walk: Walk) -> None:
    meeting.restricted(walk)
    case = make.case(walk, children=[Told(given_names="Juno")])
    later = make.later(walk, minutes=1)
    assert meeting.look(later) == []

    make.enter("officer")
    people_operations.correct(people.get(case.child.pk), JUNO)

    assert len(meeting.look(make.later(walk, minutes=2))) == 1


def test_the_other_identity_of_an_adopted_child_is_met_as_well(walk: Walk) -> None:
    case = make.case(walk, children=[FRANKIE])
    registering.adopt(walk, case)
    meeting.look(walk)

    again = make.case(walk, children=[FRANKIE])
    found = meeting.look(make.later(walk, minutes=1))

    assert [(each.case, each.is_tied) for each in found] == [(again, True)]
    make.enter("officer")
    assert ask("SELECT count(*) FROM searches_hiddenmatch") == [(0,)]


def test_whom_another_system_told_of_is_met_through_who_they_are_linked_to(walk: Walk) -> None:
    held = meeting.restricted(walk, child=FRANKIE)
    me = make.enter("manager")
    fed = people_operations.write_down(JUNO, by=me)
    child = Case.objects.get(contact=held.contact_id).child
    pairs.linked(walk, child, fed, by="manager")
    case = make.case(walk, children=[ALIKE])

    [found] = meeting.look(walk)

    assert (found.case, found.person_id) == (case, fed.pk)


def test_a_record_of_another_hub_is_met_by_nobody_here(walk: Walk) -> None:
    meeting.restricted(make.walk("durham"))
    make.case(walk, children=[JUNO])

    assert meeting.look(walk) == []
    assert meeting.look(make.walk("durham")) == []


def test_a_reader_tells_in_their_words_and_the_contact_shows_them(
    sign_in: SignIn, walk: Walk
) -> None:
    case, held = meeting.met(walk)
    contact = f"/contacts/{case.contact.reference}/"
    officer = sign_in("officer")
    assert WORDS not in officer.get(contact).content.decode()

    told = meeting.answer(walk, held)

    assert (told.stage, told.why) == (MatchStage.TOLD, WHY)
    for page in (contact, f"/cases/{case.reference}/"):
        said = officer.get(page).content.decode()
        assert WORDS in said
        assert WHY not in said
    watching.go_round(at=walk.at)
    assert notices(walk, "officer") == [(NoticeKind.MATCH_TOLD, case.reference)]
    assert notices(walk, "manager") == []


@pytest.mark.parametrize(
    ("move", "stage"),
    [(MatchMove.LEAVE, MatchStage.NOTHING), (MatchMove.TAKE_ON, MatchStage.TAKEN_ON)],
)
def test_or_says_nothing_and_the_contact_shows_nothing(
    walk: Walk, move: MatchMove, stage: MatchStage
) -> None:
    case, held = meeting.met(walk)

    said = meeting.answer(walk, held, move)

    assert (said.stage, said.answered_by_name) == (stage, walk.actor("manager").name)
    make.enter("officer")
    assert Word.objects.count() == 0
    assert [e.kind for e in audit.history([case.reference]) if "told" in e.kind] == []


def test_whoever_takes_it_on_may_tell_later(walk: Walk) -> None:
    _, held = meeting.met(walk)
    meeting.answer(walk, held, MatchMove.TAKE_ON)
    other = meeting.answer(walk, held, MatchMove.TAKE_ON, by="social-worker")
    assert other.answered_by == walk.actor("social-worker").user_id

    assert meeting.answer(walk, held).stage == MatchStage.TOLD
    with pytest.raises(Refused):
        meeting.answer(walk, held)


def test_there_are_words_and_a_reason(walk: Walk) -> None:
    _, held = meeting.met(walk)

    with pytest.raises(Invalid, match="what they are told"):
        meeting.answer(walk, held, words=" ")
    with pytest.raises(Invalid, match="why"):
        meeting.answer(walk, held, why=" ")
    assert meeting.answer(walk, held).stage == MatchStage.TOLD


@pytest.mark.parametrize("other", OTHERS)
def test_who_is_no_reader_can_neither_see_nor_answer_it(walk: Walk, other: str) -> None:
    _, held = meeting.met(walk)

    with pytest.raises(Unknown):
        meeting.answer(walk, held, by=other)
    with pytest.raises(Unknown):
        meeting.answer(walk, held, by=other, seen=1)
    assert meeting.answer(walk, held, by="social-worker").stage == MatchStage.TOLD


@pytest.mark.parametrize("other", OTHERS)
def test_nobody_adds_a_match_or_words_by_hand(walk: Walk, other: str) -> None:
    case, held = meeting.met(walk)
    make.enter(other)

    adding: list[Callable[[], object]] = [
        partial(
            HiddenMatch.objects.create,
            hub=walk.hub, policy_version=held.policy_version, stage="waiting", case=case,
            restriction=held.restriction, person_id=1, is_tied=False, found_at=walk.at,
            due_at=walk.at,
        ),
        partial(
            Word.objects.create,
            hub=walk.hub, case=case, match=held, words="No.", said_at=walk.at,
            said_by=walk.actor(other).user_id, said_by_name=other,
        ),
    ]  # fmt: skip
    for add in adding:
        with pytest.raises(Error), transaction.atomic():
            add()


def test_the_second_of_two_readers_is_told_what_the_first_did(sign_in: SignIn, walk: Walk) -> None:
    _, held = meeting.met(walk)
    address = f"/restricted/matches/{held.pk}/"
    manager, worker = sign_in("manager"), sign_in("social-worker")
    typed = {"seen": held.version, "move": "leave", "why": WHY}

    assert manager.post(address, typed | {"why": ""}).status_code == 422
    assert manager.post(address, typed | {"move": "tell"}).status_code == 422
    assert manager.post(address, typed).status_code == 302
    assert worker.post(address, typed).status_code == 409

    with pytest.raises(Stale):
        meeting.answer(walk, held, seen=held.version)
    assert sign_in("manager-2").get(address).status_code == 404
    assert sign_in("officer").post(address, typed).status_code == 404
    assert sign_in("police").get(address).status_code == 403


def test_a_reader_sees_both_and_the_look_is_remembered(sign_in: SignIn, walk: Walk) -> None:
    case, held = meeting.met(walk, child=ALIKE)

    said = sign_in("manager").get(f"/restricted/matches/{held.pk}/").content.decode()

    for words in ("Juna Hartwell", "Juno Hartwell", case.reference, held.restriction.reference):
        assert words in said
    make.enter("manager")
    looked = [each for each in audit.looks(held.restriction.reference) if str(held) in each.purpose]
    assert len(looked) == 1


def test_managers_are_told_by_number_when_nobody_has_said_in_time(walk: Walk) -> None:
    _, held = meeting.met(walk, "social-worker")
    assert held.due_at == make.london("2027-03-01", "10:00")
    watching.go_round(at=held.due_at)
    assert notices(walk, "manager") == []

    watching.go_round(at=make.later(walk, hours=2).at)

    record = f"restricted record {held.restriction_id}"
    assert notices(walk, "manager") == [(NoticeKind.MATCH_LATE, record)]
    assert notices(walk, "officer") == []
    meeting.answer(make.later(walk, hours=2), held, by="social-worker")
    watching.go_round(at=make.later(walk, hours=3).at)
    assert notices(walk, "manager") == []
    late = ask("SELECT subject FROM watch_notice WHERE kind = 'match_late'")
    assert late == [(record,)]


def test_managers_are_told_at_once_where_no_reader_is_there(walk: Walk) -> None:
    _, held = meeting.met(walk, "triage")
    place = Membership.objects.get(user_id=make.actor("triage").user_id, left_at__isnull=True)
    walk.as_(
        "administrator", lambda by: staff.leave(membership=place, why="Gone.", by=by, at=walk.at)
    )

    watching.go_round(at=make.later(walk, days=1).at)

    record = f"restricted record {held.restriction_id}"
    assert (NoticeKind.MATCH_LATE, record) in notices(walk, "manager")


def test_once_the_record_is_open_to_all_nothing_is_said_any_more(walk: Walk) -> None:
    _, held = meeting.met(walk)
    watching.go_round(at=walk.at)

    restricting.lift(walk, held.restriction)

    watching.go_round(at=make.later(walk, minutes=1).at)
    assert notices(walk, "manager") == []
    with pytest.raises(Refused, match="open to all"):
        meeting.answer(walk, held)


def test_a_reader_who_reads_it_no_longer_answers_no_longer(walk: Walk) -> None:
    _, held = meeting.met(walk)
    assert walk.as_("social-worker", lambda _: HiddenMatch.objects.count()) == 1

    restricting.name(walk, held.restriction, ["manager"])

    assert walk.as_("social-worker", lambda _: HiddenMatch.objects.count()) == 0
    with pytest.raises(Unknown):
        meeting.answer(walk, held, by="social-worker", seen=1)
    assert meeting.answer(walk, held).stage == MatchStage.TOLD


def test_where_the_policy_says_ask_the_contact_says_so_once(
    sign_in: SignIn, walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting.restricted(walk)
    meeting.restricted(walk)
    case = make.case(walk, children=[JUNO])
    version = case.contact.policy_version
    asks = version.policy.restricted.model_copy(update={"when_met": "ask"})
    changed = version.policy.model_copy(update={"restricted": asks})
    monkeypatch.setitem(reading._KNOWN, version.sha256, changed)
    assert len(meeting.look(walk)) == 2

    words = "A record that you may not see may match. Ask the manager on duty."
    said = sign_in("officer").get(f"/contacts/{case.contact.reference}/").content.decode()
    assert said.count(words) == 1
    on_case = sign_in("officer").get(f"/cases/{case.reference}/").content.decode()
    assert words in on_case
    watching.go_round(at=walk.at)
    assert notices(walk, "officer") == [(NoticeKind.MATCH_TOLD, case.reference)]


def test_the_risk_of_what_is_set_stands_beside_it(sign_in: SignIn, walk: Walk) -> None:
    said = sign_in("manager").get("/restricted/").content.decode()

    assert "is told nothing" in said
    assert "that alone can tell who was adopted" in said


def test_what_is_killed_half_way_is_done_again_once(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting.restricted(walk)
    make.case(walk, children=[JUNO])

    def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(type(Checked.objects.all()), "update_or_create", die)
        with pytest.raises(KeyboardInterrupt):
            meeting.look(walk)
    assert walk.as_("manager", lambda _: HiddenMatch.objects.count()) == 0

    assert len(meeting.look(walk)) == 1
    assert meeting.look(walk) == []
