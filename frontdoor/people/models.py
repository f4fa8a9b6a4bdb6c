"""People as they were told of. Every contact writes its own; links say which are one person."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from frontdoor.access.models import Hub
from frontdoor.access.reach import Within
from frontdoor.kernel.rows import Versioned
from frontdoor.people import held, rules
from frontdoor.people.matching import Band
from frontdoor.people.vocabulary import Answer, Judged, Kin, Service, Sex

# What is held of a person besides what one contact told: tables of their own.
HELD = (
    held.Residence, held.Marker, held.Number, held.Vehicle, held.Adoption, held.Bond,
    held.Responsibility,
)  # fmt: skip


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
    # By whom the number was taken on from the NHS; empty where the contact told it.
    nhs_number_from = models.CharField(max_length=300, blank=True)
    upn = models.CharField(max_length=13, blank=True)
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


class Dealt(Within):
    """What somebody did about one thing that rested on a link which was undone.

    `what` names that thing: an event, an entry of the ledger, or whoever looked, by number.
    """

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    link = models.ForeignKey(Link, on_delete=models.PROTECT, related_name="dealt")
    # Hidden with either of the two: as its link says.
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=40)
    done = models.TextField()
    dealt_by = models.BigIntegerField()
    dealt_by_name = models.CharField(max_length=200)
    dealt_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["link", "what"], name="a_thing_is_dealt_with_once"),
            models.CheckConstraint(condition=~Q(done=""), name="what_was_done_is_in_words"),
        ]

    def __str__(self) -> str:
        return f"{self.what}: {self.done}"


class Pair(Within, Versioned):
    """Two records that the program found alike, and what a person says of them.

    `weight` orders what waits; it is no chance that they are one. `weights` is the version that
    found them. Nothing is joined by it: "one person" is a `Link`, made by whoever says so.
    """

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    weight = models.FloatField()
    band = models.CharField(max_length=10, choices=[(band.name, band.value) for band in Band])
    weights = models.CharField(max_length=40)
    found_at = models.DateTimeField()
    # Nobody, where the program found them by itself.
    found_by = models.BigIntegerField(null=True)
    answer = models.CharField(max_length=12, choices=Judged.choices(), blank=True)
    why = models.TextField(blank=True)
    again_on = models.DateField(null=True, blank=True)
    answered_by = models.BigIntegerField(null=True)
    answered_by_name = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "other"], name="two_records_are_a_pair_once"),
            models.CheckConstraint(
                condition=Q(person__lt=F("other")), name="a_pair_has_its_older_record_first"
            ),
            models.CheckConstraint(
                condition=Q(answer="", why="", answered_by__isnull=True, answered_at__isnull=True)
                | ~Q(answer="")
                & ~Q(why="")
                & Q(answered_by__isnull=False, answered_at__isnull=False),
                name="an_answer_to_a_pair_has_who_when_and_why",
            ),
            models.CheckConstraint(
                condition=Q(answer=Judged.CANNOT_TELL.value, again_on__isnull=False)
                | ~Q(answer=Judged.CANNOT_TELL.value) & Q(again_on__isnull=True),
                name="what_cannot_be_told_comes_back",
            ),
        ]
        indexes = [
            models.Index(
                fields=["hub", "-weight", "id"],
                condition=Q(answer__in=["", Judged.CANNOT_TELL.value]),
                name="pair_to_be_looked_at",
            )
        ]

    def __str__(self) -> str:
        return f"pair {self.pk}"

    @property
    def band_words(self) -> str:
        """Return the band in words."""
        return Band[self.band].value

    @property
    def judged(self) -> Judged | None:
        """Return what a person said of it, if anybody did."""
        return Judged(self.answer) if self.answer else None


class Source(Within):
    """Another system that tells of people, such as the case system of social care.

    `as_at` is how things stood there when it last told all of them; from `stale_from` on that is
    too long ago. One that never tells again, such as a register brought once, has neither.
    """

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    as_at = models.DateTimeField(null=True)
    stale_from = models.DateTimeField(null=True)
    # Which heading of its files has which field, as somebody said it the last time.
    columns = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hub", "name"], name="a_source_has_a_name_of_its_own"),
        ]

    def __str__(self) -> str:
        return self.name


class SourceRecord(Within):
    """Under which number a source knows a person: told again, they are the same record.

    `told_at` is when it told of them first, or of a register again. What it says of the work of a
    service stands in `Involvement`, with as at when.
    """

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=100)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "number"], name="a_source_has_one_record_under_a_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.number}"


class Involvement(Within):
    """A service's work with a person, as a source told it, and as at when (a.8, 12).

    What a source stopped telling of is not gone: since `gone_at` it is no longer in its feed.
    """

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    service = models.CharField(max_length=20, choices=Service.choices())
    team = models.CharField(max_length=200, blank=True)
    worker = models.CharField(max_length=200, blank=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=100)
    as_at = models.DateTimeField()
    told_by = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="+")
    gone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="involvement_closes_after_it_opens",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.service}"
