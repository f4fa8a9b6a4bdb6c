"""A strategy discussion on one child, and what those who are invited may know of it."""

from django.db import models
from django.db.models import Q

from frontdoor.access.models import Agency, Hub
from frontdoor.access.reach import OfAnAgency, Within
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.strategy.lifecycle import DISCUSSION
from frontdoor.casework.strategy.vocabulary import DiscussionOutcome, DiscussionStage
from frontdoor.policy.pack import Policy
from frontdoor.policy.staged import Staged


class Discussion(Within, Staged):
    """A strategy discussion: called, and held or called off, while gathering goes on (C6.4, C6.5).

    It may be brief. `due_at` is a promise, and does not move.
    """

    LIFECYCLE = DISCUSSION
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    why = models.TextField()
    chair = models.CharField(max_length=200)
    joining = models.TextField(blank=True)
    others = models.TextField(blank=True)
    called_by = models.BigIntegerField()
    called_by_name = models.CharField(max_length=200)
    called_at = models.DateTimeField()
    due_at = models.DateTimeField()
    held_at = models.DateTimeField(null=True)
    took_part = models.TextField(blank=True)
    said = models.TextField(blank=True)
    outcome = models.CharField(max_length=20, blank=True, choices=DiscussionOutcome.choices())
    further = models.TextField(blank=True)
    not_held_why = models.TextField(blank=True)
    recorded_by = models.BigIntegerField(null=True)
    recorded_by_name = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(stage="called"),
                name="a_case_has_one_discussion_to_be_held",
            ),
            models.CheckConstraint(
                condition=Q(stage="called", recorded_at__isnull=True)
                | Q(recorded_at__isnull=False, recorded_by__isnull=False),
                name="a_discussion_that_is_over_says_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(stage="held")
                | (Q(held_at__isnull=False) & ~Q(took_part="") & ~Q(said="") & ~Q(outcome="")),
                name="a_discussion_that_was_held_says_what_came_of_it",
            ),
            models.CheckConstraint(
                condition=~Q(stage="called_off") | ~Q(not_held_why=""),
                name="a_discussion_is_called_off_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"Strategy discussion on {self.case}"

    @property
    def policy(self) -> Policy:
        """Return the rules that the case runs under."""
        return self.case.policy

    @property
    def is_open(self) -> bool:
        """Tell whether it is still to be held."""
        return self.stage == DiscussionStage.CALLED

    @property
    def decided(self) -> str:
        """Return what it decided in words, if it was held."""
        return DiscussionOutcome(self.outcome).label if self.outcome else ""


class Invitation(OfAnAgency):
    """All that an invited agency may know of a discussion: on which case, by when, who chairs, and
    how to join. Who the child is it sees only where it was asked about the child.
    """

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    discussion = models.ForeignKey(Discussion, on_delete=models.PROTECT, related_name="invitations")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=24)
    chair = models.CharField(max_length=200)
    joining = models.TextField(blank=True)
    due_at = models.DateTimeField()
    invited_at = models.DateTimeField()
    over_at = models.DateTimeField(null=True)
    ended = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["discussion", "agency"], name="an_agency_is_invited_once"
            ),
            models.CheckConstraint(
                condition=Q(over_at__isnull=True, ended="")
                | (Q(over_at__isnull=False) & ~Q(ended="")),
                name="an_invitation_that_is_over_says_how_it_ended",
            ),
        ]
        indexes = [models.Index(fields=["agency", "due_at"], name="invitation_by_due")]

    def __str__(self) -> str:
        return f"{self.discussion}: {self.agency}"

    @property
    def ended_words(self) -> str:
        """Return how the discussion ended, in words, once it is over."""
        return DiscussionStage(self.ended).label if self.ended else ""
