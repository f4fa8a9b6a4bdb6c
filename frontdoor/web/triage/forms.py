"""What is typed to give a case to somebody, and to write down what they find."""

from typing import Any

from django import forms
from django.utils.timezone import localdate

from frontdoor.access.models import Membership
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.rules import Way, closings
from frontdoor.casework.contacts.vocabulary import CaseMove
from frontdoor.casework.triage import rules
from frontdoor.casework.triage.operations import Found
from frontdoor.casework.triage.queries import Checked
from frontdoor.casework.triage.vocabulary import CheckResult
from frontdoor.kernel import when as dates
from frontdoor.web.components import kept
from frontdoor.web.components.form_fields import Choice, Words, choose
from frontdoor.web.doing import Change

SHORT = 200
REACHED = (("yes", "Yes, I spoke to them"), ("no", "No, I tried and nobody answered"))


class OnCase(Change):
    """A change of a case, which others may change as well."""

    def __init__(self, data: Any = None, *, case: Case, **more: Any) -> None:
        subjects = [case.reference, case.contact.reference]
        super().__init__(data, version=case.version, subjects=subjects, **more)


class Allocate(OnCase):
    """Who looks into a case from now on; from one to another with a reason."""

    worker = Choice(label="Who looks into this?")
    why = Words(label="Why does it change hands?", required=False)

    def __init__(
        self, data: Any = None, *, case: Case, workers: list[Membership], carry: dict[int, str]
    ) -> None:
        super().__init__(data, case=case)
        self.workers = {str(each.pk): each for each in workers}
        choose(
            self.fields["worker"],
            [(pk, each.user.name) for pk, each in self.workers.items()],
            hints={pk: carry[each.pk] for pk, each in self.workers.items() if each.pk in carry},
        )

    def told(self) -> dict[str, Any]:
        """Return what the operation is given."""
        said = self.cleaned_data
        return {"worker": self.workers[said["worker"]], "why": said["why"]}


class RingBack(OnCase):
    """A call back to whoever told the hub (C5.3)."""

    reached = Choice(label="Did you reach them?", choices=REACHED)
    spoke_to = forms.CharField(label="Who did you speak to?", max_length=SHORT, required=False)
    said = Words(label="What was said?", required=False)
    kept_to = kept.field()

    def clean(self) -> None:
        """Ask for what was said, once somebody was reached."""
        said = self.cleaned_data
        if said.get("reached") == "yes" and not said.get("said", "").strip():
            self.add_error("said", "Write what was said")

    def told(self) -> dict[str, Any]:
        """Return what the operation is given."""
        said = self.cleaned_data
        return {
            "reached": said["reached"] == "yes",
            "spoke_to": said["spoke_to"],
            "said": said["said"],
            "kept_to": kept.chosen(said["kept_to"]),
        }


class Systems(OnCase):
    """What was found in each system of the pack; those without an answer wait (C5.2, C5.3)."""

    says_optional = False

    def __init__(self, data: Any = None, *, case: Case, checks: list[Checked]) -> None:
        super().__init__(data, case=case)
        self.checks = checks
        for each in checks:
            slug, name = each.check.slug, each.check.name
            self.fields[f"result_{slug}"] = Choice(
                label=f"What did you find in {name}?",
                choices=CheckResult.choices(),
                required=False,
            )
            self.fields[f"words_{slug}"] = Words(
                label=f"What was found in {name}, or why there was no need to look",
                required=False,
            )
            self.fields[f"updated_{slug}"] = forms.BooleanField(
                label=f"The record in {name} is up to date now", required=False
            )
            self.fields[f"kept_to_{slug}"] = kept.field(
                label=f"Who in the hub may see what was found in {name}?"
            )

    def clean(self) -> None:
        """Ask for words where there is a find or a reason, and for one answer at least."""
        said = self.cleaned_data
        for each in self.checks:
            slug, name = each.check.slug, each.check.name
            result, words = said.get(f"result_{slug}"), said.get(f"words_{slug}", "").strip()
            if result == CheckResult.FOUND and not words:
                self.add_error(f"words_{slug}", f"Write what was found in {name}")
            if result == CheckResult.NOT_NEEDED and not words:
                self.add_error(f"words_{slug}", f"Write why there was no need to look into {name}")
            if not result and words:
                self.add_error(f"result_{slug}", f"Select what you found in {name}")
        if not self.errors and not self.found():
            first = self.checks[0].check
            self.add_error(f"result_{first.slug}", "Select what you found in one system at least")

    def told(self) -> dict[str, Any]:
        """Return what the operation is given."""
        return {"found": self.found()}

    def found(self) -> dict[str, Found]:
        """Return what was found, by system, for those that have an answer."""
        said = self.cleaned_data
        return {
            slug: Found(
                result=CheckResult(said[f"result_{slug}"]),
                words=said[f"words_{slug}"],
                updated=said[f"updated_{slug}"],
                kept_to=kept.chosen(said[f"kept_to_{slug}"]),
            )
            for slug in (each.check.slug for each in self.checks)
            if said.get(f"result_{slug}")
        }


class Line(OnCase):
    """One line of the chronology, its date as far as it is known."""

    when = forms.CharField(
        label="When was it?",
        help_text="As far as it is known: 14 May 2024, May 2024 or 2024.",
        max_length=40,
    )
    what = Words(label="What happened?")
    source = forms.CharField(label="Who says so?", max_length=SHORT, required=False)
    kept_to = kept.field()

    def told(self) -> dict[str, Any]:
        """Return what the operation is given."""
        said = super().told()
        return said | {"kept_to": kept.chosen(said["kept_to"])}

    def clean_when(self) -> dates.When:
        """Return the date as far as it is known.

        :raises ValidationError: if it is none, or has not come yet.
        """
        found = dates.when(self.cleaned_data["when"], today=localdate())
        if found is None:
            raise forms.ValidationError(
                "Enter a date that has passed, like 14 May 2024, May 2024 or 2024"
            )
        return found


class Undo(OnCase):
    """Why something is taken back."""

    why = Words(
        label="Why is it taken back?",
        error_messages={"required": "Give the reason"},
    )


class Recommend(OnCase):
    """What was found in short, and what the worker would do (C5.3)."""

    field_order = ("seen", "after", "summary", "level", "move")

    summary = Words(
        label="Summary",
        help_text="What you found, in short. The manager reads this first.",
    )
    move = Choice(label="Where should this go?")
    team = forms.ChoiceField(label="Which team?", required=False)
    outcome = forms.ChoiceField(label="How should it end?", required=False)
    level = Choice(label="Which level of need does this meet?")
    reason = Words(label="Why is this right for the child?")
    kept_to = kept.field()

    def __init__(self, data: Any = None, *, case: Case, **more: Any) -> None:
        super().__init__(data, case=case, **more)
        policy = case.policy
        teams = [(team.slug, team.name) for team in policy.teams]
        ends = [(end.slug, end.name) for end in closings(policy)]
        levels = [(str(level.number), f"{level.number}: {level.name}") for level in policy.levels]
        choose(self.fields["move"], [(move.value, move.label) for move in rules.RECOMMENDED])
        choose(self.fields["team"], [("", "Choose a team"), *teams])
        choose(self.fields["outcome"], [("", "Choose an outcome"), *ends])
        choose(
            self.fields["level"],
            levels,
            hints={str(level.number): level.meaning for level in policy.levels},
        )

    def clean(self) -> None:
        """Ask for what the chosen way needs."""
        said = self.cleaned_data
        if said.get("move") == CaseMove.PASS_ON and not said.get("team"):
            self.add_error("team", "Select the team that it should be passed on to")
        if said.get("move") == CaseMove.CLOSE and not said.get("outcome"):
            self.add_error("outcome", "Select how it should end")

    def told(self) -> dict[str, Any]:
        """Return what the operation is given, without what was chosen for another way."""
        said = self.cleaned_data
        move = CaseMove(said["move"])
        way = Way(
            move=move,
            team=said["team"] if move is CaseMove.PASS_ON else "",
            outcome=said["outcome"] if move is CaseMove.CLOSE else "",
        )
        return {
            "way": way,
            "level": int(said["level"]),
            "summary": said["summary"],
            "reason": said["reason"],
            "kept_to": kept.chosen(said["kept_to"]),
        }
