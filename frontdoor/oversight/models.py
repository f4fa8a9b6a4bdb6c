"""What figures are made from besides the cases themselves: what was loaded, and the roll-up."""

from django.db import models
from django.db.models import Q

from frontdoor.access.models import Hub
from frontdoor.access.reach import Within
from frontdoor.oversight.vocabulary import CountsAs, State, Timeliness


class Past(Within):
    """One child in a contact from before Frontdoor, as the hub's earlier record has it (a.8, 8).

    It keeps what it says. Rows that name one `contact` are one incident; a row that names none is
    taken as an incident of its own.
    """

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=40)
    contact = models.CharField(max_length=40, blank=True)
    month = models.DateField()
    source_group = models.CharField(max_length=40)
    counts_as = models.CharField(max_length=20, choices=CountsAs.choices())
    rating = models.CharField(max_length=40, blank=True)
    timeliness = models.CharField(max_length=10, blank=True, choices=Timeliness.choices())
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["hub", "reference"], name="a_child_of_the_past_is_loaded_once"
            ),
            models.CheckConstraint(
                condition=Q(month__day=1), name="a_month_is_told_by_its_first_day"
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Cell(Within):
    """What the figures ask of a child, and nothing by which anybody could be told (a.8, 8)."""

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    source_group = models.CharField(max_length=40)
    counts_as = models.CharField(max_length=20, choices=CountsAs.choices())
    in_mash = models.BooleanField()
    rating = models.CharField(max_length=40)
    first_look = models.CharField(max_length=20, choices=State.choices())
    response = models.CharField(max_length=20, choices=State.choices())
    strategy = models.CharField(max_length=20, choices=State.choices())
    completion = models.CharField(max_length=20, choices=State.choices())

    class Meta:
        abstract = True


class Gone(Cell):
    """One child of a record that was disposed of, as the figures count it, and nothing else of it.

    So that a figure of years past stays what it was (a.8, 13). It names nobody and no record.
    """

    is_first = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["hub", "month"], name="gone_by_month")]

    def __str__(self) -> str:
        return f"A child of {self.month:%B %Y}"


class Tally(Cell):
    """How many children are alike in everything that the figures ask. It names nobody.

    A contact is counted with its first child, so that sums over months and sources are right.
    A cell that nobody is in any more stays, with nought in it.
    """

    children = models.PositiveIntegerField()
    contacts = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "hub", "month", "source_group", "counts_as", "in_mash", "rating",
                    "first_look", "response", "strategy", "completion",
                ],
                name="a_cell_is_counted_once",
            ),
            models.CheckConstraint(
                condition=Q(contacts__lte=models.F("children")),
                name="a_contact_is_counted_with_a_child",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.month:%B %Y}: {self.children}"


class Count(Within):
    """When the figures of a hub were counted last, and by whom; by nobody, when by the program."""

    hub = models.OneToOneField(Hub, on_delete=models.PROTECT, related_name="+")
    counted_at = models.DateTimeField()
    by_name = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.hub}: {self.counted_at}"
