"""Legal holds: what stands against removing a record."""

from django.db import models
from django.db.models import Q

from frontdoor.access.models import Hub
from frontdoor.access.reach import Within
from frontdoor.casework.contacts.models import Contact
from frontdoor.kernel.rows import Liftable, Versioned, lifted_with_reason


class LegalHold(Within, Versioned, Liftable):
    """Nothing of a contact, with all that is below it, may be removed until this is lifted.

    Somebody outside asked for it: a court, an inquiry, the police, whoever sues. Several may, and
    each hold is lifted by itself.
    """

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+")
    asked_by = models.CharField(max_length=200)
    asked_on = models.DateField()
    reason = models.TextField()
    placed_by = models.BigIntegerField()
    placed_by_name = models.CharField(max_length=200)
    placed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "asked_by"],
                condition=Q(lifted_at__isnull=True),
                name="whoever_asks_holds_a_record_once",
            ),
            models.CheckConstraint(
                condition=~Q(asked_by="") & ~Q(reason=""),
                name="a_legal_hold_says_who_asked_and_why",
            ),
            lifted_with_reason("a_legal_hold_is_lifted_by_somebody_with_a_reason"),
        ]
        indexes = [
            models.Index(
                fields=["hub"], condition=Q(lifted_at__isnull=True), name="legal_hold_stands"
            )
        ]

    def __str__(self) -> str:
        return f"Legal hold {self.pk}"
