"""Who told us: what of it tells who somebody is, and how that is kept apart."""

from django.db import models
from django.db.models import Q

from frontdoor.access.models import Hub
from frontdoor.access.reach import Kept
from frontdoor.access.vocabulary import Caveat
from frontdoor.kernel.rows import Liftable, lifted_with_reason

# What tells who somebody is, and none of it.
TELLING = ("name", "relationship", "phone", "email", "address")
NOTHING = dict.fromkeys(TELLING, "")


NOT_NAMED = models.CheckConstraint(
    condition=Q(protected=False) | Q(**NOTHING), name="who_is_protected_is_not_named_here"
)


class Who(models.Model):
    """What somebody says of themselves, as far as they say (C4.4)."""

    name = models.CharField(max_length=200, blank=True)
    relationship = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=200, blank=True)
    address = models.TextField(blank=True)

    class Meta:
        abstract = True


class Apart(Who, Kept, Liftable):
    """Who told us, where that has to stay unknown: for whoever took it, and managers.

    The referrer has nothing of it meanwhile. Lifted, it is the referrer's again, and this row says
    who could not know until then, and why.
    """

    GIVEN_BY = "taken_by"
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey("contacts.Contact", on_delete=models.PROTECT, related_name="+")
    why = models.TextField(blank=True)
    taken_by = models.BigIntegerField()
    protected_by = models.BigIntegerField()
    protected_by_name = models.CharField(max_length=200)
    protected_at = models.DateTimeField()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["contact"],
                condition=Q(lifted_at__isnull=True),
                name="a_referrer_is_protected_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(kept_to=Caveat.MANAGERS.value), name="an_identity_is_kept_to_managers"
            ),
            lifted_with_reason("protection_is_lifted_by_somebody_with_a_reason"),
        ]

    def __str__(self) -> str:
        return f"Who told us of {self.contact}"
