"""What a partner types: an answer for every person, and a yes or no to words for a family."""

from collections.abc import Sequence
from typing import Any

from django import forms

from frontdoor.access.vocabulary import Caveat
from frontdoor.casework.contacts.models import Party
from frontdoor.casework.contacts.vocabulary import Part
from frontdoor.casework.disclosures.models import Clearance, Telling
from frontdoor.casework.gathering import rules
from frontdoor.casework.gathering.models import Request
from frontdoor.casework.gathering.operations import Said
from frontdoor.casework.gathering.vocabulary import Answer as Answers
from frontdoor.people.models import Person
from frontdoor.policy.pack import Policy
from frontdoor.web.components import kept
from frontdoor.web.components.form_fields import STORY, Choice, Choices, Words
from frontdoor.web.doing import Change

HINTS = {
    Answers.NOTHING_HELD: "You searched, and your agency has nothing on this person.",
    Answers.SHARED: "Write the facts, and how they may be handled.",
    Answers.NOT_SHARED: "Say why. Only the hub’s managers and your agency see the reason.",
}


class Answer(Change):
    """One answer for each person, facts apart from what the agency makes of them (P6)."""

    analysis = Words(
        label="What does your agency make of this?",
        help_text="What the facts mean for the child. Needed if you share any with everybody. Keep "
        "it to fewer people if it tells of facts that are kept.",
        max_length=STORY,
        required=False,
    )
    analysis_kept_to = kept.field(
        label="Who in the hub may see what your agency makes of it?", hints=kept.OF_AN_AGENCY
    )
    says_optional = False

    def __init__(
        self,
        data: Any = None,
        *,
        request: Request,
        parties: Sequence[Party],
        version: int | None = None,
    ) -> None:
        subjects = [str(request.enquiry)]
        super().__init__(data, version=version or request.version, subjects=subjects)
        self.parties = parties
        for party in parties:
            self.fields.update(_about(party.person, request.policy))
        # After the people: what an agency makes of facts comes when the facts are told.
        self.order_fields([name for name in self.fields if not name.startswith("analysis")])

    def people(self) -> list[dict[str, Any]]:
        """Return the fields of each person, for the page to group."""
        return [
            {"name": party.person.name, "part": Part(party.part).label}
            | {kind: self[f"{kind}_{party.person_id}"] for kind in KINDS}
            for party in self.parties
        ]

    def clean(self) -> dict[str, Any]:
        """Check every person's answer, so that all that is missing is told at once."""
        for party in self.parties:
            self._check(party.person_id)
        return self.cleaned_data

    def _check(self, number: int) -> None:
        chosen = self.cleaned_data.get(f"person_{number}")
        if not chosen:
            return
        answer = Answers(chosen)
        facts = self.cleaned_data.get(f"facts_{number}", "")
        why = self.cleaned_data.get(f"why_{number}", "")
        if missing := rules.told(answer, facts=facts, why=why):
            where = "person"
            if answer is Answers.SHARED and not facts:
                where = "facts"
            elif answer is Answers.NOT_SHARED and not why:
                where = "why"
            self.add_error(f"{where}_{number}", missing)

    def told(self) -> dict[str, Any]:
        """Return what the operation is given: what is said of each person, and the analysis."""
        said = {party.person: self._said(party.person_id) for party in self.parties}
        typed = self.cleaned_data
        return {
            "said": said,
            "analysis": typed["analysis"],
            "analysis_kept_to": kept.chosen(typed["analysis_kept_to"]),
        }

    def _said(self, number: int) -> Said:
        answer = Answers(self.cleaned_data[f"person_{number}"])
        shared = answer is Answers.SHARED
        return Said(
            answer=answer,
            facts=self.cleaned_data[f"facts_{number}"],
            why_not_shared=self.cleaned_data[f"why_{number}"],
            caveats=tuple(self.cleaned_data[f"caveats_{number}"]) if shared else (),
            sensitive_health=shared and self.cleaned_data[f"health_{number}"],
            kept_to=kept.chosen(self.cleaned_data[f"kept_to_{number}"]) if shared else Caveat.HUB,
        )


class AnswerMore(Answer):
    """What is said of the one person who was named after the agency was asked (P28)."""

    def told(self) -> dict[str, Any]:
        """Return what the operation is given."""
        told = super().told()
        [said] = told["said"].values()
        return told | {"said": said}


KINDS = ("person", "facts", "why", "caveats", "health", "kept_to")


def _about(person: Person, policy: Policy) -> dict[str, forms.Field]:
    name = person.name
    return {
        f"person_{person.pk}": Choice(
            label=f"What does your agency hold on {name}?",
            choices=Answers.choices(),
            hints={answer.value: hint for answer, hint in HINTS.items()},
            error_messages={"required": f"Answer for {name}: nothing held is an answer too"},
        ),
        f"facts_{person.pk}": Words(
            label=f"Facts about {name}",
            help_text="What is on record, with dates. Your analysis has its own place below.",
            max_length=STORY,
            required=False,
        ),
        f"caveats_{person.pk}": Choices(
            label=f"Handling of the facts about {name}",
            choices=[(caveat.slug, caveat.name) for caveat in policy.caveats],
            hints={caveat.slug: caveat.meaning for caveat in policy.caveats},
            required=False,
        ),
        f"health_{person.pk}": forms.BooleanField(
            label="This is sensitive health information",
            help_text="It goes no further than a section 47 enquiry unless a manager chooses it.",
            required=False,
        ),
        f"kept_to_{person.pk}": kept.field(
            label=f"Who in the hub may see the facts about {name}?", hints=kept.OF_AN_AGENCY
        ),
        f"why_{person.pk}": Words(
            label=f"Why what you hold on {name} is not shared",
            required=False,
        ),
    }


class Agree(Change):
    """A yes or no to words for a family, and why not."""

    agreed = Choice(
        label="Do you agree to these words?",
        choices=[("yes", "Yes, they may be said"), ("no", "No")],
    )
    why = Words(
        label="Why not?",
        help_text="The hub reads this, to find other words.",
        required=False,
    )

    def __init__(self, data: Any = None, *, telling: Telling) -> None:
        super().__init__(data, version=telling.version, subjects=[str(telling.enquiry)])

    def told(self) -> dict[str, Any]:
        """Return the answer, for the operation."""
        said = super().told()
        agreed = said["agreed"] == "yes"
        return {"agreed": agreed, "why": "" if agreed else said["why"]}


YES, OTHER, NO = "yes", "other", "no"


class Clear(Change):
    """A yes, a yes in other words, or a no with the reason (a.8, 5)."""

    answer = Choice(
        label="May it go to this team?",
        choices=[(YES, "Yes, as it stands"), (OTHER, "Yes, in other words"), (NO, "No")],
    )
    words = Words(
        label="The words that may go",
        help_text="The team receives these, and not those above.",
        max_length=STORY,
        required=False,
    )
    why = Words(
        label="Why not?",
        help_text="Only the hub reads this.",
        required=False,
    )

    def __init__(self, data: Any = None, *, clearance: Clearance) -> None:
        super().__init__(
            data,
            version=clearance.version,
            subjects=[str(clearance.enquiry)],
            initial={"words": clearance.words},
        )

    def clean(self) -> dict[str, Any]:
        """Ask for the words, where others than those above may go."""
        if self.cleaned_data.get("answer") == OTHER and not self.cleaned_data.get("words"):
            self.add_error("words", "Write the words that may go to the team.")
        return self.cleaned_data

    def told(self) -> dict[str, Any]:
        """Return the answer, for the operation."""
        said = super().told()
        return {
            "agreed": said["answer"] != NO,
            "words": said["words"] if said["answer"] == OTHER else "",
            "why": said["why"] if said["answer"] == NO else "",
        }
