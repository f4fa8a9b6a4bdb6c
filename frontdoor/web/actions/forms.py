"""What is typed to give somebody something to do, to change it, and to say what came of it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.timezone import localtime

from frontdoor.access.actor import Actor
from frontdoor.casework.actions import changing, operations, queries
from frontdoor.casework.actions.models import Action
from frontdoor.casework.actions.operations import Owner
from frontdoor.casework.actions.rules import Due
from frontdoor.casework.contacts.models import Case, Party
from frontdoor.casework.contacts.vocabulary import Part
from frontdoor.casework.disclosures import giving
from frontdoor.casework.disclosures.models import Product
from frontdoor.casework.triage import queries as triage
from frontdoor.kernel.worktime import Unit
from frontdoor.people.models import Person
from frontdoor.policy.models import PolicyVersion
from frontdoor.policy.rules import day as hub_day
from frontdoor.web.components import moments, words
from frontdoor.web.components.form_fields import Choice, Choices, DateParts, Words, choose
from frontdoor.web.doing import Change

THEN = "then"
AS_IT_IS = "as_it_is"
TIME, OWNER, WITHDRAW = "time", "owner", "withdraw"
DONE, NOT_DONE = "done", "not_done"
OF_A_RESULT = "Also when nothing was found. If it cannot be done, say why. "
EVERYBODY_READS = (
    "Everybody in the hub reads this, and a manager may send it to the team that takes the case."
)


def owners(hub_id: int, version: PolicyVersion, *, at: datetime) -> dict[str, tuple[str, Owner]]:
    """Return who can be given something to do: agencies, then workers of the hub, by name."""
    policy = version.policy
    workers = triage.workers(hub_id, policy, on=hub_day(policy, at))
    return {
        f"agency-{each.slug}": (each.name, Owner(agency=each.slug)) for each in policy.agencies
    } | {f"worker-{each.pk}": (each.user.name, Owner(worker=each)) for each in workers}


class Timed(Change):
    """A form that asks who does something, and by when: soon in the pack's words, or then."""

    owner = forms.ChoiceField(label="Who does it?")
    due = Choice(label="By when?")
    due_on = DateParts(label="Day", help_text="For example, 27 3 2027", required=False)
    due_time = moments.clock("Time", required=False)
    says_optional = False

    def __init__(
        self,
        data: Any = None,
        *,
        hub_id: int,
        policy_version: PolicyVersion,
        at: datetime,
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        self.at = at
        self.owners = owners(hub_id, policy_version, at=at)
        self.soon = {each.slug: each for each in queries.soon(policy_version, at=at)}
        names = [(value, name) for value, (name, _) in self.owners.items()]
        choose(self.fields["owner"], [("", "Choose who does it"), *names])
        self.offer_times([])

    def offer_times(self, first: list[tuple[str, str]]) -> None:
        """Offer these times before those that the pack has."""
        named = [(slug, each.name) for slug, each in self.soon.items()]
        hints = {slug: _until(each.due.at) for slug, each in self.soon.items()}
        choose(self.fields["due"], [*first, *named, (THEN, "Another day or time")], hints=hints)

    def clean(self) -> None:
        """Ask for the day and the time, where another one is chosen."""
        said = self.cleaned_data
        if said.get("due") != THEN:
            return
        for name, missing in (("due_on", "Enter the day"), ("due_time", "Enter the time")):
            if not said.get(name) and name not in self.errors:
                self.add_error(name, missing)

    def chosen_due(self) -> Due:
        """Return by when it is to be done."""
        said = self.cleaned_data
        if said["due"] == THEN:
            then = moments.moment(said["due_on"], said["due_time"])
            return Due(at=then, unit=Unit.CLOCK_HOURS)
        return self.soon[said["due"]].due

    def chosen_owner(self) -> Owner:
        """Return whose it is to do."""
        return self.owners[self.cleaned_data["owner"]][1]


def _until(at: datetime) -> str:
    return f"By {words.moment(localtime(at))}"


class Set(Timed):
    """What is to be done, what for, by whom, about whom, and by when."""

    what = Words(
        label="What is to be done?",
        help_text="Whoever does it reads these words. An agency sees nothing else of the case.",
    )
    why = Words(label="What is it for?")
    people = Choices(
        label="Whom is it about?",
        help_text="An agency sees the names and dates of birth of those that you tick, and nobody "
        "else.",
    )

    def __init__(self, data: Any = None, *, case: Case, parties: list[Party], at: datetime) -> None:
        super().__init__(
            data,
            hub_id=case.hub_id,
            policy_version=case.contact.policy_version,
            at=at,
            version=case.version,
            subjects=[case.reference, case.contact.reference],
            initial={"people": [str(case.child_id)]},
        )
        self.among = {str(each.person_id): each.person for each in parties}
        choose(
            self.fields["people"],
            [(str(each.person_id), each.person.name) for each in parties],
            hints={str(each.person_id): Part(each.part).label for each in parties},
        )
        self.order_fields(
            ["seen", "after", "what", "why", "owner", "people", "due", "due_on", "due_time"]
        )

    def chosen_people(self) -> list[Person]:
        """Return whom it is about."""
        return [self.among[pk] for pk in self.cleaned_data["people"]]

    def do(self, case: Case, *, by: Actor) -> Action:
        """Give it to whoever was chosen."""
        said = self.cleaned_data
        return operations.set_action(
            case=case,
            what=said["what"],
            why=said["why"],
            owner=self.chosen_owner(),
            people=self.chosen_people(),
            due=self.chosen_due(),
            seen=said["seen"],
            by=by,
            at=self.at,
        )


class ForTeam(Set):
    """What a team that takes the case on is to do, what for, about whom, and by when."""

    def __init__(
        self, data: Any = None, *, product: Product, parties: list[Party], at: datetime
    ) -> None:
        super().__init__(data, case=product.case, parties=parties, at=at)
        self.product = product
        del self.fields["owner"]
        self.fields["what"].help_text = f"{product.team} reads these words with what it was sent."
        field = self.fields["people"]
        field.help_text = "The team reads the names and dates of birth of those that you tick."

    def do(self, case: Case, *, by: Actor) -> Action:
        """Give it to the team."""
        said = self.cleaned_data
        return giving.give(
            product=self.product,
            what=said["what"],
            why=said["why"],
            people=self.chosen_people(),
            due=self.chosen_due(),
            seen=said["seen"],
            by=by,
            at=self.at,
        )


class Note(Change):
    """Nothing is typed: the hub has read what came of it."""

    def __init__(self, data: Any = None, *, action: Action) -> None:
        super().__init__(data, version=action.version, subjects=[action.case_reference])


class Rearrange(Timed):
    """Another time or another owner, or that it is wanted no more; with a reason."""

    what = Choice(
        label="What changes?",
        choices=(
            (TIME, "Another time"),
            (OWNER, "Somebody else does it"),
            (WITHDRAW, "It is wanted no more"),
        ),
    )
    why = Words(
        label="Why?",
        help_text="Whoever has it to do reads the reason.",
    )

    def __init__(self, data: Any = None, *, action: Action, at: datetime) -> None:
        super().__init__(
            data,
            hub_id=action.hub_id,
            policy_version=action.policy_version,
            at=at,
            version=action.version,
            subjects=[action.case_reference],
        )
        self.action = action
        for name in ("owner", "due"):
            self.fields[name].required = False
        self.fields["owner"].label = "Who does it now?"
        if action.falls_due_at > at:
            self.offer_times([(AS_IT_IS, f"As it is: {_small(_until(action.falls_due_at))}")])
        self.order_fields(["seen", "after", "what", "owner", "due", "due_on", "due_time", "why"])

    def clean(self) -> None:
        """Ask for what the chosen change needs."""
        super().clean()
        said = self.cleaned_data
        if said.get("what") == OWNER and not said.get("owner"):
            self.add_error("owner", "Choose who does it now")
        timed = said.get("what") in (TIME, OWNER)
        is_same = said.get("what") == TIME and said.get("due") == AS_IT_IS
        if timed and (not said.get("due") or is_same) and "due" not in self.errors:
            self.add_error("due", "Choose by when it is to be done")

    def chosen_due(self) -> Due:
        """Return by when it is to be done, which may be as it was."""
        if self.cleaned_data["due"] == AS_IT_IS:
            now_due = self.action.now_due
            return Due(at=now_due.due_at, unit=Unit(now_due.unit))
        return super().chosen_due()

    def do(self, action: Action, *, by: Actor) -> object:
        """Do what was chosen."""
        said = self.cleaned_data
        change: dict[str, Any] = {
            "action": action, "why": said["why"], "seen": said["seen"], "by": by, "at": self.at
        }  # fmt: skip
        chosen: dict[str, Callable[[], object]] = {
            TIME: lambda: changing.retime(**change, due=self.chosen_due()),
            OWNER: lambda: changing.give_on(
                **change, due=self.chosen_due(), owner=self.chosen_owner()
            ),
            WITHDRAW: lambda: changing.withdraw(**change),
        }
        return chosen[said["what"]]()


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


class Result(Change):
    """What came of it, or why it cannot be done: silence is neither."""

    came = Choice(
        label="Was it done?",
        choices=((DONE, "Yes, it was done"), (NOT_DONE, "No, it cannot be done")),
    )
    words = Words(
        label="What came of it?",
        help_text=OF_A_RESULT + EVERYBODY_READS,
    )

    def __init__(self, data: Any = None, *, action: Action, teams: Sequence[str] = ()) -> None:
        super().__init__(data, version=action.version, subjects=[action.case_reference])
        if teams:
            # Its owner gave it, and knows to whom it goes: nobody chooses item by item again.
            also = f"Everybody in the hub reads this, and {words.listing(teams)} as well."
            self.fields["words"].help_text = OF_A_RESULT + also

    def do(self, action: Action, *, by: Actor, at: datetime) -> Action:
        """Take what was said."""
        said = self.cleaned_data
        if said["came"] == DONE:
            return operations.complete(
                action=action, result=said["words"], seen=said["seen"], by=by, at=at
            )
        return operations.leave(action=action, why=said["words"], seen=said["seen"], by=by, at=at)
