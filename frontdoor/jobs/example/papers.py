"""Papers of the example: a photograph that nobody checked, a letter that was cleared."""

from io import BytesIO

from PIL import Image

from frontdoor.access.actor import Actor
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.papers import operations
from frontdoor.casework.papers.models import Paper
from frontdoor.casework.papers.rules import Checked, Read, Sent
from frontdoor.casework.papers.vocabulary import Kind, Verdict
from frontdoor.jobs.example.walk import Walk

LETTER = """Dear colleagues

Robin has come to school without a coat since the half term, and falls asleep in lessons.
We have spoken with the family on 12 and 19 February.

Jo Sample, form tutor"""
SKY, GROUND = (150, 190, 210), (90, 120, 70)
NOT_SET_UP = Checked(verdict=Verdict.NOT_CHECKED, why="No check for viruses is set up here.")


def photograph(walk: Walk, case: Case) -> Paper:
    """Attach a photograph to a case, which is in quarantine."""
    drawn = Image.new("RGB", (320, 240), SKY)
    drawn.paste(GROUND, (0, 150, 320, 240))
    made = BytesIO()
    drawn.save(made, "JPEG")
    content = made.getvalue()
    sent = Sent(
        name="garden.jpg",
        kind=Kind.JPEG,
        content=content,
        checked=NOT_SET_UP,
        read=Read(about=(("Size", "320 by 240 pixels"),), picture=content),
    )
    return _attach(walk, case, sent, what="The back garden")


def letter(walk: Walk, case: Case) -> Paper:
    """Attach a letter to a case, which was checked, and can be opened."""
    sent = Sent(
        name="letter.txt",
        kind=Kind.TXT,
        content=LETTER.encode(),
        checked=Checked(verdict=Verdict.CLEAN),
        read=Read(text=LETTER),
    )
    return _attach(walk, case, sent, what="Letter from the school")


def _attach(walk: Walk, case: Case, sent: Sent, *, what: str) -> Paper:
    def do(by: Actor) -> Paper:
        done = operations.attach(
            contact=case.contact, case=case, files=[sent], what=what, by=by, at=walk.at
        )
        return done.new[0]

    return walk.as_("officer", do)
