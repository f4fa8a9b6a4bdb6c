"""Joiners, movers and leavers: the places that people have, each change with who and why."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from frontdoor.access import queries as access
from frontdoor.access.actor import Actor
from frontdoor.access.models import Agency, Membership, User
from frontdoor.access.vocabulary import Role
from frontdoor.audit.operations import record
from frontdoor.entrance import operations, queries, rules
from frontdoor.entrance.events import BegunAnew, Joined, Left, Moved, SignedOut
from frontdoor.entrance.models import Invitation, Visit
from frontdoor.entrance.vocabulary import Ending
from frontdoor.kernel.refusal import Invalid, refuse_if

# Over a weekend, and not much longer.
LASTS = timedelta(hours=72)
SINGLE = "As the app role of the single sign-on says."
NO_REASON = "Say why."
DOES_NOT_FIT = "This role is not one of that agency. Choose another role, or another agency."
IS_TAKEN = "Somebody works under this username. Choose another."
NOT_ONES_OWN = "This is your own. End it on the page of your sign-in."
NOT_ONESELF = "Nobody changes their own place. Ask another administrator."


@transaction.atomic
def join(
    *,
    username: str,
    name: str,
    agency: Agency,
    role: Role,
    qualified: bool,
    why: str,
    by: Actor | None,
    at: datetime,
    on: date,
) -> Membership:
    """Give somebody a place in a hub. They have no password yet, and no second factor.

    Without `by` they are let in by the provider of their single sign-on, and answer for themselves.

    :raises Invalid: if somebody works under the username, or the role is not one of the agency.
    """
    _check(agency, role, why)
    user = User.objects.select_for_update().filter(username=username).first()
    if user is not None and access.standing(on=on).filter(user=user).exists():
        raise Invalid("username", IS_TAKEN)
    user = user or User(username=username)
    user.name, user.is_active = name, True
    user.set_unusable_password()
    user.save()
    made = Membership.objects.create(
        user=user, hub=agency.hub, agency=agency, role=role, qualified=qualified, since=on
    )
    fact = Joined(
        subject=queries.subject(user.pk), hub_id=agency.hub_id, name=name,
        agency=agency.name, role=role.label, why=why,
    )  # fmt: skip
    _record(user, fact, by=by, at=at, on=on)
    return made


def _record(user: User, fact: Joined | Moved, *, by: Actor | None, at: datetime, on: date) -> None:
    if by is not None:
        record(fact, by=by, at=at)
    else:
        operations.record_as(user, fact, at=at, on=on)


@transaction.atomic
def move(
    *,
    membership: Membership,
    agency: Agency,
    role: Role,
    qualified: bool,
    why: str,
    by: Actor | None,
    at: datetime,
    on: date,
) -> Membership:
    """Give somebody another agency or role. What they may see changes with their next page.

    Without `by` it is what the provider of their single sign-on says, and they answer for
    themselves.

    :raises Invalid: if the role is not one of the agency, or it is one's own place.
    """
    _check(agency, role, why)
    if by is not None and membership.user_id == by.user_id:
        raise Invalid("why", NOT_ONESELF)
    before = Membership.objects.select_for_update(of=("self",)).select_related("agency", "user")
    was = before.get(pk=membership.pk)
    fact = Moved(
        subject=queries.subject(was.user_id), hub_id=was.hub_id, name=was.user.name,
        agency=agency.name, role=role.label,
        before_agency=was.agency.name, before_role=Role(was.role).label, why=why,
    )  # fmt: skip
    was.agency, was.role, was.qualified = agency, role.value, qualified
    was.save(update_fields=["agency", "role", "qualified"])
    _record(was.user, fact, by=by, at=at, on=on)
    return was


@transaction.atomic
def leave(*, membership: Membership, why: str, by: Actor, at: datetime) -> Sequence[str]:
    """End somebody's place at once, and return the sessions that the door has to forget.

    Nothing that they could sign in with is left: who comes back is let in anew.

    :raises Invalid: if no reason is given, or it is one's own place.
    """
    if not why.strip():
        raise Invalid("why", NO_REASON)
    if membership.user_id == by.user_id:
        raise Invalid("why", NOT_ONESELF)
    user = User.objects.select_for_update().get(pk=membership.user_id)
    Membership.objects.filter(pk=membership.pk, left_at__isnull=True).update(left_at=at)
    user.is_active = False
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
    operations.forget(user, at=at)
    _over(user, at=at)
    fact = Left(subject=queries.subject(user.pk), hub_id=membership.hub_id, name=user.name, why=why)
    record(fact, by=by, at=at)
    return end_all(user, ending=Ending.LEFT, at=at)


@transaction.atomic
def begin_anew(*, membership: Membership, why: str, by: Actor, at: datetime) -> Sequence[str]:
    """Take off what somebody signs in with, and return the sessions that the door has to forget.

    :raises Invalid: if no reason is given, or it is one's own place.
    """
    if not why.strip():
        raise Invalid("why", NO_REASON)
    if membership.user_id == by.user_id:
        raise Invalid("why", NOT_ONESELF)
    user = User.objects.select_for_update().get(pk=membership.user_id)
    user.set_unusable_password()
    user.save(update_fields=["password"])
    operations.forget(user, at=at)
    fact = BegunAnew(
        subject=queries.subject(user.pk), hub_id=membership.hub_id, name=user.name, why=why
    )
    record(fact, by=by, at=at)
    return end_all(user, ending=Ending.OTHERS, at=at)


@transaction.atomic
def sign_out(*, membership: Membership, visit: Visit, by: Actor, at: datetime) -> str:
    """End one sign-in of somebody, and return the session that the door has to forget.

    :raises Refused: if it is one's own: that is ended on one's own page.
    """
    refuse_if(NOT_ONES_OWN if membership.user_id == by.user_id else "")
    operations.end(visit.session, ending=Ending.OTHERS, at=at)
    fact = SignedOut(
        subject=queries.subject(membership.user_id),
        hub_id=membership.hub_id,
        name=membership.user.name,
    )
    record(fact, by=by, at=at)
    return visit.session


@transaction.atomic
def invite(*, user: User, by_id: int | None, key: str, at: datetime) -> str:
    """Return a new code with which somebody chooses their password; an earlier one is over."""
    User.objects.select_for_update().get(pk=user.pk)
    _over(user, at=at)
    code = operations.new_code()
    Invitation.objects.create(
        user=user,
        digest=rules.digest(code, key=key, whose=queries.subject(user.pk)),
        made_by=by_id,
        made_at=at,
        until=at + LASTS,
    )
    return code


def accept(*, user: User, typed: str, key: str, older: Sequence[str] = (), at: datetime) -> bool:
    """Tell whether this is somebody's code, and see to it that it is not used again."""
    whose = queries.subject(user.pk)
    digests = [rules.digest(typed, key=each, whose=whose) for each in (key, *older)]
    standing = Invitation.objects.filter(user=user, spent_at__isnull=True, until__gt=at)
    return standing.filter(digest__in=digests).update(spent_at=at) == 1


def _over(user: User, *, at: datetime) -> None:
    Invitation.objects.filter(user=user, spent_at__isnull=True).update(spent_at=at)


def end_all(user: User, *, ending: Ending, besides: str = "", at: datetime) -> Sequence[str]:
    """End every sign-in of somebody, and return the sessions that the door has to forget.

    The one `besides`, in which they are at this moment, goes on.
    """
    sessions = [visit.session for visit in queries.visits(user.pk) if visit.session != besides]
    for session in sessions:
        operations.end(session, ending=ending, at=at)
    return sessions


def _check(agency: Agency, role: Role, why: str) -> None:
    if not rules.fits(role, agency.kind):
        raise Invalid("role", DOES_NOT_FIT)
    if not why.strip():
        raise Invalid("why", NO_REASON)
