"""What each call of somebody else's web server keeps to: no other address, no end, no flood."""

import http.client
import time
import urllib.request
from typing import Any

PIECE = 16_384


class NowhereElse(urllib.request.HTTPRedirectHandler):
    """Follows nobody who says that the answer is elsewhere: our secret goes where it was sent."""

    def redirect_request(self, *_: Any) -> None:
        """Return nothing, so that being sent elsewhere is an error."""


def whole(came: http.client.HTTPResponse, *, until: float, most: int) -> bytes:
    """Return an answer. One that drips keeps nobody waiting longer than one that does not come.

    :raises TimeoutError: if it has not come to its end in time.
    :raises ValueError: if it is longer than an answer is.
    """
    read = b""
    while piece := came.read1(PIECE):
        read += piece
        if len(read) > most:
            raise ValueError("an answer that is too long")
        if time.monotonic() > until:
            raise TimeoutError
    return read
