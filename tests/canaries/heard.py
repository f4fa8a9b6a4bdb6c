"""Everything that a test said otherwise than to who asked: logs, what was printed, letters sent."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core import mail
from django.core.cache import caches

from tests.canaries.planting import NHS, TOKEN, Garden

OF_ITSELF = {"created", "msecs", "relativeCreated", "thread", "process"}


class Heard(logging.Handler):
    """Keeps what every logger says, as it would be written, with its traceback."""

    def __init__(self, capture: pytest.CaptureFixture[str]) -> None:
        super().__init__(level=logging.DEBUG)
        self.setFormatter(logging.Formatter("{name} {message}", style="{"))
        self.said: list[str] = []
        self.capture = capture

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one record, with whatever was given along with it."""
        # Its moments and its thread are numbers in which anything could be read.
        given = {name: held for name, held in vars(record).items() if name not in OF_ITSELF}
        self.said.append(f"{self.format(record)} {given}")

    def of(self, garden: Garden) -> list[str]:
        """Return what was said of any canary that was planted."""
        out, err = self.capture.readouterr()
        letters = [f"{each.subject} {each.body} {each.to}" for each in getattr(mail, "outbox", ())]
        kept = [str(vars(each)) for each in caches.all(initialized_only=True)]
        return [each for each in (*self.said, out, err, *letters, *kept) if _tells(each, garden)]


def _tells(said: str, garden: Garden) -> bool:
    numbers = (f"Zqxj{last}" for _, last in NHS.findall(said))
    return any(each in garden.planted for each in (*TOKEN.findall(said), *numbers))


@contextmanager
def listening(capture: pytest.CaptureFixture[str]) -> Iterator[Heard]:
    """Hear whatever is said from now on; every logger speaks, however quiet it is set."""
    heard, root = Heard(capture), logging.getLogger()
    level = root.level
    root.addHandler(heard)
    root.setLevel(logging.DEBUG)
    try:
        yield heard
    finally:
        root.setLevel(level)
        root.removeHandler(heard)
