"""The hub's rules as versions that never change, and the bank holidays, which a hub may edit."""

from django.db import models
from django.db.models import Q

from frontdoor.access.models import Hub
from frontdoor.kernel.worktime import Calendar
from frontdoor.policy import reading
from frontdoor.policy.pack import Policy


class PolicyVersion(models.Model):
    """A pack as it was from one day on. A case keeps the version that it started under (a.6)."""

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    effective_from = models.DateTimeField()
    source = models.TextField()
    law = models.TextField()
    sha256 = models.CharField(max_length=64)
    # Worked out when it is first asked for (policy.queries.calendar).
    calendar: Calendar | None = None

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hub", "number"], name="policy_is_numbered_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="policy_counts_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.hub} policy {self.number}"

    @property
    def policy(self) -> Policy:
        """Return the rules as a value. Read once a process: a version never changes."""
        return reading.cached(self.sha256, lambda: self.source)


class BankHoliday(models.Model):
    """A day on which the hubs of one division are shut (a.6). Seeded from GOV.UK, then edited."""

    division = models.CharField(max_length=30)
    day = models.DateField()
    name = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["division", "day"], name="a_bank_holiday_is_listed_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.day}"
