"""What is to be kept from the family: marked where staff see it, and in nothing a family reads."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from frontdoor.casework.contacts import rules
from frontdoor.casework.contacts.concern import Concern
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.operations import Caller
from frontdoor.casework.contacts.vocabulary import CaseMove, Part
from frontdoor.casework.disclosures import operations as disclosures
from frontdoor.casework.disclosures.models import Telling
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.gathering.operations import Said
from frontdoor.casework.gathering.vocabulary import Answer
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Invalid
from frontdoor.people.models import Person
from frontdoor.people.operations import Told
from tests import make, pages

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]

SECRET = "That the grandmother has rung the hub twice."
AUNT = "family_member"
FACTS = "He was seen at the flat on Sunday."
MARK = f"Keep from the family: {SECRET}"


@pytest.fixture
def walk() -> Walk:
    return make.walk(at=now())


def case(walk: Walk) -> Case:
    """Return a case with a mother, and something that the family must not hear."""
    contact = walk.contact(caller=Caller(source=AUNT, name="Anke Muster"))
    walk.person(contact, Told(given_names="Dana", family_name="Example"), Part.CARER, kin="mother")
    walk.describe(contact, Concern(concern="He comes to the flat.", kept_from_family=SECRET))
    return walk.case(contact)


def asked(walk: Walk) -> Case:
    """Return it with the police asked, who say of a fact that the family must not hear it."""
    found = case(walk)
    enquiry = walk.rate(walk.to_mash(found.contact), "amber")
    [request] = walk.commence(enquiry, asked=("police",))
    said = Said(answer=Answer.SHARED, facts=FACTS, caveats=("keep_from_family",))
    walk.answer(request, {"Robin Example": said}, analysis="It bears on safety.")
    return found


def test_every_page_on_which_somebody_writes_to_others_marks_it(
    walk: Walk, sign_in: SignIn
) -> None:
    at_triage, in_mash = looked_into(walk), asked(walk)
    manager, police = sign_in("manager"), sign_in("police")
    of_triage = ("triage:show", "triage:ring_back", "cases:route")
    of_enquiry = ("enquiries:decide", "disclosures:propose", "enquiries:re_rate")

    where = [reverse(each, args=[at_triage.reference]) for each in of_triage]
    where += [reverse(each, args=[in_mash.reference]) for each in of_enquiry]
    told = {each: pages.text(manager.get(each)) for each in where}

    assert [each for each, said in told.items() if MARK not in said] == []
    assert MARK in pages.text(police.get(reverse("gathering:answer", args=[in_mash.reference])))


def looked_into(walk: Walk) -> Case:
    found = case(walk)
    walk.route(found.contact, CaseMove.SEND_TO_TRIAGE)
    return found


def test_what_an_agency_says_the_family_must_not_hear_is_named_where_words_are_written(
    walk: Walk, sign_in: SignIn
) -> None:
    found = asked(walk)

    said = pages.text(
        sign_in("manager").get(reverse("disclosures:propose", args=[found.reference]))
    )

    assert "The family must not hear: what West Midlands Police says of Robin Example." in said


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        (f"We know this: {SECRET.lower()}", True),
        (f"Please mind: {FACTS}", True),
        ("Please do not leave Robin alone with him.", False),
    ],
)
def test_words_for_the_family_do_not_have_it_in_them(walk: Walk, words: str, refused: bool) -> None:
    found = asked(walk)

    def propose() -> Telling:
        mother = walk.as_("manager", lambda _: Person.objects.get(given_names="Dana"))
        return walk.as_(
            walk.whose("tell_family"),
            lambda by: disclosures.propose_telling(
                enquiry=Enquiry.objects.get(case=found),
                person=mother,
                words=words,
                why="She can keep Robin safe.",
                by=by,
                at=walk.at,
            ),
        )

    if refused:
        with pytest.raises(Invalid, match="kept from it"):
            propose()
    else:
        assert propose().words == words


def test_a_team_that_reads_the_concern_is_told_what_to_keep(walk: Walk, sign_in: SignIn) -> None:
    found = case(walk)
    team = sign_in("early-help-team-team")
    [product, *_] = walk.pass_on(found, "early_help_team")

    said = pages.text(team.get(reverse("disclosures:product", args=[product.reference])))

    assert MARK in said


def test_a_referrer_of_the_family_reads_nothing_of_it_and_staff_are_warned(
    walk: Walk, sign_in: SignIn, client: Client
) -> None:
    found = case(walk)
    walk.route(found.contact, CaseMove.CLOSE, route="no_further_action")
    contact = found.contact
    where = reverse("contacts:tell_referrer", args=[contact.reference])

    said = pages.text(sign_in("manager").get(where))
    pages.sent(sign_in("manager"), where)
    code = rules.code(contact.reference, secret=walk.secret)
    told = {"reference": contact.reference, "code": code}
    page = pages.text(client.post(reverse("reports:ask"), told, follow=True))

    assert MARK in said
    assert "They are of the family." in said
    assert "grandmother" not in page
    assert contact.reference in page
