"""Looks behind the wall whether a contact tells of somebody who is in a restricted record (a.8).

The watch does it, in nobody's name and after the contact is stored: whoever took it waits for
nothing, and no page of theirs takes longer or says anything else because there is such a record.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from frontdoor.audit.operations import noticed
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.searches import queries, rules
from frontdoor.casework.searches.events import MayMatch
from frontdoor.casework.searches.models import Checked, HiddenMatch, Word
from frontdoor.people.searching import Match, described, search_many
from frontdoor.policy import queries as policies
from frontdoor.policy.models import PolicyVersion

AT_ONCE = 100  # Children that are looked up in one transaction: what is killed is done again.


@transaction.atomic
def look(hub_id: int, *, at: datetime) -> list[HiddenMatch]:
    """Look up the children of whom somebody told lately, and keep each record that they met, once.

    Done again it finds nothing new; what is interrupted leaves nothing behind.
    """
    cases = queries.to_check(hub_id, most=AT_ONCE, at=at)
    if not cases:
        return []
    found = search_many([described(case.child) for case in cases], hub_id=hub_id)
    near = {case.pk: _near(case, each) for case, each in zip(cases, found, strict=True)}
    made = _keep_all(cases, near, hub_id=hub_id, at=at)
    for case in cases:
        seen = {"seen": case.child.version, "at": at}
        Checked.objects.update_or_create(hub_id=hub_id, case=case, defaults=seen)
    return made


def _near(case: Case, found: Sequence[Match]) -> list[int]:
    """Return the records that a search would have shown as probably the same, but its own."""
    worth = (each for each in found if each.is_worth_a_look and each.person_id != case.child_id)
    return [each.person_id for each in worth if each.likeness.band in rules.NEAR]


def _keep_all(
    cases: Sequence[Case], near: dict[int, list[int]], *, hub_id: int, at: datetime
) -> list[HiddenMatch]:
    kept, readers = queries.restricted_people(hub_id), queries.all_readers()
    ties = queries.other_identities({person for each in near.values() for person in each})
    version = policies.current(hub_id, at=at)
    made: list[HiddenMatch] = []
    for case in cases:
        hidden = {
            person: [
                number
                for number, contact in records
                if not rules.is_shown(case.contact_id, contact, readers=readers)
            ]
            for person, records in kept.items()
        }
        met = rules.met(near[case.pk], kept=hidden, ties=ties)
        known = HiddenMatch.objects.filter(case=case).values_list("restriction", flat=True)
        for number in sorted(set(met) - set(known)):
            made.append(keep(case, number, *met[number], version=version, at=at))
    return made


def keep(
    case: Case, number: int, person: int, is_tied: bool, *, version: PolicyVersion, at: datetime
) -> HiddenMatch:
    """Keep that a case met a restricted record, and say what the hub's policy has for it."""
    rule, calendar = version.policy.restricted, policies.calendar(version)
    made = HiddenMatch.objects.create(
        hub_id=case.hub_id,
        policy_version=version,
        stage=HiddenMatch.LIFECYCLE.first,
        case=case,
        restriction_id=number,
        person_id=person,
        is_tied=is_tied,
        found_at=at,
        due_at=calendar.due(at, rule.answer.length, day_one=version.policy.calendar.day_one),
    )
    if rule.when_met == "ask":
        _hint(made, version=version, at=at)
    return made


def _hint(match: HiddenMatch, *, version: PolicyVersion, at: datetime) -> None:
    """Say what the pack has for it, once on a case: how many records may match is not told."""
    if Word.objects.filter(case=match.case, said_by__isnull=True).exists():
        return
    policy = version.policy
    words = f"A record that you may not see may match. Ask {policy.restricted.ask}."
    by_name = f"{policy.hub.name}, by its policy"
    Word.objects.create(
        hub_id=match.hub_id,
        case=match.case,
        match=match,
        words=words,
        said_by_name=by_name,
        said_at=at,
    )
    fact = MayMatch(subject=match.case.reference, hub_id=match.hub_id, words=words)
    noticed(fact, by_name=by_name, at=at)
