"""What happened, what the family know, and what the hub may rest on."""

from itertools import takewhile
from typing import Any

from django import forms

from frontdoor.access.actor import Actor
from frontdoor.casework.contacts import rules
from frontdoor.casework.contacts.concern import HARM, TO_DECIDE, Concern
from frontdoor.casework.contacts.models import Case, Contact
from frontdoor.policy import queries as policies
from frontdoor.policy.law import Basis
from frontdoor.policy.pack import Policy
from frontdoor.web.components.form_fields import Choice, Choices, choose
from frontdoor.web.contacts import questions
from frontdoor.web.contacts.child_answers import OWN, SAME, Child, letter
from frontdoor.web.contacts.person_forms import lines
from frontdoor.web.contacts.story_forms import HARM_FIRST, FamilyTold, Story
from frontdoor.web.doing import Change

_TEXTS = (
    "concern", "childs_words", "strengths", "where_now", "kept_from_family",
    "family_told", "family_told_what", "not_asked_ground", "not_asked_why",
)  # fmt: skip


class Worry(FamilyTold, Story, Change):
    """The worry in the order of the talk. Only the harm test must be answered, if by not known."""

    says_optional = False
    not_asked_ground = Choice(label="Why consent was not asked for", required=False)
    not_asked_why = lines(2000, label="The reason, in your words")
    bases = Choices(label="What sharing information would rest on in law", required=False)

    def __init__(self, data: Any = None, *, contact: Contact, cases: list[Case], by: Actor) -> None:
        policy = contact.policy
        self.first, *self.others = _children(cases, policy)
        first = self.first
        super().__init__(
            data,
            version=contact.version,
            subjects=[contact.reference, *(case.reference for case in cases)],
            initial=self._written(contact),
        )
        self.ask_by(policy)
        choose(self.fields["triggers"], first.flags(policy))
        choose(self.fields["not_asked_ground"], _grounds(policy, contact, by=by))
        bases = [basis for basis in policies.law(contact.policy_version).bases if _citable(basis)]
        choose(
            self.fields["bases"],
            [(basis.slug, basis.sentence) for basis in bases],
            hints={basis.slug: _statute(basis) for basis in bases},
        )
        self.headings = questions.headings(policy)
        self._ask(first.questions())
        for child in self.others:
            self._ask(child.fields(policy, first=first.case))

    def _written(self, contact: Contact) -> dict[str, Any]:
        story = {name: getattr(contact, name) for name in (*_TEXTS, "bases")}
        written = story | self.first.written()
        for child in self.others:
            written |= child.written(like=self.first.case)
        return written

    def _ask(self, asked: dict[str, forms.Field]) -> None:
        """Add questions between the worry and the family, where they stand on the page."""
        before = list(takewhile(lambda name: name != "family_told", self.fields))
        self.fields |= asked
        self.order_fields([*before, *asked])

    def clean(self) -> None:
        """Ask for the harm test of a child who is different, and lose nothing that was typed."""
        super().clean()
        for child in self.others:
            own = self.cleaned_data.get(child.name(SAME)) == OWN
            if own and not self.cleaned_data.get(child.name(HARM)):
                self.add_error(child.name(HARM), HARM_FIRST)
            if not own and any(name in self.changed_data for name in child.asked):
                self.add_error(
                    child.name(SAME),
                    f"Answers are given for {child.case.child}: select “Different”, or clear them",
                )

    def told(self) -> dict[str, Any]:
        """Return what the operation is given."""
        said = self.cleaned_data
        same = self.first.about(said)
        own = {
            child.case.reference: child.about(said) if said[child.name(SAME)] == OWN else same
            for child in self.others
        }
        return {
            "concern": Concern(**{name: said[name] for name in _TEXTS}, bases=tuple(said["bases"])),
            "children": {self.first.case.reference: same} | own,
        }


def _children(cases: list[Case], policy: Policy) -> list[Child]:
    """Return those who wait for a decision, each with their questions; the first is asked first."""
    waiting = [case for case in cases if case.stage in TO_DECIDE] or cases
    facts = {
        fact: words for _, asked in questions.headings(policy) for fact, words in asked.items()
    }
    told_by = facts.keys() & {each.slug for each in policy.triggers}
    return [
        Child(
            case=case,
            letter=letter(case) if place else "",
            facts=facts,
            told_by=frozenset(told_by),
        )
        for place, case in enumerate(waiting)
    ]


def _grounds(policy: Policy, contact: Contact, *, by: Actor) -> list[tuple[str, str]]:
    """Return the grounds that may be given (C4.13), and that it is not settled."""
    own = rules.grounds(policy, role=by.role, held=contact.not_asked_ground)
    return [*own, ("", "Consent was asked for, or this is not settled yet.")]


def _citable(basis: Basis) -> bool:
    """Tell whether a hub may rest on it today: in force, and not for the police alone."""
    return basis.in_force == "yes" and basis.uses != ("police",)


def _statute(basis: Basis) -> str:
    return f"{basis.statute}. {basis.condition}".rstrip()
