"""Pure decisions about contacts."""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from frontdoor.casework.contacts.vocabulary import CaseMove, CaseStage
from frontdoor.people.vocabulary import Answer, Known
from frontdoor.policy.pack import Policy
from frontdoor.policy.pack_sharing import Outcome
from frontdoor.policy.rules import Advice, RouteFacts, why_not_kind

# Without letters and figures that are mistaken for one another on the telephone.
LETTERS = "BCDFGHJKMNPQRSTVWXYZ23456789"
CODE_LENGTH = 10

# The service of a pack that opens an enquiry; any other works on the contact itself (C5.1).
MASH = "mash"

# The census code of a source that nobody named: every pack has one (d.1).
UNKNOWN_SOURCE = "10"

# What is on record of the family, as the ledger keeps it. Nothing said is nothing asked.
FAMILY_TOLD = {"yes": "Told.", "no": "Not told.", "not_known": "Not known whether told."}
CONSENT = {
    "yes": "asked, and agreed",
    "no": "asked, and did not agree",
    "": "asked, no answer kept",
}
# A ground for not asking consent that is not in the pack (a.8, 7).
OTHER_GROUND = "other"

# The fact that a date of birth yet to come stands for (C8.3).
UNBORN = "unborn"

# What is answered about a standing becomes a fact that routes ask for (C4.2, C14.4).
FACT_OF = {
    Known.OPEN_SOCIAL_CARE: "open_to_social_care",
    Known.OPEN_EARLY_HELP: "open_to_early_help",
}


def code(reference: str, *, secret: str) -> str:
    """Return the code that the referrer of a contact is given, in two groups of five.

    It is worked out from the installation's secret, so that nothing readable is stored.
    """
    digest = hmac.new(secret.encode(), f"receipt {reference}".encode(), hashlib.sha256).digest()
    letters = "".join(LETTERS[byte % len(LETTERS)] for byte in digest[:CODE_LENGTH])
    return f"{letters[:5]}-{letters[5:]}"


def code_given(reference: str, kept: str, *, secrets: Iterable[str]) -> str:
    """Return the code that was given with whichever of these secrets, of which this was kept.

    Nothing, where it was given with none of them.
    """
    codes = (code(reference, secret=secret) for secret in secrets)
    return next((each for each in codes if digest(reference, each) == kept), "")


def digest(reference: str, given: str) -> str:
    """Return what is stored of a code, and compared: case and dashes do not count."""
    letters = "".join(letter for letter in given.upper() if letter.isalnum())
    return hashlib.sha256(f"{reference.strip().upper()} {letters}".encode()).hexdigest()


def answered(answers: Mapping[str, str], *, unborn: bool) -> dict[str, str]:
    """Return what was answered, and what an expected date of birth says where nobody was asked."""
    return ({UNBORN: Answer.YES.value} if unborn else {}) | dict(answers)


def facts(
    answers: Mapping[str, str], *, known: Iterable[Known], closed_on: date | None, today: date
) -> RouteFacts:
    """Return what is known of a case as the facts that routes ask for."""
    facts: dict[str, bool | None] = {
        fact: {Answer.YES: True, Answer.NO: False}.get(Answer(answer))
        for fact, answer in answers.items()
    }
    facts |= {FACT_OF[answer]: True for answer in known if answer in FACT_OF}
    return RouteFacts(
        **facts, closed_days_ago=None if closed_on is None else (today - closed_on).days
    )


def together(answers: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Return the answers of several reports about one child as one.

    A yes in any of them is a yes; what one could not tell is not settled by another's no.
    """
    weight = {"": 0, Answer.NO.value: 1, Answer.NOT_KNOWN.value: 2, Answer.YES.value: 3}
    found: dict[str, str] = {}
    for each in answers:
        for fact, said in each.items():
            found[fact] = max(found.get(fact, ""), said, key=lambda word: weight.get(word, 0))
    return found


# Whichever has come further is the one that others are joined to.
FURTHER = (CaseStage.AWAITING, CaseStage.IN_TRIAGE, CaseStage.IN_MASH)


def why_not_into(stage: str, *, reference: str) -> str:
    """Return why nothing is joined to a case at this stage, or an empty string."""
    if stage in FURTHER:
        return ""
    return f"{reference} is not open any more: it is at “{CaseStage(stage).label}”."


def says_nothing(policy: Policy, caller: Mapping[str, object], *said: object) -> bool:
    """Tell whether nobody said a word, nor ticked that something is not known.

    How it arrived, and that nobody knows who tells us, stand on the form before anybody speaks.
    """
    named = policy.source(str(caller["source"])).code != UNKNOWN_SOURCE
    words = [value for name, value in caller.items() if name != "source"]
    return not (named or any(words) or any(said))


def received_words(policy: Policy, channel: str, source: str) -> str:
    """Return what whoever told the hub reads at first: who wrote as a professional hears when the
    decision comes (a.8, 14)."""
    wrote = policy.source(source).professional and not policy.channel(channel).live
    return policy.texts.received_written if wrote else policy.texts.received


def told_words(*, professional: bool, considered: str, outcome: str) -> str:
    """Return what a referrer hears: a professional the outcome, the public that it was considered.

    The caller may be the person who causes harm (a.8, 14).
    """
    return outcome if professional else considered


@dataclass(frozen=True, kw_only=True)
class Way:
    """Where a case can go: the move, the team that takes it on, the outcome that it ends with."""

    move: CaseMove
    team: str = ""
    outcome: str = ""


def way(policy: Policy, advice: Advice) -> Way | None:
    """Return where a piece of advice sends a case, or nothing where it only says what to mind.

    A harm test that is not answered sends nobody anywhere: it asks.
    """
    if advice.blocking and advice.service is None:
        return None
    if advice.service is not None:
        move = CaseMove.SEND_TO_MASH if advice.service == MASH else CaseMove.SEND_TO_TRIAGE
        return Way(move=move, team=advice.team or "")
    if advice.team is not None:
        return Way(move=CaseMove.PASS_ON, team=advice.team)
    if advice.outcome is not None and advice.outcome in {o.slug for o in closings(policy)}:
        return Way(move=CaseMove.CLOSE, outcome=advice.outcome)
    return None


def closings(policy: Policy) -> list[Outcome]:
    """Return the outcomes that end a case at once: no enquiry, and no referral, follows (C6.2).

    That it was recorded by mistake is one of them: nothing is deleted, and it can be opened again.
    """
    return [
        outcome
        for outcome in policy.outcomes
        if "triage" in outcome.stages and outcome.counts_as != "mash_or_referral"
    ]


def takers(policy: Policy, outcome: str) -> tuple[str, ...]:
    """Return the teams of which one takes what ends with an outcome, if any has to respond (D13).

    Who is only signposted goes there by themselves: nobody has to respond.
    """
    end = next((each for each in closings(policy) if each.slug == outcome), None)
    return end.teams if end and end.urgency else ()


def of_kinds(policy: Policy, chosen: Way) -> Outcome | None:
    """Return the outcome that a way ends with, where one of its kinds is chosen (C15.10).

    What is passed on ends with the outcome that its team takes. What the policy passes on by
    itself has no kind: a person says that.
    """
    for end in policy.outcomes:
        passes = chosen.move is CaseMove.PASS_ON and chosen.team in end.teams
        closes = chosen.move is CaseMove.CLOSE and chosen.outcome == end.slug
        if (passes or closes) and end.kinds("triage"):
            return end
    return None


def kind(policy: Policy, way: Way, *, chosen: str) -> str:
    """Return the kind of outcome that a way ends with; of one kind alone nobody is asked."""
    end = of_kinds(policy, way)
    kinds = end.kinds("triage") if end else ()
    return kinds[0].slug if len(kinds) == 1 and not chosen else chosen


def why_not_of_kind(policy: Policy, way: Way, kind: str) -> str:
    """Return why a way cannot be given a kind, or lacks one, or an empty string (C15.10)."""
    end = of_kinds(policy, way)
    if end is not None:
        return why_not_kind(end, kind, stage="triage")
    return "This way has no kinds to choose from." if kind else ""


def followed(policy: Policy, advice: Iterable[Advice], chosen: Way) -> Advice | None:
    """Return the advice that a choice follows, if it follows any."""
    for each in advice:
        advised = way(policy, each)
        if advised and advised.move == chosen.move and _same_end(advised, chosen):
            return each
    return None


def _same_end(advised: Way, chosen: Way) -> bool:
    if chosen.move is CaseMove.PASS_ON:
        return advised.team == chosen.team
    return chosen.move is not CaseMove.CLOSE or advised.outcome == chosen.outcome


def sets_harm_aside(advice: Iterable[Advice], chosen: Way) -> bool:
    """Tell whether a choice goes another way than the immediate-harm test (a.8, 4).

    To MASH is the safe way also while nobody has answered the test.
    """
    return chosen.move is not CaseMove.SEND_TO_MASH and any(each.blocking for each in advice)


def why_not_ground(policy: Policy, ground: str, *, why: str, role: str) -> str:
    """Return why consent cannot be left unasked on this ground, or an empty string.

    The pack has its grounds (C4.13); another one needs a manager, and a reason (a.8, 7).
    """
    if not ground or ground in {each.slug for each in policy.grounds}:
        return ""
    if ground != OTHER_GROUND:
        return "Choose one of the reasons in the list."
    if role not in policy.consent.other_ground:
        return "A reason that is not in the list is for a manager to give."
    return "" if why.strip() else "Write the reason why consent was not asked for."


def grounds(policy: Policy, *, role: str, held: str = "") -> list[tuple[str, str]]:
    """Return the grounds of the pack (C4.13); one outside it is a manager's to give (a.8, 7).

    `held` is the ground that is recorded, which stays to be chosen.
    """
    own = [(ground.slug, ground.sentence) for ground in policy.grounds]
    if role in policy.consent.other_ground or held == OTHER_GROUND:
        own.append((OTHER_GROUND, "Another reason, given in words below."))
    return own


def was_kept(due_at: datetime, *, anew: Iterable[tuple[datetime, datetime]], at: datetime) -> bool:
    """Tell whether an end at a moment keeps every time that was promised: the first, and those
    made anew, each with when it was made. More time, given when the time was up already, does not
    undo the miss (a.8, 15).
    """
    for made_at, later in anew:
        if made_at > due_at:
            return False
        due_at = later
    return at <= due_at
