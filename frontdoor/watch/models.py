"""What the program tells by itself, and when it last went round."""

from django.db import models
from django.db.models import Q

from frontdoor.access.models import Agency, Hub
from frontdoor.access.reach import OfAnAgency, Within
from frontdoor.watch.vocabulary import NoticeKind


class Notice(OfAnAgency):
    """Something that the program noticed, for a role, a person or an agency (P24, a.8, 15).

    It names a record by its reference and tells nothing else of it; seen is not done. It is
    settled when what it tells is so no longer; `turn` counts how often it was so.
    """

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30, choices=NoticeKind.choices())
    fact = models.CharField(max_length=120)
    subject = models.CharField(max_length=40)
    due_at = models.DateTimeField(null=True)
    role = models.CharField(max_length=40, blank=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", null=True)
    user_id = models.BigIntegerField(null=True)
    made_at = models.DateTimeField()
    turn = models.PositiveSmallIntegerField(default=1)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["hub", "fact", "role", "agency", "user_id"],
                nulls_distinct=False,
                name="a_fact_is_told_once_to_whoever_it_is_for",
            ),
            models.CheckConstraint(
                condition=~Q(role="") & Q(agency__isnull=True, user_id__isnull=True)
                | Q(role="", agency__isnull=False, user_id__isnull=True)
                | Q(role="", agency__isnull=True, user_id__isnull=False),
                name="a_notice_is_for_a_role_an_agency_or_a_person",
            ),
        ]
        indexes = [
            models.Index(
                fields=["hub", "due_at"],
                condition=Q(settled_at__isnull=True),
                name="notice_not_settled",
            ),
            models.Index(
                fields=["hub", "-settled_at"],
                condition=Q(settled_at__isnull=False),
                name="notice_settled",
            ),
        ]

    def __str__(self) -> str:
        return f"{NoticeKind(self.kind).label}: {self.subject}"

    @property
    def words(self) -> str:
        """Return what was noticed, in words."""
        return NoticeKind(self.kind).label


class Mark(Within):
    """Somebody has seen a notice: each person says so for themselves, and the others read it."""

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="marks")
    turn = models.PositiveSmallIntegerField()
    seen_by = models.BigIntegerField()
    seen_by_name = models.CharField(max_length=200)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "seen_by", "turn"], name="a_notice_is_seen_once_by_each"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice}: seen by {self.seen_by_name}"


class Heartbeat(Within):
    """When the watch last went round all that a hub has promised, without a fault."""

    hub = models.OneToOneField(Hub, on_delete=models.PROTECT, related_name="+")
    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.hub}: {self.beat_at}"
