"""One ledger for all that is shared and all that is not: on what basis, by whom (B10, B19)."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils.timezone import now

from frontdoor.casework.contacts import triage
from frontdoor.casework.disclosures import clearing
from frontdoor.casework.disclosures import operations as disclosures
from frontdoor.casework.disclosures.models import Product
from frontdoor.casework.gathering.models import Request
from frontdoor.casework.gathering.operations import Said
from frontdoor.casework.gathering.vocabulary import Answer
from frontdoor.casework.ledger.models import Entry
from frontdoor.jobs.example import acting
from frontdoor.jobs.example.walk import Walk
from frontdoor.web.cases import basis_words
from tests import make, pages
from tests.integration import orchard

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


@pytest.fixture
def walk() -> Walk:
    return make.walk(at=now())


def lines(kind: str, *, short: str = "manager") -> list[Entry]:
    make.enter(short)
    return list(Entry.objects.filter(kind=kind).order_by("pk"))


def where(reference: str) -> str:
    return f"/cases/{reference}/on-what-basis/"


# --- Who writes ---


def test_each_request_is_in_the_ledger_in_the_words_that_the_agency_reads(walk: Walk) -> None:
    requests = make.requests(walk)

    found = lines("request")
    assert [(each.whom, each.basis) for each in found] == [
        (request.agency.name, request.basis_words) for request in requests
    ]
    assert {each.by_name for each in found} == {"Moira Quayle"}


def test_what_the_family_were_told_and_who_agreed_is_kept_as_it_was(walk: Walk) -> None:
    orchard.asked(orchard.today(), consent="yes")

    found = lines("request")
    assert found
    assert {each.consent for each in found} == {"Dana Orchard: asked, and agreed"}


def test_each_item_that_a_team_is_sent_is_a_line_and_so_is_each_that_it_is_not(
    walk: Walk,
) -> None:
    product = make.product(walk)

    found = [each for each in lines("product") if each.source == product.reference]
    sent = [each.what for each in found if each.is_shared]
    assert sent == [item["heading"] for item in product.contents["items"]]
    assert {each.basis for each in found if each.is_shared} == {product.basis}
    assert all(each.why for each in found if not each.is_shared)
    assert not {each.what for each in found if not each.is_shared} & set(sent)


def test_what_is_lent_overnight_is_an_alert(walk: Walk) -> None:
    make.alert(make.walk())

    assert lines("alert")
    assert {each.whom for each in lines("alert")} == {"Emergency Duty Team"}


def test_an_agency_that_keeps_something_back_says_why_and_managers_alone_read_it(
    walk: Walk,
) -> None:
    request = make.requests(walk, asked=["police"])[0]
    make.enter()
    child = request.enquiry.case.child
    walk.answer(
        request, {child.name: Said(answer=Answer.NOT_SHARED, why_not_shared="A live operation.")}
    )

    [line] = lines("answer")
    assert (line.outcome, line.why) == ("not_shared", "A live operation.")
    assert lines("answer", short="social-worker") == []
    assert len(lines("answer", short="police")) == 1
    assert lines("answer", short="education") == []


def test_an_originator_that_does_not_agree_is_in_the_ledger(walk: Walk) -> None:
    clearance = make.clearance(walk)
    walk.as_(
        clearance.agency.slug,
        lambda by: clearing.answer(
            clearance=clearance, agreed=False, why="It would show who told us.",
            seen=clearance.version, by=by, at=walk.at,
        ),
    )  # fmt: skip

    [line] = lines("originator")
    assert (line.what, line.why) == (clearance.heading, "It would show who told us.")


def test_words_for_the_family_are_there_when_they_are_said_and_when_they_are_refused(
    walk: Walk,
) -> None:
    telling = make.telling(walk)
    refused = walk.as_(
        "police",
        lambda by: disclosures.answer_telling(
            telling=telling, agreed=False, why="He would know.", seen=telling.version, by=by,
            at=walk.at,
        ),
    )  # fmt: skip

    [line] = lines("telling")
    assert (line.whom, line.outcome, line.why) == (
        refused.person.name, "not_shared", "He would know.",
    )  # fmt: skip


def test_the_referrers_answer_is_in_the_ledger(walk: Walk) -> None:
    contact = make.product(walk).case.contact
    walk.as_(
        "manager",
        lambda by: triage.tell_referrer(contact=contact, outcome="Early Help", by=by, at=walk.at),
    )

    [line] = lines("referrer")
    assert "Early Help" in line.what
    assert line.subject == contact.reference


def test_what_an_agency_is_given_to_do_is_in_the_ledger_and_a_workers_is_not(walk: Walk) -> None:
    case = make.case(walk)
    action = acting.set_action(walk, case)

    assert action.agency is not None
    assert [each.whom for each in lines("action")] == [action.agency.name]


def test_nothing_is_ever_asked_or_sent_without_its_lines(walk: Walk) -> None:
    make.product(walk)
    make.enter()

    asked = Request.objects.values_list("agency__name", flat=True)
    sent = Product.objects.values_list("reference", flat=True)
    assert sorted(asked) == sorted(each.whom for each in lines("request"))
    assert set(sent) == {each.source for each in lines("product") + lines("alert")}


def test_no_line_is_changed_or_removed(walk: Walk) -> None:
    make.requests(walk)
    make.enter()
    line = Entry.objects.earliest("pk")

    for spoil in (
        lambda: Entry.objects.filter(pk=line.pk).update(basis="Consent."),
        lambda: Entry.objects.filter(pk=line.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            spoil()


# --- Weighing (B10) ---


def _ground(client: Client, reference: str, **more: str) -> pages.Page:
    return pages.sent(
        client, f"/cases/{reference}/commence/", depth="full", asked=["police"],
        summary="Please search.", basis="ground", ground="increased_risk", **more,
    )  # fmt: skip


def test_barnet_wants_both_sides_weighed_where_nobody_agreed(sign_in: SignIn) -> None:
    walk = make.walk("barnet", at=now())
    enquiry = make.enquiry(walk)
    client, reference = sign_in("manager", hub_slug="barnet"), enquiry.case.reference

    one = _ground(client, reference, if_shared="The father may leave.")
    both = _ground(
        client, reference, if_shared="The father may leave.", if_not_shared="He may hurt her."
    )

    assert "Write what might happen: it is weighed when nobody agreed." in pages.errors(one)
    assert "The father may leave." in one.content.decode()
    assert both.status_code == 302
    make.enter(hub_slug="barnet")
    [line] = Entry.objects.filter(kind="request")
    assert (line.if_shared, line.if_not_shared) == ("The father may leave.", "He may hurt her.")


def test_elsewhere_weighing_is_offered_and_holds_nothing_up(sign_in: SignIn, walk: Walk) -> None:
    enquiry = make.enquiry(walk)

    page = _ground(sign_in("manager"), enquiry.case.reference)

    assert page.status_code == 302
    assert lines("request")[0].why_not_asked.startswith("Asking would put the person")


# --- The page and the file ---


def test_the_page_says_on_what_basis_and_each_figure_opens_its_lines(
    sign_in: SignIn, walk: Walk
) -> None:
    product = make.product(walk)
    client, address = sign_in("manager"), where(product.case.reference)

    page = pages.text(client.get(address))
    only = pages.text(client.get(address, {"show": "request-shared"}))

    assert "Asked an agency" in page
    assert product.basis in page
    assert product.basis not in only
    assert "Under section 47" in only


def test_a_case_of_which_nothing_was_shared_says_so(sign_in: SignIn, walk: Walk) -> None:
    case = make.case(walk)

    assert "Nothing has been shared yet." in pages.text(
        sign_in("manager").get(where(case.reference))
    )


def test_a_worker_of_the_hub_is_not_told_of_what_an_agency_keeps_back(
    sign_in: SignIn, walk: Walk
) -> None:
    request = make.requests(walk, asked=["police"])[0]
    make.enter()
    child = request.enquiry.case.child
    walk.answer(
        request, {child.name: Said(answer=Answer.NOT_SHARED, why_not_shared="A live operation.")}
    )
    address = where(request.enquiry.case.reference)

    theirs, managers = sign_in("social-worker").get(address), sign_in("manager").get(address)

    assert "A live operation." in pages.text(managers)
    assert "A live operation." not in pages.text(theirs)
    assert "Kept back from the hub" in pages.text(managers)
    assert "Kept back from the hub" not in pages.text(theirs)


def test_the_file_has_every_line_and_no_live_formula(sign_in: SignIn, walk: Walk) -> None:
    case = make.case(walk)
    acting.set_action(walk, case, what='=HYPERLINK("http://x")')

    file = sign_in("manager").get(f"{where(case.reference)}file/")

    with ZipFile(BytesIO(file.content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        texts = book.read("xl/sharedStrings.xml").decode()
    assert sheet.count("<row ") == 1 + len(lines("action"))
    assert "=HYPERLINK(" in texts
    assert "<f>" not in sheet
    assert sign_in("social-worker").get(f"{where(case.reference)}file/").status_code == 403


def test_agencies_that_were_asked_at_once_alike_stand_together(sign_in: SignIn, walk: Walk) -> None:
    [request, *_] = make.requests(walk, asked=["police", "education"])

    page = pages.text(sign_in("manager").get(where(request.enquiry.case.reference)))

    assert "Asked Education and West Midlands Police" in page
    assert page.count("Under section 47") == 1


def test_what_was_sent_stands_before_what_was_not(sign_in: SignIn, walk: Walk) -> None:
    product = make.product(walk)

    page = pages.text(sign_in("manager").get(where(product.case.reference)))

    newest = page[page.index("Newest first") :]
    assert newest.index(f"Sent to {product.team}") < newest.index(f"Not sent to {product.team}")


def test_a_reason_that_many_share_stands_once_above_them() -> None:
    same = [Entry(what="Health on Robin", why="Not usual."), Entry(what="Rating", why="Secret.")]
    same.append(Entry(what="Police on Robin", why="Not usual."))

    said = basis_words.text(same)

    assert said == "Not usual.\n• Health on Robin\n• Police on Robin\nRating: Secret."
