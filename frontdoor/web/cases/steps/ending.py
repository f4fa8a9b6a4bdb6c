"""Steps once it is authorised: the referrer, the family, and the teams that have it now."""

from collections.abc import Iterator

from django.urls import reverse

from frontdoor.access.actor import Actor
from frontdoor.casework.contacts.vocabulary import CaseMove, CaseStage, Part
from frontdoor.casework.disclosures import passing
from frontdoor.casework.disclosures.vocabulary import TellingMove, TellingStage
from frontdoor.casework.enquiries.vocabulary import Stage
from frontdoor.policy.staged import may_not
from frontdoor.web.cases.reading import Known
from frontdoor.web.cases.steps.step import ENDED, Step, is_possible

BEFORE_AN_OUTCOME = (CaseStage.AWAITING, CaseStage.IN_TRIAGE)
AUTHORISED = (Stage.AUTHORISED, Stage.COMPLETE)


def after(known: Known, *, by: Actor) -> Iterator[Step]:
    """Return what is left once it is authorised or over: whom to tell, who has yet to have it."""
    case = known.case
    is_over = case.stage in ENDED or known.came_to_its_end_elsewhere
    is_authorised = known.of.enquiry is not None and known.of.enquiry.stage in AUTHORISED
    ended = is_authorised or is_over
    if ended and not known.referrer_is_told and not case.contact.began_inside:
        yield Step(
            text="Let the referrer read what came of it",
            href=reverse("contacts:tell_referrer", args=[case.contact.reference]),
            whose=may_not(case.policy, "tell_referrer", by=by) or _not_to_be_heard_yet(known),
        )
    yield from _family(known, by=by)
    yield from _teams(known, by=by)
    if known.challenge is not None and known.challenge.said_at is None:
        yield Step(
            text="Challenge the partner who wrote this way",
            href=reverse("contacts:challenge", args=[case.contact.reference]),
            whose=may_not(case.policy, "route", by=by),
        )


def _not_to_be_heard_yet(known: Known) -> str:
    """Return what the referrer's answer waits for: it is one for all children of a contact."""
    waiting = [each for each in known.family.siblings if each.stage in BEFORE_AN_OUTCOME]
    return f"{waiting[0]} has no outcome yet." if waiting else ""


def _teams(known: Known, *, by: Actor) -> Iterator[Step]:
    case = known.case
    for product in known.products:
        if product.waits:
            whose = f"{product.team} has yet to say that it has this."
            yield Step(text=f"Acknowledge {product.reference}", href="", whose=whose)
    yield from _hospital(known, by=by)
    if is_possible(case, CaseMove.RECALL) and not passing.why_not_recall(
        each for each in known.products if each.turn == case.turn
    ):
        yield Step(
            text="Take this back",
            href=reverse("disclosures:take_back", args=[case.reference]),
            whose=case.why_not(CaseMove.RECALL, by=by),
        )
    if case.routed_at is not None and case.stage != CaseStage.JOINED:
        yield Step(
            text="Tell another team",
            href=reverse("disclosures:tell_team", args=[case.reference]),
            whose=may_not(case.policy, "route", by=by),
        )


def _hospital(known: Known, *, by: Actor) -> Iterator[Step]:
    """Whoever the pack names hears the outcome for a child who is not born yet (C14.9)."""
    case = known.case
    if not case.child.is_unborn or case.stage not in ENDED:
        return
    told = {each.team.slug for each in known.products if each.turn == case.turn}
    for team in case.policy.teams:
        if team.for_unborn and team.slug not in told:
            yield Step(
                text=f"Tell {team.name} the outcome",
                href=reverse("disclosures:tell_team", args=[case.reference]),
                whose=may_not(case.policy, "route", by=by),
            )


def _family(known: Known, *, by: Actor) -> Iterator[Step]:
    enquiry, reference = known.of.enquiry, known.case.reference
    if enquiry is None or enquiry.stage in (Stage.TO_RATE, Stage.RATED):
        return
    for telling in known.of.tellings:
        if telling.stage == TellingStage.PROPOSED:
            yield Step(
                text=f"Agree what {telling.person.name} may be told",
                href="",
                whose=f"{telling.agency} has to agree first.",
            )
        if is_possible(telling, TellingMove.TELL):
            yield Step(
                text=f"Record that {telling.person.name} was told",
                href=reverse("disclosures:tell", args=[reference, telling.pk]),
                whose=telling.why_not(TellingMove.TELL, by=by),
            )
    if enquiry.stage != Stage.COMPLETE:
        yield Step(
            text="Propose what the family may be told",
            href=reverse("disclosures:propose", args=[reference]),
            whose=may_not(enquiry.policy, "tell_family", by=by) or _nobody_to_tell(known),
        )


def _nobody_to_tell(known: Known) -> str:
    """Return why nothing can be proposed: it is a parent or carer who can protect the child."""
    carers = [each for each in known.family.parties if each.part == Part.CARER]
    return "" if carers else "No parent or carer is named yet."
