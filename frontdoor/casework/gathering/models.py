"""What an agency was asked, and what it said of each person."""

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from frontdoor.access.actor import Actor
from frontdoor.access.models import Agency, Hub
from frontdoor.access.reach import Kept, OfAnAgency
from frontdoor.access.vocabulary import Caveat
from frontdoor.casework.contacts import rules as promises
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.gathering.lifecycle import REQUEST
from frontdoor.casework.gathering.vocabulary import Answer, Basis, Chasing, Move, Stage
from frontdoor.kernel.lifecycle import Labelled
from frontdoor.people.models import Person
from frontdoor.policy.pack import Policy
from frontdoor.policy.staged import Staged


class Asked(OfAnAgency, Staged):
    """A question to an agency, which that agency alone can answer, by a time."""

    LIFECYCLE = REQUEST
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.BigIntegerField()
    due_at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True)
    returned_by = models.BigIntegerField(null=True)
    returned_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True

    @property
    def is_answered(self) -> bool:
        """Tell whether the agency has answered."""
        return self.stage == Stage.RETURNED

    @property
    def chased(self) -> "list[Chase]":
        """Return what was done about this question after it was asked."""
        raise NotImplementedError

    @property
    def about(self) -> str:
        """Return whom alone it is about, where that is somebody who was named later."""
        raise NotImplementedError

    @property
    def whole(self) -> "Request":
        """Return the request that this question is part of."""
        raise NotImplementedError

    def is_overdue(self, *, at: datetime) -> bool:
        """Tell whether the agency's time has run out without an answer."""
        return not self.is_answered and at > self.falls_due_at

    @property
    def falls_due_at(self) -> datetime:
        """Return by when an answer is due now: the last time that was given."""
        given = [(chase.pk, chase.due_at) for chase in self.chased if chase.due_at]
        return max(given)[1] if given else self.due_at

    def was_kept(self, *, at: datetime) -> bool:
        """Tell whether an answer at that moment keeps every time that was given."""
        given = sorted(self.chased, key=lambda each: each.pk)
        anew = [(each.made_at, each.due_at) for each in given if each.due_at]
        return promises.was_kept(self.due_at, anew=anew, at=at)

    def why_not(self, move: Labelled, *, by: Actor) -> str:
        """Return why `by` may not answer now: only the agency that was asked can."""
        if move is Move.RETURN and by.agency_id != self.agency_id:
            return f"Only {self.agency} can answer this."
        return super().why_not(move, by=by)


class Request(Asked):
    """One agency asked about one enquiry: a summary, by when, and what it rests on (B19)."""

    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="+")
    summary = models.TextField()
    basis = models.CharField(max_length=20, choices=Basis.choices())
    basis_words = models.TextField()
    required = models.BooleanField(default=True)
    # Why it was asked although it had no agreement in force; asked_by is whoever answers for that.
    without_agreement = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enquiry", "agency"], name="an_agency_is_asked_once_for_an_enquiry"
            ),
            models.CheckConstraint(
                condition=Q(stage="asked", returned_at__isnull=True)
                | Q(stage="returned", returned_at__isnull=False, returned_by__isnull=False),
                name="an_answer_has_both_who_and_when",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "due_at"], name="request_by_due"),
            models.Index(
                fields=["enquiry"], condition=Q(stage="asked"), name="request_without_answer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enquiry} to {self.agency}"

    @property
    def policy(self) -> Policy:
        """Return the rules that the enquiry runs under."""
        return self.enquiry.policy

    @property
    def chased(self) -> "list[Chase]":
        """Return what was done about this question, without those about people named later."""
        return [chase for chase in self.chases.all() if chase.supplement_id is None]

    @property
    def about(self) -> str:
        """Return nobody: it is about everybody who was named when it was asked."""
        return ""

    @property
    def whole(self) -> "Request":
        """Return itself: it is about everybody who was named when it was asked."""
        return self

    @property
    def unanswered(self) -> "list[Supplement]":
        """Return the later questions of this request that have no answer yet."""
        return [each for each in self.supplements.all() if not each.is_answered]

    @property
    def for_all(self) -> str:
        """Return what the agency makes of it all, as far as everybody in the hub may read it."""
        return "\n\n".join(each.told for each in self.opinions.all() if not each.is_kept)

    @property
    def is_settled(self) -> bool:
        """Tell whether the agency has answered for everybody that it was asked about."""
        return self.is_answered and not self.unanswered


class Chase(OfAnAgency):
    """What was done about a question after it was sent: another time, or a word to the deputy.

    It is about the request, or about one `supplement` of it: both are chased alike.

    The reason is in the event, which agencies do not read: it may tell what others returned.
    Without `made_by` it is the hub's policy that escalated, once for each time that was missed.
    """

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="chases")
    supplement = models.ForeignKey(
        "Supplement", on_delete=models.PROTECT, related_name="chases", null=True
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Chasing.choices())
    due_at = models.DateTimeField(null=True)
    told = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    made_by = models.BigIntegerField(null=True)
    missed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request", "supplement", "missed_at"],
                condition=Q(made_by__isnull=True),
                nulls_distinct=False,
                name="a_miss_escalates_by_itself_once",
            ),
            models.CheckConstraint(
                condition=Q(made_by__isnull=False, missed_at__isnull=True)
                | Q(
                    made_by__isnull=True,
                    missed_at__isnull=False,
                    kind=Chasing.ESCALATED.value,
                ),
                name="by_itself_a_miss_is_escalated_and_nothing_else",
            ),
            models.CheckConstraint(
                condition=(Q(kind=Chasing.ESCALATED.value, due_at__isnull=True) & ~Q(told=""))
                | (Q(due_at__isnull=False, told="") & ~Q(kind=Chasing.ESCALATED.value)),
                name="a_chase_gives_time_or_tells_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request}: {Chasing(self.kind).label}"


class Supplement(Asked):
    """One more person that an agency is asked about, named after it was asked (P28).

    It has an answer and a due time of its own, and rests on what the request rests on.
    """

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="supplements")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request", "person"], name="an_agency_is_asked_once_more_about_a_person"
            ),
            models.CheckConstraint(
                condition=Q(stage="asked", returned_at__isnull=True)
                | Q(stage="returned", returned_at__isnull=False, returned_by__isnull=False),
                name="a_later_answer_has_both_who_and_when",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "due_at"], name="supplement_by_due"),
            models.Index(
                fields=["request"], condition=Q(stage="asked"), name="supplement_without_answer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request} on {self.person}"

    @property
    def policy(self) -> Policy:
        """Return the rules that the enquiry runs under."""
        return self.request.policy

    @property
    def chased(self) -> list[Chase]:
        """Return what was done about this question after it was asked."""
        return list(self.chases.all())

    @property
    def about(self) -> str:
        """Return the name of whoever was named later."""
        return str(self.person.name)

    @property
    def whole(self) -> Request:
        """Return the request that asked this agency first."""
        return self.request


class Finding(OfAnAgency, Kept):
    """What one agency says of one person: an answer, the facts, and how they may be handled.

    Facts stand apart from the agency's own analysis, which is of the whole (P6). `caveats` say what
    a recipient outside has to heed; `kept_to`, who inside sees it. What is not shared is kept, and
    so is that nothing is held: the one would tell the other.
    """

    GIVEN_BY, GIVEN_FOR = "given_by", "agency_id"

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="findings")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=20, choices=Answer.choices())
    facts = models.TextField(blank=True)
    why_not_shared = models.TextField(blank=True)
    caveats = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    sensitive_health = models.BooleanField(default=False)
    # None in what was answered before it was kept.
    given_by = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request", "person"], name="an_agency_answers_once_for_a_person"
            ),
            models.CheckConstraint(
                condition=(Q(answer=Answer.NOTHING_HELD.value, facts="", why_not_shared=""))
                | (Q(answer=Answer.SHARED.value, why_not_shared="") & ~Q(facts=""))
                | (Q(answer=Answer.NOT_SHARED.value, facts="") & ~Q(why_not_shared="")),
                name="a_finding_says_what_its_answer_promises",
            ),
            models.CheckConstraint(
                condition=Q(answer=Answer.SHARED.value) | ~Q(kept_to=Caveat.HUB.value),
                name="what_is_not_shared_is_kept",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency} on {self.person}: {Answer(self.answer).label}"


class Opinion(OfAnAgency, Kept):
    """What an agency makes of it all, apart from the facts; or of one who was named later (P6)."""

    GIVEN_BY, GIVEN_FOR = "given_by", "agency_id"

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="opinions")
    supplement = models.ForeignKey(
        Supplement, on_delete=models.PROTECT, related_name="+", null=True
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    given_by = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request", "supplement"],
                nulls_distinct=False,
                name="an_agency_says_once_what_it_makes_of_it",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="an_opinion_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.agency} on {self.request.enquiry}"

    @property
    def told(self) -> str:
        """Return it as it is read, with the name of whom alone it is about."""
        return f"On {self.supplement.person.name}: {self.words}" if self.supplement else self.words
