"""Write down what somebody finds out about a case, and send it to the manager."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from frontdoor.access.actor import Actor
from frontdoor.access.reach import caveat_of
from frontdoor.access.vocabulary import Caveat
from frontdoor.audit.operations import record
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.rules import Way, closings
from frontdoor.casework.contacts.vocabulary import CaseMove
from frontdoor.casework.triage import events, queries, rules
from frontdoor.casework.triage.models import (
    Callback,
    ChronologyLine,
    Recommendation,
    SystemCheck,
)
from frontdoor.casework.triage.vocabulary import CheckResult
from frontdoor.kernel import when as dates
from frontdoor.kernel.refusal import Invalid, refuse_if
from frontdoor.policy.staged import may_not


def _looked_into(case: Case, *, seen: int, by: Actor) -> Case:
    """Hold a case that something is found out about, and count the change.

    :raises Refused: if it is not theirs to look into, or over.
    """
    refuse_if(may_not(case.policy, "check_systems", by=by))
    case = Case.locked(case, seen=seen)
    refuse_if(rules.why_not_looked_into(case.stage))
    case.keep()
    return case


@transaction.atomic
def ring_back(
    *,
    case: Case,
    reached: bool,
    spoke_to: str,
    said: str,
    kept_to: Caveat = Caveat.HUB,
    seen: int,
    by: Actor,
    at: datetime,
) -> Callback:
    """Write down a call back to whoever told the hub; also that nobody answered (C5.3).

    :raises Refused: if it is not theirs to look into, or over.
    :raises Invalid: if somebody was reached, and nothing was said; or if it names, for everybody in
        the hub to read, somebody whose identity is protected.
    """
    if reached and not said.strip():
        raise Invalid("said", "Write what was said.")
    if spoke_to.strip() and kept_to is Caveat.HUB and case.contact.referrer.protected:
        raise Invalid("spoke_to", "Leave this empty: who told us is protected.")
    case = _looked_into(case, seen=seen, by=by)
    call = Callback.objects.create(
        hub_id=case.hub_id,
        contact=case.contact,
        reached=reached,
        spoke_to=spoke_to,
        said=said,
        kept_to=kept_to.value,
        rung_at=at,
        rung_by=by.user_id,
        rung_by_name=by.name,
    )
    record(
        events.ReferrerRungBack(
            subject=case.contact.reference,
            hub_id=case.hub_id,
            reached=reached,
            spoke_to=spoke_to,
            said=said,
            kept_to=caveat_of(call),
        ),
        by=by,
        at=at,
    )
    return call


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a look into a system came to. `updated`: the record there was brought up to date."""

    result: CheckResult
    words: str = ""
    updated: bool = False
    kept_to: Caveat = Caveat.HUB


@transaction.atomic
def check_systems(
    *, case: Case, found: Mapping[str, Found], seen: int, by: Actor, at: datetime
) -> list[SystemCheck]:
    """Write down what was found in systems of the pack, by slug (C5.2, C5.3).

    :raises Refused: if it is not theirs to look into, or over.
    :raises Invalid: naming `words_` and the slug, where a find or a reason is not told.
    """
    names = {check.slug: check.name for check in case.policy.checks}
    for system, look in found.items():
        if system not in names:
            raise Invalid(f"result_{system}", "Choose a system of the hub.")
        if look.result is not CheckResult.NOTHING_FOUND and not look.words.strip():
            raise Invalid(f"words_{system}", _more(names[system], look.result))
    case = _looked_into(case, seen=seen, by=by)
    return [
        _checked(case, system, look, name=names[system], by=by, at=at)
        for system, look in found.items()
    ]


def _more(name: str, result: CheckResult) -> str:
    if result is CheckResult.FOUND:
        return f"Write what was found in {name}."
    return f"Write why there was no need to look into {name}."


def _checked(
    case: Case, system: str, look: Found, *, name: str, by: Actor, at: datetime
) -> SystemCheck:
    check = SystemCheck.objects.create(
        hub_id=case.hub_id,
        case=case,
        system=system,
        result=look.result.value,
        words=look.words,
        updated=look.updated,
        kept_to=look.kept_to.value,
        checked_at=at,
        checked_by=by.user_id,
        checked_by_name=by.name,
    )
    record(
        events.SystemChecked(
            subject=case.reference,
            hub_id=case.hub_id,
            system=name,
            result=look.result.label,
            words=look.words,
            updated=look.updated,
            kept_to=caveat_of(check),
        ),
        by=by,
        at=at,
    )
    return check


@transaction.atomic
def add_line(
    *,
    case: Case,
    when: dates.When,
    what: str,
    source: str,
    kept_to: Caveat = Caveat.HUB,
    seen: int,
    by: Actor,
    at: datetime,
) -> ChronologyLine:
    """Add a line to the chronology, with its date as far as it is known (C5.3).

    :raises Refused: if it is not theirs to look into, or over.
    """
    if not what.strip():
        raise Invalid("what", "Write what happened.")
    case = _looked_into(case, seen=seen, by=by)
    line = ChronologyLine.objects.create(
        hub_id=case.hub_id,
        case=case,
        **vars(when),
        what=what,
        source=source,
        kept_to=kept_to.value,
        written_at=at,
        written_by=by.user_id,
        written_by_name=by.name,
    )
    record(
        events.ChronologyLengthened(
            subject=case.reference,
            hub_id=case.hub_id,
            when=str(when),
            what=what,
            kept_to=caveat_of(line),
        ),
        by=by,
        at=at,
    )
    return line


@transaction.atomic
def recommend(
    *,
    case: Case,
    way: Way,
    level: int,
    summary: str,
    reason: str,
    kept_to: Caveat = Caveat.HUB,
    seen: int,
    by: Actor,
    at: datetime,
) -> Recommendation:
    """Send the manager what was found in short, and what the worker would do (C5.3, C6.1).

    What has not been looked into yet does not hold it up: it is named (C4.6).

    :raises Refused: if it is not theirs to recommend, or the case is not in triage.
    :raises Invalid: if the way, its end, the summary or the reason is missing.
    """
    refuse_if(may_not(case.policy, "recommend", by=by))
    _is_whole(case, way, summary=summary, reason=reason)
    case = Case.locked(case, seen=seen)
    refuse_if(rules.why_not_recommended(case.stage))
    case.keep()
    unchecked = [check.name for check in queries.work(case).unchecked]
    sent = Recommendation.objects.create(
        hub_id=case.hub_id,
        case=case,
        summary=summary,
        move=way.move.value,
        team=way.team,
        outcome=way.outcome,
        level=level,
        reason=reason,
        unchecked=unchecked,
        kept_to=kept_to.value,
        sent_at=at,
        sent_by=by.user_id,
        sent_by_name=by.name,
    )
    record(
        events.RecommendationSent(
            subject=case.reference,
            hub_id=case.hub_id,
            way=sent.way_words,
            reason=reason,
            unchecked=tuple(unchecked),
            kept_to=caveat_of(sent),
        ),
        by=by,
        at=at,
    )
    return sent


def _is_whole(case: Case, way: Way, *, summary: str, reason: str) -> None:
    policy = case.policy
    if way.move not in rules.RECOMMENDED:
        raise Invalid("move", "Choose where this should go.")
    if way.move is CaseMove.PASS_ON and way.team not in {team.slug for team in policy.teams}:
        raise Invalid("team", "Select the team that it should be passed on to.")
    if way.move is CaseMove.CLOSE and way.outcome not in {end.slug for end in closings(policy)}:
        raise Invalid("outcome", "Select how it should end.")
    if not summary.strip():
        raise Invalid("summary", "Write in short what was found.")
    if not reason.strip():
        raise Invalid("reason", "Give the reason for what you recommend.")
