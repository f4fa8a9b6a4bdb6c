"""What happened, what the family know, and what the hub may rest on."""

from itertools import takewhile
from typing import Any

from frontdoor.access.actor import Actor
from frontdoor.casework.contacts.models import Case, Contact
from frontdoor.casework.contacts.operations import Concern
from frontdoor.casework.contacts.rules import OTHER_GROUND
from frontdoor.people.vocabulary import Answer
from frontdoor.policy import queries as policies
from frontdoor.policy.law import Basis
from frontdoor.policy.pack import Policy
from frontdoor.web.components.form_fields import Choice, Choices, choose
from frontdoor.web.contacts import questions
from frontdoor.web.contacts.person_forms import lines, yes_no
from frontdoor.web.doing import Change

LONG = 20_000
ASK = "ask_"
HARM = "immediate_harm"
_TEXTS = ("concern", "childs_words", "strengths", "where_now", "kept_from_family", "possible_red")


class Worry(Change):
    """The worry in the order of the talk. Only the harm test must be answered, if by not known."""

    says_optional = False
    immediate_harm = Choice(
        choices=Answer.choices(),
        error_messages={"required": "Answer the first question of all; “Not known” is an answer"},
    )
    possible_red = lines(
        2000,
        label="Why this may be a Red",
        help_text="Words here put the child on top of the manager’s list",
    )
    where_now = lines(1000, label="Where is the child now, and who is with them?")
    concern = lines(LONG, label="What has happened, and what is the worry?")
    childs_words = lines(LONG, label="What does the child say, in their own words?")
    strengths = lines(LONG, label="What goes well, and who helps already?")
    triggers = Choices(label="Which of these does it touch?", required=False)
    family_told = yes_no("Does the family know of this contact?")
    family_told_what = lines(2000, label="What were they told, and by whom?")
    kept_from_family = lines(
        2000,
        label="What must be kept from the family",
        help_text="For example, an address, or who told us",
    )
    not_asked_ground = Choice(label="Why consent was not asked for", required=False)
    not_asked_why = lines(2000, label="The reason, in your words")
    bases = Choices(label="What sharing information would rest on in law", required=False)

    def __init__(self, data: Any = None, *, contact: Contact, cases: list[Case], by: Actor) -> None:
        policy = contact.policy
        super().__init__(
            data,
            version=contact.version,
            subjects=[contact.reference, *(case.reference for case in cases)],
            initial=_written(contact, cases),
        )
        self.fields[HARM].label = policy.harm_test.question
        choose(self.fields["triggers"], [(each.slug, each.name) for each in policy.triggers])
        choose(self.fields["not_asked_ground"], _grounds(policy, contact, by=by))
        bases = [basis for basis in policies.law(contact.policy_version).bases if _citable(basis)]
        choose(
            self.fields["bases"],
            [(basis.slug, basis.sentence) for basis in bases],
            hints={basis.slug: _statute(basis) for basis in bases},
        )
        self.headings = questions.headings(policy)
        self._ask({fact: words for _, asked in self.headings for fact, words in asked.items()})

    def _ask(self, asked: dict[str, str]) -> None:
        """Add questions between the worry and the family, where they stand on the page."""
        before = list(takewhile(lambda name: name != "family_told", self.fields))
        added = {f"{ASK}{fact}": yes_no(words) for fact, words in asked.items()}
        self.fields |= added
        self.order_fields([*before, *added])

    def described(self) -> dict[str, Any]:
        """Return what the operation is given."""
        said = self.cleaned_data
        asked = {fact: said[f"{ASK}{fact}"] for _, each in self.headings for fact in each}
        return {
            "concern": Concern(
                **{name: said[name] for name in _TEXTS},
                family_told=said["family_told"],
                family_told_what=said["family_told_what"],
                not_asked_ground=said["not_asked_ground"],
                not_asked_why=said["not_asked_why"],
                bases=tuple(said["bases"]),
            ),
            "answers": {HARM: said[HARM]} | {fact: word for fact, word in asked.items() if word},
            "triggers": said["triggers"],
        }


def _written(contact: Contact, cases: list[Case]) -> dict[str, Any]:
    said = (*_TEXTS, "family_told", "family_told_what", "not_asked_ground", "not_asked_why")
    first = next((case for case in cases if case.answers), cases[0])
    answers = {f"{ASK}{fact}": word for fact, word in first.answers.items()}
    return {
        **{name: getattr(contact, name) for name in said},
        "bases": contact.bases,
        "triggers": first.triggers,
        HARM: first.answers.get(HARM, ""),
        **answers,
    }


def _grounds(policy: Policy, contact: Contact, *, by: Actor) -> list[tuple[str, str]]:
    """Return the grounds of the pack (C4.13); one outside it is a manager's to give (a.8, 7)."""
    own = [(ground.slug, ground.sentence) for ground in policy.grounds]
    may = by.role in policy.consent.other_ground
    if may or contact.not_asked_ground == OTHER_GROUND:
        own.append((OTHER_GROUND, "Another reason, given in words below."))
    return [*own, ("", "Consent was asked for, or this is not settled yet.")]


def _citable(basis: Basis) -> bool:
    """Tell whether a hub may rest on it today: in force, and not for the police alone."""
    return basis.in_force == "yes" and basis.uses != ("police",)


def _statute(basis: Basis) -> str:
    return f"{basis.statute}. {basis.condition}".rstrip()
