"""What happened, who looked, and how every row was before: three tables that only grow, sealed."""

from functools import cached_property

from django.db import models
from django.db.models import F, Q

from frontdoor.audit import rules


class Entry(models.Model):
    """What is added to a log and never changes. `xact` is the transaction that wrote it.

    The database numbers it (migration 0004): numbers of rows are given out before a transaction
    ends, so that they cannot tell what a seal has to hold; those of transactions can.
    """

    xact = models.BigIntegerField(db_default=models.Func(function="audit_xact"), editable=False)

    class Meta:
        abstract = True


class Event(Entry):
    """A past fact about a record. Never changed, never removed; the database sees to it.

    Without `by_id` it is the program's own step, by the hub's policy and in nobody's name.
    """

    hub_id = models.BigIntegerField()
    subject = models.CharField(max_length=40)
    kind = models.CharField(max_length=60)
    facts = models.JSONField()
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["hub_id", "subject", "id"], name="event_by_subject"),
            models.Index(fields=["xact"], name="event_by_xact"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class Look(Entry):
    """One look at a record: who, when, what for, and whether it was refused."""

    hub_id = models.BigIntegerField()
    subject = models.CharField(max_length=40)
    purpose = models.CharField(max_length=60)
    refused = models.BooleanField(default=False)
    by_id = models.BigIntegerField()
    by_name = models.CharField(max_length=200)
    # For whom somebody looked, as at that moment; none in what was written before it was kept.
    agency_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["hub_id", "subject", "id"], name="look_by_subject"),
            # When one person last opened a record: what is new to them is told by it.
            models.Index(fields=["hub_id", "by_id", "subject", "at"], name="look_by_reader"),
            models.Index(fields=["xact"], name="look_by_xact"),
        ]

    def __str__(self) -> str:
        return f"{self.by_name} looked at {self.subject}"


class RowChange(Entry):
    """A row before and after a change, written by trigger and by nothing else."""

    hub_id = models.BigIntegerField()
    table = models.CharField(max_length=80)
    row_id = models.BigIntegerField()
    action = models.CharField(max_length=6)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["table", "row_id", "id"], name="change_by_row"),
            models.Index(fields=["xact"], name="change_by_xact"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.table} {self.row_id}"


class Batch(models.Model):
    """A seal over every entry of the three logs whose transaction is from `since`, before `until`.

    `events`, `looks` and `changes` list what is sealed: number and digest of each entry, by number.
    """

    number = models.BigIntegerField(primary_key=True)
    sealed_at = models.DateTimeField()
    since = models.BigIntegerField()
    until = models.BigIntegerField()
    events = models.BinaryField()
    looks = models.BinaryField()
    changes = models.BinaryField()
    root = models.BinaryField()
    before = models.BinaryField()
    signature = models.BinaryField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(number__gte=1, until__gt=F("since")),
                name="a_batch_holds_a_stretch_of_transactions",
            )
        ]

    def __str__(self) -> str:
        return f"batch {self.number}"

    @cached_property
    def seal(self) -> rules.Seal:
        """Return what was signed."""
        return rules.Seal(
            number=self.number,
            sealed_at=self.sealed_at,
            since=self.since,
            until=self.until,
            events=rules.count(self.events),
            looks=rules.count(self.looks),
            changes=rules.count(self.changes),
            root=bytes(self.root),
            before=bytes(self.before),
        )

    @property
    def checkpoint(self) -> str:
        """Return the line that is kept elsewhere."""
        return rules.checkpoint(self.seal, bytes(self.signature))


class Sealing(models.Model):
    """How far history is sealed, and what was found when it was last checked. One row."""

    ran_at = models.DateTimeField()
    sealed_until = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)
    faults = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="there_is_one_sealing"),
        ]

    def __str__(self) -> str:
        return f"sealed until {self.sealed_until}"
