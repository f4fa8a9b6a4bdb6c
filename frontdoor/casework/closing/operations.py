"""Put what runs out before the out-of-hours team, and take it back: nothing is lost on the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from frontdoor.access.actor import Actor
from frontdoor.audit.operations import record
from frontdoor.casework.closing import events, queries
from frontdoor.casework.closing.models import Alert
from frontdoor.casework.closing.vocabulary import AlertMove, AlertStage
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.disclosures import operations as disclosures
from frontdoor.casework.disclosures import passing
from frontdoor.casework.disclosures import queries as shared
from frontdoor.casework.disclosures.models import Product
from frontdoor.casework.disclosures.vocabulary import ProductMove
from frontdoor.kernel import references
from frontdoor.kernel.refusal import Invalid, Refused, refuse_if
from frontdoor.policy.staged import may_not


@dataclass(frozen=True, kw_only=True)
class Needs:
    """What the out-of-hours team needs of one case: what to see to, and the items that it gets."""

    case: Case
    words: str
    items: Sequence[str]


@transaction.atomic
def hand_over(*, needs: Sequence[Needs], basis: str, by: Actor, at: datetime) -> list[Alert]:
    """Put cases before the out-of-hours team until the hub opens: all of them, or none (C3.7).

    Each rests on what its contact records, else on `basis`. No case changes its stage.

    :raises Refused: if routing is not theirs, or the team has one of them already.
    :raises Invalid: if nothing is chosen, or something that the team needs is missing.
    """
    if not needs:
        raise Invalid("cases", "Tick the cases that the team is to have.")
    # In one order, so that two who hand over at once never wait for each other.
    return [
        _hand_over(each, basis=basis, by=by, at=at)
        for each in sorted(needs, key=lambda each: each.case.pk)
    ]


def _hand_over(needs: Needs, *, basis: str, by: Actor, at: datetime) -> Alert:
    refuse_if(may_not(needs.case.policy, "route", by=by))
    case = Case.locked(needs.case)
    if Alert.objects.filter(case=case, stage=AlertStage.OUT).exists():
        raise Refused(f"{case}: the out-of-hours team has it already.")
    if not needs.words.strip():
        raise Invalid(f"needs_{case.pk}", f"{case}: write what the team has to see to.")
    times = queries.shut(contacts.calendar(case), at=at)
    product = passing.lend(
        case=case,
        team=case.policy.out_of_hours.team,
        items=needs.items,
        asks=needs.words.strip(),
        basis=shared.basis_on_record(case) or basis,
        until=times.opens_at,
        acknowledge_by=contacts.due(case.contact, queries.ACKNOWLEDGE, at=times.closes_at),
        by=by,
        at=at,
    )
    alert = Alert.objects.create(
        hub_id=case.hub_id,
        case=case,
        product=product,
        team=product.team,
        stage=Alert.LIFECYCLE.first,
        needs=needs.words.strip(),
        until=times.opens_at,
        sent_by=by.user_id,
        sent_by_name=by.name,
        sent_at=at,
    )
    _remember(alert, by=by, at=at)
    return alert


def _remember(alert: Alert, *, by: Actor, at: datetime) -> None:
    record(
        events.AlertSent(
            subject=alert.case.reference,
            hub_id=alert.hub_id,
            team=alert.team.name,
            needs=alert.needs,
            until=alert.until,
        ),
        by=by,
        at=at,
    )


@transaction.atomic
def hand_back(*, alert: Alert, result: str, seen: int, by: Actor, at: datetime) -> Alert:
    """Write what the out-of-hours team did, and hand the case back (C3.8).

    Who writes that has the product: it is acknowledged with it, if nobody did so before.

    :raises Refused: if it went to another team, or is back already.
    :raises Invalid: if what was done is missing.
    :raises Stale: if somebody changed it since `seen`.
    """
    if not result.strip():
        raise Invalid("result", "Write what you did, or that nothing had to be done.")
    alert = Alert.locked(alert, seen=seen)
    alert.take(
        AlertMove.HAND_BACK,
        by=by,
        result=result.strip(),
        back_by=by.user_id,
        back_by_name=by.name,
        back_at=at,
    )
    product = Product.locked(alert.product)
    if product.waits:
        disclosures.acknowledge(product=product, seen=product.version, by=by, at=at)
    record(
        events.AlertHandedBack(
            subject=references.case_of(product.reference),
            hub_id=alert.hub_id,
            team=alert.team.name,
            result=alert.result,
        ),
        by=by,
        at=at,
    )
    return alert


@transaction.atomic
def read(*, alert: Alert, seen: int, by: Actor, at: datetime) -> Alert:
    """Say that the hub has read what the out-of-hours team did.

    :raises Refused: if it has not come back, was read before, or routing is not theirs.
    :raises Stale: if somebody changed it since `seen`.
    """
    alert = Alert.locked(alert, seen=seen)
    alert.take(AlertMove.READ, by=by, read_by=by.user_id, read_by_name=by.name, read_at=at)
    record(
        events.AlertRead(subject=alert.case.reference, hub_id=alert.hub_id, team=alert.team.name),
        by=by,
        at=at,
    )
    return alert


@transaction.atomic
def fetch(*, alert: Alert, result: str, seen: int, by: Actor, at: datetime) -> Alert:
    """Write down what the team says of what it has not handed back, and end the alert.

    What nobody there acknowledged is taken back, so that nobody acts on it later.

    :raises Refused: if it is back already, or routing is not theirs.
    :raises Invalid: if what the team says is missing.
    :raises Stale: if somebody changed it since `seen`.
    """
    if not result.strip():
        raise Invalid("result", "Ring the team, and write what it says.")
    alert = Alert.locked(alert, seen=seen)
    acknowledged = alert.is_acknowledged
    alert.take(
        AlertMove.FETCH,
        by=by,
        result=result.strip(),
        back_by=by.user_id,
        back_by_name=by.name,
        back_at=at,
        read_by=by.user_id,
        read_by_name=by.name,
        read_at=at,
    )
    product = Product.locked(alert.product)
    if product.waits:
        product.take(
            ProductMove.RECALL,
            by=by,
            recalled_by=by.user_id,
            recalled_by_name=by.name,
            recalled_at=at,
            recalled_why=result.strip(),
        )
    record(
        events.AlertFetched(
            subject=alert.case.reference,
            hub_id=alert.hub_id,
            team=alert.team.name,
            result=alert.result,
            acknowledged=acknowledged,
        ),
        by=by,
        at=at,
    )
    return alert
