"""What people do on pages, as each of them would send it: who, where, what is typed, what comes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils.timezone import now

from frontdoor.casework.gathering import queries
from tests import entering, make, pages
from tests.integration import orchard

# Words that nobody wants to type again, and that no log may have.
WORDS = "He has her number, and waits at the corner of Larkspur Row."


@dataclass(frozen=True)
class Deed:
    """A form that somebody has opened and filled in, and the event that it leaves."""

    client: Client
    address: str
    typed: dict[str, Any]
    leaves: str
    # The last thing that is stored of it, before it is stored for good.
    last: bytes = b'INSERT INTO "audit_event"'
    # A password is given back to nobody, and neither is a file.
    gives_back: bool = True
    files: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)

    def send(self) -> pages.Page:
        """Send it, as the browser does, to a process whose connection has prepared nothing yet."""
        connection.close()
        return self.post()

    def post(self) -> pages.Page:
        """Send it to a process that has served pages before."""
        files = {name: SimpleUploadedFile(*each) for name, each in self.files.items()}
        answer: pages.Page = self.client.post(self.address, {**self.typed, **files})
        return answer


def _opened(short: str, address: str, leaves: str, **typed: Any) -> Deed:
    client = pages.signed_in(short)
    client.raise_request_exception = False
    client.get(address)
    held = pages.opened(client, address)
    return Deed(client, address, {**held, **typed}, leaves)


def record() -> Deed:
    """Record a contact."""
    make.hub()
    typed = {
        "form_key": str(uuid4()), "channel": "telephone", "source": "school",
        "caller_name": "Jo Sample", "given_names": "Robin", "description": WORDS,
    }  # fmt: skip
    return _opened("officer", "/contacts/new/", "contact.received", **typed)


def rate() -> Deed:
    """Rate an enquiry."""
    enquiry = orchard.enquiry(orchard.today(), rating="")
    address = f"/cases/{enquiry.case.reference}/rate/"
    return _opened("manager", address, "enquiry.rated", rating="red", reason=WORDS)


def ask() -> Deed:
    """Ask agencies."""
    enquiry = orchard.enquiry(orchard.today())
    return _opened(
        "manager",
        f"/cases/{enquiry.case.reference}/commence/",
        "enquiry.commenced",
        asked=["police", "early_help"],
        summary=WORDS,
        basis="section_47",
    )


def answer() -> Deed:
    """Answer as an agency that was asked."""
    walk = make.walk(at=now() - timedelta(hours=1))
    [asked, *_] = make.requests(walk, asked=("police",))
    [child] = walk.as_("police", lambda _: queries.people(asked))
    said = {f"person_{child.pk}": "held_shared", f"facts_{child.pk}": WORDS, "analysis": "Risk."}
    return _opened("police", f"/requests/{asked.enquiry}/", "request.returned", **said)


def decide() -> Deed:
    """Decide an enquiry."""
    enquiry = orchard.answered(orchard.today())
    return _opened(
        "manager",
        f"/cases/{enquiry.case.reference}/decide/",
        "decision.decided",
        rating="amber", outcome="early_help/level_3", level="3", rationale=WORDS,
        recommendations="Work on safety online.", primary_need="", without_reply_why="",
    )  # fmt: skip


def disclose() -> Deed:
    """Send a product to a team."""
    decision = orchard.authorised(orchard.today())
    return _opened(
        "manager",
        f"/cases/{decision.enquiry}/send/",
        "product.sent",
        team="early_help_team", basis="section_17", items=["outcome"], note=WORDS,
    )  # fmt: skip


def upload() -> Deed:
    """Attach a letter."""
    case = make.case()
    deed = _opened("officer", f"/cases/{case.reference}/papers/", "paper.attached", what=WORDS)
    return replace(deed, files={"papers": ("letter.txt", b"Dear hub")})


def draft() -> Deed:
    """Keep what is being typed."""
    make.hub()
    typed = {"path": "/contacts/new/", "tab": "one", "step": "1", "typed": f"concern={WORDS}"}
    client = pages.signed_in("officer")
    client.raise_request_exception = False
    client.get("/contacts/new/")
    return Deed(client, "/drafts/", typed, "", last=b'INTO "access_draft"')


def sign_in() -> Deed:
    """Send a password."""
    user = entering.somebody()
    entering.give_app(user, at=now() - timedelta(days=1))
    client = Client(raise_request_exception=False)
    client.get("/sign-in/")
    typed = {"username": user.username, "password": entering.PASSWORD}
    return Deed(client, "/sign-in/", typed, "", last=b'UPDATE "entrance_attempt"', gives_back=False)


ALL: dict[str, Callable[[], Deed]] = {
    "record": record, "rate": rate, "ask": ask, "answer": answer, "decide": decide,
    "disclose": disclose, "upload": upload, "draft": draft, "sign in": sign_in,
}  # fmt: skip
