"""Asks ClamAV whether there is a virus in a file, over its socket (INSTREAM; see clamd(8)).

Whatever goes wrong is no check at all, with the reason: a file is clean when clamd says so in its
own words, and never because nothing was said.
"""

import socket
import struct
from time import monotonic

from frontdoor.casework.papers.rules import Checked
from frontdoor.casework.papers.vocabulary import Verdict

# Ours: a person waits for the answer.
CONNECT, WHOLE = 2.0, 12.0  # seconds
CHUNK = 64 * 1024
LONGEST_ANSWER = 4_096
NOT_SET_UP = "No check for viruses is set up here."
_CLEAN, _FOUND = "stream: OK", " FOUND"


def scan(content: bytes, *, address: str) -> Checked:
    """Return what clamd at an address says of a file: `unix:<path>` or `tcp:<host>:<port>`."""
    if not address:
        return _unchecked(NOT_SET_UP)
    try:
        said = _asked(address, _stream(content), "zINSTREAM")
    except (OSError, ValueError) as fault:
        return _unchecked(f"The check for viruses did not answer ({type(fault).__name__}).")
    if said == _CLEAN:
        return Checked(verdict=Verdict.CLEAN)
    if said.startswith("stream: ") and said.endswith(_FOUND):
        virus = said.removeprefix("stream: ").removesuffix(_FOUND).strip()
        return Checked(verdict=Verdict.INFECTED, virus=virus)
    if "size limit exceeded" in said:
        return _unchecked("It is larger than the check for viruses takes.")
    return _unchecked("The check for viruses gave no answer that says yes or no.")


def answers(*, address: str) -> bool:
    """Tell whether clamd can be reached at an address."""
    try:
        return _asked(address, [], "zPING") == "PONG"
    except (OSError, ValueError):
        return False


def _unchecked(why: str) -> Checked:
    return Checked(verdict=Verdict.NOT_CHECKED, why=why)


def _stream(content: bytes) -> list[bytes]:
    """Return a file in pieces, each with its length before it, and the end."""
    view = memoryview(content)
    pieces = [view[at : at + CHUNK] for at in range(0, len(content), CHUNK)]
    return [*(struct.pack("!I", len(each)) + each for each in pieces), struct.pack("!I", 0)]


def _asked(address: str, pieces: list[bytes], command: str) -> str:
    end = monotonic() + WHOLE
    with _connected(address) as link:
        try:
            link.sendall(command.encode() + b"\0")
            for piece in pieces:
                link.settimeout(_left(end))
                link.sendall(piece)
        except (BrokenPipeError, ConnectionResetError):
            pass  # It hung up before the end, and may have said why.
        return _answer(link, end)


def _answer(link: socket.socket, end: float) -> str:
    """Return what was said up to its mark of an end.

    :raises ValueError: if it hung up before, or says more than an answer is long.
    """
    said = b""
    while b"\0" not in said:
        link.settimeout(_left(end))
        more = link.recv(LONGEST_ANSWER)
        said += more
        if not more or len(said) > LONGEST_ANSWER:
            raise ValueError("no whole answer")
    return said.partition(b"\0")[0].decode("utf-8", "replace").strip()


def _left(end: float) -> float:
    left = end - monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _connected(address: str) -> socket.socket:
    kind, _, where = address.partition(":")
    if kind == "unix":
        link = socket.socket(socket.AF_UNIX)
        link.settimeout(CONNECT)
        try:
            link.connect(where)
        except OSError:
            link.close()
            raise
        return link
    host, _, port = where.rpartition(":")
    if kind != "tcp" or not host:
        raise ValueError("an address is unix:<path> or tcp:<host>:<port>")
    return socket.create_connection((host.strip("[]"), int(port)), CONNECT)
