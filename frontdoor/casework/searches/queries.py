"""Ask who was looked for, what searches met behind the wall, and what was told of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from frontdoor.casework.contacts.models import Case, Party
from frontdoor.casework.restricting import queries as restricting
from frontdoor.casework.rolls import queries as rolls
from frontdoor.casework.rolls.models import Piece, Roll
from frontdoor.casework.searches import rules
from frontdoor.casework.searches.models import (
    Asks,
    Checked,
    HiddenMatch,
    Line,
    Search,
    Word,
    columns,
)
from frontdoor.casework.searches.vocabulary import MatchStage
from frontdoor.kernel.asking import Asking, asks
from frontdoor.kernel.prepared import prepared
from frontdoor.kernel.refusal import Unknown
from frontdoor.people.groups import groups

A_PAGE = 50  # Searches that a page lists.
SHOWN = (
    "case__child", "case__contact__policy_version", "search__policy_version", "restriction",
    "policy_version", "roll__source",
)  # fmt: skip


def match(number: int) -> HiddenMatch:
    """Return what a search met, for a reader of the record that it met.

    :raises Unknown: if there is none, or none that they may know of.
    """
    found = HiddenMatch.objects.filter(pk=number).select_related(*SHOWN).first()
    if found is None:
        raise Unknown(str(number))
    return found


def waiting() -> list[HiddenMatch]:
    """Return the matches of which nobody has said what follows, what is due first in front.

    Those of records that are open to all again wait for nobody.
    """
    found = HiddenMatch.objects.filter(
        stage=MatchStage.WAITING.value, restriction__lifted_at__isnull=True
    )
    return list(found.select_related(*SHOWN).order_by("due_at", "pk"))


def said_since(since: datetime) -> list[Word]:
    """Return what the people of contacts and lists, and whoever searched, were told since then."""
    found = Word.objects.filter(said_at__gte=since)
    found = found.select_related("case__contact", "search", "roll")
    return list(found.order_by("said_at", "pk"))


@asks
def words(cases: Iterable[Case]) -> Asking[list[Word]]:
    """Return what the people who work on these cases were told beside what was found."""
    found = _words([each.pk for each in cases])
    yield (found,)
    return list(found)


@prepared
def _words(cases: list[int]) -> QuerySet[Word]:
    found = Word.objects.filter(case__in=cases).select_related("case__child")
    return found.order_by("said_at", "pk")


def words_on(of: Search | Roll) -> list[Word]:
    """Return what whoever searched, or opens a list, is told beside what was found."""
    which = {"search": of} if isinstance(of, Search) else {"roll": of}
    return list(Word.objects.filter(**which).order_by("row", "said_at", "pk"))


def to_check(hub_id: int, *, most: int, at: datetime) -> list[Case]:
    """Return the cases whose child was not looked up behind the wall yet: as the child's record
    stands now, and since somebody was restricted last. Where nobody is, nothing is to look up.
    """
    last = _last_restricted()
    if last is None:
        return []
    done = Checked.objects.filter(case=OuterRef("pk"), seen=OuterRef("child__version"), at__gt=last)
    since = at - rules.LOOKED_BACK
    found = Case.objects.filter(hub=hub_id, contact__received_at__gt=since).exclude(Exists(done))
    return list(found.select_related("child").order_by("-pk")[:most])


@dataclass(frozen=True, kw_only=True)
class Page:
    """Some of the searches for people, the newest first."""

    searches: list[Search]
    number: int
    pages: int


def searches(*, by: int = 0, number: int = 1) -> Page:
    """Return searches that people stated a purpose for, all or those of one user, by pages."""
    found = Search.objects.filter(by_id=by) if by else Search.objects.order_by()
    pages = max(-(-found.count() // A_PAGE), 1)
    number = min(max(number, 1), pages)
    rows = found.select_related("policy_version").order_by("-pk")
    return Page(
        searches=list(rows[(number - 1) * A_PAGE : number * A_PAGE]), number=number, pages=pages
    )


def searchers() -> list[tuple[int, str]]:
    """Return who looked for people, by number and the name that they had last."""
    found = Search.objects.order_by("by_id", "-pk").distinct("by_id")
    return sorted(found.values_list("by_id", "by_name"), key=lambda each: each[1])


def searches_to_check(hub_id: int, *, most: int) -> list[Search]:
    """Return the searches of which nobody has looked yet whom they met behind the wall."""
    waits = Search.objects.filter(hub=hub_id, looked_behind_at__isnull=True)
    return list(waits.order_by("pk")[:most])


def pieces_to_check(hub_id: int, *, most: int) -> list[Piece]:
    """Return pieces of lists whose people were not looked up behind the wall yet, as their columns
    stand now and since somebody was restricted last. Where nobody is, nothing is to look up.
    """
    last = _last_restricted()
    return [] if last is None else rolls.to_look_behind(hub_id, since=last, most=most)


def _last_restricted() -> datetime | None:
    return max((each.set_at for each in restricting.standing()), default=None)


def met_before(asks: Asks) -> set[int]:
    """Return which restricted records a case or a row met; or, as long as nobody has said what
    follows, whoever searched: to type it once more is not asked of its readers once more.
    """
    if isinstance(asks, Case | Line):
        found = HiddenMatch.objects.filter(**columns(asks))
    else:
        found = HiddenMatch.objects.filter(search__by_id=asks.by_id, stage=MatchStage.WAITING.value)
    return set(found.values_list("restriction", flat=True))


def restricted_people(hub_id: int) -> dict[int, list[tuple[int, int]]]:
    """Return by person in which restricted records they are, each with its contact, as numbers.

    Whom another system told of, and no contact, is hidden with whoever they are linked to.
    """
    numbers = {each.contact_id: each.pk for each in restricting.standing()}
    parts = Party.objects.filter(hub=hub_id, contact__in=list(numbers))
    found: dict[int, list[tuple[int, int]]] = {}
    for person, contact in parts.order_by("pk").values_list("person", "contact"):
        found.setdefault(person, []).append((numbers[contact], contact))
    one = groups(tuple(found))
    linked = {each for group in one.values() for each in group} - set(found)
    named = Party.objects.filter(person__in=linked).values_list("person", flat=True)
    alone = linked - set(named)
    for person, group in one.items():
        for other in group & alone:
            found.setdefault(other, []).extend(found[person])
    return found


def all_readers() -> dict[int, tuple[int, ...]]:
    """Return who reads each restricted contact, by its number."""
    return restricting.users(each.contact_id for each in restricting.standing())


def other_identities(people: Iterable[int]) -> dict[int, int]:
    """Return which other identity adopted children among these records have.

    The database tells it to the program alone, in nobody's name.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM frontdoor_other_identities(%s)", [list(people)])
        return dict(cursor.fetchall())
