"""What each agency answered: how it stands, and the facts apart from its own analysis (P6)."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from frontdoor.access.actor import Actor
from frontdoor.casework.contacts.models import Party
from frontdoor.casework.gathering import keeping
from frontdoor.casework.gathering.models import Asked, Finding, Opinion, Request
from frontdoor.casework.gathering.vocabulary import Answer
from frontdoor.policy.pack import Policy
from frontdoor.web.components import kept, words

# Characters: more than that is folded away, unless it is new to whoever looks.
LONG = 600

NOT_IN_TIME = "no reply in time"
COLOURS = {Answer.SHARED: "blue", Answer.NOT_SHARED: "purple", Answer.NOTHING_HELD: "grey"}


@dataclass(frozen=True, kw_only=True)
class Fact:
    """What one agency holds on one person, and shares, or does not."""

    person: str
    answer: str
    colour: str
    facts: str
    why_not_shared: str
    kept_to: str
    handling: list[str]
    number: int | None


@dataclass(frozen=True, kw_only=True)
class View:
    """What one agency makes of it; `number` where whoever looks may keep it to fewer people."""

    words: str
    kept_to: str
    number: int | None


@dataclass(frozen=True, kw_only=True)
class Reply:
    """One agency: how it stands with its answer, and its words, as whoever looks may see them."""

    agency: str
    slug: str
    state: str
    note: str
    facts: list[Fact]
    nothing_held: list[str]
    not_seen: list[str]
    opinions: list[View]
    is_new: bool

    @property
    def has_words(self) -> bool:
        """Tell whether there is anything of its answer to be read."""
        return bool(self.facts or self.nothing_held or self.not_seen or self.opinions)

    @property
    def not_shown(self) -> str:
        """Return on whom no facts are shown, as a sentence."""
        return f"{kept.NOT_SHOWN} on {words.listing(self.not_seen)}." if self.not_seen else ""

    @property
    def why_not_shown(self) -> str:
        """Return what it can mean that no facts are shown."""
        return kept.WHY_NOT_SHOWN if self.not_seen else ""

    @property
    def is_long(self) -> bool:
        """Tell whether its words would push what else there is far down."""
        said = [part for f in self.facts for part in (f.facts, f.why_not_shared)]
        said += [each.words for each in self.opinions]
        return sum(len(part) for part in said) > LONG

    @property
    def anchor(self) -> str:
        """Return the place of its words on the page."""
        return anchor(self.slug)


def anchor(slug: str) -> str:
    """Return the place on the page of the words of an agency."""
    return f"answer-{slug}"


def replies(
    requests: Iterable[Request],
    findings: Sequence[Finding],
    parties: Sequence[Party],
    *,
    new: Container[str],
    unsigned: Container[str] = (),
    by: Actor,
    at: datetime,
) -> list[Reply]:
    """Return what each agency answered, those that have yet to first.

    `unsigned` has the agencies, by slug, without an agreement in force now; `new` the names of
    those whose answers whoever looks has not seen. Silence is told as silence, and never as
    "nothing held" (a.8, 15).
    """
    return [
        _reply(each, findings, parties, new=new, unsigned=unsigned, by=by, at=at)
        for each in requests
    ]


def _reply(
    request: Request,
    findings: Sequence[Finding],
    parties: Sequence[Party],
    *,
    new: Container[str],
    unsigned: Container[str],
    by: Actor,
    at: datetime,
) -> Reply:
    state, note = _standing(request, at=at)
    note += _signed(request, unsigned)
    held = {each.person_id: each for each in findings if each.request_id == request.pk}
    # In the order of the contact.
    own = [(party.person.name, held[party.person_id]) for party in parties
           if party.person_id in held]  # fmt: skip
    return Reply(
        agency=request.agency.name,
        slug=request.agency.slug,
        state=state,
        note=note,
        facts=[
            _fact(name, each, request.policy, by=by)
            for name, each in own
            if each.answer != Answer.NOTHING_HELD
        ],
        nothing_held=[name for name, each in own if each.answer == Answer.NOTHING_HELD],
        not_seen=_not_seen(request, held, parties),
        opinions=[_view(each, by=by) for each in request.opinions.all()],
        is_new=request.agency.name in new,
    )


def _not_seen(request: Request, held: Container[int], parties: Iterable[Party]) -> list[str]:
    """Return on whom an agency has answered nothing that whoever looks may see.

    That nothing is held and that it is not shared look alike to them: the one would tell the other.
    """
    if not request.is_answered:
        return []
    owed = {each.person_id for each in request.unanswered}
    return [
        party.person.name
        for party in parties
        if party.person_id not in held and party.person_id not in owed
    ]


def _view(opinion: Opinion, *, by: Actor) -> View:
    theirs = not keeping.why_not(opinion, by=by)
    return View(
        words=opinion.told, kept_to=opinion.kept_words, number=opinion.pk if theirs else None
    )


def _fact(person: str, finding: Finding, policy: Policy, *, by: Actor) -> Fact:
    answer = Answer(finding.answer)
    theirs = answer is Answer.SHARED and not keeping.why_not(finding, by=by)
    handling = [policy.caveat(caveat).name for caveat in finding.caveats]
    return Fact(
        person=person,
        answer=answer.label,
        colour=COLOURS[answer],
        facts=finding.facts,
        why_not_shared=finding.why_not_shared,
        kept_to=finding.kept_words if answer is Answer.SHARED else "",
        handling=["Sensitive health information", *handling]
        if finding.sensitive_health
        else handling,
        number=finding.pk if theirs else None,
    )


def _standing(request: Request, *, at: datetime) -> tuple[str, str]:
    """Return how it stands with an answer in a word or three, and when it came or is due."""
    if request.is_answered and request.unanswered:
        return _standing_about(request, at=at)
    if request.returned_at is not None:
        late = "" if request.was_kept(at=request.returned_at) else ", late"
        return "answered", f"{words.moment(request.returned_at)}{late}, {request.returned_by_name}"
    state = NOT_IN_TIME if request.is_overdue(at=at) else "waiting"
    due = words.moment(request.falls_due_at)
    note = f"Was due on {due}" if state == NOT_IN_TIME else f"Due on {due}"
    return state, note + _told(request)


def _signed(request: Request, unsigned: Container[str]) -> str:
    """Return that a question stands without an agreement: asked so, or the agreement has ended."""
    if request.without_agreement:
        return ". Asked without an agreement in force"
    if request.agency.slug in unsigned and not request.is_settled:
        return ". Its agreement has ended since: the question stays"
    return ""


def _told(asked: Asked) -> str:
    return "".join(f". {each.told} told" for each in asked.chased if each.told)


def _standing_about(request: Request, *, at: datetime) -> tuple[str, str]:
    """Return how it stands with an agency that owes an answer about people named later."""
    owed = min(request.unanswered, key=lambda each: each.falls_due_at)
    who = words.listing(each.person.name for each in request.unanswered)
    late = owed.is_overdue(at=at)
    due = f"{'was due' if late else 'due'} on {words.moment(owed.falls_due_at)}"
    return NOT_IN_TIME if late else "waiting", f"On {who}: {due}{_told(owed)}"
