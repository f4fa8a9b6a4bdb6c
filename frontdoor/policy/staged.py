"""A record that moves through a lifecycle, under the rules of its hub."""

from typing import Any, ClassVar

from django.db import models

from frontdoor.access.actor import Actor
from frontdoor.kernel.lifecycle import Labelled, Lifecycle
from frontdoor.kernel.refusal import first, refuse_if
from frontdoor.kernel.rows import Versioned
from frontdoor.policy import rules
from frontdoor.policy.pack import Policy


class Staged(Versioned):
    """One function says yes, or the reason why not; another takes the move."""

    LIFECYCLE: ClassVar[Lifecycle]
    stage = models.CharField(max_length=30)

    class Meta:
        abstract = True

    @property
    def policy(self) -> Policy:
        """Return the rules that this record lives under."""
        raise NotImplementedError

    @property
    def stage_label(self) -> str:
        """Return the stage in words."""
        return self.LIFECYCLE.stages(self.stage).label

    def why_not(self, move: Labelled, *, by: Actor) -> str:
        """Return why `by` may not make this move now, or an empty string."""
        return first(
            [
                self.LIFECYCLE.why_not(move, stage=self.stage),
                may_not(self.policy, self.LIFECYCLE.moves[move].task, by=by),
            ]
        )

    def can(self, move: Labelled, *, by: Actor) -> bool:
        """Tell whether `by` may make this move now."""
        return not self.why_not(move, by=by)

    def take(self, move: Labelled, *, by: Actor, **changes: Any) -> None:
        """Make the move and keep the changes that come with it.

        :raises Refused: with the reason, if it is not possible or not theirs to make.
        """
        refuse_if(self.why_not(move, by=by))
        self.keep(stage=self.LIFECYCLE.moves[move].target.value, **changes)


def may_not(policy: Policy, task: str, *, by: Actor) -> str:
    """Return why a task of the pack is not this person's, or an empty string.

    An empty task is no task of the pack: whose it is, the record itself says.
    """
    if not task:
        return ""
    return rules.why_not(policy, task, role=by.role, qualified=by.qualified)
