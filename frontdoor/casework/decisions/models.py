"""What was decided for one child, on what grounds, and who authorised it."""

from django.db import models
from django.db.models import Q

from frontdoor.access.actor import Actor
from frontdoor.access.models import Hub
from frontdoor.access.reach import Within
from frontdoor.casework.decisions import rules
from frontdoor.casework.decisions.vocabulary import PrimaryNeed
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.kernel.rows import Versioned
from frontdoor.policy.pack_sharing import Outcome


class Decision(Within, Versioned):
    """The outcome of an enquiry with its threshold and rationale (C10.1 to C10.3, C15.13)."""

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    enquiry = models.OneToOneField(Enquiry, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=40)
    variant = models.CharField(max_length=40, blank=True)
    level = models.PositiveSmallIntegerField()
    rationale = models.TextField()
    recommendations = models.TextField(blank=True)
    primary_need = models.CharField(max_length=2, blank=True)
    without_reply_why = models.TextField(blank=True)
    decided_by = models.BigIntegerField()
    decided_by_name = models.CharField(max_length=200)
    decided_at = models.DateTimeField()
    authorised_by = models.BigIntegerField(null=True)
    authorised_by_name = models.CharField(max_length=200, blank=True)
    authorised_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(authorised_at__isnull=True, authorised_by__isnull=True)
                | Q(authorised_at__isnull=False, authorised_by__isnull=False),
                name="an_authorisation_has_both_who_and_when",
            ),
            models.CheckConstraint(condition=~Q(rationale=""), name="a_decision_has_its_rationale"),
        ]

    def __str__(self) -> str:
        return f"{self.enquiry}: {self.outcome_words}"

    @property
    def chosen(self) -> Outcome:
        """Return the outcome as the pack describes it."""
        return self.enquiry.policy.outcome(self.outcome)

    @property
    def need(self) -> str:
        """Return the child's primary need in the words of the census, if it was asked for."""
        return PrimaryNeed(self.primary_need).label if self.primary_need else ""

    @property
    def outcome_words(self) -> str:
        """Return the outcome, with its variant, in the words of the pack."""
        variants = {variant.slug: variant.name for variant in self.chosen.variants}
        named = variants.get(self.variant, "")
        return f"{self.chosen.name}: {named}" if named else self.chosen.name

    def why_not_authorise(self, *, by: Actor) -> str:
        """Return why `by` cannot authorise this because of who decided it, or an empty string."""
        return rules.why_not_authorise(
            self.enquiry.policy, decided_by=self.decided_by, by=by.user_id
        )
