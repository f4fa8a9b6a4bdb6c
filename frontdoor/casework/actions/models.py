"""What somebody is to do for a child: who, what for, by when, and what came of it."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from frontdoor.access.actor import Actor
from frontdoor.access.models import Agency, Hub, Membership
from frontdoor.access.reach import OfAnAgency
from frontdoor.access.vocabulary import Zone
from frontdoor.casework.actions.lifecycle import ACTION
from frontdoor.casework.actions.vocabulary import Move, Stage
from frontdoor.casework.contacts import rules as promises
from frontdoor.casework.contacts.models import Case
from frontdoor.kernel.lifecycle import Labelled
from frontdoor.people.models import Person
from frontdoor.policy.models import PolicyVersion
from frontdoor.policy.pack import Policy
from frontdoor.policy.staged import Staged

# Where nobody has said yet what came of it.
OWED = (Stage.OPEN, Stage.PASSED_ON)


class Action(OfAnAgency, Staged):
    """One thing to do, with one owner: a worker of the hub or an agency, and never nobody (C14.8).

    Given to somebody else it is a row of its own: `number` is the action, `turn` whose turn it is.
    An agency does not see the case, so what it has to know of it is copied here.
    """

    LIFECYCLE = ACTION
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    policy_version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    case_reference = models.CharField(max_length=24)
    number = models.PositiveSmallIntegerField()
    turn = models.PositiveSmallIntegerField(default=1)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", null=True)
    worker = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", null=True)
    what = models.TextField()
    why = models.TextField()
    unit = models.CharField(max_length=20)
    warn_at = models.DateTimeField()
    due_at = models.DateTimeField()
    set_at = models.DateTimeField()
    set_by = models.BigIntegerField()
    set_by_name = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.BigIntegerField(null=True)
    ended_by_name = models.CharField(max_length=200, blank=True)
    words = models.TextField(blank=True)
    kept = models.BooleanField(null=True)
    passed_to = models.CharField(max_length=1_000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "number", "turn"], name="an_action_is_with_one_owner_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(agency__isnull=True, worker__isnull=False)
                | Q(agency__isnull=False, worker__isnull=True),
                name="an_action_has_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=["open", "passed_on"], ended_at__isnull=True, words="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(words="")
                   & ~Q(stage__in=["open", "passed_on"])),
                name="what_became_of_an_action_says_who_when_and_what",
            ),
            models.CheckConstraint(
                condition=~Q(stage="done") | Q(kept__isnull=False),
                name="what_is_done_was_in_time_or_late",
            ),
            models.CheckConstraint(
                condition=~Q(stage="passed_on") | ~Q(passed_to=""),
                name="what_is_passed_on_names_a_team",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["hub", "due_at"], condition=Q(stage="open"), name="open_action_by_due"
            )
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def policy(self) -> Policy:
        """Return the rules that the case arrived under."""
        return self.policy_version.policy

    @property
    def owner(self) -> str:
        """Return the name of whose it is."""
        return self.agency.name if self.agency else self.worker.user.name if self.worker else ""

    @property
    def is_owed(self) -> bool:
        """Tell whether nobody has said yet what came of it."""
        return self.stage in OWED

    @property
    def falls_due_at(self) -> datetime:
        """Return by when it is due now: the last time that was set."""
        return self.now_due.due_at

    @property
    def now_due(self) -> "Action | Retiming":
        """Return the promise as it is now: when it is due, is warned of, and told in which unit."""
        return self.last or self

    @property
    def last(self) -> "Retiming | None":
        """Return the last time that it was set another time, if it ever was."""
        return max(self.retimings.all(), key=lambda each: each.pk, default=None)

    def was_kept(self, *, at: datetime) -> bool:
        """Tell whether an end at that moment keeps every time that was set for it."""
        anew = sorted(self.retimings.all(), key=lambda each: each.pk)
        return promises.was_kept(
            self.due_at, anew=[(each.made_at, each.due_at) for each in anew], at=at
        )

    def is_for(self, by: Actor) -> bool:
        """Tell whether it is theirs to do."""
        if self.agency_id is not None:
            return by.zone == Zone.PARTNER and by.agency_id == self.agency_id
        return self.worker is not None and self.worker.user_id == by.user_id

    def why_not(self, move: Labelled, *, by: Actor) -> str:
        """Return why `by` may not do this now: what came of it, only its owner can say."""
        if move in (Move.DO, Move.LEAVE) and not self.is_for(by):
            return f"Only {self.owner} can say what came of this."
        return super().why_not(move, by=by)


class ActionPerson(OfAnAgency):
    """One person whom an action is about: its owner sees them, and nobody else of the case."""

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="people")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", null=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["action", "person"], name="a_person_is_named_once_in_an_action"
            )
        ]

    def __str__(self) -> str:
        return str(self.person)


class Retiming(OfAnAgency):
    """Another time by which an action is due, and why: the times before it stay as they were."""

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="retimings")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", null=True)
    unit = models.CharField(max_length=20)
    warn_at = models.DateTimeField()
    due_at = models.DateTimeField()
    why = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.BigIntegerField()
    made_by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(due_at__gt=models.F("made_at")) & ~Q(why=""),
                name="another_time_is_yet_to_come_and_has_a_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.action}: due {self.due_at}"
