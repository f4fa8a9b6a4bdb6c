"""The law on sharing, as a dated value common to the hubs of one country (d.7)."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from frontdoor.policy.pack_part import Part, Slug, Text
from frontdoor.policy.pack_words import InForce

# What a basis can be recorded for.
Use = Literal["request_section_47", "request_below_section_47", "disclose", "police"]


class Edition(Part):
    """Which country's law this is, and from when it is taken to hold."""

    slug: Slug
    name: Text
    effective_from: Annotated[date, Field(strict=True)]
    note: Text


class Basis(Part):
    """One ground in law. `sentence` is what a person records; `statute` is where it stands.

    `condition` is what must hold before it may be relied on.
    """

    slug: Slug
    sentence: Text
    statute: Text
    in_force: InForce
    uses: Annotated[tuple[Use, ...], Field(min_length=1)]
    condition: str = ""


class Statement(Part):
    """What the program says of the law in one place, and where it stands."""

    slug: Slug
    sentence: Text
    source: Text


class Law(Part):
    """Every lawful basis that may be recorded, those not to be cited yet, and what is said of them.

    A version from before statements were kept here has none: the newest one says them.
    """

    law: Edition
    texts: tuple[Statement, ...] = ()
    bases: Annotated[tuple[Basis, ...], Field(min_length=1)]

    def basis(self, slug: str) -> Basis:
        """Return the basis of that slug.

        :raises LookupError: if there is none.
        """
        for basis in self.bases:
            if basis.slug == slug:
                return basis
        raise LookupError(f"The law pack has no basis {slug!r}.")

    def current(self, use: Use) -> tuple[Basis, ...]:
        """Return what may be relied on today for `use`: never what is only partly in force."""
        return tuple(b for b in self.bases if b.in_force == "yes" and use in b.uses)

    def said(self, slug: str) -> str:
        """Return the statement of that slug.

        :raises LookupError: if there is none.
        """
        for statement in self.texts:
            if statement.slug == slug:
                return statement.sentence
        raise LookupError(f"The law pack has no statement {slug!r}.")
