"""Where a case went, when it ended, and how it came to be the hub's again."""

from django.db import models
from django.db.models import Q

from frontdoor.casework.contacts import rules
from frontdoor.casework.contacts.vocabulary import CaseMove
from frontdoor.policy.pack_sharing import Outcome
from frontdoor.policy.staged import Staged

OVER = ("closed", "passed_on")
UNROUTED = {
    "route": "",
    "route_variant": "",
    "route_team": "",
    "route_reason": "",
    "routed_by": None,
    "routed_at": None,
}

ENDS_AND_BEGINS_AGAIN = (
    models.CheckConstraint(
        condition=Q(routed_at__isnull=True, routed_by__isnull=True)
        | Q(routed_at__isnull=False, routed_by__isnull=False),
        name="a_route_has_both_who_and_when",
    ),
    models.CheckConstraint(
        condition=Q(stage__in=OVER, ended_at__isnull=False)
        | (~Q(stage__in=OVER) & Q(ended_at__isnull=True)),
        name="a_case_ended_when_it_is_over_and_not_before",
    ),
    models.CheckConstraint(
        condition=Q(turn=1, reopened_at__isnull=True, reopened_why="")
        | (
            Q(turn__gt=1, reopened_at__isnull=False, reopened_by__isnull=False)
            & ~Q(reopened_why="")
        ),
        name="a_case_is_opened_again_by_somebody_with_a_reason",
    ),
)


class Ending(Staged):
    """What goes somewhere, ends, and may be opened again; `turn` counts its times here."""

    route = models.CharField(max_length=40, blank=True)
    route_variant = models.CharField(max_length=40, blank=True)
    route_reason = models.TextField(blank=True)
    route_team = models.CharField(max_length=40, blank=True)
    routed_by = models.BigIntegerField(null=True)
    routed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    turn = models.PositiveSmallIntegerField(default=1)
    reopened_by = models.BigIntegerField(null=True)
    reopened_by_name = models.CharField(max_length=200, blank=True)
    reopened_at = models.DateTimeField(null=True)
    reopened_why = models.TextField(blank=True)

    class Meta:
        abstract = True

    @property
    def kinds_of(self) -> Outcome | None:
        """Return the outcome that this ended with, where it was said which kind of it (C15.10)."""
        move = CaseMove.PASS_ON if self.route_team and self.stage == "passed_on" else CaseMove.CLOSE
        ended = rules.Way(move=move, team=self.route_team, outcome=self.route)
        return rules.of_kinds(self.policy, ended) if self.route_variant else None

    @property
    def kind(self) -> str:
        """Return which kind of outcome this ended with, in the words of the pack."""
        kinds = self.kinds_of.variants if self.kinds_of else ()
        return next((each.name for each in kinds if each.slug == self.route_variant), "")

    @property
    def was_reopened(self) -> bool:
        """Tell whether this had ended before, and was opened again."""
        return self.reopened_at is not None
