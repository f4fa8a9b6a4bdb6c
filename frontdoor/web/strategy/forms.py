"""What is typed when a strategy discussion is called, arranged, held or called off."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.timezone import localtime

from frontdoor.casework.contacts.models import Case
from frontdoor.casework.strategy import queries, rules
from frontdoor.casework.strategy.ending import Minutes
from frontdoor.casework.strategy.models import Discussion
from frontdoor.casework.strategy.operations import Plan
from frontdoor.casework.strategy.vocabulary import DiscussionOutcome
from frontdoor.web.components import moments
from frontdoor.web.components.form_fields import REASON, Choice, Choices, Words, choose
from frontdoor.web.disclosures.handing import NOTHING, Handing
from frontdoor.web.doing import Change


class Settled(forms.Form):
    """Who chairs, how people join, and who is invited: asked when it is called, and afterwards."""

    chair = forms.CharField(
        label="Who chairs it?",
        max_length=200,
        help_text="A manager or senior practitioner",
    )
    joining = forms.CharField(
        label="When and how do people join?",
        max_length=REASON,
        required=False,
        help_text="For example, 11am by telephone, 01632 960020. It may be settled later.",
    )
    invited = Choices(label="Agencies to invite", required=False)
    others = forms.CharField(label="Who else?", max_length=REASON, required=False)

    def plan(self) -> Plan:
        """Return what was settled."""
        said = self.cleaned_data
        return Plan(**{name: said[name] for name in ("chair", "joining", "invited", "others")})


class Call(Handing, Settled):
    """Why it cannot wait; all else is as the policy has it, until somebody changes it."""

    why = Words(label="Why can it not wait?")
    says_optional = True

    def __init__(self, data: Any = None, *, case: Case, at: datetime) -> None:
        self.harm = queries.harm(case, at=at)
        self.to_tell = queries.to_tell(case, self.harm)
        policy = case.policy
        self.rating = policy.rating(rules.rating(policy, self.harm))
        chair = policy.team(self.harm.team).name if self.harm.team else policy.hub.managed_by
        initial = {"chair": chair, "invited": list(self.rating.required)}
        team = next(iter(self.to_tell), "")
        super().__init__(data, case=case, advice=[self.harm], team=team, initial=initial)
        choose(self.fields["invited"], [(each.slug, each.name) for each in policy.agencies])
        if not self.to_tell:
            del self.fields["items"], self.fields["basis"]
        self.order_fields(["seen", "after", "why", "chair", "joining", "invited", "others"])

    def clean(self) -> None:
        """Ask for something to send, where a team is told."""
        missing = self.to_tell and not self.cleaned_data.get("items")
        if missing and "items" not in self.errors:
            self.add_error("items", NOTHING)

    def told(self) -> dict[str, Any]:
        """Return what the operation is given."""
        said = self.cleaned_data
        return {
            "why": said["why"],
            "plan": self.plan(),
            "items": said.get("items", []),
            "basis": self.basis_words(),
        }


class OnDiscussion(Change):
    """A change of a discussion, which others may change as well."""

    def __init__(self, data: Any = None, *, discussion: Discussion, **more: Any) -> None:
        subjects = [discussion.case.reference]
        super().__init__(data, version=discussion.version, subjects=subjects, **more)


class Arrange(OnDiscussion, Settled):
    """What is settled about a discussion that was called."""

    def __init__(self, data: Any = None, *, discussion: Discussion) -> None:
        stands = {name: getattr(discussion, name) for name in ("chair", "joining", "others")}
        super().__init__(data, discussion=discussion, initial=stands)
        there = {each.agency.slug for each in discussion.invitations.all()}
        more = [each for each in discussion.policy.agencies if each.slug not in there]
        choose(self.fields["invited"], [(each.slug, each.name) for each in more])
        self.fields["invited"].label = "More agencies to invite"

    def told(self) -> dict[str, Any]:
        """Return what the operation is given."""
        return {"plan": self.plan()}


class Record(OnDiscussion):
    """What came of it. A brief discussion has a brief record."""

    held_on = moments.day("Day it was held")
    held_at = moments.clock("Time it was held")
    took_part = Words(label="Who took part?")
    said = Words(
        label="What was said and decided?",
        help_text="Everybody in the hub reads this. What is for fewer people, add as a line of the "
        "chronology and keep it there",
    )
    outcome = Choice(label="What is the outcome?", choices=DiscussionOutcome.choices())
    further = Words(
        label="Who does what now?",
        help_text="For example, who keeps the child safe tonight",
        required=False,
    )

    def __init__(self, data: Any = None, *, discussion: Discussion) -> None:
        today = localtime().date()
        super().__init__(data, discussion=discussion, initial={"held_on": today})

    def told(self) -> dict[str, Any]:
        """Return what the operation is given."""
        said = super().told()
        held_at = moments.moment(said.pop("held_on"), said.pop("held_at"))
        return {"minutes": Minutes(held_at=held_at, **said)}


class CallOff(OnDiscussion):
    """Why it is not held."""

    reason = Words(label="Why is it not held?")
