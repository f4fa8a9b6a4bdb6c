"""Records that are for named readers alone, and looks at them by others, with a reason."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from frontdoor.access.actor import Actor
from frontdoor.access.models import Hub
from frontdoor.access.reach import Within
from frontdoor.casework.restricting import rules
from frontdoor.casework.restricting.lifecycle import GLASS
from frontdoor.casework.restricting.vocabulary import GlassMove, Judgement, Reason
from frontdoor.kernel.lifecycle import Labelled
from frontdoor.kernel.rows import Liftable, Versioned, lifted_with_reason
from frontdoor.policy.models import PolicyVersion
from frontdoor.policy.pack import Policy
from frontdoor.policy.staged import Staged


class Restriction(Within, Versioned, Liftable):
    """A contact, with all that is below it, is for named readers. For others it does not exist.

    `contact_id` is its number, as in a grant: the wall follows it (access/hidden.sql).
    """

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    contact_id = models.BigIntegerField()
    reference = models.CharField(max_length=20)
    reason = models.CharField(max_length=20, choices=Reason.choices())
    words = models.TextField(blank=True)
    set_by = models.BigIntegerField()
    set_by_name = models.CharField(max_length=200)
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["hub", "contact_id"],
                condition=Q(lifted_at__isnull=True),
                name="a_record_is_restricted_once",
            ),
            models.CheckConstraint(
                condition=~Q(reason=Reason.OTHER.value) | ~Q(words=""),
                name="another_reason_to_restrict_is_in_words",
            ),
            lifted_with_reason("a_restriction_is_lifted_by_somebody_with_a_reason"),
        ]

    def __str__(self) -> str:
        return f"restricted record {self.pk}"


class Reader(Within):
    """Somebody who may read a restricted record, until somebody ends that."""

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    restriction = models.ForeignKey(Restriction, on_delete=models.PROTECT, related_name="readers")
    user_id = models.BigIntegerField()
    name = models.CharField(max_length=200)
    named_by = models.BigIntegerField()
    named_by_name = models.CharField(max_length=200)
    since = models.DateTimeField()
    ended_by = models.BigIntegerField(null=True)
    ended_by_name = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["restriction", "user_id"],
                condition=Q(ended_at__isnull=True),
                name="a_reader_is_named_once",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="a_reader_ends_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} reads {self.restriction}"


class BreakGlass(Within, Staged):
    """Somebody inside opened a record that is not theirs to read: why, and until when (R12).

    It is over by itself, and is reviewed by somebody else by `review_by`. `reference` is as they
    typed it; whoever is told of the look is told its number, and nothing of the record.
    """

    LIFECYCLE = GLASS
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    policy_version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="+")
    contact_id = models.BigIntegerField()
    reference = models.CharField(max_length=24)
    reason = models.TextField()
    opened_by = models.BigIntegerField()
    opened_by_name = models.CharField(max_length=200)
    agency_id = models.BigIntegerField()
    opened_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    review_by = models.DateTimeField()
    judgement = models.CharField(max_length=20, blank=True, choices=Judgement.choices())
    done = models.TextField(blank=True)
    reviewed_by = models.BigIntegerField(null=True)
    reviewed_by_name = models.CharField(max_length=200, blank=True)
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gt=F("opened_at"), until__lte=F("opened_at") + rules.LONGEST),
                name="broken_glass_lasts_an_hour_at_most",
            ),
            models.CheckConstraint(
                condition=Q(reason__regex=r"^\S.{18,}\S$"),
                name="glass_is_broken_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(
                    stage="to_review", reviewed_at__isnull=True, reviewed_by__isnull=True,
                    judgement="",
                )
                | Q(stage="reviewed", reviewed_at__isnull=False, reviewed_by__isnull=False)
                & ~Q(judgement="") & ~Q(done="") & ~Q(reviewed_by=F("opened_by")),
                name="a_look_is_reviewed_by_somebody_else",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["hub", "opened_by"],
                condition=Q(ended_at__isnull=True),
                name="glass_by_whom",
            ),
            models.Index(fields=["hub"], condition=Q(stage="to_review"), name="glass_to_review"),
        ]

    def __str__(self) -> str:
        return f"break-glass {self.pk}"

    @property
    def policy(self) -> Policy:
        """Return the rules under which the glass was broken."""
        return self.policy_version.policy

    @property
    def ends_at(self) -> datetime:
        """Return when the look was over, or will be."""
        return min(self.ended_at or self.until, self.until)

    def is_open(self, *, at: datetime) -> bool:
        """Tell whether the look is going on."""
        return rules.is_open(self.opened_at, self.ends_at, at=at)

    def why_not(self, move: Labelled, *, by: Actor) -> str:
        """Return why `by` may not do this: nobody reviews their own look."""
        if move is GlassMove.REVIEW and by.user_id == self.opened_by:
            return "It was you who looked. Somebody else has to review it."
        return super().why_not(move, by=by)
