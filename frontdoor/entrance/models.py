"""What people prove with who they are, where they are signed in, and how often was tried.

None of this is case data; what would open something is stored locked, or as a digest.
"""

from django.db import models
from django.db.models import Q

from frontdoor.access.models import User
from frontdoor.entrance.vocabulary import Door, Ending, Kind


class Factor(models.Model):
    """Something that proves who somebody is, beside or instead of their password.

    Of an authenticator app, `locked` is its secret and `counter` the last half minute used. Of a
    passkey, `locked` is its public key, `credential` its number and `counter` the last that it
    told. One that was removed stays as a row, and its secret goes.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices())
    name = models.CharField(max_length=60)
    locked = models.TextField()
    credential = models.CharField(max_length=700, blank=True)
    counter = models.BigIntegerField(default=0)
    added_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(kind=Kind.APP, removed_at__isnull=True),
                name="somebody_has_one_app",
            ),
            models.UniqueConstraint(
                fields=["credential"],
                condition=~Q(credential=""),
                name="a_passkey_is_one_persons",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} of {self.user}"

    @property
    def is_passkey(self) -> bool:
        """Tell whether it is a passkey, and not an authenticator app."""
        return self.kind == Kind.PASSKEY


class RecoveryCode(models.Model):
    """The digest of a code that stands in once for a factor that is lost."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    spent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "digest"], name="a_recovery_code_is_made_once_for_somebody"
            )
        ]

    def __str__(self) -> str:
        return f"Recovery code of {self.user}"


class Visit(models.Model):
    """One sign-in in one browser, from its begin to its end."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    session = models.CharField(max_length=40, unique=True)
    door = models.CharField(max_length=10, choices=Door.choices())
    address = models.CharField(max_length=45, blank=True)
    browser = models.CharField(max_length=200, blank=True)
    began_at = models.DateTimeField()
    used_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=10, choices=Ending.choices(), blank=True)

    class Meta:
        indexes = [models.Index(fields=["user", "id"], name="visit_by_user")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ending="")
                | (Q(ended_at__isnull=False) & ~Q(ending="")),
                name="a_visit_that_ended_says_how",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} since {self.began_at}"


class Identity(models.Model):
    """Who somebody is at the provider of a single sign-on: by its own number, never by e-mail."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    issuer = models.CharField(max_length=300)
    subject = models.CharField(max_length=255)
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="an_identity_is_one_persons")
        ]

    def __str__(self) -> str:
        return f"{self.subject} at {self.issuer}"


class Invitation(models.Model):
    """The digest of a code with which somebody chooses their password, once and for a few days."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    made_by = models.BigIntegerField(null=True)
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    spent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(spent_at__isnull=True),
                name="somebody_has_one_invitation",
            )
        ]

    def __str__(self) -> str:
        return f"Invitation of {self.user}"


class Attempt(models.Model):
    """What earlier tries still weigh, for one account, address or person, named by a digest.

    There are no more than 2^20 rows, whatever names somebody tries.
    """

    key = models.CharField(max_length=20, primary_key=True)
    level = models.FloatField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.level:.1f} at {self.key}"
