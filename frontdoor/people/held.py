"""What is held of a person besides what one contact told: each with who told it, and since when."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from frontdoor.access.models import Hub
from frontdoor.access.reach import Within
from frontdoor.kernel.rows import Liftable, Versioned, lifted_with_reason
from frontdoor.people import rules
from frontdoor.people.dating import Day, brief, told
from frontdoor.people.vocabulary import (
    Answer,
    Dwelling,
    Holding,
    Kin,
    Mark,
    Precision,
    Reached,
)

UNKNOWN = Precision.UNKNOWN.value


class OfPerson(Within, Versioned, Liftable):
    """One thing about a person: who told it, since when and until when it holds.

    `until` is the last day, as far as it is known. Whoever ends it says why, and it stays.
    """

    WHAT = ""
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    told_by = models.CharField(max_length=200)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    noted_by = models.BigIntegerField()
    noted_by_name = models.CharField(max_length=200)
    noted_at = models.DateTimeField()

    class Meta:
        abstract = True

    @property
    def period(self) -> str:
        """Return in words from when until when it holds, as far as it is known."""
        return rules.period(self.since, self.until)

    @property
    def named(self) -> str:
        """Return whose it is, as the timeline of a case says it."""
        return str(self.person.name)

    @property
    def has_held(self) -> bool:
        """Tell whether it holds or held: what ended without a last day was written by mistake."""
        return not self.is_lifted or self.until is not None

    def holds(self, *, on: date) -> bool:
        """Tell whether it holds on that day, as far as it is known."""
        return self.held(on=on) and not self.is_lifted

    def held(self, *, on: date) -> bool:
        """Tell whether it held on that day, whether or not somebody has ended it since."""
        begun = self.since is None or self.since <= on
        return begun and self.has_held and (self.until is None or on <= self.until)


def _in_order(name: str) -> models.CheckConstraint:
    known = Q(since__isnull=True) | Q(until__isnull=True)
    return models.CheckConstraint(condition=known | Q(until__gte=F("since")), name=name)


class Residence(OfPerson):
    """Where a person lives or lived: in words, where nothing better is known.

    The address that a contact told is not written here again: it counts as of that day.
    """

    WHAT = "Address"
    kind = models.CharField(max_length=20, choices=Dwelling.choices())
    address = models.TextField(blank=True)
    postcode = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(address="", postcode="") | Q(kind=Dwelling.NO_FIXED.value),
                name="an_address_is_known_unless_there_is_none",
            ),
            _in_order("an_address_ends_after_it_begins"),
            lifted_with_reason("an_address_is_ended_by_somebody_with_a_reason"),
        ]

    def __str__(self) -> str:
        words = ", ".join(part for part in (self.address, self.postcode) if part)
        return words or Dwelling(self.kind).label

    @property
    def is_home(self) -> bool:
        """Tell whether others of this address may live with them: nobody does by way of a refuge,
        or of a school.
        """
        return self.kind not in (Dwelling.PROTECTED, Dwelling.NOT_A_HOME)

    @property
    def is_protected(self) -> bool:
        """Tell whether it must not be known who lives there."""
        return self.kind == Dwelling.PROTECTED


class Marker(OfPerson):
    """What has to be known of a person before somebody acts: a warning note, that they may pose a
    risk to children (C3.11), that they are in a position of trust (C4.7).

    It stands until somebody ends it with a reason; a review that is overdue ends nothing.
    """

    WHAT = "Warning note"
    kind = models.CharField(max_length=20, choices=Mark.choices())
    words = models.TextField()
    why = models.TextField(blank=True)
    review_by = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="a_warning_says_what_it_warns_of"),
            _in_order("a_warning_ends_after_it_begins"),
            lifted_with_reason("a_warning_is_ended_by_somebody_with_a_reason"),
        ]
        indexes = [
            models.Index(
                fields=["hub", "review_by"],
                condition=Q(lifted_at__isnull=True),
                name="marker_to_review",
            )
        ]

    def __str__(self) -> str:
        return f"{Mark(self.kind).label}: {self.words}"

    def is_overdue(self, *, on: date) -> bool:
        """Tell whether it should have been reviewed before that day."""
        return not self.is_lifted and self.review_by < on


class Number(OfPerson):
    """A number or address by which a person is reached, and how that is safe for them.

    Empty answers were not asked: whether a message may be left is never taken for granted.
    """

    WHAT = "Number"
    kind = models.CharField(max_length=20, choices=Reached.choices())
    value = models.CharField(max_length=200)
    whose = models.CharField(max_length=200, blank=True)
    is_safe = models.CharField(max_length=10, blank=True, choices=Answer.choices())
    safe_when = models.CharField(max_length=200, blank=True)
    message = models.CharField(max_length=10, blank=True, choices=Answer.choices())
    not_to_know = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(value=""), name="a_number_is_one"),
            _in_order("a_number_ends_after_it_begins"),
            lifted_with_reason("a_number_is_ended_by_somebody_with_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.value} ({Reached(self.kind).label}{', ' + self.whose if self.whose else ''})"

    @property
    def safely(self) -> list[str]:
        """Return how it is safe to use, in sentences; none where nobody was asked."""
        return rules.safely(self.is_safe, self.safe_when, self.message, self.not_to_know)


class Vehicle(OfPerson):
    """A vehicle that a person drives or is seen in: it is found by its registration mark."""

    WHAT = "Vehicle"
    registration = models.CharField(max_length=20, blank=True)
    words = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(registration="", words=""), name="a_vehicle_says_which_it_is"
            ),
            _in_order("a_vehicle_ends_after_it_begins"),
            lifted_with_reason("a_vehicle_is_ended_by_somebody_with_a_reason"),
        ]
        indexes = [
            models.Index(
                fields=["hub", "registration"],
                condition=~Q(registration=""),
                name="vehicle_by_registration",
            )
        ]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.registration, self.words) if part)


class Adoption(OfPerson):
    """Two identities of one child, before and after an adoption: for named readers alone.

    `person` is who the child is now. It is no link: whatever resolves links says nothing of it, and
    no key that must be unique could tell of it (decision 11).
    """

    WHAT = "Adoption"
    before = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    readers = ArrayField(models.BigIntegerField())

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(person=F("before")), name="an_adoption_ties_two_identities"
            ),
            models.CheckConstraint(
                condition=Q(readers__len__gt=0), name="an_adoption_has_somebody_who_reads_it"
            ),
            _in_order("an_adoption_ends_after_it_begins"),
            lifted_with_reason("an_adoption_is_untied_by_somebody_with_a_reason"),
        ]

    def __str__(self) -> str:
        return f"adoption {self.pk}"


class Between(OfPerson):
    """Something that holds between two for a time, of which days are known as far as they are.

    `since` and `until` are then the first and the last day that can be meant. What was ended
    without any last day, not even one that nobody knows, was written down by mistake.
    """

    since_known = models.CharField(max_length=10, blank=True, choices=Precision.choices())
    until_known = models.CharField(max_length=10, blank=True, choices=Precision.choices())

    class Meta:
        abstract = True

    @property
    def named(self) -> str:
        """Return nobody's name: who reads the timeline need not be one who may see both."""
        return ""

    @property
    def began(self) -> str:
        """Return since when it holds, as far as that was told."""
        return told(Day(on=self.since, known=self.since_known))

    @property
    def ended(self) -> str:
        """Return until when it held or holds, as far as that was told."""
        return told(Day(on=self.until, known=self.until_known))

    @property
    def period(self) -> str:
        """Return in words from when until when it holds, as far as it is known."""
        return rules.between(self.began, self.ended)

    @property
    def brief(self) -> str:
        """Return the same as short as it can be, for a drawing."""
        began, ended = Day(on=self.since, known=self.since_known), self.until_known
        return brief(began, Day(on=self.until, known=ended))

    @property
    def is_mistaken(self) -> bool:
        """Tell whether it was written down by mistake: it never held."""
        return self.is_lifted and not self.ended

    def is_over(self, *, on: date) -> bool:
        """Tell whether it held once and holds no longer on that day."""
        over = self.until is not None and self.until < on
        return not self.is_mistaken and (over or self.is_lifted or self.until_known == UNKNOWN)

    def holds(self, *, on: date) -> bool:
        """Tell whether it holds on that day, as far as it is known."""
        return not self.is_mistaken and not self.is_over(on=on)


class Bond(Between):
    """`person` is the `kin` of `other`, for a time: "Dez is the partner of Dana until March 2025".

    What a contact told is not written here again: it counts as of that day (`Relationship`).
    """

    WHAT = "Relationship"
    other = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    kin = models.CharField(max_length=20, choices=Kin.choices())
    words = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(person=F("other")), name="a_relationship_is_between_two"
            ),
            _in_order("a_relationship_ends_after_it_begins"),
            lifted_with_reason("a_relationship_is_ended_by_somebody_with_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.person} is {self.stands_to} {self.other}"

    @property
    def is_in_own_words(self) -> bool:
        """Tell whether the family alone says what they are: "the husband of her aunt"."""
        return bool(self.words) and self.kin == Kin.OTHER

    @property
    def stands_to(self) -> str:
        """Return what goes between the two: "the foster carer of", or the family's words "to"."""
        return f"“{self.words}” to" if self.is_in_own_words else f"the {self.label.lower()} of"

    @property
    def label(self) -> str:
        """Return what they are, as the family says it where that is known."""
        if self.is_in_own_words:
            return f"{self.words[:1].upper()}{self.words[1:]}"
        return f"{Kin(self.kin).label} ({self.words})" if self.words else Kin(self.kin).label


class Responsibility(Between):
    """Who holds parental responsibility for `person`, and how: somebody, or a local authority.

    Several may hold it at once; that one of them does ends it for nobody else (s.2(5), (6)).
    """

    WHAT = "Parental responsibility"
    other = models.ForeignKey(
        "people.Person", null=True, on_delete=models.PROTECT, related_name="+"
    )
    authority = models.CharField(max_length=200, blank=True)
    how = models.CharField(max_length=20, choices=Holding.choices())

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(other__isnull=False, authority="")
                | Q(other__isnull=True) & ~Q(authority=""),
                name="parental_responsibility_is_held_by_one",
            ),
            models.CheckConstraint(
                condition=~Q(person=F("other")), name="nobody_holds_it_for_themselves"
            ),
            _in_order("parental_responsibility_ends_after_it_begins"),
            lifted_with_reason("parental_responsibility_is_ended_by_somebody_with_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.holder}: {Holding(self.how).label}"

    @property
    def holder(self) -> str:
        """Return the name of whoever holds it."""
        return self.other.name if self.other else self.authority

    @property
    def is_held(self) -> bool:
        """Tell whether it says that they hold it, and not that they do not."""
        return self.how != Holding.NONE
