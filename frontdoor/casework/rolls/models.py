"""Lists of people that came as files, and what came of their rows."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from frontdoor.access.models import Hub
from frontdoor.access.reach import Within
from frontdoor.casework.rolls.vocabulary import Kind
from frontdoor.kernel.rows import Versioned
from frontdoor.people.models import Source


class Roll(Within, Versioned):
    """A list of people from outside: whose it is, as at when, and how far it has been taken.

    It is begun by a person who saw what would come of it, and goes on until it ends. One whose
    people are only looked up says what for, and nothing of it is ever taken.
    """

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices())
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    # Every look at a person who is found says it: as long as it can be there.
    purpose = models.CharField(max_length=60, blank=True)
    heads = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    rows = models.PositiveIntegerField()
    as_at = models.DateTimeField(null=True)
    brought_at = models.DateTimeField()
    brought_by = models.BigIntegerField()
    brought_by_name = models.CharField(max_length=200)
    begun_at = models.DateTimeField(null=True)
    begun_by = models.BigIntegerField(null=True)
    begun_by_name = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True)
    gone = models.PositiveIntegerField(default=0)
    put_away_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=Kind.FEED) | Q(as_at__isnull=False),
                name="a_feed_says_as_at_when",
            ),
            models.CheckConstraint(
                condition=Q(begun_at__isnull=True, begun_by__isnull=True)
                | Q(begun_at__isnull=False, begun_by__isnull=False),
                name="a_begun_roll_has_both_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.MATCH) | ~Q(purpose=""),
                name="people_are_looked_up_for_a_purpose",
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.MATCH) | Q(begun_at__isnull=True),
                name="people_who_are_looked_up_are_not_taken",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def subject(self) -> str:
        """Return under what its events are remembered."""
        return f"roll {self.pk}"

    @property
    def is_feed(self) -> bool:
        """Tell whether it says how things stand with all of the source's people."""
        return self.kind == Kind.FEED

    @property
    def is_to_match(self) -> bool:
        """Tell whether its people are looked up, and nothing else."""
        return self.kind == Kind.MATCH

    @property
    def is_going(self) -> bool:
        """Tell whether its rows are being taken."""
        return self.begun_at is not None and self.ended_at is None and self.put_away_at is None


class Piece(Within):
    """Some rows of a roll, taken together or not at all; then emptied, but for those refused.

    `works` and `people` have the numbers of what its rows told of; `looked_behind_at` is when the
    program looked whom rows that are looked up met behind the wall.
    """

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    roll = models.ForeignKey(Roll, on_delete=models.PROTECT, related_name="pieces")
    place = models.PositiveIntegerField()
    rows: Any = models.JSONField(default=list)
    taken_at = models.DateTimeField(null=True)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    refused: Any = models.JSONField(default=list)
    works = ArrayField(models.BigIntegerField(), default=list)
    people = ArrayField(models.BigIntegerField(), default=list)
    looked_behind_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["roll", "place"], name="a_piece_is_in_a_roll_once"),
        ]

    def __str__(self) -> str:
        return f"{self.roll}, piece {self.place}"
