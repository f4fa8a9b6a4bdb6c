"""The enquiry: one child's MASH assessment, its rating and when it is due."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from frontdoor.access.models import Hub
from frontdoor.access.reach import Within
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.enquiries.lifecycle import ENQUIRY
from frontdoor.kernel.refusal import Refused
from frontdoor.kernel.worktime import Unit
from frontdoor.policy.pack import Policy
from frontdoor.policy.pack_time import Rating
from frontdoor.policy.staged import Staged


class Enquiry(Within, Staged):
    """A MASH assessment of one child. `due_at` is promised by the rules it began under."""

    LIFECYCLE = ENQUIRY
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    rating = models.CharField(max_length=40, blank=True)
    rating_reason = models.TextField(blank=True)
    rated_by = models.BigIntegerField(null=True)
    rated_at = models.DateTimeField(null=True)
    first_rated_at = models.DateTimeField(null=True)
    gathering_depth = models.CharField(max_length=10, blank=True)
    commenced_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(rating="", rated_by__isnull=True, rated_at__isnull=True)
                | (~Q(rating="") & Q(rated_by__isnull=False, rated_at__isnull=False)),
                name="a_rating_has_both_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(commenced_at__isnull=True) | Q(due_at__isnull=False),
                name="a_commenced_enquiry_is_due",
            ),
        ]
        indexes = [models.Index(fields=["hub", "due_at"], name="enquiry_by_due")]

    def __str__(self) -> str:
        return str(self.case)

    @property
    def policy(self) -> Policy:
        """Return the rules that the enquiry runs under."""
        return self.case.policy

    @property
    def rated(self) -> Rating | None:
        """Return the rating as the pack describes it, if there is one."""
        return self.policy.rating(self.rating) if self.rating else None

    @property
    def promised_at(self) -> datetime:
        """Return when a commenced enquiry is due.

        :raises Refused: if it has not commenced, and nothing is promised yet.
        """
        if self.due_at is None:
            raise Refused("This enquiry has not commenced.")
        return self.due_at

    @property
    def unit(self) -> Unit:
        """Return the unit in which the time for this enquiry is promised."""
        return self.policy.rating(self.rating).clock(assessment=True).duration.unit
