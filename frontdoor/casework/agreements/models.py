"""Information-sharing agreements of a hub, and who has signed them (B9, C8.2)."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from frontdoor.access.models import Agency, Hub
from frontdoor.access.reach import Within
from frontdoor.casework.agreements.rules import Term
from frontdoor.casework.agreements.vocabulary import Standing
from frontdoor.kernel.rows import Versioned


class Agreement(Within, Versioned):
    """What agencies have agreed about sharing, for how long, and where the paper is kept.

    It is renewed or ended, and never removed.
    """

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    kept_at = models.CharField(max_length=500)
    begins_on = models.DateField()
    until = models.DateField(null=True)
    review_on = models.DateField()
    added_at = models.DateTimeField()
    added_by = models.BigIntegerField()
    added_by_name = models.CharField(max_length=200)
    ended_on = models.DateField(null=True)
    ended_by = models.BigIntegerField(null=True)
    ended_by_name = models.CharField(max_length=200, blank=True)
    ended_why = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("begins_on")),
                name="an_agreement_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_by__isnull=True, ended_why="")
                | (Q(ended_on__isnull=False, ended_by__isnull=False) & ~Q(ended_why="")),
                name="an_agreement_that_is_ended_says_who_and_why",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def term(self) -> Term:
        """Return from when until when it holds."""
        return Term(begins_on=self.begins_on, until=self.until, ended_on=self.ended_on)

    def standing(self, day: date) -> Standing:
        """Return how it stands on a day."""
        return self.term.standing(day)

    @property
    def is_ended(self) -> bool:
        """Tell whether somebody has ended it."""
        return self.ended_on is not None


class Signature(Within):
    """One agency has signed one agreement: who signed for it, and on which day."""

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="signatures")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    signatory = models.CharField(max_length=200)
    signed_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.BigIntegerField()
    recorded_by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "agency"], name="an_agency_signs_an_agreement_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.agreement}"

    def holds(self, day: date) -> bool:
        """Tell whether something may rest on this agency's signature on that day."""
        return self.signed_on <= day and self.agreement.term.holds(day)
