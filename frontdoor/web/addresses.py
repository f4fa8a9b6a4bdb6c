"""Where a page is: the address that belongs to a name, worked out once a process."""

import re
from functools import cache

from django.urls import NoReverseMatch, get_script_prefix, reverse

# What stands in an address as it is: references, numbers and slugs.
_PLAIN = re.compile(r"[A-Za-z0-9-]+")


def address(name: str, *args: object, **kwargs: object) -> str:
    """Return the address of a page by its name, as `reverse` does.

    What is kept is the form of the address alone, never what it is about.

    :raises NoReverseMatch: if there is no such page.
    """
    told = [str(each) for each in args]
    if not kwargs and all(_PLAIN.fullmatch(each) for each in told):
        parts = _form(get_script_prefix(), name, tuple(each.isdigit() for each in told))
        if parts:
            first, *rest = parts
            return first + "".join(f"{each}{part}" for each, part in zip(told, rest, strict=True))
    return reverse(name, args=args or None, kwargs=kwargs or None)


@cache
def _form(prefix: str, name: str, numbers: tuple[bool, ...]) -> tuple[str, ...]:
    """Return what stands around the parts of an address, or nothing if it cannot be told so."""
    marks = [f"{9_000_000_000 + i}" if is_number else f"mark-{i}-mark"
             for i, is_number in enumerate(numbers)]  # fmt: skip
    try:
        whole = reverse(name, args=marks or None)
    except NoReverseMatch:
        return ()
    parts = tuple(re.split("|".join(marks), whole)) if marks else (whole,)
    return parts if len(parts) == len(marks) + 1 else ()
