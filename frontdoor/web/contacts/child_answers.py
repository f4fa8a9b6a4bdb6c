"""What is answered about each child of a contact: the first in full, the others alike or apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from frontdoor.casework.contacts.concern import HARM, About
from frontdoor.casework.contacts.models import Case
from frontdoor.people.vocabulary import Answer
from frontdoor.policy.pack import Policy
from frontdoor.web.components.form_fields import Choice, Choices, choose
from frontdoor.web.contacts.person_forms import lines, yes_no

ASK = "ask_"
SAME, OWN = "same", "own"
RED, FLAGS = "possible_red", "triggers"


@dataclass(frozen=True, kw_only=True)
class Child:
    """The questions about one child, by their names in the form: a letter keeps them apart.

    The child who is asked about first has no letter. `facts` has the words of each question, and
    `told_by` those flags of the pack that an answer tells: they are not asked a second time.
    """

    case: Case
    letter: str
    facts: Mapping[str, str]
    told_by: frozenset[str]

    def name(self, of: str) -> str:
        """Return what a field of this child is called in the form."""
        return f"{self.letter}_{of}" if self.letter else of

    @property
    def asked(self) -> list[str]:
        """Return the names of what is answered about this child."""
        return [
            self.name(of) for of in (HARM, RED, FLAGS, *(f"{ASK}{fact}" for fact in self.facts))
        ]

    def questions(self) -> dict[str, forms.Field]:
        """Return the questions that the pack's routes rest on."""
        return {self.name(f"{ASK}{fact}"): yes_no(self.titled(w)) for fact, w in self.facts.items()}

    def fields(self, policy: Policy, *, first: Case) -> dict[str, forms.Field]:
        """Return everything that is asked of a child who is not the first."""
        flags = Choices(label=self.titled("Which of these does it touch?"), required=False)
        choose(flags, self.flags(policy))
        alike = Choice(
            label=f"Is it the same for {self.case.child}?",
            choices=[
                (SAME, f"The same as for {first.child}"),
                (OWN, "Different: it is answered below"),
            ],
            required=False,
        )
        return {
            self.name(SAME): alike,
            self.name(HARM): Choice(
                label=self.titled(policy.harm_test.question),
                choices=Answer.choices(),
                required=False,
            ),
            self.name(RED): lines(2000, label=self.titled("Why this may be a Red")),
            self.name(FLAGS): flags,
            **self.questions(),
        }

    def flags(self, policy: Policy) -> list[tuple[str, str]]:
        """Return the flags to tick: those that no question asks for."""
        return [(each.slug, each.name) for each in policy.triggers if each.slug not in self.told_by]

    def titled(self, words: str) -> str:
        """Return a question with whom it is about, where there is more than one child."""
        return f"{words} ({self.case.child})" if self.letter else words

    def written(self, *, like: Case | None = None) -> dict[str, Any]:
        """Return what stands there when the form is opened; nothing where it is the same."""
        alike = like is not None and (not self.case.answers or _said(self.case) == _said(like))
        same = {} if like is None else {self.name(SAME): SAME if alike else OWN}
        if alike:
            return same
        flagged = dict.fromkeys(self.told_by.intersection(self.case.triggers), Answer.YES.value)
        answers = {
            self.name(fact if fact == HARM else f"{ASK}{fact}"): word
            for fact, word in (flagged | self.case.answers).items()
        }
        flags = [flag for flag in self.case.triggers if flag not in self.told_by]
        return {**same, **answers, self.name(RED): self.case.possible_red, self.name(FLAGS): flags}

    def about(self, said: Mapping[str, Any]) -> About:
        """Return what was answered about this child."""
        asked = {fact: said[self.name(f"{ASK}{fact}")] for fact in self.facts}
        told = [fact for fact in self.facts if fact in self.told_by and asked[fact] == Answer.YES]
        return About(
            answers={HARM: said[self.name(HARM)]} | {f: word for f, word in asked.items() if word},
            triggers=(*said[self.name(FLAGS)], *told),
            possible_red=said[self.name(RED)],
        )


def _said(case: Case) -> tuple[Any, ...]:
    return case.answers, case.triggers, case.possible_red


def letter(case: Case) -> str:
    """Return the letter of a child in its contact: b for CV-26-00042-B."""
    return case.reference.rpartition("-")[2].lower()
