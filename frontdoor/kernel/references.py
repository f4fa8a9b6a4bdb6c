"""References that people read aloud: CV-26-00042, CV-26-00042-B for its second child.

A product on that child is CV-26-00042-B-1.
"""

import re
from datetime import date

# As people type them: any case, blanks or nothing for the lines, no noughts before the number.
_TYPED = re.compile(r"^([A-Z]{2,4})[\s-]*([0-9]{2})[\s-]*([0-9]{1,7})[\s-]*([A-Z]{0,2})$")


def contact(prefix: str, *, year: int, number: int) -> str:
    """Return the reference of a hub's contact, such as CV-26-00042."""
    return f"{prefix}-{year % 100:02d}-{number:05d}"


def child(contact_reference: str, *, position: int) -> str:
    """Return the reference of one child in a contact; the first (0) is A, the 27th AA."""
    letters = ""
    position += 1
    while position:
        position, letter = divmod(position - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{contact_reference}-{letters}"


def example(prefix: str, *, on: date, child: bool = False) -> str:
    """Return a reference as a hub with that prefix gives it, to show what one looks like."""
    letters = "-A" if child else ""
    return f"{contact(prefix, year=on.year, number=42)}{letters}"


def product(case_reference: str, *, number: int) -> str:
    """Return the reference of what left the hub on a case; the first is 1."""
    return f"{case_reference}-{number}"


def contact_of(reference: str) -> str:
    """Return the reference of the contact that a case or a product is of."""
    return "-".join(reference.split("-")[:3])


def case_of(product_reference: str) -> str:
    """Return the reference of the case that a product is on."""
    return product_reference.rpartition("-")[0]


def typed(text: str) -> str:
    """Return a reference as it is written, from how somebody typed it; empty where it is none."""
    found = _TYPED.match(text.strip().upper())
    if found is None:
        return ""
    prefix, year, number, letters = found.groups()
    return f"{prefix}-{year}-{int(number):05d}" + (f"-{letters}" if letters else "")
