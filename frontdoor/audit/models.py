"""What happened, who looked, and how every row was before: three tables that only grow."""

from django.db import models


class Event(models.Model):
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
        indexes = [models.Index(fields=["hub_id", "subject", "id"], name="event_by_subject")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class Look(models.Model):
    """One look at a record: who, when, what for, and whether it was refused."""

    hub_id = models.BigIntegerField()
    subject = models.CharField(max_length=40)
    purpose = models.CharField(max_length=60)
    refused = models.BooleanField(default=False)
    by_id = models.BigIntegerField()
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["hub_id", "subject", "id"], name="look_by_subject"),
            # When one person last opened a record: what is new to them is told by it.
            models.Index(fields=["hub_id", "by_id", "subject", "at"], name="look_by_reader"),
        ]

    def __str__(self) -> str:
        return f"{self.by_name} looked at {self.subject}"


class RowChange(models.Model):
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
        indexes = [models.Index(fields=["table", "row_id", "id"], name="change_by_row")]

    def __str__(self) -> str:
        return f"{self.action} {self.table} {self.row_id}"
