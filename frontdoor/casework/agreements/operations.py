"""Put agreements on the register, and keep them true. Whoever calls has asked who may."""

from datetime import date, datetime

from django.db import transaction

from frontdoor.access.actor import Actor
from frontdoor.access.models import Agency
from frontdoor.access.vocabulary import Role
from frontdoor.audit.operations import record
from frontdoor.casework.agreements import events, queries, rules
from frontdoor.casework.agreements.models import Agreement, Signature
from frontdoor.kernel.refusal import Invalid, refuse_if

NOT_THEIRS = "Agreements are kept by the hub’s administrators."


def why_not_keep(by: Actor) -> str:
    """Return why somebody may not keep the register, or an empty string.

    Ours: whoever asks the agencies does not decide as well whether they may be asked.
    """
    return "" if by.role is Role.HUB_ADMINISTRATOR else NOT_THEIRS


@transaction.atomic
def add(
    *,
    title: str,
    kept_at: str,
    begins_on: date,
    until: date | None,
    review_on: date,
    by: Actor,
    at: datetime,
) -> Agreement:
    """Put an agreement on the register. Nobody has signed it yet.

    :raises Refused: if the register is not theirs to keep.
    :raises Invalid: if its days do not fit together.
    """
    refuse_if(why_not_keep(by))
    if reason := rules.why_not_term(begins_on=begins_on, until=until, review_on=review_on):
        raise Invalid("until" if until and until < begins_on else "review_on", reason)
    made = Agreement.objects.create(
        hub_id=by.hub_id,
        title=title.strip(),
        kept_at=kept_at.strip(),
        begins_on=begins_on,
        until=until,
        review_on=review_on,
        added_at=at,
        added_by=by.user_id,
        added_by_name=by.name,
    )
    fact = events.AgreementAdded(
        subject=queries.subject(made), hub_id=made.hub_id, title=made.title,
        begins_on=begins_on, until=until, review_on=review_on,
    )  # fmt: skip
    record(fact, by=by, at=at)
    return made


@transaction.atomic
def sign(
    *,
    agreement: Agreement,
    agency: Agency,
    signatory: str,
    signed_on: date,
    today: date,
    by: Actor,
    at: datetime,
) -> Signature:
    """Record that an agency has signed: who signed for it, and when.

    :raises Refused: if the register is not theirs to keep, or the agreement has ended.
    :raises Invalid: if the agency has signed already, or the day has not come yet.
    """
    refuse_if(why_not_keep(by))
    held = Agreement.locked(agreement)
    if agency not in queries.not_signed(held):
        raise Invalid("agency", f"{agency} has signed this already.")
    if reason := rules.why_not_sign(signed_on=signed_on, today=today, ended=held.is_ended):
        raise Invalid("signed_on", reason)
    held.keep()
    made = Signature.objects.create(
        hub_id=held.hub_id,
        agreement=held,
        agency=agency,
        signatory=signatory.strip(),
        signed_on=signed_on,
        recorded_at=at,
        recorded_by=by.user_id,
        recorded_by_name=by.name,
    )
    fact = events.AgreementSigned(
        subject=queries.subject(held), hub_id=held.hub_id, title=held.title,
        agency=agency.name, signatory=made.signatory, signed_on=signed_on,
    )  # fmt: skip
    record(fact, by=by, at=at)
    return made


@transaction.atomic
def renew(
    *,
    agreement: Agreement,
    until: date | None,
    review_on: date,
    why: str,
    seen: int,
    by: Actor,
    at: datetime,
) -> Agreement:
    """Let an agreement go on for longer, signed by whoever has signed it.

    :raises Refused: if the register is not theirs to keep.
    :raises Invalid: if it has ended, does not go on for longer, or the days do not fit together.
    :raises Stale: if somebody changed it since `seen`.
    """
    refuse_if(why_not_keep(by))
    held = Agreement.locked(agreement, seen=seen)
    before = held.until
    reason = rules.why_not_renew(until=until, before=before, ended=held.is_ended)
    if reason:
        raise Invalid("until", reason)
    if reason := rules.why_not_term(begins_on=held.begins_on, until=until, review_on=review_on):
        raise Invalid("review_on", reason)
    held.keep(until=until, review_on=review_on)
    fact = events.AgreementRenewed(
        subject=queries.subject(held), hub_id=held.hub_id, title=held.title,
        before=before, until=until, review_on=review_on, why=why,
    )  # fmt: skip
    record(fact, by=by, at=at)
    return held


@transaction.atomic
def end(
    *, agreement: Agreement, why: str, seen: int, today: date, by: Actor, at: datetime
) -> Agreement:
    """End an agreement today: nothing new rests on it. What was asked before stays asked.

    :raises Refused: if the register is not theirs to keep, or it has ended.
    :raises Invalid: if there is no reason.
    :raises Stale: if somebody changed it since `seen`.
    """
    refuse_if(why_not_keep(by))
    held = Agreement.locked(agreement, seen=seen)
    refuse_if(f"{held.ended_by_name} has ended this already." if held.is_ended else "")
    if not why.strip():
        raise Invalid("why", "Say why it ends.")
    held.keep(ended_on=today, ended_by=by.user_id, ended_by_name=by.name, ended_why=why.strip())
    fact = events.AgreementEnded(
        subject=queries.subject(held), hub_id=held.hub_id, title=held.title,
        ended_on=today, why=held.ended_why,
    )  # fmt: skip
    record(fact, by=by, at=at)
    return held
