"""Who sees papers: those inside the hub alone. What leaves the hub is a product, word for word.

What is in a paper with a virus, or in one that was struck out, the program itself cannot read.
"""

from frontdoor.access import wall
from frontdoor.casework.papers.lifecycle import PAPER
from frontdoor.casework.papers.models import Content, Paper, Reading
from frontdoor.casework.papers.vocabulary import PaperStage


def _of_a_paper(table: str, which: str) -> str:
    return (
        f"({wall.INSIDE} AND EXISTS (SELECT 1 FROM papers_paper p"  # noqa: S608  # nosec B608  # Names and words of this code alone.
        f" WHERE p.id = {table}.paper_id AND p.struck_at IS NULL AND {which}))"
    )


TABLES = (
    wall.Table(
        model=Paper,
        see=wall.INSIDE,
        add=wall.INSIDE,
        change=wall.INSIDE,
        fixed=(
            "name",
            "what",
            "kind",
            "size",
            "digest",
            "attached_at",
            "attached_by",
            "attached_by_name",
        ),
        lifecycle=PAPER,
    ),
    # They never change, so that the row is its own history; the digest is in that of the paper.
    wall.Table(
        model=Content,
        see=_of_a_paper("papers_content", f"p.stage <> '{PaperStage.INFECTED}'"),
        add=wall.INSIDE,
        history=False,
    ),
    wall.Table(
        model=Reading, see=_of_a_paper("papers_reading", "true"), add=wall.INSIDE, history=False
    ),
)
