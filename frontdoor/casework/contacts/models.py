"""What arrives: the contact, who told us, the people in it, and a case for each child."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from frontdoor.access.models import Hub
from frontdoor.access.reach import Kept, Within
from frontdoor.casework.contacts.ending import ENDS_AND_BEGINS_AGAIN, Ending
from frontdoor.casework.contacts.lifecycle import CASE, CONTACT
from frontdoor.casework.contacts.vocabulary import Part, Why
from frontdoor.casework.contacts.who import NOT_NAMED, Apart, Who
from frontdoor.kernel.rows import Versioned
from frontdoor.people.models import Person
from frontdoor.people.vocabulary import Answer, Kin
from frontdoor.policy.models import PolicyVersion
from frontdoor.policy.pack import Policy
from frontdoor.policy.staged import Staged

YES_NO = Answer.choices()


class Contact(Within, Staged):
    """One worry that reached the hub, by one channel, at one moment. Its clock runs from receipt.

    Empty answers were not asked; "not known" is an answer (a.8, 7 keeps told, consent and basis
    apart).
    """

    LIFECYCLE = CONTACT
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    policy_version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=20, unique=True)
    form_key = models.UUIDField()
    channel = models.CharField(max_length=40)
    received_at = models.DateTimeField()
    taken_by = models.BigIntegerField()
    concern = models.TextField(blank=True)
    childs_words = models.TextField(blank=True)
    strengths = models.TextField(blank=True)
    where_now = models.TextField(blank=True)
    kept_from_family = models.TextField(blank=True)
    family_told = models.CharField(max_length=10, blank=True, choices=YES_NO)
    family_told_what = models.TextField(blank=True)
    not_asked_ground = models.CharField(max_length=40, blank=True)
    not_asked_why = models.TextField(blank=True)
    bases = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    caller_passed_at = models.DateTimeField(null=True)
    caller_passed_by = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hub", "form_key"], name="one_form_is_one_contact"),
            models.CheckConstraint(
                condition=Q(caller_passed_at__isnull=True, caller_passed_by__isnull=True)
                | Q(caller_passed_at__isnull=False, caller_passed_by__isnull=False),
                name="a_caller_is_passed_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["hub", "-received_at"], name="contact_by_receipt")]

    def __str__(self) -> str:
        return self.reference

    @property
    def policy(self) -> Policy:
        """Return the rules that the contact arrived under."""
        return self.policy_version.policy

    @property
    def is_being_taken(self) -> bool:
        """Tell whether the talk is still going on: nobody has handed the contact over."""
        return self.stage == self.LIFECYCLE.first

    @property
    def began_inside(self) -> bool:
        """Tell whether the hub itself brought it to light: nobody outside is told (P29)."""
        return self.policy.channel(self.channel).inside


class Referrer(Within, Who, Versioned):
    """Who told us. A name may be withheld; the hub must not need it to act (C4.11)."""

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    contact = models.OneToOneField(Contact, on_delete=models.PROTECT, related_name="referrer")
    source = models.CharField(max_length=40)
    anonymous = models.BooleanField(default=False)
    protected = models.BooleanField(default=False)

    class Meta:
        constraints = (NOT_NAMED,)

    def __str__(self) -> str:
        if self.protected:
            return "A referrer whose identity is protected"
        return "Anonymous caller" if self.anonymous else self.name or "Name not known"


class Identity(Apart, Within):
    """Who told us of one contact, apart."""


class Party(Within):
    """A person's part in a contact, how they stand to the child, and what they bring to it."""

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="parties")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=20, choices=Part.choices())
    kin = models.CharField(max_length=20, blank=True, choices=Kin.choices())
    same_household = models.CharField(max_length=10, blank=True, choices=YES_NO)
    consent_asked = models.CharField(max_length=10, blank=True, choices=YES_NO)
    consent_given = models.CharField(max_length=10, blank=True, choices=YES_NO)
    strengths = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "person"], name="a_person_has_one_part_in_a_contact"
            ),
            models.CheckConstraint(
                condition=Q(consent_given__in=["", "no", "not_known"]) | Q(consent_asked="yes"),
                name="consent_given_was_asked_for",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {Part(self.part).label}"


class Case(Within, Ending):
    """One child in one contact: the unit of record. Rating, outcome and clock are its own (a.8, 8).

    `answers` holds what was answered to the questions that routes rest on.
    """

    LIFECYCLE = CASE
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="cases")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=24, unique=True)
    answers = models.JSONField(default=dict)
    triggers = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    possible_red = models.TextField(blank=True)
    known_answer = models.CharField(max_length=20, blank=True)
    known_at = models.DateTimeField(null=True)
    known_by = models.BigIntegerField(null=True)
    # How many records were offered then, and not said to be the child.
    known_left = models.PositiveSmallIntegerField(default=0)
    looked_at = models.DateTimeField(null=True)
    urgent = models.BooleanField(default=False)

    class Meta:
        constraints = [
            *ENDS_AND_BEGINS_AGAIN,
            models.UniqueConstraint(
                fields=["contact", "child"], name="a_child_is_once_in_a_contact"
            ),
        ]
        indexes = [
            # What is not over is little beside what is: the worklist reads it alone.
            models.Index(
                fields=["hub"],
                condition=Q(stage__in=["awaiting", "in_triage", "in_mash"]),
                name="case_not_over",
            ),
            models.Index(fields=["child"], name="case_by_child"),
            # What ended lately is found without reading what ended long ago.
            models.Index(
                fields=["hub", "-ended_at"], condition=Q(ended_at__isnull=False), name="case_ended"
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def policy(self) -> Policy:
        """Return the rules that the case arrived under."""
        return self.contact.policy


class Joining(Within, Versioned):
    """A report of a child that goes on in another, open case of the same child (D6, C1.9).

    Nothing is merged: the report keeps its contact, its referrer and its clocks. What it brings is
    news to whoever holds the other case, until somebody there has read it.
    """

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="joinings")
    into = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reports")
    why = models.CharField(max_length=20, choices=Why.choices())
    words = models.TextField(blank=True)
    joined_by = models.BigIntegerField()
    joined_by_name = models.CharField(max_length=200)
    joined_at = models.DateTimeField()
    read_by = models.BigIntegerField(null=True)
    read_by_name = models.CharField(max_length=200, blank=True)
    read_at = models.DateTimeField(null=True)
    parted_by = models.BigIntegerField(null=True)
    parted_by_name = models.CharField(max_length=200, blank=True)
    parted_at = models.DateTimeField(null=True)
    parted_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(parted_at__isnull=True),
                name="a_report_goes_on_in_one_case",
            ),
            models.CheckConstraint(
                condition=~Q(case=models.F("into")), name="a_report_is_not_joined_to_itself"
            ),
            models.CheckConstraint(
                condition=Q(read_at__isnull=True, read_by__isnull=True)
                | Q(read_at__isnull=False, read_by__isnull=False),
                name="news_was_read_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(parted_at__isnull=True, parted_by__isnull=True, parted_why="")
                | (Q(parted_at__isnull=False, parted_by__isnull=False) & ~Q(parted_why="")),
                name="a_parting_says_who_when_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} in {self.into}"


class Clock(Within):
    """One promise about time: when it began, when it is due, and whether it was kept.

    Whether it was kept is written down when it happens, with the rules that judged it (a.8, 8).
    One that was replaced before it was due was neither kept nor missed.
    """

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="clocks")
    policy_version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="+")
    span = models.CharField(max_length=20)
    unit = models.CharField(max_length=20)
    started_at = models.DateTimeField()
    warn_at = models.DateTimeField()
    due_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)
    kept = models.BooleanField(null=True)
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            # A promise made anew stands beside the one that it replaces (B18).
            models.UniqueConstraint(
                fields=["case", "span"],
                condition=Q(replaced_at__isnull=True),
                name="a_case_has_each_clock_in_force_once",
            ),
            models.CheckConstraint(
                condition=Q(stopped_at__isnull=True, kept__isnull=True)
                | Q(stopped_at__isnull=False, kept__isnull=False)
                | Q(stopped_at__isnull=False, kept__isnull=True, replaced_at__isnull=False),
                name="a_stopped_clock_was_kept_or_missed",
            ),
            models.CheckConstraint(
                condition=Q(due_at__gte=models.F("started_at")),
                name="a_clock_is_due_after_it_starts",
            ),
        ]
        indexes = [
            models.Index(
                fields=["hub", "due_at"], condition=Q(stopped_at__isnull=True), name="clock_running"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.span}"


class Receipt(models.Model):
    """What the referrer may read with the code that they were given: received, and what came of it.

    Only the digest of the code is kept. What was told before a case was opened again stays to be
    read, and is outdated until they are told anew.
    """

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    contact = models.OneToOneField(Contact, on_delete=models.PROTECT, related_name="receipt")
    code = models.CharField(max_length=64, unique=True)
    reference = models.CharField(max_length=20)
    received_at = models.DateTimeField()
    words = models.TextField()
    told_at = models.DateTimeField(null=True)
    outdated_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outdated_at__isnull=True)
                | Q(told_at__isnull=False, told_at__lte=models.F("outdated_at")),
                name="only_what_was_told_is_outdated",
            ),
        ]

    def __str__(self) -> str:
        return f"Receipt of {self.reference}"

    @property
    def is_told(self) -> bool:
        """Tell whether the referrer can read what came of it, as it stands now."""
        return self.told_at is not None and self.outdated_at is None


class Protection(Within, Versioned):
    """Police protection of one child: who used it, from when, where the child is (P27).

    It lasts 72 hours at most (Children Act 1989, section 46(6)).
    """

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="protection")
    used_by = models.CharField(max_length=200)
    began_at = models.DateTimeField()
    place = models.TextField()
    noted_by = models.BigIntegerField()
    ended_at = models.DateTimeField(null=True)
    ended_how = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=models.F("began_at")),
                name="police_protection_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"Police protection on {self.case}"


class Writing(Within, Kept):
    """A referral in writing: the contact itself, or what followed a call (C4.5), as in d.8."""

    GIVEN_BY = "typed_by"
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="writings")
    form_key = models.UUIDField()
    channel = models.CharField(max_length=40)
    received_at = models.DateTimeField()
    late_why = models.TextField(blank=True)
    role = models.CharField(max_length=200, blank=True)
    agency = models.CharField(max_length=200, blank=True)
    parents_view = models.TextField(blank=True)
    consent = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    level = models.CharField(max_length=200, blank=True)
    help_given = models.TextField(blank=True)
    agencies = models.TextField(blank=True)
    signed_by = models.CharField(max_length=200, blank=True)
    signed_on = models.DateField(null=True)
    typed_by = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hub", "form_key"], name="one_form_is_one_writing"),
        ]

    def __str__(self) -> str:
        return f"Writing on {self.contact}"


class Challenge(Within, Versioned):
    """A professional came by a way that is not agreed: the partner is asked why (C3.13, a.8(2)).

    It stands beside the contact, and never delays the child.
    """

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    contact = models.OneToOneField(Contact, on_delete=models.PROTECT, related_name="challenge")
    channel = models.CharField(max_length=40)
    opened_at = models.DateTimeField()
    said = models.TextField(blank=True)
    said_at = models.DateTimeField(null=True)
    said_by = models.BigIntegerField(null=True)
    said_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(said_at__isnull=True, said_by__isnull=True)
                | Q(said_at__isnull=False, said_by__isnull=False),
                name="a_challenge_is_made_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["hub", "said_at"], name="challenge_by_hub")]

    def __str__(self) -> str:
        return f"Challenge on {self.contact}"
