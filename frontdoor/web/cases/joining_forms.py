"""Which reports belong together, and why: said by a person, and taken back by one."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.vocabulary import Why
from frontdoor.web.components import words
from frontdoor.web.components.form_fields import Choice, Choices, Words, choose
from frontdoor.web.doing import Change

HINTS: dict[str, str] = {
    Why.INCIDENT: "It is counted as one incident.",
    Why.NEWS: "Something else, or something later. It is counted as a contact of its own.",
}


class Join(Change):
    """In which open case a report goes on, why, and which brothers and sisters with it."""

    into = Choice(label="Which open case does this belong to?")
    why = Choice(label="How do they belong together?", choices=Why.choices())
    words = Words(label="What makes you think so?", required=False)
    also = Choices(label="Other children of this report, each to their own case", required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        case: Case,
        among: Sequence[Case],
        alongside: Mapping[str, tuple[Case, Case]],
    ) -> None:
        self.among = {each.reference: each for each in among}
        self.alongside = alongside
        super().__init__(
            data,
            version=case.version,
            subjects=[case.reference, case.contact.reference],
            initial={"into": next(iter(self.among), ""), "also": list(alongside)},
        )
        choose(
            self.fields["into"],
            [(each.reference, _named(each)) for each in among],
            hints={each.reference: each.contact.concern for each in among},
        )
        choose(self.fields["why"], Why.choices(), hints=HINTS)
        choose(
            self.fields["also"],
            [(key, f"{one.child}: {one} to {into}") for key, (one, into) in alongside.items()],
        )

    def told(self) -> dict[str, Any]:
        """Return what the operation is given: brothers and sisters join the same contact alone."""
        said = self.cleaned_data
        into = self.among[said["into"]]
        chosen = [self.alongside[key] for key in said["also"]]
        return {
            "into": into,
            "why": Why(said["why"]),
            "words": said["words"],
            "alongside": [pair for pair in chosen if pair[1].contact_id == into.contact_id],
        }


def _named(case: Case) -> str:
    received = words.moment(case.contact.received_at)
    source = case.policy.source(case.contact.referrer.source).name
    return f"{case}, received {received} from {source}: {case.stage_label}"


class Part(Change):
    """Why a report does not belong to a case, and which others with it."""

    reason = Words(label="Why do these not belong together?")
    other_child = forms.BooleanField(
        label="It is another child: part the two records as well", required=False
    )
    also = Choices(label="Part these as well", required=False)

    def __init__(self, data: Any = None, *, case: Case, alongside: Sequence[Case]) -> None:
        self.alongside = {each.reference: each for each in alongside}
        super().__init__(
            data,
            version=case.version,
            subjects=[case.reference, case.contact.reference],
            initial={"also": list(self.alongside)},
        )
        choose(
            self.fields["also"],
            [(each.reference, f"{each.child}: {each}") for each in alongside],
        )

    def told(self) -> dict[str, Any]:
        """Return what the operation is given."""
        said = self.cleaned_data
        return {
            "reason": said["reason"],
            "other_child": said["other_child"],
            "alongside": [self.alongside[key] for key in said["also"]],
        }
