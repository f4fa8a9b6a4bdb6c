"""What somebody is to do for a child: who, what for, by when, and what came of it."""

from datetime import date, datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from frontdoor.access.actor import Actor
from frontdoor.access.models import Agency, Hub, Membership
from frontdoor.access.reach import OfAnAgency, Reach
from frontdoor.access.vocabulary import Zone
from frontdoor.casework.actions.lifecycle import ACTION
from frontdoor.casework.actions.vocabulary import Move, Stage
from frontdoor.casework.contacts import rules as promises
from frontdoor.casework.contacts.models import Case
from frontdoor.kernel.lifecycle import Labelled
from frontdoor.kernel.rows import Versioned
from frontdoor.people.models import Person
from frontdoor.policy.models import PolicyVersion
from frontdoor.policy.pack import Policy
from frontdoor.policy.staged import Staged

# Where nobody has said yet what came of it.
OWED = (Stage.OPEN, Stage.PASSED_ON)


class Action(OfAnAgency, Staged):
    """One thing to do, with one owner: a worker of the hub or an agency, and never nobody (C14.8).

    Given to somebody else it is a row of its own: `number` is the action, `turn` whose turn it is.
    An agency does not see the case, so what it has to know of it is copied here. A team has it
    with a product; `to_read` marks what came when the case was no longer the hub's.
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
    product_reference = models.CharField(max_length=30, blank=True)
    to_read = models.BooleanField(default=False)
    read_at = models.DateTimeField(null=True)
    read_by = models.BigIntegerField(null=True)
    read_by_name = models.CharField(max_length=200, blank=True)

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
            models.CheckConstraint(
                condition=Q(to_read=False) | Q(ended_at__isnull=False),
                name="only_what_has_come_is_to_be_read",
            ),
            models.CheckConstraint(
                condition=Q(read_at__isnull=True, read_by__isnull=True)
                | Q(to_read=True, read_at__isnull=False, read_by__isnull=False),
                name="what_came_was_read_by_somebody",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["hub", "due_at"], condition=Q(stage="open"), name="open_action_by_due"
            ),
            models.Index(
                fields=["hub"],
                condition=Q(to_read=True, read_at__isnull=True),
                name="action_to_read",
            ),
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
    def is_of_a_team(self) -> bool:
        """Tell whether a receiving team has it to do, with what it was sent."""
        return bool(self.product_reference)

    @property
    def waits_to_be_read(self) -> bool:
        """Tell whether what came of it, with the case elsewhere, is unread in the hub."""
        return self.to_read and self.read_at is None

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
            zone = Zone.TEAM if self.is_of_a_team else Zone.PARTNER
            return by.zone == zone and by.agency_id == self.agency_id
        return self.worker is not None and self.worker.user_id == by.user_id

    def why_not(self, move: Labelled, *, by: Actor) -> str:
        """Return why `by` may not do this now: what came of it, only its owner can say."""
        if move in (Move.DO, Move.LEAVE) and not self.is_for(by):
            return f"Only {self.owner} can say what came of this."
        return super().why_not(move, by=by)


class ActionPerson(OfAnAgency):
    """One person whom an action is about: its owner sees them, and nobody else of the case.

    A team stands outside the wall: it reads the name and the birth as they are copied here.
    """

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="people")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", null=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=400, blank=True)
    born_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["action", "person"], name="a_person_is_named_once_in_an_action"
            )
        ]

    def __str__(self) -> str:
        return self.name or self.person.name

    @property
    def born(self) -> date | None:
        """Return when they were born, as far as it is known."""
        return self.born_on if self.name else self.person.date_of_birth


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


class Addition(Versioned):
    """What a team was told is still to be done, and what came of it: the team reads that with the
    product, as an addition.

    Whoever has it to do sees neither the case nor the product, so they are named here.
    """

    objects: ClassVar[Reach[Self]] = Reach(whose="agency_id", also="team_id")
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="additions")
    team = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", null=True)
    product_reference = models.CharField(max_length=30)
    owner = models.CharField(max_length=200)
    what = models.TextField()
    told_at = models.DateTimeField()
    came = models.CharField(max_length=20, blank=True)
    words = models.TextField(blank=True)
    came_at = models.DateTimeField(null=True)
    came_by_name = models.CharField(max_length=200, blank=True)
    read_at = models.DateTimeField(null=True)
    read_by = models.BigIntegerField(null=True)
    read_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["action", "product_reference"], name="a_product_has_an_addition_once"
            ),
            models.CheckConstraint(
                condition=Q(came_at__isnull=True, came="", words="")
                | (Q(came_at__isnull=False) & ~Q(came="") & ~Q(words="")),
                name="an_addition_says_what_came_and_when",
            ),
            models.CheckConstraint(
                condition=Q(read_at__isnull=True, read_by__isnull=True)
                | Q(came_at__isnull=False, read_at__isnull=False, read_by__isnull=False),
                name="an_addition_is_read_when_it_has_come",
            ),
        ]
        indexes = [models.Index(fields=["product_reference"], name="addition_by_product")]

    def __str__(self) -> str:
        return f"{self.product_reference}: {self.what}"

    @property
    def came_words(self) -> str:
        """Return how it ended, in the words of an action."""
        return Stage(self.came).label if self.came else ""
