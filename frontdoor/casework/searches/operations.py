"""Say what follows from a search that met a restricted record: a reader of that record does (a.8).

The hint itself can be the leak: so a person decides whether anybody is told, and in which words.
"""

from datetime import datetime

from django.db import transaction

from frontdoor.access.actor import Actor
from frontdoor.audit.operations import record
from frontdoor.casework.searches.events import ContactTold, MatchAnswered, SearcherTold
from frontdoor.casework.searches.models import HiddenMatch, Word, columns
from frontdoor.casework.searches.vocabulary import MatchMove
from frontdoor.kernel.refusal import Invalid


@transaction.atomic
def answer(
    *,
    match: HiddenMatch,
    move: MatchMove,
    words: str = "",
    why: str,
    seen: int,
    by: Actor,
    at: datetime,
) -> HiddenMatch:
    """Say what follows. Whoever works on the contact, opens the list or searched reads there what
    they are told.

    :raises Refused: if it is not theirs, was said already, or the record is open to all again.
    :raises Invalid: if the reason is missing, or the words for those who are told.
    :raises Stale: if somebody changed it since `seen`.
    """
    if move is MatchMove.TELL and not words.strip():
        raise Invalid("words", "Write what they are told.")
    if not why.strip():
        raise Invalid("why", "Write why.")
    match = HiddenMatch.locked(match, seen=seen)
    match.take(
        move,
        by=by,
        why=why.strip(),
        answered_by=by.user_id,
        answered_by_name=by.name,
        answered_at=at,
    )
    if move is MatchMove.TELL:
        _tell(match, words.strip(), by=by, at=at)
    fact = MatchAnswered(
        subject=match.restriction.reference,
        hub_id=match.hub_id,
        number=match.pk,
        said=match.stage_label,
    )
    record(fact, by=by, at=at)
    return match


def _tell(match: HiddenMatch, words: str, *, by: Actor, at: datetime) -> None:
    Word.objects.create(
        hub_id=match.hub_id,
        **columns(match.asks),
        match=match,
        words=words,
        said_by=by.user_id,
        said_by_name=by.name,
        said_at=at,
    )
    if match.case is None:
        # Without the words: they are read where it was looked for, and nobody else has to.
        record(SearcherTold(subject=match.subject, hub_id=match.hub_id), by=by, at=at)
        return
    fact = ContactTold(subject=match.subject, hub_id=match.hub_id, words=words)
    record(fact, by=by, at=at)
