"""What every row of case data has: a version, so that two people cannot overwrite each other."""

from datetime import datetime
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import Q

from frontdoor.kernel.refusal import Invalid, Refused, Stale, Taken, Unknown

Row = TypeVar("Row", bound=models.Model)


def held(row: Row) -> Row:
    """Return a row as it is now, held until the transaction ends.

    :raises Unknown: if it is out of sight of whoever asks, or went there since they read it.
    :raises Taken: if the wall lets them change it no more: it went on at this moment.
    """
    rows = type(row)._base_manager
    # No key: whoever only adds a row that refers to this one does not have to wait.
    now = rows.select_for_update(of=("self",), no_key=True).filter(pk=row.pk).first()
    if now is None and rows.filter(pk=row.pk).exists():
        raise Taken("Somebody else has taken this on or changed it. Open it again.")
    if now is None:
        raise Unknown(f"{row._meta.model_name} {row.pk}")
    return now


class Versioned(models.Model):
    """A row that counts its changes."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True

    @classmethod
    def locked(cls, row: Self, *, seen: int | None = None) -> Self:
        """Return the row as it is now, held until the transaction ends.

        :raises Stale: if `seen`, the version that a person looked at, is not the present one.
        :raises Unknown: if it is out of sight of whoever asks, or went there since they read it.
        :raises Taken: if the wall lets them change it no more: it went on at this moment.
        """
        now = held(row)
        if seen is not None and now.version != seen:
            raise Stale(str(now), seen=seen, now=now.version)
        return now

    def keep(self, **changes: Any) -> None:
        """Set the given fields, count the change and save just those."""
        for name, value in changes.items():
            setattr(self, name, value)
        self.version += 1
        self.save(update_fields=[*changes, "version"])


class Strikable(models.Model):
    """What somebody wrote down, and can strike out again with a reason (U9).

    It stays where it is, struck through, with who did it and why; it only counts no longer.
    """

    struck_at = models.DateTimeField(null=True)
    struck_by = models.BigIntegerField(null=True)
    struck_by_name = models.CharField(max_length=200, blank=True)
    struck_why = models.TextField(blank=True)

    class Meta:
        abstract = True

    @property
    def is_struck(self) -> bool:
        """Tell whether it was struck out."""
        return self.struck_at is not None

    def strike(self, *, why: str, by: int, name: str, at: datetime) -> None:
        """Strike it out.

        :raises Refused: if it has been struck out already.
        :raises Invalid: if there is no reason.
        """
        if self.is_struck:
            raise Refused(f"{self.struck_by_name} has struck this out already.")
        if not why.strip():
            raise Invalid("why", "Give the reason why this is struck out.")
        self.struck_at, self.struck_by, self.struck_by_name, self.struck_why = at, by, name, why
        self.save(update_fields=["struck_at", "struck_by", "struck_by_name", "struck_why"])


def struck_with_reason(name: str) -> models.CheckConstraint:
    """Return the constraint that nothing is struck out without who and why."""
    nothing = Q(struck_at__isnull=True, struck_by__isnull=True, struck_why="")
    everything = Q(struck_at__isnull=False, struck_by__isnull=False) & ~Q(struck_why="")
    return models.CheckConstraint(condition=nothing | everything, name=name)


class Liftable(models.Model):
    """What stands until somebody lifts it with a reason. It stays on record, with who and why."""

    lifted_by = models.BigIntegerField(null=True)
    lifted_by_name = models.CharField(max_length=200, blank=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_why = models.TextField(blank=True)

    class Meta:
        abstract = True

    @property
    def is_lifted(self) -> bool:
        """Tell whether it stands no longer."""
        return self.lifted_at is not None


def lifting(*, why: str, by: int, name: str, at: datetime) -> dict[str, Any]:
    """Return what changes of a row as somebody lifts it."""
    return {
        "lifted_by": by,
        "lifted_by_name": name,
        "lifted_at": at,
        "lifted_why": why.strip(),
    }


def lifted_with_reason(name: str) -> models.CheckConstraint:
    """Return the constraint that nothing is lifted without who and why."""
    nothing = Q(lifted_at__isnull=True, lifted_by__isnull=True, lifted_why="")
    everything = Q(lifted_at__isnull=False, lifted_by__isnull=False) & ~Q(lifted_why="")
    return models.CheckConstraint(condition=nothing | everything, name=name)
