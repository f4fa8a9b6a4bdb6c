"""Records that are kept longer, records that are to go, and the certificates of those that went."""

import json
from functools import cached_property
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from frontdoor.access.models import Hub
from frontdoor.access.reach import Within
from frontdoor.casework.contacts.models import Contact
from frontdoor.disposal.lifecycle import DISPOSAL
from frontdoor.disposal.vocabulary import DisposalStage
from frontdoor.people.models import Person
from frontdoor.policy.models import PolicyVersion
from frontdoor.policy.pack import Policy
from frontdoor.policy.staged import Staged


class Keeping(Within):
    """Somebody reviewed a record that had come to the end of its time, and keeps it until a day."""

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+", null=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    until = models.DateField()
    why = models.TextField()
    kept_by = models.BigIntegerField()
    kept_by_name = models.CharField(max_length=200)
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(why=""), name="what_is_kept_longer_says_why"),
            models.CheckConstraint(
                condition=Q(contact__isnull=True) ^ Q(person__isnull=True),
                name="what_is_kept_longer_is_a_record_or_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contact or self.person_id} until {self.until}"


class Disposal(Within, Staged):
    """Somebody says that a contact, with all that goes on with it, is to go; another confirms.

    Or it is a `person` whom another system told of and no contact. `references` are of everything
    that was reviewed, `class_name` and `basis` say why its time is over. Without either, it is
    gone. None of its words is of a family.
    """

    LIFECYCLE = DISPOSAL
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    policy_version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+", null=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    reference = models.CharField(max_length=20)
    references = ArrayField(models.CharField(max_length=24))
    class_name = models.CharField(max_length=200)
    basis = models.CharField(max_length=400)
    due_on = models.DateField()
    proposed_by = models.BigIntegerField()
    proposed_by_name = models.CharField(max_length=200)
    proposed_on = models.DateField()
    proposed_at = models.DateTimeField()
    settled_by = models.BigIntegerField(null=True)
    settled_by_name = models.CharField(max_length=200, blank=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contact"],
                condition=Q(stage="proposed"),
                name="a_record_is_proposed_for_disposal_once",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(stage="proposed"),
                name="a_person_is_proposed_for_disposal_once",
            ),
            models.CheckConstraint(
                condition=Q(due_on__lte=F("proposed_on")),
                name="nothing_is_disposed_of_before_its_time",
            ),
            models.CheckConstraint(
                condition=Q(stage="proposed", settled_by__isnull=True, settled_at__isnull=True)
                | ~Q(stage="proposed") & Q(settled_by__isnull=False, settled_at__isnull=False),
                name="a_disposal_is_settled_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(stage="disposed") | ~Q(settled_by=F("proposed_by")),
                name="two_people_dispose_of_a_record",
            ),
            models.CheckConstraint(
                condition=Q(stage="disposed", contact__isnull=True, person__isnull=True)
                | ~Q(stage="disposed") & (Q(contact__isnull=True) ^ Q(person__isnull=True)),
                name="what_is_disposed_of_is_gone",
            ),
        ]

    def __str__(self) -> str:
        return f"Disposal {self.pk}"

    @property
    def policy(self) -> Policy:
        """Return the rules by which the end of its time was reckoned."""
        return self.policy_version.policy

    @property
    def is_proposed(self) -> bool:
        """Tell whether it waits for a second person."""
        return self.stage == DisposalStage.PROPOSED


class Certificate(Within):
    """What was disposed of, on what basis, by whom, and which entries of history went with it.

    `said` is the text that is shown and sealed; `events` and `changes` list number and digest of
    each entry that went, as a batch of the seals does. History holds `digest`, which is over them.
    """

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    disposal = models.OneToOneField(Disposal, on_delete=models.PROTECT, related_name="certificate")
    references = ArrayField(models.CharField(max_length=24))
    said = models.TextField()
    events = models.BinaryField()
    changes = models.BinaryField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [GinIndex(fields=["references"], name="certificate_by_reference")]

    def __str__(self) -> str:
        return f"Certificate {self.pk}"

    @cached_property
    def words(self) -> dict[str, Any]:
        """Return what it says, by name."""
        told: dict[str, Any] = json.loads(self.said)
        return told
