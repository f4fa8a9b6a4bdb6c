"""Pure decisions about contacts."""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from datetime import date

from frontdoor.people.vocabulary import Answer, Known
from frontdoor.policy.rules import RouteFacts

# Without letters and figures that are mistaken for one another on the telephone.
LETTERS = "BCDFGHJKMNPQRSTVWXYZ23456789"
CODE_LENGTH = 10

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


def digest(reference: str, given: str) -> str:
    """Return what is stored of a code, and compared: case and dashes do not count."""
    letters = "".join(letter for letter in given.upper() if letter.isalnum())
    return hashlib.sha256(f"{reference.strip().upper()} {letters}".encode()).hexdigest()


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


def told_words(*, professional: bool, considered: str, outcome: str) -> str:
    """Return what a referrer hears: a professional the outcome, the public that it was considered.

    The caller may be the person who causes harm (a.8, 14).
    """
    return outcome if professional else considered
