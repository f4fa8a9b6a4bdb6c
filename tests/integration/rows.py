"""Rows with which constraints are broken, as the manager sees them."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import uuid4

from django.db import models

from frontdoor.access import context
from frontdoor.access.models import User
from frontdoor.audit.models import Batch, Sealing
from frontdoor.casework.actions.models import Addition
from frontdoor.casework.agreements.models import Signature
from frontdoor.casework.closing.models import Alert
from frontdoor.casework.contacts import protection as protecting
from frontdoor.casework.contacts import writing as letters
from frontdoor.casework.contacts.models import Challenge, Joining, Protection, Writing
from frontdoor.casework.decisions.models import Decision
from frontdoor.casework.disclosures.models import Clearance, Product, Telling
from frontdoor.casework.gathering import escalating
from frontdoor.casework.gathering.models import Chase, Finding, Opinion, Supplement
from frontdoor.casework.ledger.models import Entry
from frontdoor.casework.papers.models import Paper
from frontdoor.casework.strategy.models import Discussion, Invitation
from frontdoor.entrance import models as entrance
from frontdoor.entrance.models import Factor, Identity, RecoveryCode, Visit
from frontdoor.entrance.vocabulary import Door, Kind
from frontdoor.jobs.example import midway, papers, strategy
from frontdoor.jobs.example.walk import Walk
from frontdoor.oversight.models import Past, Tally
from frontdoor.people.models import Dealt, Pair
from frontdoor.watch import operations as watch
from frontdoor.watch.models import Mark, Notice
from frontdoor.watch.rules import Found
from frontdoor.watch.vocabulary import NoticeKind
from tests import make, pairs, reporting
from tests.integration.behind import count

Row = TypeVar("Row", bound=models.Model)


def again(row: models.Model, /, **changes: Any) -> None:
    """Add the same row once more, with some changes."""
    row.pk, row._state.adding = None, True
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(force_insert=True)


def changed(row: models.Model, /, **changes: Any) -> None:
    """Change a row that is there."""
    assert type(row)._base_manager.filter(pk=row.pk).update(**changes) == 1


def batch(walk: Walk) -> Batch:
    """Return a seal over nothing."""
    empty = dict.fromkeys(("events", "looks", "changes", "root", "before", "signature"), b"")
    return Batch(number=1, sealed_at=walk.at, since=1, until=2, **empty)


def paper(walk: Walk) -> Paper:
    """Return a photograph in quarantine, with the case of a child."""
    return _seen(papers.photograph(walk, make.case(walk)))


def paper_of_all(walk: Walk) -> Paper:
    """Return one with a contact as a whole."""
    made = paper(walk)
    again(made, case=None)
    return made


def cleared(walk: Walk) -> Paper:
    """Return a letter that a check has cleared."""
    return _seen(papers.letter(walk, make.case(walk)))


def sealing(walk: Walk) -> Sealing:
    """Return how far history is sealed."""
    return Sealing(ran_at=walk.at, sealed_until=walk.at)


def protected(walk: Walk) -> Protection:
    """Return police protection of a child."""
    case, by = make.case(walk), make.enter("officer")
    return protecting.note(
        case=case,
        used_by="PC 4711, West Midlands Police",
        began_at=walk.at,
        place="With foster carers",
        seen=case.version,
        by=by,
        at=walk.at,
    )


def writing(walk: Walk) -> Writing:
    """Return a letter that followed a call."""
    letter = letters.Written(channel="post", received_at=walk.at)
    contact, by = make.contact(walk), make.enter("officer")
    return letters.join(contact=contact, form_key=uuid4(), written=letter, by=by, at=walk.at)


def challenge(walk: Walk) -> Challenge:
    """Return the question to a partner who wrote by post."""
    return writing(walk).contact.challenge


def joining(walk: Walk) -> Joining:
    """Return how a report goes on in an open case."""
    _, report = reporting.joined(walk)
    return Joining.objects.get(case=report)


def parted(walk: Walk) -> dict[str, Any]:
    """Return what is written when a report is parted again."""
    return {"parted_at": walk.at, "parted_by": 1, "parted_why": "So."}


def telling(walk: Walk) -> Telling:
    """Return words for a parent that the police have yet to agree to."""
    return _seen(make.telling(walk))


def product(walk: Walk) -> Product:
    """Return what a team was sent after an enquiry."""
    return _seen(make.product(walk))


def handed(walk: Walk) -> Product:
    """Return what a team was sent when a case was routed."""
    return _seen(make.handed_over(walk))


def past(walk: Walk) -> Past:
    """Return a child from before Frontdoor."""
    count(walk)
    return walk.as_("manager", lambda _: Past.objects.get())


def tally(walk: Walk) -> Tally:
    """Return how many children are alike."""
    count(walk)
    return walk.as_("manager", lambda _: Tally.objects.earliest("pk"))


def clearance(walk: Walk) -> Clearance:
    """Return a question to an originator."""
    return _seen(make.clearance(walk))


def alert(walk: Walk) -> Alert:
    """Return an alert that the out-of-hours team has."""
    return _seen(make.alert(walk))


def discussed(walk: Walk) -> Discussion:
    """Return a strategy discussion that is to be held."""
    return _seen(make.discussion(walk))


def held(walk: Walk) -> Discussion:
    """Return a strategy discussion that was held."""
    return _seen(strategy.hold(walk, make.discussion(walk)))


def called_off(walk: Walk) -> Discussion:
    """Return a strategy discussion that is not held."""
    return _seen(strategy.call_off(walk, make.discussion(walk)))


def invited(walk: Walk) -> Invitation:
    """Return what one agency knows of a discussion."""
    return discussed(walk).invitations.order_by("pk")[:1].get()


def escalated(walk: Walk) -> Chase:
    """Return what the policy did by itself about an agency that did not answer."""
    enquiry, late = make.requests(walk)[0].enquiry, make.later(walk, hours=30)
    with context.inside(walk.hub.pk):
        return escalating.escalate_misses(enquiry.pk, at=late.at)[0]


def notice(walk: Walk) -> Notice:
    """Return what the managers were told by the watch."""
    found = Found(
        kind=NoticeKind.MISSED, fact="a test", subject="CV-27-00001-A", roles=("team_manager",)
    )
    with context.inside(walk.hub.pk):
        watch.tell([found], kinds=[found.kind], hub_id=walk.hub.pk, at=walk.at)
        return Notice.objects.get(fact="a test")


def mark(walk: Walk) -> Mark:
    """Return that a manager has seen what they were told."""
    told = notice(walk)
    watch.see(numbers=[told.pk], by=make.enter("manager"), at=walk.at)
    return Mark.objects.get(notice=told)


def decision(walk: Walk) -> Decision:
    """Return a decision that waits for authorisation."""
    return _seen(make.decision(walk))


def chase(walk: Walk) -> Chase:
    """Return more time that an agency was given."""
    return _seen(midway.extend(walk, make.requests(walk)[0]))


def supplement(walk: Walk) -> Supplement:
    """Return a question about somebody named later."""
    return _seen(make.supplements(walk)[0])


def finding(walk: Walk) -> Finding:
    """Return what the police said; only whoever was asked can add to that."""
    [request, *_] = make.requests(walk, asked=("police",))
    walk.answer(request)
    make.enter("police")
    return Finding.objects.filter(request=request).order_by("pk")[:1].get()


def opinion(walk: Walk) -> Opinion:
    """Return what the police made of it; only whoever was asked can add to that."""
    [request, *_] = make.requests(walk, asked=("police",))
    walk.answer(request, analysis="It bears on safety.")
    make.enter("police")
    return Opinion.objects.get(request=request)


def _seen(row: Row) -> Row:
    """Return a row as the manager sees it: a walk ends as whoever took the last step."""
    make.enter()
    return row


def app(walk: Walk) -> Factor:
    return Factor.objects.create(user=_officer(), kind=Kind.APP, name="App", added_at=walk.at)


def passkey(walk: Walk) -> Factor:
    return Factor.objects.create(
        user=_officer(), kind=Kind.PASSKEY, name="Key", credential="AAAA", added_at=walk.at
    )


def recovery_code(walk: Walk) -> RecoveryCode:
    return RecoveryCode.objects.create(user=_officer(), digest="0" * 64, made_at=walk.at)


def visit(walk: Walk) -> Visit:
    return Visit.objects.create(
        user=_officer(), session="s" * 32, door=Door.DEMO, began_at=walk.at, used_at=walk.at
    )


def identity(walk: Walk) -> Identity:
    return Identity.objects.create(user=_officer(), issuer="i", subject="s", since=walk.at)


def invitation(walk: Walk) -> entrance.Invitation:
    return entrance.Invitation.objects.create(
        user=_officer(), digest="0" * 64, made_at=walk.at, until=walk.at
    )


def _officer() -> User:
    return User.objects.get(username="coventry-officer")


ENTRANCE: dict[str, Callable[[Walk], None]] = {
    "somebody_has_one_app": lambda walk: again(app(walk)),
    "a_passkey_is_one_persons": lambda walk: again(passkey(walk)),
    "a_recovery_code_is_made_once_for_somebody": lambda walk: again(recovery_code(walk)),
    "somebody_has_one_invitation": lambda walk: again(invitation(walk)),
    "an_identity_is_one_persons": lambda walk: again(identity(walk)),
    "a_visit_that_ended_says_how": lambda walk: changed(visit(walk), ended_at=walk.at),
}


def entry(walk: Walk) -> Entry:
    """Return a line of the ledger, not saved."""
    return Entry(
        hub=walk.hub, subject="CV-27-00001-A", kind="request", outcome="shared", what="The concern",
        whom="Education", basis="Consent.", by_id=1, by_name="Somebody", at=walk.at,
    )  # fmt: skip


def signature(walk: Walk) -> Signature:
    """Return that an agency has signed the agreement of the hub."""
    found = Signature.objects.select_related("agreement")
    return walk.as_("administrator", lambda _: found.all().earliest("pk"))


PAPERS: dict[str, Callable[[Walk], None]] = {
    "a_file_is_once_with_a_case": lambda walk: again(paper(walk)),
    "a_file_is_once_with_a_contact": lambda walk: again(paper_of_all(walk)),
    "a_paper_is_not_empty": lambda walk: changed(paper(walk), size=0),
    "what_a_check_found_says_when": lambda walk: changed(cleared(walk), checked_at=None),
    "a_virus_has_a_name": lambda walk: changed(paper(walk), virus="Eicar"),
    "a_release_says_who_when_and_why": lambda walk: changed(paper(walk), stage="released"),
    "a_struck_paper_says_who_and_why": lambda walk: changed(paper(walk), struck_at=walk.at),
}


def pair(walk: Walk) -> Pair:
    """Return two children who are alike."""
    return _seen(pairs.pair(walk, make.case(walk)))


def dealt(walk: Walk) -> Dealt:
    """Return what was done about something that rested on a wrong link."""
    link = pairs.undone(walk, make.case(walk))
    pairs.deal(walk, link)
    return _seen(walk.as_("manager", lambda _: Dealt.objects.earliest("pk")))


PAIRS: dict[str, Callable[[Walk], None]] = {
    "a_thing_is_dealt_with_once": lambda walk: again(dealt(walk)),
    "what_was_done_is_in_words": lambda walk: again(dealt(walk), what="other", done=""),
    "two_records_are_a_pair_once": lambda walk: again(pair(walk)),
    "a_pair_has_its_older_record_first": lambda walk: again(
        found := pair(walk), person=found.other, other=found.person
    ),
    "an_answer_to_a_pair_has_who_when_and_why": lambda walk: changed(pair(walk), answer="two"),
    "what_cannot_be_told_comes_back": lambda walk: changed(pair(walk), again_on=walk.at),
}


def addition(walk: Walk) -> Addition:
    """Return what came of something after its case had left, as nobody in the team has read it."""
    _, action = make.addition(walk)
    with context.as_actor(walk.actor("manager")):
        return action.additions.get()
