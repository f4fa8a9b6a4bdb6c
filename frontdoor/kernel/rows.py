"""What every row of case data has: a version, so that two people cannot overwrite each other."""

from typing import Any, Self

from django.db import models

from frontdoor.kernel.refusal import Stale


class Versioned(models.Model):
    """A row that counts its changes."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True

    @classmethod
    def locked(cls, row: Self, *, seen: int | None = None) -> Self:
        """Return the row as it is now, held until the transaction ends.

        :raises Stale: if `seen`, the version that a person looked at, is not the present one.
        """
        # No key: whoever only adds a row that refers to this one does not have to wait.
        asked = cls._base_manager.select_for_update(of=("self",), no_key=True)
        held: Self = asked.get(pk=row.pk)
        if seen is not None and held.version != seen:
            raise Stale(str(held), seen=seen, now=held.version)
        return held

    def keep(self, **changes: Any) -> None:
        """Set the given fields, count the change and save just those."""
        for name, value in changes.items():
            setattr(self, name, value)
        self.version += 1
        self.save(update_fields=[*changes, "version"])
