"""Hubs, agencies, users and their memberships. None of this is case data."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from frontdoor.access.reach import OfAnAgency
from frontdoor.access.vocabulary import AgencyKind, Role


class Hub(models.Model):
    """One Multi-Agency Safeguarding Hub. Its rules are in its policy pack."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    prefix = models.CharField(max_length=4, unique=True)

    def __str__(self) -> str:
        return self.name


class Agency(models.Model):
    """An agency or team of one hub, as its pack lists them."""

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    slug = models.SlugField()
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=AgencyKind.choices())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hub", "slug"], name="agency_is_once_in_a_hub")
        ]

    def __str__(self) -> str:
        return self.name


class People(BaseUserManager["User"]):
    """Makes users, each with a password that is stored as a hash only."""

    def create_user(self, username: str, *, name: str, password: str, **more: Any) -> "User":
        """Add somebody who can sign in."""
        user = self.model(username=username, name=name, **more)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """Somebody who signs in. What they may do is in their memberships."""

    username = models.CharField(max_length=100, unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    # Of whoever asks, where it was read together with them (web/standing.py).
    place: "Membership | None" = None

    objects = People()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A user's place in a hub, for an agency, in a role, from one day until another.

    Whoever leaves has none from that moment on: days would let them stay until midnight.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=40, choices=Role.choices())
    qualified = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
                name="membership_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.hub}"


class Grant(OfAnAgency):
    """An agency's need to know one record, and why. The wall asks this table.

    Without a grant a partner sees nothing; a grant is ended, not deleted.
    """

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    record_id = models.BigIntegerField()
    why = models.CharField(max_length=200)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "kind", "record_id"], name="agency_is_granted_a_record_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.agency} may see {self.kind} {self.record_id}"


class Counter(models.Model):
    """The last number that a hub gave to a contact in a year."""

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hub", "year"], name="one_counter_a_year")]

    def __str__(self) -> str:
        return f"{self.hub} {self.year}: {self.last}"


class Draft(models.Model):
    """What somebody typed on a page and has not sent (U4). Theirs alone; sending empties it."""

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    by_id = models.BigIntegerField()
    path = models.CharField(max_length=300)
    tab = models.CharField(max_length=40)
    step = models.PositiveIntegerField(default=0)
    typed = models.JSONField()
    saved_at = models.DateTimeField()
    spent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["hub", "by_id", "path", "tab"], name="a_tab_keeps_one_draft_of_a_page"
            )
        ]

    def __str__(self) -> str:
        return f"Draft of {self.path}"


class SavedList(models.Model):
    """What somebody wants to see of what waits, under a name of their own (U10). Theirs alone."""

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    by_id = models.BigIntegerField()
    name = models.CharField(max_length=60)
    wanted = models.JSONField()
    opens_first = models.BooleanField(default=False)
    saved_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["hub", "by_id", "name"],
                condition=Q(removed_at__isnull=True),
                name="somebody_has_one_list_of_a_name",
            ),
            models.UniqueConstraint(
                fields=["hub", "by_id"],
                condition=Q(removed_at__isnull=True, opens_first=True),
                name="one_list_of_somebodys_opens_first",
            ),
        ]

    def __str__(self) -> str:
        return self.name
