"""Is the child known, and where does the case go."""

from typing import Any

from django import forms

from frontdoor.access.actor import Actor
from frontdoor.casework.contacts import rules
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.queries import Possible
from frontdoor.casework.contacts.rules import Way
from frontdoor.casework.contacts.vocabulary import CaseMove
from frontdoor.casework.triage.models import Recommendation
from frontdoor.people.models import Person
from frontdoor.people.vocabulary import Answer
from frontdoor.policy.pack import Policy
from frontdoor.policy.rules import Advice
from frontdoor.web.components.form_fields import Choice, Choices, choose
from frontdoor.web.disclosures.handing import NOTHING, Handing
from frontdoor.web.doing import Change

LONG = 5_000
OTHERWISE = (
    (Answer.NO.value, "None of these is the child"),
    (Answer.NOT_KNOWN.value, "I cannot say"),
)


class Known(Change):
    """Which earlier records are the child: a person says so, and why."""

    same = Choices(label="The same child", required=False)
    why = forms.CharField(
        label="How do you know that it is the same child?",
        max_length=LONG,
        required=False,
        widget=forms.Textarea,
    )
    otherwise = Choice(label="And if you ticked none?", choices=OTHERWISE, required=False)

    def __init__(self, data: Any = None, *, case: Case, possible: list[Possible]) -> None:
        super().__init__(
            data, version=case.version, subjects=[case.reference, case.contact.reference]
        )
        self.records = {str(each.person.pk): each.person for each in possible}
        choose(self.fields["same"], [(pk, str(held)) for pk, held in self.records.items()])

    def clean(self) -> None:
        """Ask for one answer, and for the reason where two records become one child."""
        said = self.cleaned_data
        same, otherwise = said.get("same"), said.get("otherwise")
        if same and otherwise:
            self.add_error("otherwise", "Either tick a record, or say that none is the child")
        if not same and not otherwise and "same" not in self.errors:
            self.add_error("otherwise", "Tick the records of this child, or say that none is")
        if same and not said.get("why", "").strip():
            self.add_error("why", "Write how you know that it is the same child")

    def linked(self) -> list[Person]:
        """Return the records that were said to be this child."""
        return [self.records[pk] for pk in self.cleaned_data["same"]]

    def answer(self) -> Answer:
        """Return whether the child is known: yes, no, or not to be told."""
        return Answer.YES if self.cleaned_data["same"] else Answer(self.cleaned_data["otherwise"])


class Route(Handing):
    """Where a case goes, decided by a person with a reason (C5.1), and who is told of it."""

    move = Choice(label="Where does this go?")
    team = forms.ChoiceField(label="Which team?", required=False)
    outcome = forms.ChoiceField(label="How does it end?", required=False)
    also = Choices(label="Who else is told?", required=False)
    reason = forms.CharField(
        label="Why is this right for the child?", max_length=LONG, widget=forms.Textarea
    )
    against = forms.CharField(
        label="Why not what the immediate-harm test asks for",
        max_length=LONG,
        required=False,
        widget=forms.Textarea,
    )

    def __init__(
        self,
        data: Any = None,
        *,
        case: Case,
        advice: list[Advice],
        recommended: Recommendation | None,
        by: Actor,
        is_shut: bool,
    ) -> None:
        advised, also = _preselected(case, advice, recommended), _to_tell(case, advice)
        initial = {**(_named(advised) if advised else {}), "also": also}
        likely = initial.get("team") or next(iter(also), "")
        super().__init__(data, case=case, advice=advice, team=str(likely), initial=initial)
        self.has_teams = bool(likely)
        teams = [(team.slug, team.name) for team in case.policy.teams]
        closings = [(end.slug, end.name) for end in rules.closings(case.policy)]
        choose(self.fields["move"], _moves(case, by=by, sent=data is not None))
        choose(self.fields["team"], [("", "Choose a team"), *teams])
        choose(self.fields["outcome"], [("", "Choose an outcome"), *closings])
        shut = [case.policy.out_of_hours.team] if is_shut else []
        offered = list(dict.fromkeys([*_all_to_tell(advice), *shut]))
        hints = dict.fromkeys(shut, case.policy.out_of_hours.terms)
        named = [(slug, case.policy.team(slug).name) for slug in offered]
        choose(self.fields["also"], named, hints=hints)

    def clean(self) -> None:
        """Ask for what the chosen way needs; past the harm test, for a second reason (a.8, 4)."""
        said = self.cleaned_data
        if said.get("move") == CaseMove.PASS_ON and not said.get("team"):
            self.add_error("team", "Select the team that it is passed on to")
        if said.get("move") == CaseMove.CLOSE and not said.get("outcome"):
            self.add_error("outcome", "Select how it ends")
        aside = bool(said.get("move")) and rules.sets_harm_aside(self.advice, self.way())
        if aside and not said.get("against", "").strip():
            self.add_error("against", "Write why the child can go another way than to MASH")
        told = said.get("also") or said.get("move") == CaseMove.PASS_ON
        if told and not said.get("items") and "items" not in self.errors:
            self.add_error("items", NOTHING)

    def shared(self) -> dict[str, list[str]]:
        """Return by team what leaves the hub with this decision; nothing, where nobody is told."""
        return self.shares(self.way().team, self.cleaned_data.get("also", []))

    def way(self) -> Way:
        """Return where the case goes, without what was chosen for another way."""
        said = self.cleaned_data
        move = CaseMove(said["move"])
        return Way(
            move=move,
            team=said.get("team", "") if move is CaseMove.PASS_ON else "",
            outcome=said.get("outcome", "") if move is CaseMove.CLOSE else "",
        )

    def decided(self) -> dict[str, Any]:
        """Return what the operation is given."""
        way = self.way()
        follows = rules.followed(self.case.policy, self.advice, way)
        aside = rules.sets_harm_aside(self.advice, way)
        advised = follows.team if follows and follows.team else ""
        return {
            "route": way.outcome or (follows.route if follows else ""),
            "team": way.team or advised,
            "reason": "\n".join([self.cleaned_data["reason"], *([self._aside()] if aside else [])]),
            "advised": follows is not None and not aside,
        }

    def chosen(self) -> str:
        """Return the chosen way in words."""
        return ways(self.case.policy)[CaseMove(self.cleaned_data["move"])]

    def _aside(self) -> str:
        return f"Past the immediate-harm test: {self.cleaned_data['against']}"


def ways(policy: Policy) -> dict[CaseMove, str]:
    """Return the ways that a hub has, in its own words: not every hub has a triage beside MASH."""
    services = {service.slug: service.name for service in policy.services}
    triage = next((name for slug, name in services.items() if slug != rules.MASH), "")
    said = {
        CaseMove.SEND_TO_MASH: f"To {services.get(rules.MASH, 'MASH')}: open an enquiry",
        CaseMove.SEND_TO_TRIAGE: f"To {triage}" if triage else "",
        CaseMove.PASS_ON: "Pass on to a team",
        CaseMove.CLOSE: "Close",
    }
    return {move: words for move, words in said.items() if words}


def _moves(case: Case, *, by: Actor, sent: bool) -> list[tuple[str, str]]:
    """Return the ways that are open; what was sent is for the operation to judge."""
    found = ways(case.policy).items()
    return [(move.value, words) for move, words in found if sent or case.can(move, by=by)]


def _named(way: Way) -> dict[str, str]:
    # The team of an enquiry is told by the advice; it is nobody that the case is passed on to.
    team = way.team if way.move is CaseMove.PASS_ON else ""
    return {"move": way.move.value, "team": team, "outcome": way.outcome}


def _preselected(
    case: Case, advice: list[Advice], recommended: Recommendation | None
) -> Way | None:
    """Return the way that a worker recommends, else the one that the policy advises.

    The immediate-harm test comes first (a.8, 4); while it waits for an answer, there is none.
    """
    if recommended and not any(each.blocking for each in advice):
        return recommended.way
    ways = [rules.way(case.policy, each) for each in advice]
    if any(each.blocking and way is None for each, way in zip(advice, ways, strict=True)):
        return None
    return next((way for way in ways if way), None)


def _all_to_tell(advice: list[Advice]) -> list[str]:
    """Return every team that advice names beside the one that takes the case.

    Immediate harm goes on in the hub, and its team is told at once (C6.4, C6.5).
    """
    at_once = [each.team for each in advice if each.first and each.service and each.team]
    return list(dict.fromkeys([*at_once, *(team for each in advice for team in each.also_tell)]))


def _to_tell(case: Case, advice: list[Advice]) -> list[str]:
    """Return the teams ticked beforehand; while the harm test waits for an answer, none."""
    waits = any(each.blocking and rules.way(case.policy, each) is None for each in advice)
    return [] if waits else _all_to_tell(advice)
