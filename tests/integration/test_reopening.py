"""A case that ended by mistake is opened again, and nothing that was promised or told is undone."""

import pytest

from frontdoor.access.actor import Actor
from frontdoor.audit import queries as audit
from frontdoor.casework.contacts import joining, triage
from frontdoor.casework.contacts.models import Case, Clock
from frontdoor.casework.contacts.vocabulary import Span
from frontdoor.casework.decisions.models import Decision
from frontdoor.casework.disclosures import hearing, passing, reopening, routing
from frontdoor.casework.disclosures import queries as disclosures
from frontdoor.casework.disclosures.models import Product
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.jobs.example import shapes
from frontdoor.jobs.example.walk import ROBIN, Walk
from frontdoor.kernel.refusal import Invalid, Refused, Stale
from tests import make, reporting
from tests.handing import acknowledge, known
from tests.integration.conftest import SignIn
from tests.pages import opened, sent, text
from tests.reopening import MISTAKE, closed, reopen
from tests.reporting import as_it_is, clock, listed

pytestmark = pytest.mark.django_db


def promises(case: Case, span: Span) -> list[tuple[bool | None, bool]]:
    """Return, oldest first, whether each promise was kept, and whether it is replaced."""
    make.enter()
    found = Clock.objects.filter(case=case, span=span).order_by("pk")
    return [(each.kept, each.replaced_at is not None) for each in found]


def _told(case: Case) -> dict[str, object]:
    """Return what is remembered of a case that was opened again."""
    make.enter()
    found = audit.history([case.reference])
    return dict(next(each.facts for each in found if each.kind == "case.reopened"))


def words_of_the_receipt(case: Case) -> str:
    make.enter()
    return str(as_it_is(case).contact.receipt.words)


def test_a_closed_case_waits_for_a_decision_again_and_says_why(walk: Walk) -> None:
    case = closed(walk)

    again = reopen(make.later(walk, days=3), case)

    assert (again.stage, again.ended_at, again.route, again.turn) == ("awaiting", None, "", 2)
    assert (again.reopened_why, again.reopened_by_name) == (MISTAKE, make.actor().name)
    assert again in listed(make.later(walk, days=3))
    assert _told(case) == {"before": "Closed", "reason": MISTAKE, "told": []}


@pytest.mark.parametrize("who", ["officer", "triage", "social-worker", "coordinator"])
def test_nobody_opens_a_case_again_but_a_manager(walk: Walk, who: str) -> None:
    case = closed(walk)

    with pytest.raises(Refused):
        reopen(walk, case, who=who)

    assert as_it_is(case).stage == "closed"
    assert reopen(walk, case, who="manager-2").stage == "awaiting"


def test_it_takes_a_reason(walk: Walk) -> None:
    case = closed(walk)

    with pytest.raises(Invalid, match="Say why"):
        reopen(walk, case, reason="  ")

    assert as_it_is(case).stage == "closed"


def test_what_has_not_ended_cannot_be_opened_again(walk: Walk) -> None:
    with pytest.raises(Refused, match="not possible now"):
        reopen(walk, make.case(walk))


def test_the_second_of_two_is_told_what_the_first_did(sign_in: SignIn, walk: Walk) -> None:
    case = closed(walk)
    first, second = sign_in("manager"), sign_in("manager-2")
    where = f"/cases/{case.reference}/reopen/"
    page = opened(second, where)

    done = sent(first, where, reason=MISTAKE)
    late = second.post(where, page | {"reason": "It was hers."})

    assert (done.status_code, late.status_code) == (302, 409)
    assert "Opened again" in text(late)
    assert "It was hers." in text(late)
    assert as_it_is(case).turn == 2


def test_who_saw_another_version_is_refused(walk: Walk) -> None:
    case = closed(walk)

    with pytest.raises(Stale):
        reopen(walk, case, seen=case.version - 1)


# --- What was promised ---


def test_what_was_judged_stays_judged_and_the_answer_is_promised_from_now(walk: Walk) -> None:
    case = closed(make.later(walk, days=2), make.case(walk))
    assert promises(case, Span.RESPONSE) == [(False, False)]
    later = make.later(walk, days=3)

    again = reopen(later, case)

    assert promises(again, Span.RESPONSE) == [(False, True), (None, False)]
    anew = clock(again, Span.RESPONSE)
    assert anew is not None
    assert (anew.started_at, anew.due_at) == (later.at, make.later(later, hours=24).at)
    assert promises(again, Span.FIRST_LOOK) == [(False, False)]


def test_closed_again_in_time_the_first_miss_is_still_a_miss(walk: Walk) -> None:
    case = closed(make.later(walk, days=2), make.case(walk))
    reopen(make.later(walk, days=3), case)

    ended = closed(make.later(walk, days=3, hours=1), case)

    assert promises(ended, Span.RESPONSE) == [(False, True), (True, False)]
    event = next(each for each in audit.history([case.reference]) if each.kind == "case.routed")
    assert event.facts["in_time"] is False


def test_police_protection_runs_from_when_it_began_whatever_is_opened_again(walk: Walk) -> None:
    case = make.case(walk)
    shapes.protect(walk, case)
    closed(walk, case)
    before = clock(case, Span.POLICE_PROTECTION)

    reopen(make.later(walk, hours=5), case)

    after = clock(case, Span.POLICE_PROTECTION)
    assert before is not None
    assert after is not None
    assert (after.pk, after.due_at, after.stopped_at) == (before.pk, before.due_at, None)


# --- Who was told ---


def test_the_referrer_can_be_told_anew_and_reads_the_old_words_until_then(walk: Walk) -> None:
    case = closed(walk, told=True)
    before = words_of_the_receipt(case)

    again = reopen(make.later(walk, hours=1), case)

    assert words_of_the_receipt(again) == before
    assert not again.contact.receipt.is_told
    assert _told(case)["told"] == ["the referrer"]
    later = make.later(walk, hours=2)
    walk.pass_on(as_it_is(case), "early_help_team")
    assert clock(case, Span.REFERRER) is not None
    contact = as_it_is(case).contact
    outcome = hearing.outcome_of(contact)
    later.as_(
        "manager",
        lambda by: triage.tell_referrer(contact=contact, outcome=outcome, by=by, at=later.at),
    )
    assert as_it_is(case).contact.receipt.is_told
    assert words_of_the_receipt(case) != before


def test_nobody_is_told_of_an_outcome_while_it_waits_again(sign_in: SignIn, walk: Walk) -> None:
    case = reopen(walk, closed(walk, told=True))

    page = text(sign_in("manager").get(f"/cases/{case.reference}/"))

    assert "They know how it ended before" in page
    assert "Let the referrer read what came of it" not in page
    with pytest.raises(Refused, match="has no outcome yet"):
        hearing.outcome_of(as_it_is(case).contact)


def test_what_a_team_has_taken_on_stays_theirs(sign_in: SignIn, walk: Walk) -> None:
    product = make.handed_over(walk, team="lado")
    acknowledge(walk, product)

    case = reopen(walk, product.case)

    assert (case.stage, case.route_team) == ("awaiting", "")
    team = sign_in("lado-team")
    assert "Robin Example" in text(team.get(f"/products/{product.reference}/"))
    assert _told(case)["told"] == [product.team.name]
    page = text(sign_in("manager").get(f"/cases/{case.reference}/"))
    assert "what they took on stays theirs" in page


def test_what_nobody_has_acknowledged_is_taken_back_instead(walk: Walk) -> None:
    product = make.handed_over(walk, team="lado")

    with pytest.raises(Refused, match="take it back instead"):
        reopen(walk, product.case)

    walk.as_(
        "manager",
        lambda by: passing.recall(
            case=product.case,
            reason="No.",
            seen=as_it_is(product.case).version,
            by=by,
            at=walk.at,
        ),
    )
    assert as_it_is(product.case).stage == "awaiting"


def test_the_same_team_can_be_sent_it_again_and_it_is_taken_back(walk: Walk) -> None:
    first = make.handed_over(walk, team="lado")
    acknowledge(walk, first)
    case = reopen(walk, first.case)

    [second] = walk.pass_on(case, "lado")

    assert (first.turn, second.turn, second.reference) == (1, 2, f"{case.reference}-2")
    assert [each.pk for each in _handed(case)] == [second.pk]
    walk.as_(
        "manager",
        lambda by: passing.recall(
            case=as_it_is(case), reason="No.", seen=as_it_is(case).version, by=by, at=walk.at
        ),
    )
    assert as_it_is(case).stage == "awaiting"


def _handed(case: Case) -> list[Product]:
    make.enter()
    return disclosures.handed_over(case.pk)


def test_what_the_policy_passed_on_by_itself_does_not_go_again_once_opened_again() -> None:
    walk = make.walk("barnet")
    contact = walk.contact()
    known(walk, walk.case(contact))
    walk.describe(contact)
    case = walk.case(contact)
    acknowledge(walk, _first_product(walk, case))
    walk.as_("manager", lambda by: _reopened(case, by, walk))

    def do(by: Actor) -> list[Product]:
        return routing.pass_on_by_policy(case=walk.case(contact), by=by, at=walk.at)

    assert walk.as_("manager", do) == []
    assert walk.case(contact).stage == "awaiting"


def _first_product(walk: Walk, case: Case) -> Product:
    return walk.as_("manager", lambda _: disclosures.products_on(case.pk)[0])


def _reopened(case: Case, by: Actor, walk: Walk) -> Case:
    return reopening.reopen(case=case, reason=MISTAKE, seen=case.version, by=by, at=walk.at)


# --- With an enquiry ---


def test_a_complete_enquiry_is_decided_anew_in_the_time_of_its_rating(walk: Walk) -> None:
    product = make.product(walk)
    later = make.later(walk, days=1)

    case = reopen(later, product.case)

    make.enter()
    enquiry = Enquiry.objects.get(case=case)
    decision = Decision.objects.get(enquiry=enquiry)
    assert (case.stage, enquiry.stage) == ("in_mash", "gathering")
    assert case.route_reason
    assert enquiry.due_at == make.later(later, hours=24).at
    assert promises(case, Span.COMPLETION) == [(True, True), (None, False)]
    assert (decision.authorised_at, decision.authorised_by_name) == (None, "")
    assert decision.rationale == make.EARLY_HELP.rationale


def test_a_case_with_an_enquiry_runs_to_its_end_twice(walk: Walk) -> None:
    first = make.product(walk)
    case = reopen(walk, first.case)
    make.enter()
    enquiry = Enquiry.objects.get(case=case)

    walk.decide(enquiry, make.EARLY_HELP)
    second = walk.share(walk.authorise(Enquiry.objects.get(pk=enquiry.pk)), team="early_help_team")

    assert second is not None
    assert (second.team_id, second.turn) == (first.team_id, 2)
    assert as_it_is(case).stage == "closed"


# --- Reports, brothers and sisters ---


def test_what_was_joined_goes_on_with_it_and_its_referrer_hears_anew(walk: Walk) -> None:
    head, report = reporting.joined(walk)
    _read(walk, head)
    closed(walk, head)
    assert clock(report, Span.REFERRER) is not None

    reopen(walk, head)

    assert (as_it_is(head).stage, as_it_is(report).stage) == ("awaiting", "joined")
    assert clock(report, Span.REFERRER) is None
    closed(walk, head)
    assert clock(report, Span.REFERRER) is not None


def _read(walk: Walk, case: Case) -> None:
    walk.as_(
        "manager",
        lambda by: joining.read(
            case=as_it_is(case), seen=as_it_is(case).version, by=by, at=walk.at
        ),
    )


def test_a_report_that_goes_on_elsewhere_is_parted_and_not_opened_again(walk: Walk) -> None:
    _, report = reporting.joined(walk)

    with pytest.raises(Refused, match="not possible now"):
        reopen(walk, report)


def test_a_brother_who_was_closed_too_stays_closed(walk: Walk) -> None:
    robin = reporting.reported(walk, children=(ROBIN, reporting.WREN))
    wren = reporting.brother(walk, robin)
    closed(walk, robin)
    closed(walk, wren)

    reopen(walk, robin)

    assert (as_it_is(robin).stage, as_it_is(wren).stage) == ("awaiting", "closed")
    with pytest.raises(Refused, match=f"{robin.reference} has no outcome yet"):
        hearing.outcome_of(as_it_is(wren).contact)


# --- The page ---


def test_the_closed_case_offers_it_quietly_and_only_to_a_manager(
    sign_in: SignIn, walk: Walk
) -> None:
    case = closed(walk)
    link = f"/cases/{case.reference}/reopen/"

    manager = sign_in("manager").get(f"/cases/{case.reference}/").content.decode()
    officer = sign_in("officer").get(f"/cases/{case.reference}/").content.decode()

    assert f'class="govuk-link" href="{link}"' in manager
    assert link not in officer
    assert sign_in("officer").get(link).status_code == 403


def test_the_page_says_who_knows_how_it_ended(sign_in: SignIn, walk: Walk) -> None:
    case = closed(walk, told=True)

    page = text(sign_in("manager").get(f"/cases/{case.reference}/reopen/"))

    assert "Who knows how it ended" in page
    assert "The referrer, who can read it since" in page
    without = sent(sign_in("manager"), f"/cases/{case.reference}/reopen/", reason=" ")
    assert without.status_code == 422
