"""People as they were told of. Every contact writes its own; links say which are one person."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from frontdoor.access.models import Hub
from frontdoor.access.reach import Within
from frontdoor.kernel.rows import Versioned
from frontdoor.people import rules
from frontdoor.people.vocabulary import Answer, Kin, Service, Sex


class Person(Within, Versioned):
    """A child, born or not, or an adult, as one contact told of them.

    `not_known` lists the questions that were asked and had no answer.
    """

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    given_names = models.CharField(max_length=200, blank=True)
    family_name = models.CharField(max_length=200, blank=True)
    also_known_as = models.CharField(max_length=200, blank=True)
    date_of_birth = models.DateField(null=True, blank=True)
    age_said = models.CharField(max_length=60, blank=True)
    expected_on = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=1, blank=True, choices=Sex.choices())
    school = models.CharField(max_length=200, blank=True)
    gp = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    nhs_number = models.CharField(max_length=10, blank=True)
    address = models.TextField(blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    description = models.TextField(blank=True)
    ethnicity = models.CharField(max_length=200, blank=True)
    first_language = models.CharField(max_length=200, blank=True)
    interpreter = models.CharField(max_length=10, blank=True, choices=Answer.choices())
    religion = models.CharField(max_length=200, blank=True)
    disability = models.CharField(max_length=1000, blank=True)
    not_known = ArrayField(models.CharField(max_length=40), default=list, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["hub", "date_of_birth"], name="person_by_birth"),
            models.Index(fields=["hub", "family_name"], name="person_by_family_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Return the name as given, or words that say there is none."""
        return rules.name(
            self.given_names, self.family_name, self.description, unborn=self.is_unborn
        )

    @property
    def is_unborn(self) -> bool:
        """Tell whether this is a child who is expected, with no birth on record (C8.3)."""
        return self.expected_on is not None and self.date_of_birth is None

    def age(self, *, on: date) -> str:
        """Return the age in words on that day, as far as it is known."""
        return rules.age(self.date_of_birth, self.expected_on, self.age_said, on=on)

    def birth(self, *, on: date) -> str:
        """Return when they were born, or are expected, and how old that makes them on that day."""
        return rules.birth(self.date_of_birth, self.expected_on, self.age_said, on=on)


class MatchKey(Within):
    """One of the keys by which a record is found, as a number (matching/keys.py)."""

    pk = models.CompositePrimaryKey("hub", "key", "person")
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+", db_index=False)
    key = models.BigIntegerField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.key)


class Relationship(Within):
    """`person` is the `kin` of `other`: "Dana is the mother of Sasha"."""

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kin = models.CharField(max_length=20, choices=Kin.choices())
    parental_responsibility = models.CharField(max_length=10, choices=Answer.choices(), blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(person=F("other")), name="nobody_is_related_to_themselves"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} is the {Kin(self.kin).label.lower()} of {self.other}"


class Link(Within):
    """A person's word that two records are one person. It can be undone, and says why."""

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    same_as = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    why = models.TextField()
    linked_by = models.BigIntegerField()
    linked_at = models.DateTimeField()
    undone_why = models.TextField(blank=True)
    undone_by = models.BigIntegerField(null=True)
    undone_at = models.DateTimeField(null=True)
    # Which version of the weights stood beside the two when they were linked.
    weights = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(person=F("same_as")), name="a_link_joins_two_records"
            ),
            models.UniqueConstraint(
                fields=["person", "same_as"],
                condition=Q(undone_at__isnull=True),
                name="two_records_are_linked_once",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="an_undone_link_has_both_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} is {self.same_as}"


class Involvement(Within):
    """A service's work with a person, as a source told it, and as at when (a.8, 12)."""

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    service = models.CharField(max_length=20, choices=Service.choices())
    team = models.CharField(max_length=200, blank=True)
    worker = models.CharField(max_length=200, blank=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=100)
    as_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="involvement_closes_after_it_opens",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.service}"
