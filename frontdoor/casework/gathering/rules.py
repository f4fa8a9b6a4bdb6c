"""Pure decisions about asking agencies."""

from collections.abc import Sequence

from frontdoor.casework.gathering.vocabulary import Answer, Basis
from frontdoor.policy.law import Law
from frontdoor.policy.pack import Policy
from frontdoor.policy.pack_time import Rating


def why_not_ask(basis: Basis, *, law: Law, consent_given: bool, ground: str) -> str:
    """Return why agencies may not be asked on this basis, or an empty string (a.8, 7).

    Consent is never the gate under section 47. Below it, a request without consent or a recorded
    ground is refused: see AB & CD v Haringey [2013] EWHC 416 (Admin).
    """
    if basis is Basis.CONSENT and not consent_given:
        return (
            "The contact does not say that anybody with parental responsibility, or the child, "
            "agreed. Record whose consent was given, by the link beside it, or choose another "
            "basis."
        )
    if basis is Basis.GROUND and not ground:
        return f"{law.said('needs_ground')} Choose the ground beneath it, or choose another basis."
    return ""


def why_not_without_agreement(policy: Policy, name: str, *, basis: Basis | None, may: bool) -> str:
    """Return why an agency without an agreement may not be asked, or an empty string (B9, C8.2).

    `may` tells whether asking it all the same, on a ground, is the task of whoever asks. Without
    a basis it is about the agency alone, as a form has to know before anything is chosen.
    """
    allowed = policy.sharing_agreement.without_on
    lacks = f"{name} has no information-sharing agreement in force"
    if not allowed:
        return f"{lacks}. It cannot be asked."
    if not may:
        return f"{lacks}. Ask a manager: they can ask it all the same, and say why."
    if basis is not None and basis.value not in allowed:
        return f"{lacks}. On this basis it cannot be asked without one."
    return ""


def why_not_choose(depth: str, *, asked: Sequence[str], policy: Policy) -> str:
    """Return why these agencies do not fit the depth of a gathering, or an empty string (B16)."""
    if not set(asked) <= {agency.slug for agency in policy.agencies}:
        return "Choose from the agencies that the hub asks."
    if depth == "none" and asked:
        return "Without gathering no agency is asked: untick them all, or choose to gather."
    if depth != "none" and not asked:
        return "Choose at least one agency to ask."
    return ""


def basis_words(basis: Basis, *, law: Law, who_consented: Sequence[str], ground: str) -> str:
    """Return what an agency is told the request rests on, and whether consent was given (C4.12).

    The sentence is the law pack's; see AB & CD v Haringey for why it has to be true.
    """
    who = " and ".join(who_consented)
    agreed = "_agreed" if basis is Basis.SECTION_47 and who_consented else ""
    return law.said(f"request_{basis.value}{agreed}").format(who=who, ground=ground)


def asked_first(policy: Policy, rating: Rating, *, depth: str) -> list[str]:
    """Return the agencies that a gathering of this depth asks, as the pack lists them (B16)."""
    if depth == "none":
        return []
    return list(policy.gathering.basic if depth == "basic" else rating.required)


def why_not_escalate(*, is_late: bool) -> str:
    """Return why a deputy is not told yet, or an empty string."""
    return "" if is_late else "A deputy is told when the time is up, and not before."


def told(answer: Answer, *, facts: str, why: str) -> str:
    """Return what is missing of an answer, or an empty string."""
    if answer is Answer.SHARED and not facts.strip():
        return "Write the facts that you share, or choose another answer."
    if answer is Answer.NOT_SHARED and not why.strip():
        return "Say why this is not shared. Only the hub’s managers and you will see the reason."
    if answer is Answer.SHARED and why.strip():
        return "You gave a reason for not sharing, but chose to share. Remove one of the two."
    if answer is Answer.NOT_SHARED and facts.strip():
        return "You wrote facts, but chose not to share them. Remove one of the two."
    if answer is Answer.NOTHING_HELD and (facts.strip() or why.strip()):
        return "You wrote something, but chose “nothing held”. Choose another answer."
    return ""
