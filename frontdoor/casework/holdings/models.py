"""Requests for what is held about a person, and every item of it with what was decided."""

from textwrap import shorten

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from frontdoor.access.models import Hub
from frontdoor.access.reach import Within
from frontdoor.casework.contacts.models import Contact
from frontdoor.casework.holdings.lifecycle import ACCESS_REQUEST
from frontdoor.casework.holdings.vocabulary import (
    Asker,
    Choice,
    Ending,
    Ground,
    Mark,
    RequestStage,
)
from frontdoor.kernel.rows import Versioned
from frontdoor.people.models import Person
from frontdoor.policy.models import PolicyVersion
from frontdoor.policy.pack import Policy
from frontdoor.policy.staged import Staged

GIST = 90  # Characters: two lines of a table.
APART = "Told by another system, in no contact"
NO_IDENTITY = Q(identity="", identity_on__isnull=True)
IDENTITY = ~Q(identity="") & Q(identity_on__isnull=False)


class AccessRequest(Within, Staged):
    """Somebody wants what is held about a person: who asks, for what, and by when it is due.

    `due_on` runs from receipt, or from the day on which it was known who asks.
    """

    LIFECYCLE = ACCESS_REQUEST
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    policy_version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_by = models.CharField(max_length=200)
    asker = models.CharField(max_length=20, choices=Asker.choices())
    scope = models.TextField()
    received_on = models.DateField()
    registered_at = models.DateTimeField()
    registered_by = models.BigIntegerField()
    registered_by_name = models.CharField(max_length=200)
    identity = models.TextField(blank=True)
    identity_on = models.DateField(null=True)
    due_on = models.DateField()
    extended_on = models.DateField(null=True)
    extended_why = models.TextField(blank=True)
    holder = models.BigIntegerField()
    holder_name = models.CharField(max_length=200)
    collected_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=20, blank=True, choices=Ending.choices())
    words = models.TextField(blank=True)
    restricted_asked = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.BigIntegerField(null=True)
    ended_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(stage="to_identify") & NO_IDENTITY
                | Q(stage="open") & IDENTITY
                | Q(stage="ended") & (IDENTITY | NO_IDENTITY & ~Q(ending="answered")),
                name="what_is_held_goes_to_somebody_who_is_known",
            ),
            models.CheckConstraint(
                condition=Q(extended_on__isnull=True, extended_why="")
                | Q(extended_on__isnull=False) & ~Q(extended_why=""),
                name="an_access_request_is_extended_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, ending="", words="")
                & ~Q(stage="ended")
                | Q(ended_at__isnull=False, ended_by__isnull=False, stage="ended")
                & ~Q(ending="") & ~Q(words=""),
                name="an_access_request_ends_with_how_and_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(ending="answered")
                | Q(collected_at__isnull=False) & ~Q(restricted_asked=""),
                name="an_answer_was_collected_and_asked_about",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gt=F("received_on")),
                name="an_access_request_is_due_after_it_is_received",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["hub", "due_on"],
                condition=~Q(stage="ended"),
                name="access_request_due",
            )
        ]

    def __str__(self) -> str:
        return f"Request {self.pk}"

    @property
    def policy(self) -> Policy:
        """Return the rules under which it was received."""
        return self.policy_version.policy

    @property
    def is_ended(self) -> bool:
        """Tell whether nothing more can be decided."""
        return self.stage == RequestStage.ENDED

    @property
    def is_answered(self) -> bool:
        """Tell whether what is held was given."""
        return self.ending == Ending.ANSWERED


class Item(Within, Versioned):
    """One thing that is held, word for word as it stood when it was collected, and what goes of it.

    It is of the record of a contact, or of a person who is in none: of them another system told.
    `table` and `row_id` say which row it is a copy of. One whose row says something else by now is
    outdated, and stands beside the one that replaced it.
    """

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(AccessRequest, on_delete=models.PROTECT, related_name="items")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    table = models.CharField(max_length=60)
    row_id = models.BigIntegerField()
    label = models.CharField(max_length=200)
    source = models.CharField(max_length=200)
    said_on = models.DateField(null=True)
    about = models.CharField(max_length=400, blank=True)
    words = models.TextField()
    digest = models.CharField(max_length=64)
    marks = ArrayField(models.CharField(max_length=20, choices=Mark.choices()), default=list)
    caveats = ArrayField(models.CharField(max_length=200), default=list)
    collected_at = models.DateTimeField()
    outdated_at = models.DateTimeField(null=True)
    choice = models.CharField(max_length=20, blank=True, choices=Choice.choices())
    given = models.TextField(blank=True)
    ground = models.CharField(max_length=20, blank=True, choices=Ground.choices())
    why = models.TextField(blank=True)
    decided_by = models.BigIntegerField(null=True)
    decided_by_name = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request", "table", "row_id"],
                condition=Q(outdated_at__isnull=True),
                name="what_is_held_is_one_item_of_a_request",
            ),
            models.CheckConstraint(
                condition=Q(contact__isnull=False, person__isnull=True)
                | Q(contact__isnull=True, person__isnull=False),
                name="an_item_is_of_a_contact_or_of_somebody_in_none",
            ),
            models.CheckConstraint(
                condition=Q(choice="", decided_by__isnull=True, decided_at__isnull=True)
                | ~Q(choice="") & Q(decided_by__isnull=False, decided_at__isnull=False),
                name="an_item_is_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(choice="", given="", ground="", why="")
                | Q(choice="give", ground="", why="", given=F("words"))
                | Q(choice="redact") & ~Q(given="") & ~Q(ground="") & ~Q(why="")
                | Q(choice="withhold", given="") & ~Q(ground="") & ~Q(why=""),
                name="what_does_not_go_says_why",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Item {self.pk}"

    @property
    def subject(self) -> str:
        """Return by which reference a look at it is remembered."""
        return self.contact.reference if self.contact else f"person {self.person_id}"

    @property
    def record(self) -> str:
        """Return of which record it is, in words."""
        return f"Record {self.contact.reference}" if self.contact else APART

    @property
    def gist(self) -> str:
        """Return all of it where that is short, or else how what is longest in it begins.

        So is one thing told from the others beside it: the longest is what somebody wrote.
        """
        lines = self.words.splitlines()
        whole = "; ".join(lines)
        return whole if len(whole) <= GIST else shorten(max(lines, key=len), GIST, placeholder=" …")

    @property
    def is_decided(self) -> bool:
        """Tell whether somebody decided what goes of it."""
        return bool(self.choice)

    @property
    def said(self) -> list[Mark]:
        """Return why somebody should look twice."""
        return [Mark(mark) for mark in self.marks]
