"""Ask which agreements a hub has, and which agencies have signed one that is in force."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from frontdoor.access.models import Agency
from frontdoor.casework.agreements.models import Agreement, Signature
from frontdoor.kernel.asking import Asking, asks
from frontdoor.kernel.prepared import prepared
from frontdoor.kernel.refusal import Unknown

_ABOUT = "agreement "


def subject(agreement: Agreement) -> str:
    """Return under what the events of an agreement are remembered."""
    return f"{_ABOUT}{agreement.pk}"


def number(subject: str) -> int:
    """Return the number of the agreement that a fact or a notice is about."""
    return int(subject.removeprefix(_ABOUT))


def titles(subjects: Iterable[str]) -> dict[str, str]:
    """Return what the agreements are called that facts or notices are about."""
    found = Agreement.objects.filter(pk__in=[number(each) for each in subjects])
    return {subject(each): each.title for each in found}


def register(hub_id: int) -> list[Agreement]:
    """Return every agreement of a hub, by title, each with whoever signed it."""
    found = Agreement.objects.filter(hub_id=hub_id).prefetch_related("signatures__agency")
    return list(found.order_by("title", "pk"))


def get(number: int, *, hub_id: int) -> Agreement:
    """Return an agreement of a hub.

    :raises Unknown: if it has none of that number.
    """
    found = next((each for each in register(hub_id) if each.pk == number), None)
    if found is None:
        raise Unknown(str(number))
    return found


def not_signed(agreement: Agreement) -> list[Agency]:
    """Return the agencies and teams of the hub that have not signed an agreement."""
    signed = {each.agency_id for each in agreement.signatures.all()}
    found = Agency.objects.filter(hub_id=agreement.hub_id).order_by("name", "pk")
    return [agency for agency in found if agency.pk not in signed]


@asks
def signatures(hub_id: int) -> Asking[list[Signature]]:
    """Return every signature of a hub's agencies, with what they signed."""
    found = _signatures(hub_id)
    yield (found,)
    return list(found)


@prepared
def _signatures(hub_id: int) -> QuerySet[Signature]:
    found = Signature.objects.filter(hub_id=hub_id)
    return found.select_related("agreement", "agency").order_by("signed_on", "pk")


def in_force(signatures: Iterable[Signature], *, on: date) -> set[str]:
    """Return the agencies, by slug, that have signed an agreement which is in force on a day."""
    return {each.agency.slug for each in signatures if each.holds(on)}


def with_an_end() -> list[Agreement]:
    """Return every agreement in sight that nobody has ended, and that runs out some day."""
    found = Agreement.objects.filter(until__isnull=False, ended_on__isnull=True)
    return list(found.order_by("until", "pk"))
