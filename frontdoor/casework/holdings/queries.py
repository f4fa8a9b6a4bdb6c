"""Ask for requests on the register, and for what was collected for one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from frontdoor.access.actor import Actor
from frontdoor.casework.contacts.models import Party
from frontdoor.casework.holdings.models import AccessRequest, Item
from frontdoor.casework.holdings.vocabulary import Choice, RequestStage
from frontdoor.casework.restricting import queries as restricting
from frontdoor.kernel.refusal import Unknown

LATELY = 20


def subject(request: AccessRequest) -> str:
    """Return by which reference events speak of a request: it tells nothing of the person."""
    return f"access-request {request.pk}"


def get(number: int, *, by: Actor) -> AccessRequest:
    """Return a request with its person.

    :raises Unknown: if there is none, or none that they may know of.
    """
    for request in _readable(by).select_related("policy_version").filter(pk=number):
        return request
    raise Unknown(str(number))


def _readable(by: Actor) -> "QuerySet[AccessRequest]":
    """Return the requests about people whose record is open to somebody, without broken glass."""
    part = Party.objects.filter(person=OuterRef("person"))
    closed = part.filter(restricting.closed(by.user_id, contact="contact_id"))
    return AccessRequest.objects.select_related("person").exclude(Exists(closed))


def going_on(by: Actor) -> list[AccessRequest]:
    """Return the requests that are not ended, what is due first in front."""
    found = _readable(by).exclude(stage=RequestStage.ENDED.value)
    return list(_counted(found).order_by("due_on", "pk"))


def ended(by: Actor) -> list[AccessRequest]:
    """Return the requests that ended last."""
    found = _readable(by).filter(stage=RequestStage.ENDED.value)
    return list(_counted(found).order_by("-ended_at", "-pk")[:LATELY])


def still_open() -> list[AccessRequest]:
    """Return every request that is not ended, for the watch: what is due first in front."""
    found = AccessRequest.objects.exclude(stage=RequestStage.ENDED.value)
    return list(found.select_related("policy_version").order_by("due_on", "pk"))


def told(subjects: Iterable[str], *, by: Actor) -> dict[str, str]:
    """Return about whom these requests are, and who answers them, as far as somebody may know."""
    numbers = [int(each.rpartition(" ")[-1]) for each in subjects]
    found = _readable(by).filter(pk__in=numbers)
    return {subject(each): f"{each.person.name}, with {each.holder_name}" for each in found}


def _counted(found: "QuerySet[AccessRequest]") -> "QuerySet[AccessRequest]":
    open_ = Count("items", filter=Q(items__choice="", items__outdated_at__isnull=True))
    return found.annotate(undecided=open_)


def items(request: AccessRequest, *, by: Actor) -> list[Item]:
    """Return what was collected and still stands, in the order of contacts and tables."""
    return list(_items(request, by).order_by("contact__received_at", "contact", "pk"))


def item(request: AccessRequest, number: int, *, by: Actor) -> Item:
    """Return one thing that was collected, also one that is outdated by now.

    :raises Unknown: if there is none, or none that they may know of.
    """
    found = request.items.select_related("contact").filter(pk=number)
    for each in found.exclude(restricting.closed(by.user_id, contact="contact_id")):
        return each
    raise Unknown(str(number))


def records(request: AccessRequest, *, by: Actor) -> list[str]:
    """Return the references of the person's own contacts and of all that something is from.

    Of somebody who is in no contact, of whom another system told, it is their own number.
    """
    parts = Party.objects.filter(person=request.person_id)
    own = set(parts.values_list("contact__reference", flat=True))
    found = {each.subject for each in _items(request, by)}
    return sorted((own or {f"person {request.person_id}"}) | found)


def _items(request: AccessRequest, by: Actor) -> "QuerySet[Item]":
    found = request.items.filter(outdated_at__isnull=True).select_related("contact")
    return found.exclude(restricting.closed(by.user_id, contact="contact_id"))


def next_undecided(items: Sequence[Item], *, after: int = 0) -> Item | None:
    """Return the next thing about which nobody has decided, from the first again at the end."""
    waiting = [each for each in items if not each.is_decided]
    order = [each.pk for each in items]
    place = order.index(after) if after in order else -1
    later = [each for each in waiting if order.index(each.pk) > place]
    return next(iter(later or waiting), None)


@dataclass(frozen=True)
class Figures:
    """How many things were collected, and what was decided of them."""

    all: int
    undecided: int
    given: int
    redacted: int
    withheld: int


def figures(items: Sequence[Item]) -> Figures:
    """Return how many of these things go, and how many do not."""
    count = {choice: sum(each.choice == choice for each in items) for choice in ("", *Choice)}
    return Figures(
        all=len(items),
        undecided=count[""],
        given=count[Choice.GIVE],
        redacted=count[Choice.REDACT],
        withheld=count[Choice.WITHHOLD],
    )
