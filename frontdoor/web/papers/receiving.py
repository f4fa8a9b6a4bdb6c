"""Takes in what a browser sends: in memory, as much as may be sent, from whoever may send it.

What is too much is counted and let go, so that the page can say so; no byte goes to a disk.
"""

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from frontdoor.access.vocabulary import Zone

# Ours: more at once than anybody chooses by hand.
MOST = 20


# Django's own class takes no type.
class Upload(UploadedFile):  # type: ignore[type-arg]
    """One file as it came. What was too much of it is not here, and `is_whole` says so."""

    def __init__(self, name: str | None, content: bytes, *, size: int) -> None:
        super().__init__(BytesIO(content), name, None, size)
        self.is_whole = len(content) == size


class InMemory(FileUploadHandler):
    """Keeps files in memory up to the limits; those of nobody who may attach any, not at all."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._files = self._together = self._length = 0
        self._pieces: list[bytes] = []

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin another file."""
        super().new_file(*args, **kwargs)
        self._files += 1
        self._length, self._pieces = 0, []

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a piece, as long as it is not too much."""
        self._length += len(raw_data)
        self._together += len(raw_data)
        if self._may_keep():
            self._pieces.append(raw_data)
        else:
            self._together -= sum(len(each) for each in [*self._pieces, raw_data])
            self._pieces = []

    def _may_keep(self) -> bool:
        actor = getattr(self.request, "actor", None)
        return (
            actor is not None
            and actor.zone == Zone.HUB
            and self._files <= MOST
            and self._length <= settings.LARGEST_PAPER
            and self._together <= settings.LARGEST_FORM
        )

    def file_complete(self, file_size: int) -> Upload:
        """Return the file, whole or told to be too large."""
        return Upload(self.file_name, b"".join(self._pieces), size=self._length)
