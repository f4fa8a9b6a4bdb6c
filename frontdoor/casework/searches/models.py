"""Who was looked for without a contact, and what searches met that whoever searched may not see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, cast

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from frontdoor.access.actor import Actor
from frontdoor.access.models import Hub
from frontdoor.access.reach import Within
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.restricting.models import Restriction
from frontdoor.casework.rolls.models import Roll
from frontdoor.casework.searches.lifecycle import MATCH
from frontdoor.kernel.lifecycle import Labelled
from frontdoor.people.matching import Description
from frontdoor.policy.models import PolicyVersion
from frontdoor.policy.pack import Policy
from frontdoor.policy.staged import Staged

LIFTED = "This record is open to all again: a search finds it, and nothing has to be said."


class Checked(Within):
    """The child of a case was looked up behind the wall, as the record of them then stood."""

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    seen = models.PositiveIntegerField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.case_id} at {self.at}"


class Search(Within):
    """Somebody of the hub looked for a person with a stated purpose, and without a contact (a.8).

    `asked` is what was typed, until it is emptied; `shown` are the records that were shown for it,
    by number. `looked_behind_at` is when the program looked whom it met behind the wall.
    """

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    policy_version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=40)
    why = models.TextField()
    asked = models.JSONField(default=dict)
    shown = ArrayField(models.BigIntegerField(), default=list)
    by_id = models.BigIntegerField()
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    looked_behind_at = models.DateTimeField(null=True)
    emptied_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(why=""), name="nobody_is_looked_for_without_a_purpose"
            ),
            models.CheckConstraint(
                condition=Q(emptied_at__isnull=True) | Q(asked={}),
                name="what_is_emptied_of_a_search_is_empty",
            ),
        ]
        indexes = [
            models.Index(fields=["hub", "by_id", "id"], name="search_by_worker"),
            GinIndex(fields=["shown"], name="search_by_whom_it_showed"),
            models.Index(
                fields=["hub"], condition=Q(looked_behind_at=None), name="search_to_look_behind"
            ),
            models.Index(
                fields=["hub", "at"], condition=Q(emptied_at=None), name="search_to_empty"
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def subject(self) -> str:
        """Return by which words the read log speaks of it."""
        return f"search {self.pk}"

    @property
    def reason_name(self) -> str:
        """Return the reason in the words of the hub's policy."""
        return self.policy_version.policy.finding.reason(self.reason).name

    @property
    def purpose(self) -> str:
        """Return what stands in the read log beside each record that it showed."""
        return f"{self.subject}: {self.reason_name}"

    @property
    def description(self) -> Description:
        """Return who is looked for."""
        born = self.asked.get("date_of_birth")
        said = self.asked | {"date_of_birth": date.fromisoformat(born) if born else None}
        return Description(**said)

    @property
    def shown_until(self) -> datetime:
        """Return until when what it found is shown: after that a purpose is stated anew."""
        return self.at + timedelta(minutes=self.policy_version.policy.finding.minutes)

    def is_shown(self, *, at: datetime) -> bool:
        """Tell whether what it found is still shown."""
        return self.emptied_at is None and at < self.shown_until


@dataclass(frozen=True)
class Line:
    """A row of a list whose people are looked up, by its number in the file."""

    roll: Roll
    number: int

    @property
    def hub_id(self) -> int:
        """Return whose list it is."""
        return self.roll.hub_id

    @property
    def subject(self) -> str:
        """Return by which words notices and events speak of its list."""
        return self.roll.subject


Asks = Case | Search | Line


class OfOne(Within):
    """What is kept of one who was looked up: the child of a case, of a search, or of a list."""

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    search = models.ForeignKey(Search, on_delete=models.PROTECT, null=True, related_name="+")
    roll = models.ForeignKey(Roll, on_delete=models.PROTECT, null=True, related_name="+")
    row = models.PositiveIntegerField(null=True)

    class Meta:
        abstract = True

    @property
    def asks(self) -> Asks:
        """Return who was looked up. A constraint says that it is one."""
        if self.roll is not None and self.row is not None:
            return Line(self.roll, self.row)
        return cast("Case | Search", self.case or self.search)

    @property
    def subject(self) -> str:
        """Return by which reference events and notices speak of it."""
        asks = self.asks
        return asks.reference if isinstance(asks, Case) else asks.subject


def columns(asks: Asks) -> dict[str, Any]:
    """Return how a row says who was looked up."""
    line = asks if isinstance(asks, Line) else None
    return {
        "case": asks if isinstance(asks, Case) else None,
        "search": asks if isinstance(asks, Search) else None,
        "roll": line.roll if line else None,
        "row": line.number if line else None,
    }


IS_OF_ONE = (
    Q(case__isnull=False, search__isnull=True, roll__isnull=True, row__isnull=True)
    | Q(case__isnull=True, search__isnull=False, roll__isnull=True, row__isnull=True)
    | Q(case__isnull=True, search__isnull=True, roll__isnull=False, row__isnull=False)
)


class HiddenMatch(OfOne, Staged):
    """A contact or a list told of somebody who is in a restricted record, or somebody looked for
    them: its readers say what follows (a.8).

    Whoever took the contact, brought the list or searched was shown nothing. `person_id` is whom of
    the record it met, by number; `is_tied`, that it met the other identity of an adopted child.
    """

    LIFECYCLE = MATCH
    policy_version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="+")
    restriction = models.ForeignKey(Restriction, on_delete=models.PROTECT, related_name="+")
    person_id = models.BigIntegerField()
    is_tied = models.BooleanField()
    found_at = models.DateTimeField()
    due_at = models.DateTimeField()
    why = models.TextField(blank=True)
    answered_by = models.BigIntegerField(null=True)
    answered_by_name = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "restriction"], name="a_case_meets_a_restricted_record_once"
            ),
            models.UniqueConstraint(
                fields=["search", "restriction"], name="a_search_meets_a_restricted_record_once"
            ),
            models.UniqueConstraint(
                fields=["roll", "row", "restriction"], name="a_row_meets_a_restricted_record_once"
            ),
            models.CheckConstraint(condition=IS_OF_ONE, name="a_match_is_of_one_who_was_looked_up"),
            models.CheckConstraint(
                condition=Q(stage="waiting", answered_by__isnull=True, answered_at__isnull=True)
                | ~Q(stage="waiting")
                & ~Q(why="")
                & Q(answered_by__isnull=False, answered_at__isnull=False),
                name="what_is_said_of_a_match_has_who_when_and_why",
            ),
        ]
        indexes = [
            models.Index(fields=["hub"], condition=Q(stage="waiting"), name="match_waits"),
        ]

    def __str__(self) -> str:
        return f"match {self.pk}"

    @property
    def policy(self) -> Policy:
        """Return the rules under which it was found."""
        return self.policy_version.policy

    def why_not(self, move: Labelled, *, by: Actor) -> str:
        """Return why `by` may not say this: of a record that is open to all, nothing is said."""
        return LIFTED if self.restriction.is_lifted else super().why_not(move, by=by)


class Word(OfOne):
    """What whoever works on a contact, brought a list or searched is told beside what they found.

    Without anybody's name it is the hub's policy that says it, and no more than its pack has.
    """

    match = models.ForeignKey(HiddenMatch, on_delete=models.PROTECT, related_name="words")
    words = models.TextField()
    said_by = models.BigIntegerField(null=True)
    said_by_name = models.CharField(max_length=200)
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["match", "said_by"],
                nulls_distinct=False,
                name="a_word_on_a_match_is_said_once",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="a_word_on_a_match_has_words"),
            models.CheckConstraint(condition=IS_OF_ONE, name="a_word_is_of_one_who_was_looked_up"),
        ]

    def __str__(self) -> str:
        return self.words
