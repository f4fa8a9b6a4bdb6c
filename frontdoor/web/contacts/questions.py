"""The questions that a pack's routes rest on, in plain words, in the order of a talk."""

from frontdoor.policy.pack import Policy

# By the fact that the answer becomes (policy.rules.RouteFacts).
HEADINGS: tuple[tuple[str, dict[str, str]], ...] = (
    (
        "How serious it seems",
        {
            "significant_harm": "Might the child be suffering significant harm?",
            "safeguarding_concern": "Is there a worry about the child’s safety?",
            "below_threshold": "Could the family manage with early help or less?",
        },
    ),
    (
        "The child’s situation",
        {
            "open_to_social_care": "Does the child have a social worker now?",
            "open_to_early_help": "Is Early Help working with the family now?",
            "identified": "Is it clear which child this is?",
            "unborn": "Is the child still unborn?",
            "disability": "Is the child disabled?",
            "missing": "Is the child missing, or were they?",
            "exploitation": "Might somebody be exploiting the child?",
            "domestic_abuse": "Is there domestic abuse at home?",
            "private_fostering": "Do they live with somebody who is not close family?",
            "unaccompanied": "Is the child here alone and seeking asylum?",
            "no_recourse": "Is the family shut out of public funds?",
            "money_at_16_or_17": "Are they 16 or 17, and in need of help with money?",
        },
    ),
    (
        "Other people, and other help",
        {
            "person_posing_risk": "Is there a person who may be a risk to children?",
            "position_of_trust": "Does that person work or volunteer with children?",
            "needs_screening": "Is there a child to be looked into because of that person?",
            "outside_remit": "Is this something that children’s services cannot help with?",
        },
    ),
)

# Routes ask whether a child is unidentified; people are asked whether they are identified.
_ASKED_AS = {"unidentified": "identified"}
# Worked out from the register, or asked by itself and first.
_NOT_ASKED = {"recently_closed", "closed_before", "immediate_harm"}


def asked(policy: Policy) -> set[str]:
    """Return the facts that the routes of this pack need an answer to."""
    facts = {fact for route in policy.routes for fact in (*route.when, *route.unless)}
    return {_ASKED_AS.get(fact, fact) for fact in facts - _NOT_ASKED}


def headings(policy: Policy) -> list[tuple[str, dict[str, str]]]:
    """Return each heading with its questions, as far as this pack asks them."""
    wanted = asked(policy)
    found = [
        (heading, {fact: words for fact, words in questions.items() if fact in wanted})
        for heading, questions in HEADINGS
    ]
    return [(heading, questions) for heading, questions in found if questions]
