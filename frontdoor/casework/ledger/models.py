"""On what basis everything was shared, or was not: one ledger that only grows (B10, a.8, 7)."""

from django.db import models
from django.db.models import Q

from frontdoor.access.models import Hub
from frontdoor.access.reach import Within
from frontdoor.casework.ledger.vocabulary import Kind, Outcome


class Entry(Within):
    """One thing, one recipient, one decision, as at that moment. Never changed, never removed.

    It is the truth of why; what a recipient holds carries the same words as a copy.
    """

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=40)
    kind = models.CharField(max_length=20, choices=Kind.choices())
    outcome = models.CharField(max_length=20, choices=Outcome.choices())
    what = models.CharField(max_length=300)
    whom = models.CharField(max_length=200)
    source = models.CharField(max_length=40, blank=True)
    basis = models.TextField(blank=True)
    why = models.TextField(blank=True)
    family_told = models.TextField(blank=True)
    consent = models.TextField(blank=True)
    why_not_asked = models.TextField(blank=True)
    if_shared = models.TextField(blank=True)
    if_not_shared = models.TextField(blank=True)
    sealed = models.BooleanField(default=False)
    by_id = models.BigIntegerField()
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="shared") | ~Q(why=""),
                name="what_is_not_shared_says_why",
            ),
            models.CheckConstraint(
                condition=Q(outcome="not_shared") | ~Q(basis=""),
                name="what_is_shared_says_on_what_basis",
            ),
        ]
        indexes = [models.Index(fields=["hub", "subject", "id"], name="entry_by_subject")]

    def __str__(self) -> str:
        return f"{self.what} to {self.whom}"

    @property
    def is_shared(self) -> bool:
        """Tell whether it was shared."""
        return self.outcome == Outcome.SHARED
