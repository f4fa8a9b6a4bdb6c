"""Where a case goes: what a manager chooses, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from frontdoor.access.actor import Actor
from frontdoor.casework.contacts import rules
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.rules import Way
from frontdoor.casework.contacts.vocabulary import CaseMove
from frontdoor.casework.disclosures import direction
from frontdoor.casework.triage.models import Recommendation
from frontdoor.policy.pack_sharing import Outcome, Tier
from frontdoor.policy.rules import Advice
from frontdoor.policy.staged import may_not
from frontdoor.web.cases import looked as asked
from frontdoor.web.cases import ways
from frontdoor.web.cases.looked import Search
from frontdoor.web.components import words
from frontdoor.web.components.form_fields import Choice, Choices, Words, choose
from frontdoor.web.disclosures import settling
from frontdoor.web.disclosures.handing import NOTHING, Handing

WHY = "Write why, or choose a reason where one is ready"
WHY_RATED = "Write why it is rated so"


@dataclass(frozen=True, kw_only=True)
class Before:
    """What a decision is made on: the advice of the pack, a worker's, and what may be offered."""

    advice: list[Advice]
    recommended: Recommendation | None
    is_shut: bool
    may_tell_referrer: bool
    search: Search | None


class Route(Handing):
    """Where a case goes, decided by a person (C5.1), who is told of it, and how it is rated.

    Whoever does as the policy or the worker advises need not write why once more; whoever closes
    may choose a reason that the pack has ready. Against the advice, it takes words.
    """

    move = Choice(label="Where does this go?")
    team = forms.ChoiceField(label="Which team?", required=False)
    rating = Choice(label="Rating", required=False)
    also = Choices(label="Who else is told?", required=False)
    reason = Words(
        label="Why is this right for the child?",
        required=False,
    )
    against = Words(
        label="Why not what the immediate-harm test asks for",
        required=False,
    )
    ticked_for = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    tell_referrer = forms.BooleanField(label="Let the referrer read how it ends", required=False)

    withdraw_why = settling.reason()
    looked = asked.answer()
    unlooked_why = asked.why()

    def __init__(self, data: Any = None, *, case: Case, before: Before, by: Actor) -> None:
        self.before = before
        advised = ways.preselected(case, before.advice, before.recommended)
        also = ways.to_tell(case, before.advice)
        takes = advised.team if advised and advised.move is CaseMove.PASS_ON else ""
        likely = takes or next(iter(also), "")
        initial = {
            **(ways.named(advised) if advised else {}),
            "also": also,
            "rating": ways.rated(before.advice),
            "tell_referrer": True,
            "ticked_for": likely or case.policy.out_of_hours.team,
        }
        super().__init__(data, case=case, advice=before.advice, team=likely, initial=initial)
        self.has_teams = bool(likely)
        self.still_open = settling.prepare(self, case)
        self.search = before.search
        asked.prepare(self, before.search, case, by=by)
        self.closings = rules.closings(case.policy)
        self._offer_ways(by=by, sent=data is not None)
        self._offer_kinds()
        self._offer_teams(shut=[case.policy.out_of_hours.team] if before.is_shut else [])
        self._offer_ratings(by=by)
        if not before.may_tell_referrer:
            del self.fields["tell_referrer"]

    def _offer_ways(self, *, by: Actor, sent: bool) -> None:
        """Offer the ways that are open; what was sent is for the operation to judge."""
        open_ways = [
            (value, named)
            for value, named in ways.choices(self.case.policy).items()
            if sent or self.case.can(ways.move_of(value), by=by)
        ]
        choose(self.fields["move"], open_ways)
        for end in self.closings:
            if end.reasons:
                ready = Choice(label=f"Ready reason for “{end.name}”", required=False)
                choose(ready, [(str(number), said) for number, said in enumerate(end.reasons)])
                self.fields[ways.ready(end)] = ready
            if teams := rules.takers(self.case.policy, end.slug):
                self.fields[ways.taker(end)] = self._offer_takers(end, teams)

    def _offer_kinds(self) -> None:
        """Offer the kinds of each outcome that has several at triage, under each way to it."""
        policy = self.case.policy
        for end in policy.outcomes:
            kinds = [(each.slug, each.name) for each in end.kinds("triage")]
            if len(kinds) < 2:
                continue
            teams = words.listing((policy.team(team).name for team in end.teams), last="or")
            labels = {CaseMove.CLOSE: f"Which kind: {end.name}"} if end in self.closings else {}
            if teams:
                labels[CaseMove.PASS_ON] = f"If it goes to {teams}: which kind?"
            for move, label in labels.items():
                self.fields[ways.kind(end, move)] = Choice(label=label, required=False)
                choose(self.fields[ways.kind(end, move)], kinds)

    def _offer_takers(self, end: Outcome, teams: Sequence[str]) -> forms.ChoiceField:
        field = forms.ChoiceField(label=f"Who takes it on: {end.name}", required=False)
        named = [(slug, self.case.policy.team(slug).name) for slug in teams]
        choose(field, named if len(named) == 1 else [("", "Choose a team"), *named])
        return field

    def _offer_teams(self, *, shut: list[str]) -> None:
        policy = self.case.policy
        choose(
            self.fields["team"],
            [("", "Choose a team"), *((team.slug, team.name) for team in policy.teams)],
        )
        offered = list(dict.fromkeys([*ways.all_to_tell(self.advice), *shut]))
        hints = dict.fromkeys(shut, policy.out_of_hours.terms)
        choose(
            self.fields["also"], [(slug, policy.team(slug).name) for slug in offered], hints=hints
        )

    def _offer_ratings(self, *, by: Actor) -> None:
        """Offer the ratings to whoever may rate: the enquiry need not be opened once more."""
        if may_not(self.case.policy, "rate", by=by):
            del self.fields["rating"]
            return
        ratings = self.case.policy.ratings
        choose(self.fields["rating"], [(rating.slug, rating.name) for rating in ratings])

    def clean(self) -> None:
        """Ask for what the chosen way needs; past the harm test, for a second reason (a.8, 4)."""
        said = self.cleaned_data
        if not said.get("move"):
            return
        way = self.way()
        if way.move is CaseMove.PASS_ON and not way.team and "team" not in self.errors:
            self.add_error("team", "Select the team that it is passed on to")
        if not self._why(way) and "reason" not in self.errors:
            self.add_error("reason", WHY)
        elif self._rates_by_oneself(way) and not said.get("reason", "").strip():
            self.add_error("reason", WHY_RATED)
        if rules.sets_harm_aside(self.advice, way) and not said.get("against", "").strip():
            self.add_error("against", "Write why the child can go another way than to MASH")
        if way.move is CaseMove.CLOSE:
            asked.check(self, said)
        if self._has_takers(way) and not self._taker(way):
            self.add_error(f"takes_{way.outcome}", "Select the team that takes it on")
        if rules.why_not_of_kind(self.case.policy, way, self._kind(way)):
            self.add_error(self._kind_field(way), "Select which kind it is")
        self._tick_for(self._taker(way))
        if (
            (said.get("also") or self._taker(way))
            and not said.get("items")
            and "items" not in self.errors
        ):
            self.add_error("items", NOTHING)

    def _why(self, way: Way) -> str:
        """Return why it goes that way: own words, else ready ones, else the advice it follows."""
        said = [self._ready(way), self.cleaned_data.get("reason", "").strip()]
        if any(said):
            return "\n".join(each for each in said if each)
        if rules.sets_harm_aside(self.advice, way):
            return ""
        return self._as_advised(way)

    def _ready(self, way: Way) -> str:
        for end in self.closings:
            if end.slug == way.outcome and (chosen := self.cleaned_data.get(ways.ready(end))):
                return end.reasons[int(chosen)]
        return ""

    def _as_advised(self, way: Way) -> str:
        follows = rules.followed(self.case.policy, self.advice, way)
        if follows:
            return f"As the policy advises: {follows.sentence} ({follows.source})"
        held = self.before.recommended
        if held and held.way == way:
            return f"As {held.sent_by_name} recommends: {held.reason}"
        return ""

    def _rates_by_oneself(self, way: Way) -> bool:
        """Tell whether it is rated otherwise than the advice has it, which takes own words."""
        if way.move is not CaseMove.SEND_TO_MASH:
            return False
        follows = rules.followed(self.case.policy, self.advice, way)
        rated = self.cleaned_data.get("rating", "")
        return bool(rated) and rated != (follows.rating if follows else "")

    def _kind_field(self, way: Way) -> str:
        end = rules.of_kinds(self.case.policy, way)
        return ways.kind(end, way.move) if end else ""

    def _kind(self, way: Way) -> str:
        """Return which kind of its outcome a way ends with; of one alone nobody was asked."""
        chosen = str(self.cleaned_data.get(self._kind_field(way), ""))
        return rules.kind(self.case.policy, way, chosen=chosen)

    def _has_takers(self, way: Way) -> bool:
        return bool(rules.takers(self.case.policy, way.outcome))

    def _taker(self, way: Way) -> str:
        """Return the team that takes it on, if one does: passed on, or as its outcome has it."""
        if way.move is CaseMove.PASS_ON:
            return way.team
        return str(self.cleaned_data.get(f"takes_{way.outcome}", ""))

    def _tick_for(self, team: str) -> None:
        """Tick what this team receives, and show it, where it was ticked for another one."""
        ticked_for = self.cleaned_data.get("ticked_for")
        if not team or not ticked_for or self.ticked(team) == self.ticked(ticked_for):
            return
        data = QueryDict(mutable=True)
        data.update(self.data)
        data.setlist("items", self.ticked(team))
        data["ticked_for"] = self.likely = team
        self.data = data
        name = self.case.policy.team(team).name
        self.add_error("items", f"Look at what {name} receives, and decide again")

    def shared(self) -> dict[str, list[str]]:
        """Return by team what leaves the hub with this decision; nothing, where nobody is told."""
        return self.shares(self._taker(self.way()), self.cleaned_data.get("also", []))

    def way(self) -> Way:
        """Return where the case goes, without what was chosen for another way."""
        said = self.cleaned_data
        move = ways.move_of(said["move"])
        return Way(
            move=move,
            team=said.get("team", "") if move is CaseMove.PASS_ON else "",
            outcome=said["move"].partition("/")[2],
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
            "reason": "\n".join([self._why(way), *([self._aside()] if aside else [])]),
            "advised": follows is not None and not aside,
        }

    def ended(self) -> dict[str, Any]:
        """Return which kind of its outcome a way ends with, for the operation (C15.10)."""
        return {"variant": self._kind(self.way())}

    def rated(self) -> str:
        """Return the rating that an enquiry gets with its opening, or an empty string."""
        if self.way().move is not CaseMove.SEND_TO_MASH:
            return ""
        return str(self.cleaned_data.get("rating", ""))

    def settled(self) -> dict[str, Any]:
        """Return why what is still to be done and is not sent is withdrawn, for the operation."""
        return {"withdraw_why": self.cleaned_data.get("withdraw_why", "")}

    def known(self) -> str:
        """Return what is answered of whether the child is known, as it is closed; or nothing."""
        said = str(self.cleaned_data.get("looked", ""))
        closes = self.way().move is CaseMove.CLOSE
        return said if closes and said != asked.UNLOOKED else ""

    def found(self) -> int:
        """Return how many records may be the child, where nobody had answered before."""
        return self.search.found if self.search else 0

    def unlooked(self) -> dict[str, Any]:
        """Return why it is closed when nobody has looked, for the operation."""
        return {"unlooked_why": self.cleaned_data.get("unlooked_why", "")}

    def tells_referrer(self) -> bool:
        """Tell whether the referrer may read at once how it ended: only of what is closed."""
        return self.way().move is CaseMove.CLOSE and bool(self.cleaned_data.get("tell_referrer"))

    def chosen(self) -> str:
        """Return the chosen way in words."""
        return ways.choices(self.case.policy)[self.cleaned_data["move"]]

    def _aside(self) -> str:
        return f"Past the immediate-harm test: {self.cleaned_data['against']}"

    @property
    def under(self) -> dict[str, list[Any]]:
        """Return the fields that stand under the choices to close: who takes it on, and why."""
        return {
            ways.closing(end): [self[name] for name in names if name in self.fields]
            for end in self.closings
            for names in [(ways.taker(end), ways.kind(end, CaseMove.CLOSE), ways.ready(end))]
        }

    @property
    def passed(self) -> list[Any]:
        """Return the fields that stand under the choice to pass on: which kind, for some teams."""
        found = [ways.kind(end, CaseMove.PASS_ON) for end in self.case.policy.outcomes]
        return [self[name] for name in found if name in self.fields]

    @property
    def needs_a_look(self) -> bool:
        """Tell whether what teams receive has to be chosen by hand, and so stands open."""
        wrong = {"items", "basis", "also"} & set(self.errors)
        lacks = self.has_teams and self.tier.needs_consent_or_basis and not self["basis"].value()
        return bool(wrong or self.still_open or lacks)

    @property
    def tier(self) -> Tier:
        """Return how much the team gets for which the items are ticked."""
        policy = self.case.policy
        return policy.tier(direction.tier(policy, self.likely, advice=self.advice))

    @property
    def beforehand(self) -> str:
        """Return which items are ticked, and for whom; nothing, where no team is named."""
        if not self.has_teams:
            return ""
        ticked = {str(key) for key in self["items"].value() or []}
        named = words.listing(offer.heading for offer in self.offers if offer.key in ticked)
        return f"Ticked for {self.case.policy.team(self.likely).name}: {named or 'nothing'}."
