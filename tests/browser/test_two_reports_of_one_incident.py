"""A neighbour and the school ring about one evening: their reports go on together, until one of
them turns out to be about another family (C1.9, C4.9, D6).
"""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from frontdoor.casework.contacts.models import Case
from frontdoor.jobs.example import together
from frontdoor.jobs.example.walk import ROBIN, SCHOOL
from tests import make, reporting
from tests.browser.conftest import Visit
from tests.browser.desk import Desk
from tests.reporting import ASLEEP, WREN

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_two_reports_of_one_incident(visit: Visit, scripted: bool) -> None:
    walk = make.walk(at=now() - timedelta(minutes=90))
    after = make.later(walk, minutes=30)
    both = (ROBIN, WREN)
    neighbour = reporting.reported(walk, children=both)
    school = reporting.reported(
        after, by=SCHOOL, concern=ASLEEP, children=both, possible_red="A bruise on the face."
    )
    together.link(after, reporting.brother(walk, school), reporting.brother(walk, neighbour))
    moira = visit("manager", scripted=scripted)

    moira_sees_that_it_is_the_same_child(moira, school)
    moira_is_asked_whether_the_report_belongs_to_the_open_case(moira, school, neighbour)
    moira_joins_both_children_at_once(moira, school, neighbour)
    the_open_case_is_urgent_and_has_news(moira, neighbour)
    moira_cannot_close_it_before_she_has_read_it(moira, neighbour)
    tamsin_reads_it(visit("triage", scripted=scripted), neighbour, school)
    moira_learns_that_it_was_another_family(moira, school, neighbour)
    both_wait_for_decisions_of_their_own(moira, school, neighbour)


def moira_sees_that_it_is_the_same_child(moira: Desk, school: Case) -> None:
    moira.open(f"/cases/{school}/known/")
    moira.page.get_by_label("This is the same child: Robin Example").first.check()
    moira.write("How do you know that it is the same child?", "The school gave the same address.")
    moira.press("Save the answer")


def moira_is_asked_whether_the_report_belongs_to_the_open_case(
    moira: Desk, school: Case, neighbour: Case
) -> None:
    moira.sees(f"This child has an open case, {neighbour}", "Join this report to it?")
    moira.photograph("joining-proposed")
    moira.open(f"/cases/{school}/route/")
    moira.sees("Another open case of this child")
    moira.photograph("joining-proposed-at-routing")
    moira.follow(f"Join {school} to {neighbour}")


def moira_joins_both_children_at_once(moira: Desk, school: Case, neighbour: Case) -> None:
    moira.press("Join them")
    moira.sees("There is a problem")
    moira.choose("How do they belong together?", "Another report of the same incident")
    moira.photograph("join-a-report")
    moira.press("Join them")
    moira.sees(f"{school} goes on in {neighbour}")


def the_open_case_is_urgent_and_has_news(moira: Desk, neighbour: Case) -> None:
    moira.sees("New information, not read yet", "Says nobody slept", "Possible Red")
    moira.photograph("case-with-news")
    moira.open("/")
    moira.sees("New information, not read yet", "Urgent")
    moira.photograph("worklist-with-news")


def moira_cannot_close_it_before_she_has_read_it(moira: Desk, neighbour: Case) -> None:
    moira.open(f"/cases/{neighbour}/route/")
    moira.choose("Where does this go?", "Close: No further action")
    moira.write("Why is this right for the child?", "As it looked before the school rang.")
    moira.press("Decide")
    moira.sees("nobody has read it yet")


def tamsin_reads_it(tamsin: Desk, neighbour: Case, school: Case) -> None:
    tamsin.open(f"/cases/{neighbour}/")
    tamsin.press("Read the new information")
    tamsin.sees("Says nobody slept", "A bruise on the face.", "Jo Sample", "Wren Example")
    tamsin.photograph("read-the-news")
    tamsin.press("I have read this")
    tamsin.sees("Written down that you have read it", f"Report {school}", "Read by")
    tamsin.sees_not("New information, not read yet")


def moira_learns_that_it_was_another_family(moira: Desk, school: Case, neighbour: Case) -> None:
    moira.open(f"/cases/{school}/")
    moira.sees(f"This report goes on in {neighbour}")
    moira.photograph("case-that-goes-on-elsewhere")
    moira.follow(f"Part this from {neighbour}")
    moira.write("Why do these not belong together?", "The school meant another Robin.")
    moira.tick("It is another child")
    moira.photograph("part-a-report")
    moira.press("Part them")


def both_wait_for_decisions_of_their_own(moira: Desk, school: Case, neighbour: Case) -> None:
    moira.sees("waits for a decision of its own again", "Possible Red")
    moira.sees_not("This child has an open case")
    moira.open(f"/cases/{neighbour}/")
    moira.sees(f"{school} does not belong to this", "The school meant another Robin.")
    moira.sees_not("Possible Red: ")
    moira.open("/")
    moira.sees(school.reference, neighbour.reference)
