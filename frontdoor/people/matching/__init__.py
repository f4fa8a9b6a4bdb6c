"""The door behind which the register is searched. Pure: descriptions in, reasons out.

Two descriptions are compared field by field. How far each agrees has a weight that was trained
with Splink (model.json): rare names say more, missing says nothing. Records are offered in order
of weight, with every reason in words; nobody is joined, and no weight hides one (C5.5, a.8(12)).
Of a child whom nobody could name the place alone is enough, so that a later concern finds the
earlier one (C5.4).
"""

from frontdoor.people.matching.description import Description
from frontdoor.people.matching.judging import Band, Likeness, Reason, compare

__all__ = ["Band", "Description", "Likeness", "Reason", "compare"]
