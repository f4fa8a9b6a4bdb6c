"""Try, prove, come in and go out. Signing in has no actor yet: who is meant is an argument."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from frontdoor.access import context
from frontdoor.access import operations as accounts
from frontdoor.access import queries as access
from frontdoor.access.actor import Actor
from frontdoor.access.models import User
from frontdoor.audit.events import Fact
from frontdoor.audit.operations import record
from frontdoor.entrance import queries, rules
from frontdoor.entrance.events import FactorAdded, FactorRemoved, PasswordChanged, RecoveryCodesMade
from frontdoor.entrance.models import Attempt, Factor, RecoveryCode, Visit
from frontdoor.entrance.rules import Allowance
from frontdoor.entrance.vocabulary import Door, Ending, Kind
from frontdoor.kernel.refusal import Invalid, refuse_if

SECRET = 20  # bytes, as RFC 4226 asks for
CODES = 10
CODE_LENGTH = 12
NOT_THE_CODE = "This is not the code that the app shows now. Wait for the next one, and try again."
THE_ONLY_ONE = (
    "This is all that you prove with that it is you. Set up something else first, then take it off."
)


def tried(wanted: Mapping[str, Allowance], *, at: datetime) -> timedelta:
    """Count one more try at all of these, or return how long to wait when one has had too many.

    Counting comes before trying, and holds the rows: many at once are counted one by one, and a try
    that was refused does not make the wait longer.
    """
    found = {key: _attempt(key, at=at) for key in sorted(wanted)}
    weights = {
        key: wanted[key].left_of(attempt.level, since=attempt.at, at=at)
        for key, attempt in found.items()
    }
    wait = max(wanted[key].wait(weight) for key, weight in weights.items())
    if not wait:
        for key, weight in weights.items():
            Attempt.objects.filter(key=key).update(level=weight + 1, at=at)
    return wait


def forgive(keys: Mapping[str, Allowance], *, at: datetime) -> None:
    """Take back the last try: it was right."""
    for key in sorted(keys):
        attempt = _attempt(key, at=at)
        Attempt.objects.filter(key=key).update(level=max(0.0, attempt.level - 1))


def _attempt(key: str, *, at: datetime) -> Attempt:
    Attempt.objects.bulk_create([Attempt(key=key, level=0, at=at)], ignore_conflicts=True)
    return Attempt.objects.select_for_update().get(key=key)


def new_secret() -> bytes:
    """Return a secret for an authenticator app."""
    return secrets.token_bytes(SECRET)


@transaction.atomic
def add_app(*, user: User, secret: bytes, typed: str, by: Actor, key: str, at: datetime) -> Factor:
    """Give somebody an authenticator app, once it shows the right code. It replaces an earlier one.

    :raises Invalid: if the code is not the one that the app shows.
    """
    step = rules.step_of(typed, secret=secret, after=0, at=at)
    if step is None:
        raise Invalid("code", NOT_THE_CODE)
    User.objects.select_for_update().get(pk=user.pk)
    earlier = queries.app(user.pk)
    if earlier is not None:
        _take_off(earlier, by=by, at=at)
    made = Factor.objects.create(
        user=user,
        kind=Kind.APP,
        name=Kind.APP.label,
        locked=locked(secret, user=user, key=key),
        counter=step,
        added_at=at,
    )
    record(
        FactorAdded(subject=queries.subject(user.pk), hub_id=by.hub_id, factor=made.name),
        by=by,
        at=at,
    )
    return made


def locked(secret: bytes, *, user: User, key: str) -> str:
    """Return a secret as it may be stored."""
    nonce = secrets.token_bytes(rules.NONCE)
    return rules.locked(secret, key=key, whose=queries.subject(user.pk), nonce=nonce)


def opened(text: str, *, user: User, key: str, older: Sequence[str] = ()) -> bytes | None:
    """Return what was stored for somebody, or nothing when none of these keys locked it."""
    tries = (rules.opened(text, key=each, whose=queries.subject(user.pk)) for each in (key, *older))
    return next((found for found in tries if found is not None), None)


@transaction.atomic
def lock_anew(*, key: str, older: Sequence[str]) -> tuple[int, int]:
    """Lock again with the key what an older one locked; return how many that were, and how many
    secrets none of these keys opens.
    """
    anew = lost = 0
    standing = Factor.objects.filter(removed_at__isnull=True).select_related("user")
    for factor in standing.select_for_update(of=("self",)).order_by("pk"):
        if opened(factor.locked, user=factor.user, key=key) is not None:
            continue
        secret = opened(factor.locked, user=factor.user, key=key, older=older)
        if secret is None:
            lost += 1
            continue
        again = locked(secret, user=factor.user, key=key)
        anew += Factor.objects.filter(pk=factor.pk).update(locked=again)
    return anew, lost


@transaction.atomic
def prove_by_app(
    *, user: User, typed: str, key: str, older: Sequence[str] = (), at: datetime
) -> bool:
    """Tell whether this is the code of somebody's app, and see to it that it never is again."""
    factor = Factor.objects.select_for_update().filter(
        user=user, kind=Kind.APP, removed_at__isnull=True
    )
    for found in factor:
        secret = opened(found.locked, user=user, key=key, older=older)
        step = secret and rules.step_of(typed, secret=secret, after=found.counter, at=at)
        if step:
            Factor.objects.filter(pk=found.pk).update(counter=step, used_at=at)
            return True
    return False


@transaction.atomic
def make_codes(*, user: User, by: Actor, key: str, at: datetime) -> list[str]:
    """Return new recovery codes, which are told this once; earlier ones open nothing any more."""
    RecoveryCode.objects.filter(user=user, spent_at__isnull=True).update(spent_at=at)
    codes = [new_code() for _ in range(CODES)]
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=user, digest=_digest(code, user=user, key=key), made_at=at)
        for code in codes
    )
    record(RecoveryCodesMade(subject=queries.subject(user.pk), hub_id=by.hub_id), by=by, at=at)
    return codes


def new_code() -> str:
    """Return a code that nobody can guess: 58 bits, in letters that people read right."""
    letters = "".join(secrets.choice(rules.LETTERS) for _ in range(CODE_LENGTH))
    return "-".join(letters[place : place + 4] for place in range(0, CODE_LENGTH, 4))


def _digest(code: str, *, user: User, key: str) -> str:
    return rules.digest(code, key=key, whose=queries.subject(user.pk))


def prove_by_code(
    *, user: User, typed: str, key: str, older: Sequence[str] = (), at: datetime
) -> bool:
    """Tell whether this is one of somebody's recovery codes. Each stands in once."""
    mine = RecoveryCode.objects.filter(user=user, spent_at__isnull=True)
    digests = [_digest(typed, user=user, key=each) for each in (key, *older)]
    return mine.filter(digest__in=digests).update(spent_at=at) == 1


@transaction.atomic
def take_off(*, factor: Factor, by: Actor, at: datetime) -> None:
    """Take off something that somebody proves with who they are, as long as they have another.

    :raises Refused: if it is the only one.
    """
    User.objects.select_for_update().get(pk=factor.user_id)
    standing = {each.pk for each in queries.factors(factor.user_id)}
    refuse_if(THE_ONLY_ONE if standing <= {factor.pk} else "")
    _take_off(factor, by=by, at=at)


def _take_off(factor: Factor, *, by: Actor, at: datetime) -> None:
    _without_secret(Factor.objects.filter(pk=factor.pk), at=at)
    whose = queries.subject(factor.user_id)
    record(FactorRemoved(subject=whose, hub_id=by.hub_id, factor=factor.name), by=by, at=at)


def _without_secret(factors: QuerySet[Factor], *, at: datetime) -> None:
    # A passkey's number is free again: whoever has the key may bring it once more.
    factors.update(removed_at=at, locked="", credential="")


@transaction.atomic
def change_password(*, user: User, password: str, by: Actor, at: datetime) -> None:
    """Give somebody the password that they have chosen in place of another."""
    accounts.set_password(user=user, password=password)
    record(PasswordChanged(subject=queries.subject(user.pk), hub_id=by.hub_id), by=by, at=at)


def come_in(
    *, user: User, session: str, door: Door, address: str, browser: str, at: datetime
) -> Visit:
    """Remember that somebody signed in, how, and where."""
    return Visit.objects.create(
        user=user,
        session=session,
        door=door,
        address=address[:45],
        browser=browser[:200],
        began_at=at,
        used_at=at,
    )


def use(session: str, *, at: datetime) -> None:
    """Remember that a sign-in was used just now."""
    Visit.objects.filter(session=session, ended_at__isnull=True).update(used_at=at)


def end(session: str, *, ending: Ending, at: datetime) -> None:
    """Remember how a sign-in ended. The session itself ends at the door."""
    standing = Visit.objects.filter(session=session, ended_at__isnull=True)
    standing.update(ended_at=at, ending=ending)


def forget(user: User, *, at: datetime) -> None:
    """Take off everything that somebody proves with who they are."""
    _without_secret(Factor.objects.filter(user=user, removed_at__isnull=True), at=at)
    RecoveryCode.objects.filter(user=user, spent_at__isnull=True).update(spent_at=at)


def record_as(user: User, fact: Fact, *, at: datetime, on: date) -> None:
    """Remember a fact in the name of somebody whom nobody else let in."""
    by = access.actor(user.pk, on=on)
    if by is not None:
        with context.as_actor(by):
            record(fact, by=by, at=at)
