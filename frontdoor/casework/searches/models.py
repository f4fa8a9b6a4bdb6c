"""What searches met that whoever searched may not see, and what was said of it."""

from django.db import models
from django.db.models import Q

from frontdoor.access.actor import Actor
from frontdoor.access.models import Hub
from frontdoor.access.reach import Within
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.restricting.models import Restriction
from frontdoor.casework.searches.lifecycle import MATCH
from frontdoor.kernel.lifecycle import Labelled
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


class HiddenMatch(Within, Staged):
    """A contact told of somebody who is in a restricted record: its readers say what follows (a.8).

    Whoever took the contact was shown nothing. `person_id` is whom of the record it met, by number;
    `is_tied`, that it met the other identity of an adopted child.
    """

    LIFECYCLE = MATCH
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    policy_version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
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


class Word(Within):
    """What whoever works on a contact is told beside what their search showed them.

    Without anybody's name it is the hub's policy that says it, and no more than its pack has.
    """

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
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
        ]

    def __str__(self) -> str:
        return self.words
