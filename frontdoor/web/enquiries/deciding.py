"""What is typed to decide for one child (C10.1 to C10.3)."""

from typing import Any

from django import forms

from frontdoor.casework.decisions.models import Decision
from frontdoor.casework.decisions.operations import Choice as Decided
from frontdoor.casework.decisions.vocabulary import PrimaryNeed
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.gathering import queries as gathering
from frontdoor.policy.pack import Policy
from frontdoor.policy.pack_sharing import Outcome
from frontdoor.web.components import words
from frontdoor.web.components.form_fields import STORY, Choice, Words
from frontdoor.web.enquiries import ratings
from frontdoor.web.enquiries.forms import OnEnquiry

AT_THE_END = "mash"  # The outcomes of a MASH enquiry, in the words of packs.


class Decide(OnEnquiry):
    """An outcome with its threshold and rationale. Beside a kind of an outcome, its own name."""

    heard = forms.IntegerField(widget=forms.HiddenInput)
    rating = Choice(label="Rating", help_text="Confirm it, or change it for what came back.")
    outcome = Choice(label="Outcome")
    level = Choice(label="Level of need")
    rationale = Words(
        label="Rationale",
        help_text="Why this is the right outcome for the child, in view of what was gathered.",
        max_length=STORY,
    )
    recommendations = Words(
        label="Recommendations",
        help_text="What the receiving team is asked to do.",
        max_length=STORY,
        required=False,
    )
    primary_need = forms.ChoiceField(
        label="Primary need",
        help_text="For the census. Only outcomes that say so need one.",
        choices=[("", "Choose one"), *PrimaryNeed.choices()],
        required=False,
    )
    without_reply_why = Words(
        label="Reason for deciding without an answer",
        help_text="No reply is not “nothing held”. Say why the decision does not wait.",
        required=False,
    )

    def __init__(
        self, data: Any = None, *, enquiry: Enquiry, earlier: Decision | None, missing: bool
    ) -> None:
        self.answers = gathering.answers(enquiry)
        initial = _as_before(enquiry, earlier) | {"heard": self.answers}
        super().__init__(data, enquiry=enquiry, initial=initial)
        policy = enquiry.policy
        outcomes = [each for each in policy.outcomes if AT_THE_END in each.stages]
        self._offer("rating", [(r.slug, r.name, r.meaning) for r in policy.ratings])
        self._offer("outcome", [row for each in outcomes for row in _rows(policy, each)])
        self._offer("level", [(str(x.number), f"{x.number}: {x.name}", x.meaning)
                              for x in policy.levels])  # fmt: skip
        if not missing:
            del self.fields["without_reply_why"]

    def _offer(self, name: str, offered: ratings.Offered) -> None:
        field: Any = self.fields[name]
        field.choices = [(value, label) for value, label, _ in offered]
        field.hints = {value: hint for value, _, hint in offered}

    def show_changes(self, *, version: int | None = None) -> None:
        """Show what happened meanwhile; from now on the answers that came are counted as read."""
        super().show_changes(version=version)
        self.data["heard"] = str(self.answers)  # type: ignore[index]  # A copy that may change.

    def told(self) -> dict[str, Any]:
        """Return what the operation is given: what was decided, and how many answers were read."""
        said = super().told()
        heard = said.pop("heard")
        outcome, _, variant = said.pop("outcome").partition("/")
        said |= {"level": int(said["level"]), "outcome": outcome, "variant": variant}
        return {"choice": Decided(**said), "heard": heard}


def _rows(policy: Policy, outcome: Outcome) -> ratings.Offered:
    hint = _follows(policy, outcome)
    kinds = outcome.kinds("mash")
    if not kinds:
        return [(outcome.slug, outcome.name, hint)]
    return [(f"{outcome.slug}/{kind.slug}", f"{outcome.name}: {kind.name}", hint) for kind in kinds]


def _follows(policy: Policy, outcome: Outcome) -> str:
    """Return what follows from an outcome: who receives what, how fast, and what it needs."""
    teams = words.listing((policy.team(slug).name for slug in outcome.teams), last="or")
    tier = _small(policy.tier(outcome.tier).name)
    parts = [f"Goes to {teams}: {tier}." if teams else "Nothing leaves the hub."]
    if outcome.urgency:
        parts.append(f"Response: {_small(policy.urgency(outcome.urgency).name)}.")
    if outcome.primary_need:
        parts.append("Needs a primary need.")
    return " ".join(parts)


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _as_before(enquiry: Enquiry, earlier: Decision | None) -> dict[str, Any]:
    if earlier is None:
        return {"rating": enquiry.rating}
    outcome = "/".join(part for part in (earlier.outcome, earlier.variant) if part)
    return {
        "rating": enquiry.rating,
        "outcome": outcome,
        "level": str(earlier.level),
        "rationale": earlier.rationale,
        "recommendations": earlier.recommendations,
        "primary_need": earlier.primary_need,
        "without_reply_why": earlier.without_reply_why,
    }
