"""An alert to the out-of-hours team: what it has to know of a case until the hub opens."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from frontdoor.access.actor import Actor
from frontdoor.access.models import Agency, Hub
from frontdoor.access.reach import OfATeam
from frontdoor.casework.closing.lifecycle import ALERT
from frontdoor.casework.closing.vocabulary import AlertMove, AlertStage
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.disclosures.models import Product
from frontdoor.kernel.lifecycle import Labelled
from frontdoor.policy.pack import Policy
from frontdoor.policy.staged import Staged


class Alert(OfATeam, Staged):
    """A case that runs out while the hub is shut, put before the out-of-hours team (C3.7, C3.8).

    The case stays the hub's, and its clocks run on: whatever is forgotten is late with the hub.
    What the team reads is the product.
    """

    LIFECYCLE = ALERT
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    product = models.OneToOneField(Product, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    needs = models.TextField()
    until = models.DateTimeField()
    sent_by = models.BigIntegerField()
    sent_by_name = models.CharField(max_length=200)
    sent_at = models.DateTimeField()
    result = models.TextField(blank=True)
    back_by = models.BigIntegerField(null=True)
    back_by_name = models.CharField(max_length=200, blank=True)
    back_at = models.DateTimeField(null=True)
    read_by = models.BigIntegerField(null=True)
    read_by_name = models.CharField(max_length=200, blank=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(stage="out"), name="a_case_has_one_alert_out"
            ),
            models.CheckConstraint(
                condition=Q(stage="out", back_at__isnull=True)
                | Q(back_at__isnull=False, back_by__isnull=False) & ~Q(result=""),
                name="an_alert_comes_back_with_what_was_done",
            ),
            models.CheckConstraint(
                condition=~Q(stage="read") | Q(read_at__isnull=False, read_by__isnull=False),
                name="an_alert_is_read_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["hub"], condition=~Q(stage="read"), name="alert_not_read")]

    def __str__(self) -> str:
        return f"Alert on {self.product}"

    @property
    def policy(self) -> Policy:
        """Return the rules that the case runs under."""
        return self.product.policy

    @property
    def is_out(self) -> bool:
        """Tell whether the team has not handed it back."""
        return self.stage == AlertStage.OUT

    @property
    def is_back(self) -> bool:
        """Tell whether the team has handed it back, and the hub has yet to read it."""
        return self.stage == AlertStage.BACK

    @property
    def is_acknowledged(self) -> bool:
        """Tell whether somebody of the team has said that they have it."""
        return self.product.acknowledged_at is not None

    def is_overdue(self, *, at: datetime) -> bool:
        """Tell whether the hub is open again, and it has not come back (C3.8)."""
        return self.is_out and at >= self.until

    def why_not(self, move: Labelled, *, by: Actor) -> str:
        """Return why `by` may not do this: only the team that has it can hand it back."""
        if move is AlertMove.HAND_BACK and by.agency_id != self.team_id:
            return f"Only {self.team} can hand this back."
        return super().why_not(move, by=by)
