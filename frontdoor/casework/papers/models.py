"""Letters, photographs, tables and emails that came to the hub as files."""

from django.db import models
from django.db.models import Q

from frontdoor.access.models import Hub
from frontdoor.access.reach import Kept, Within
from frontdoor.access.vocabulary import Caveat
from frontdoor.casework.contacts.models import Case, Contact
from frontdoor.casework.papers import rules
from frontdoor.casework.papers.lifecycle import PAPER
from frontdoor.casework.papers.vocabulary import Kind, PaperMove, PaperStage
from frontdoor.kernel.rows import Strikable, struck_with_reason
from frontdoor.policy.pack import Policy
from frontdoor.policy.staged import Staged

OPEN = Caveat.HUB.value


class Paper(Within, Kept, Staged, Strikable):
    """A file with a contact, or with one child's case in it. The same file is there once, for those
    who all see it; one that is kept may be there beside, so that nobody learns of it by sending it.

    `digest` is of what is in it: history holds it, so that the file cannot be exchanged unseen.
    """

    LIFECYCLE = PAPER
    GIVEN_BY = "attached_by"
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", null=True)
    name = models.CharField(max_length=rules.LONGEST_NAME)
    what = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices())
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    attached_at = models.DateTimeField()
    attached_by = models.BigIntegerField()
    attached_by_name = models.CharField(max_length=200)
    checked_at = models.DateTimeField(null=True)
    virus = models.CharField(max_length=200, blank=True)
    unchecked_why = models.CharField(max_length=200, blank=True)
    released_at = models.DateTimeField(null=True)
    released_by = models.BigIntegerField(null=True)
    released_by_name = models.CharField(max_length=200, blank=True)
    released_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "digest"],
                condition=Q(case__isnull=True, struck_at__isnull=True, kept_to=OPEN),
                name="a_file_is_once_with_a_contact",
            ),
            models.UniqueConstraint(
                fields=["case", "digest"],
                condition=Q(case__isnull=False, struck_at__isnull=True, kept_to=OPEN),
                name="a_file_is_once_with_a_case",
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="a_paper_is_not_empty"),
            models.CheckConstraint(
                condition=~Q(stage__in=["cleared", "infected"]) | Q(checked_at__isnull=False),
                name="what_a_check_found_says_when",
            ),
            models.CheckConstraint(
                condition=Q(stage="infected") ^ Q(virus=""), name="a_virus_has_a_name"
            ),
            models.CheckConstraint(
                condition=~Q(stage="released")
                | (Q(released_at__isnull=False, released_by__isnull=False) & ~Q(released_why="")),
                name="a_release_says_who_when_and_why",
            ),
            struck_with_reason("a_struck_paper_says_who_and_why"),
        ]
        indexes = [models.Index(fields=["contact"], name="paper_by_contact")]

    def __str__(self) -> str:
        return self.name

    @property
    def policy(self) -> Policy:
        """Return the rules that its contact arrived under."""
        return self.contact.policy

    @property
    def subject(self) -> str:
        """Return the reference of what it is with: the child's case, else the contact."""
        return self.case.reference if self.case else self.contact.reference

    @property
    def sort(self) -> Kind:
        """Return what it is, by what is in it."""
        return Kind(self.kind)

    @property
    def is_quarantined(self) -> bool:
        """Tell whether nobody may open it yet."""
        return self.stage == PaperStage.QUARANTINED

    @property
    def is_released(self) -> bool:
        """Tell whether a person let it be opened, and no check has."""
        return self.stage == PaperStage.RELEASED

    @property
    def is_infected(self) -> bool:
        """Tell whether a virus was found in it."""
        return self.stage == PaperStage.INFECTED

    @property
    def is_uncertain(self) -> bool:
        """Tell whether a check could still say something of it."""
        return not self.is_struck and not self.LIFECYCLE.why_not(PaperMove.CLEAR, stage=self.stage)

    @property
    def size_words(self) -> str:
        """Return how large it is, in words."""
        return rules.megabytes(self.size)

    @property
    def mismatch(self) -> str:
        """Return what its name claims beside what it is, or an empty string."""
        return rules.mismatch(self.name, self.sort)

    @property
    def name_to_save(self) -> str:
        """Return the name under which it is given out."""
        return rules.name_to_save(self.name, self.sort)

    @property
    def why_not_opened(self) -> str:
        """Return why nobody may open it, or an empty string."""
        return rules.why_not_opened(self.stage, struck=self.is_struck)


class Content(Within):
    """What is in a paper, byte for byte. It never changes; apart, so that no list reads it."""

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="+")
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"Content of {self.paper_id}"


class Reading(Within):
    """What was read of a paper in the sandbox, once, or why nothing could be."""

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="reading")
    about = models.JSONField(default=list)
    text = models.TextField(blank=True)
    sheets = models.JSONField(default=list)
    picture = models.BinaryField()
    why_not = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"Reading of {self.paper_id}"
