"""Give and take: references, the need to know, and what somebody keeps for themselves."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from frontdoor.access.actor import Actor
from frontdoor.access.models import Agency, Counter, Draft, Grant, Hub, SavedList, User
from frontdoor.kernel import references
from frontdoor.kernel.refusal import Invalid
from frontdoor.kernel.together import Asked

# A tab that saved within this time is open now: pages save every ten seconds (U4).
OPEN_ELSEWHERE = timedelta(seconds=30)

_COUNT = """
INSERT INTO access_counter (hub_id, year, last) VALUES (%s, %s, %s)
ON CONFLICT ON CONSTRAINT one_counter_a_year DO UPDATE SET last = EXCLUDED.last RETURNING last
"""


def next_reference(hub: Hub, counted: Iterable[Counter], *, at: datetime) -> tuple[str, Asked]:
    """Return a contact reference of the hub that nobody has had before, and how it is counted.

    The hub is held from before its counter was read until what bears the reference is stored.
    """
    number = sum(each.last for each in counted if each.year == at.year) + 1
    reference = references.contact(hub.prefix, year=at.year, number=number)
    return reference, Asked(_COUNT, (hub.pk, at.year, number))


def grant(*, agency: Agency, kind: str, record_id: int, why: str, by: Actor, at: datetime) -> None:
    """Let an agency see one record, because it was asked about it."""
    Grant.objects.get_or_create(
        agency=agency,
        kind=kind,
        record_id=record_id,
        defaults={"hub_id": by.hub_id, "why": why, "since": at},
    )


def keep_draft(
    *, path: str, tab: str, step: int, typed: dict[str, list[str]], by: Actor, at: datetime
) -> bool:
    """Keep what somebody typed on a page, and tell whether another tab kept its own just now.

    Each tab has a draft of its own: a later one never takes the place of an earlier one in silence.
    A tab counts its steps, and what was on its way for longer never takes the place of a newer one.
    """
    mine = Draft.objects.filter(by_id=by.user_id, path=path)
    now = {"step": step, "typed": typed, "saved_at": at, "spent_at": None}
    draft, is_new = Draft.objects.get_or_create(
        hub_id=by.hub_id, by_id=by.user_id, path=path, tab=tab, defaults=now
    )
    if not is_new:
        mine.filter(pk=draft.pk, step__lte=step).update(**now)
    lately = at - OPEN_ELSEWHERE
    return mine.exclude(tab=tab).filter(spent_at__isnull=True, saved_at__gt=lately).exists()


def spend_drafts(*, path: str, by: Actor, at: datetime) -> None:
    """Empty somebody's drafts of a page: it has been sent, or they threw them away."""
    kept = Draft.objects.filter(by_id=by.user_id, path=path, spent_at__isnull=True)
    kept.update(typed={}, spent_at=at)


@transaction.atomic
def save_list(
    *, name: str, wanted: dict[str, object], opens_first: bool, by: Actor, at: datetime
) -> SavedList:
    """Keep what somebody wants to see, under a name; it may be what their worklist opens with.

    :raises Invalid: if there is no name, or they have a list of that name.
    """
    saved = SavedList(hub_id=by.hub_id, by_id=by.user_id, wanted=wanted, saved_at=at)
    return _named(saved, name, opens_first=opens_first, by=by)


@transaction.atomic
def rename_list(*, saved: SavedList, name: str, opens_first: bool, by: Actor) -> SavedList:
    """Give a list another name, and say whether the worklist opens with it.

    :raises Invalid: if there is no name, or they have another list of that name.
    """
    return _named(saved, name, opens_first=opens_first, by=by)


def _named(saved: SavedList, name: str, *, opens_first: bool, by: Actor) -> SavedList:
    mine = SavedList.objects.filter(by_id=by.user_id, removed_at__isnull=True)
    others = mine.exclude(pk=saved.pk)
    if not name.strip():
        raise Invalid("name", "Give the list a name.")
    if others.filter(name=name.strip()).exists():
        raise Invalid("name", "You have a list of that name already.")
    if opens_first:
        others.filter(opens_first=True).update(opens_first=False)
    saved.name, saved.opens_first = name.strip(), opens_first
    saved.save(update_fields=["name", "opens_first"] if saved.pk else None)
    return saved


def remove_list(*, saved: SavedList, by: Actor, at: datetime) -> None:
    """Take a list out of sight. The row stays."""
    standing = SavedList.objects.filter(pk=saved.pk, by_id=by.user_id, removed_at__isnull=True)
    standing.update(removed_at=at)


def set_password(*, user: User, password: str) -> None:
    """Give somebody a password. Every session that began with an earlier one ends."""
    user.set_password(password)
    user.save(update_fields=["password"])
