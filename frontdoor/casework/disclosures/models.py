"""What leaves the hub: words for a family, products for teams, and what originators agree to."""

from django.db import models
from django.db.models import Q

from frontdoor.access.actor import Actor
from frontdoor.access.models import Agency, Hub
from frontdoor.access.reach import Kept, OfAnAgency, OfATeam
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.disclosures.lifecycle import CLEARANCE, PRODUCT, TELLING
from frontdoor.casework.disclosures.vocabulary import (
    ClearanceMove,
    ClearanceStage,
    ProductMove,
    ProductStage,
    TellingStage,
)
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.kernel.lifecycle import Labelled
from frontdoor.people.models import Person
from frontdoor.policy.models import PolicyVersion
from frontdoor.policy.pack import Policy
from frontdoor.policy.staged import Staged

OPEN = (TellingStage.PROPOSED, TellingStage.AGREED)


class Telling(OfAnAgency, Staged):
    """What somebody in the family may be told so that they can protect the child (P26).

    The agency that the pack names has to agree before anything is said.
    """

    LIFECYCLE = TELLING
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    why = models.TextField()
    proposed_by = models.BigIntegerField()
    proposed_at = models.DateTimeField()
    answered_by = models.BigIntegerField(null=True)
    answered_by_name = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True)
    answer_why = models.TextField(blank=True)
    told_by = models.BigIntegerField(null=True)
    told_by_name = models.CharField(max_length=200, blank=True)
    told_at = models.DateTimeField(null=True)
    told_how = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(stage="proposed", answered_at__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="an_agreement_has_both_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return str(self.enquiry)

    @property
    def policy(self) -> Policy:
        """Return the rules that the enquiry runs under."""
        return self.enquiry.policy

    @property
    def can_be_told(self) -> bool:
        """Tell whether the words are agreed, and wait to be said."""
        return self.stage == TellingStage.AGREED

    def is_open_for(self, person: Person) -> bool:
        """Tell whether a person waits for these words: proposed or agreed, and not told yet."""
        return self.person_id == person.pk and self.stage in OPEN

    def why_not(self, move: Labelled, *, by: Actor) -> str:
        """Return why `by` may not do this: only the agency that was asked can agree or not."""
        reason = super().why_not(move, by=by)
        if not reason and self.LIFECYCLE.moves[move].task == "agree_telling":
            return "" if by.agency_id == self.agency_id else f"Only {self.agency} can answer this."
        return reason


class Product(OfATeam, Staged):
    """What one team received, word for word as it was sent (D11, D13, C11.1).

    `contents` is a copy: the team sees this and nothing of the hub's own records. Without an
    enquiry it is a hand-over: what a team was told when a case was routed (C4.2, C8.4).
    """

    LIFECYCLE = PRODUCT
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    policy_version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="+", null=True)
    reference = models.CharField(max_length=30, unique=True)
    # The turn of the case in which it was sent: opened again, a team may be sent a case anew.
    turn = models.PositiveSmallIntegerField(default=1)
    team = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    tier = models.CharField(max_length=40)
    contents = models.JSONField()
    urgency = models.CharField(max_length=40, blank=True)
    respond_by = models.DateTimeField(null=True)
    acknowledge_by = models.DateTimeField(null=True)
    warn_at = models.DateTimeField(null=True)
    # Lent, and not handed over: until then the team has it, and the hub is responsible (C3.8).
    until = models.DateTimeField(null=True)
    basis = models.TextField()
    sent_by = models.BigIntegerField()
    sent_by_name = models.CharField(max_length=200)
    sent_at = models.DateTimeField()
    acknowledged_by = models.BigIntegerField(null=True)
    acknowledged_by_name = models.CharField(max_length=200, blank=True)
    acknowledged_at = models.DateTimeField(null=True)
    recalled_by = models.BigIntegerField(null=True)
    recalled_by_name = models.CharField(max_length=200, blank=True)
    recalled_at = models.DateTimeField(null=True)
    recalled_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enquiry", "team", "turn"], name="a_team_gets_a_product_once"
            ),
            models.UniqueConstraint(
                fields=["case", "team", "turn"],
                condition=Q(enquiry__isnull=True, until__isnull=True) & ~Q(stage="recalled"),
                name="a_team_is_handed_a_case_once",
            ),
            models.CheckConstraint(
                condition=~Q(stage="recalled")
                | Q(recalled_at__isnull=False, recalled_by__isnull=False) & ~Q(recalled_why=""),
                name="what_is_taken_back_says_who_when_and_why",
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_at__isnull=True, acknowledged_by__isnull=True)
                | Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False),
                name="an_acknowledgement_has_both_who_and_when",
            ),
        ]
        indexes = [
            models.Index(
                fields=["hub", "acknowledge_by"],
                condition=Q(stage="sent"),
                name="product_to_acknowledge",
            )
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def policy(self) -> Policy:
        """Return the rules that the product was made under."""
        return self.policy_version.policy

    @property
    def is_hand_over(self) -> bool:
        """Tell whether this was sent when the case was routed, and not as an enquiry's end."""
        return self.enquiry_id is None and self.until is None

    @property
    def is_lent(self) -> bool:
        """Tell whether the team has it for a time, and the hub is responsible all the while."""
        return self.until is not None

    @property
    def waits(self) -> bool:
        """Tell whether nobody in the team has acknowledged it yet."""
        return self.stage == ProductStage.SENT

    @property
    def is_recalled(self) -> bool:
        """Tell whether the hub has taken it back."""
        return self.stage == ProductStage.RECALLED

    def why_not(self, move: Labelled, *, by: Actor) -> str:
        """Return why `by` may not do this: only the team that received it can acknowledge."""
        if move is ProductMove.ACKNOWLEDGE and by.agency_id != self.team_id:
            return f"Only {self.team} can acknowledge this."
        return super().why_not(move, by=by)


class Clearance(OfAnAgency, Kept, Staged):
    """A question to whoever gave an item: may it go on to this team, and in which words (a.8, 5)?

    `words` are those that were asked about; `agreed_words` those that may go, and no others. It is
    kept to those to whom the item is.
    """

    GIVEN_BY, GIVEN_FOR = "asked_by", "agency_id"

    LIFECYCLE = CLEARANCE
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    item = models.CharField(max_length=40)
    heading = models.CharField(max_length=300)
    words = models.TextField()
    why = models.TextField()
    asked_by = models.BigIntegerField()
    asked_by_name = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    agreed_words = models.TextField(blank=True)
    answer_why = models.TextField(blank=True)
    answered_by = models.BigIntegerField(null=True)
    answered_by_name = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True)
    withdrawn_by = models.BigIntegerField(null=True)
    withdrawn_by_name = models.CharField(max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enquiry", "item", "team"],
                condition=Q(stage__in=("asked", "agreed")),
                name="an_originator_is_asked_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=("asked", "withdrawn"), answered_at__isnull=True)
                | Q(
                    stage__in=("agreed", "refused"),
                    answered_at__isnull=False,
                    answered_by__isnull=False,
                ),
                name="an_originators_answer_has_both_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(stage="agreed") & ~Q(agreed_words="")
                | ~Q(stage="agreed") & Q(agreed_words=""),
                name="words_go_when_they_are_agreed_and_not_before",
            ),
            models.CheckConstraint(
                condition=~Q(stage="withdrawn")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="a_withdrawn_question_says_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enquiry}: {self.heading}"

    @property
    def policy(self) -> Policy:
        """Return the rules that the enquiry runs under."""
        return self.enquiry.policy

    @property
    def waits(self) -> bool:
        """Tell whether the agency has yet to answer a question that still stands."""
        return self.stage == ClearanceStage.ASKED

    @property
    def is_agreed(self) -> bool:
        """Tell whether the item may go to the team, in the words that were agreed."""
        return self.stage == ClearanceStage.AGREED

    @property
    def is_reworded(self) -> bool:
        """Tell whether the agency agreed to other words than it was asked about."""
        return self.is_agreed and self.agreed_words != self.words

    def why_not(self, move: Labelled, *, by: Actor) -> str:
        """Return why `by` may not do this: only the agency that gave the item can answer."""
        if move is not ClearanceMove.WITHDRAW and by.agency_id != self.agency_id:
            return f"Only {self.agency} can answer this."
        return super().why_not(move, by=by)
