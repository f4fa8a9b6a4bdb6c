"""Who carries a case, and what they found: calls, systems, chronology, recommendation."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from frontdoor.access.models import Hub, Membership
from frontdoor.access.reach import Kept, Within
from frontdoor.casework.contacts.models import Case, Contact
from frontdoor.casework.contacts.rules import Way
from frontdoor.casework.contacts.vocabulary import CaseMove
from frontdoor.casework.triage.vocabulary import CheckResult
from frontdoor.kernel.rows import Strikable, struck_with_reason
from frontdoor.kernel.when import When


class Allocation(Within):
    """A case in the hands of one named worker of the hub, from a moment until another (C8.5)."""

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    why = models.TextField(blank=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    allocated_by = models.BigIntegerField()
    allocated_by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(until__isnull=True),
                name="a_case_is_with_one_worker_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
                name="an_allocation_ends_after_it_begins",
            ),
        ]
        indexes = [
            models.Index(
                fields=["worker"], condition=Q(until__isnull=True), name="allocation_by_worker"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.name}"

    @property
    def name(self) -> str:
        """Return the name of the worker."""
        return self.worker.user.name


class Callback(Within, Kept, Strikable):
    """A call back to whoever told the hub, reached or not (C5.3)."""

    GIVEN_BY = "rung_by"
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+")
    reached = models.BooleanField()
    spoke_to = models.CharField(max_length=200, blank=True)
    said = models.TextField(blank=True)
    rung_at = models.DateTimeField()
    rung_by = models.BigIntegerField()
    rung_by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reached=False) | ~Q(said=""), name="a_call_that_got_through_has_words"
            ),
            struck_with_reason("a_struck_call_says_who_and_why"),
        ]

    def __str__(self) -> str:
        return f"{self.contact}: {'reached' if self.reached else 'tried'}"


class SystemCheck(Within, Kept, Strikable):
    """A look into one of the pack's systems. A later one stands beside it, and counts (C5.2)."""

    GIVEN_BY = "checked_by"
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    system = models.CharField(max_length=40)
    result = models.CharField(max_length=20, choices=CheckResult.choices())
    words = models.TextField(blank=True)
    updated = models.BooleanField(default=False)
    checked_at = models.DateTimeField()
    checked_by = models.BigIntegerField()
    checked_by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(result=CheckResult.NOTHING_FOUND.value) | ~Q(words=""),
                name="a_find_or_a_reason_not_to_look_has_words",
            ),
            struck_with_reason("a_struck_check_says_who_and_why"),
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.system}"

    @property
    def result_label(self) -> str:
        """Return the result in words."""
        return CheckResult(self.result).label


class ChronologyLine(Within, Kept, Strikable):
    """One thing that happened, with its date as far as it is known (C5.3)."""

    GIVEN_BY = "written_by"
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField(null=True)
    day = models.PositiveSmallIntegerField(null=True)
    what = models.TextField()
    source = models.CharField(max_length=200, blank=True)
    written_at = models.DateTimeField()
    written_by = models.BigIntegerField()
    written_by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(day__isnull=True) | Q(month__isnull=False),
                name="a_day_stands_in_a_month",
            ),
            struck_with_reason("a_struck_line_says_who_and_why"),
        ]

    def __str__(self) -> str:
        return f"{self.when}: {self.what}"

    @property
    def when(self) -> When:
        """Return its date, as far as it is known."""
        return When(self.year, self.month, self.day)


class Recommendation(Within, Kept):
    """What the worker found in short, and what they would do: a person's advice (C5.3, C6.1)."""

    GIVEN_BY = "sent_by"
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    summary = models.TextField()
    move = models.CharField(max_length=20)
    team = models.CharField(max_length=40, blank=True)
    outcome = models.CharField(max_length=40, blank=True)
    level = models.PositiveSmallIntegerField()
    reason = models.TextField()
    unchecked = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    sent_at = models.DateTimeField()
    sent_by = models.BigIntegerField()
    sent_by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(summary="") & ~Q(reason=""),
                name="a_recommendation_has_summary_and_reason",
            )
        ]
        indexes = [models.Index(fields=["case"], name="recommendation_by_case")]

    def __str__(self) -> str:
        return f"{self.case}: {self.way_words}"

    @property
    def way(self) -> Way:
        """Return where the worker would send the case."""
        return Way(move=CaseMove(self.move), team=self.team, outcome=self.outcome)

    @property
    def way_words(self) -> str:
        """Return what is recommended, in the words of the pack."""
        policy = self.case.policy
        named = ""
        if self.team:
            named = policy.team(self.team).name
        elif self.outcome:
            named = policy.outcome(self.outcome).name
        label = CaseMove(self.move).label
        return f"{label}: {named}" if named else label

    @property
    def level_words(self) -> str:
        """Return the level of need, in the words of the pack."""
        level = self.case.policy.level(self.level)
        return f"Level {level.number}: {level.name}"
