"""Who breaks the constraints of additions and restricted records, for test_constraints.py."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from frontdoor.casework.actions.models import Addition
from frontdoor.casework.contacts import identity as identities
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.models import Case, Identity
from frontdoor.casework.holdings.models import AccessRequest, Item
from frontdoor.casework.holdings.vocabulary import Ending
from frontdoor.casework.restricting.models import BreakGlass, Reader, Restriction
from frontdoor.casework.retention.models import LegalHold
from frontdoor.casework.searches.models import HiddenMatch, Search, Word
from frontdoor.disposal.models import Disposal, Keeping
from frontdoor.jobs.example import disposing, holdings, registering, restricting, retention
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Unknown
from frontdoor.people.held import (
    Adoption,
    Bond,
    Marker,
    Number,
    Residence,
    Responsibility,
    Vehicle,
)
from tests import looking_for, make, meeting, rolling
from tests.integration.rows import addition, again, changed


def _restriction(walk: Walk) -> Restriction:
    held = restricting.restrict(walk, make.contact(walk))
    make.enter()
    return held


def _reader(walk: Walk) -> Reader:
    return _restriction(walk).readers.order_by("pk")[:1].get()


def _glass(walk: Walk) -> BreakGlass:
    held = restricting.break_glass(walk, _restriction(walk).reference)
    make.enter()
    return held


def _match(walk: Walk) -> HiddenMatch:
    held = meeting.put(walk, make.case(walk), _restriction(walk))
    make.enter()
    return held


def _search(walk: Walk) -> Search:
    held = looking_for.search(walk)
    make.enter("social-worker")
    return held


def _met(walk: Walk) -> HiddenMatch:
    """Return that a search met a restricted record."""
    held = _match(walk)
    again(held, case=None, search=_search(walk))
    make.enter()
    return held


def _met_by_a_row(walk: Walk) -> HiddenMatch:
    """Return that a row of a list met a restricted record."""
    held = _match(walk)
    again(held, case=None, roll=rolling.to_match(walk), row=2)
    make.enter()
    return held


def _word(walk: Walk) -> Word:
    held = meeting.answer(walk, _match(walk))
    make.enter()
    return held.words.get()


def _reviewed(walk: Walk) -> BreakGlass:
    held = restricting.review(walk, _glass(walk))
    make.enter()
    return held


def _addition(walk: Walk) -> Addition:
    held = addition(walk)
    make.enter()
    return held


def _identity(walk: Walk) -> Identity:
    """Return who told us of a contact, kept apart."""
    contact = make.contact(walk)
    return walk.as_(
        "manager",
        lambda by: identities.protect(
            contact=contact,
            why="She fears him.",
            seen=contact.referrer.version,
            by=by,
            at=walk.at,
        ),
    )


def _request(walk: Walk) -> AccessRequest:
    held = holdings.collect(walk, holdings.register(walk, make.case(walk).child))
    make.enter()
    return held


def _ended(walk: Walk) -> AccessRequest:
    held = holdings.end(walk, _request(walk), Ending.WITHDRAWN)
    make.enter()
    return held


def _hold(walk: Walk) -> LegalHold:
    held = retention.place(walk, make.contact(walk))
    make.enter()
    return held


def _item(walk: Walk) -> Item:
    return _request(walk).items.order_by("pk")[:1].get()


def _residence(walk: Walk) -> Residence:
    home = registering.live(walk, make.case(walk))
    make.enter()
    return home


def _marker(walk: Walk) -> Marker:
    made = registering.warn(walk, make.case(walk))
    make.enter()
    return made


def _number(walk: Walk) -> Number:
    made = registering.reach(walk, make.case(walk))
    make.enter()
    return made


def _vehicle(walk: Walk) -> Vehicle:
    made = registering.drive(walk, make.case(walk))
    make.enter()
    return made


def _bond(walk: Walk) -> Bond:
    made = registering.relate(walk, make.case(walk))
    make.enter()
    return made


def _responsibility(walk: Walk) -> Responsibility:
    made = registering.hold(walk, make.case(walk))
    make.enter()
    return made


def _adoption(walk: Walk) -> Adoption:
    made = registering.adopt(walk, make.case(walk))
    make.enter()
    return made


BREAKERS: Mapping[str, Callable[[Walk], None]] = {
    "who_is_protected_is_not_named_here": lambda walk: changed(
        make.contact(walk).referrer, protected=True, name="Jo Sample"
    ),
    "a_referrer_is_protected_once_at_a_time": lambda walk: again(_identity(walk)),
    "an_identity_is_kept_to_managers": lambda walk: again(_identity(walk), kept_to="hub"),
    "protection_is_lifted_by_somebody_with_a_reason": lambda walk: changed(
        _identity(walk), lifted_at=walk.at
    ),
    "a_product_has_an_addition_once": lambda walk: again(_addition(walk)),
    "an_addition_says_what_came_and_when": lambda walk: changed(_addition(walk), words=""),
    "an_addition_is_read_when_it_has_come": lambda walk: changed(_addition(walk), read_at=walk.at),
    "a_record_is_restricted_once": lambda walk: again(_restriction(walk)),
    "another_reason_to_restrict_is_in_words": lambda walk: changed(
        _restriction(walk), reason="other"
    ),
    "a_restriction_is_lifted_by_somebody_with_a_reason": lambda walk: changed(
        _restriction(walk), lifted_at=walk.at, lifted_by=1
    ),
    "a_case_meets_a_restricted_record_once": lambda walk: again(_match(walk)),
    "a_search_meets_a_restricted_record_once": lambda walk: again(_met(walk)),
    "a_row_meets_a_restricted_record_once": lambda walk: again(_met_by_a_row(walk)),
    "a_match_is_of_one_who_was_looked_up": lambda walk: changed(_match(walk), case=None),
    "a_word_is_of_one_who_was_looked_up": lambda walk: again(_word(walk), case=None),
    "nobody_is_looked_for_without_a_purpose": lambda walk: changed(_search(walk), why=""),
    "what_is_emptied_of_a_search_is_empty": lambda walk: changed(_search(walk), emptied_at=walk.at),
    "what_is_said_of_a_match_has_who_when_and_why": lambda walk: changed(
        _match(walk), stage="told"
    ),
    "a_word_on_a_match_is_said_once": lambda walk: again(_word(walk)),
    "a_word_on_a_match_has_words": lambda walk: again(_word(walk), words=""),
    "a_reader_is_named_once": lambda walk: again(_reader(walk)),
    "a_reader_ends_by_somebody": lambda walk: changed(_reader(walk), ended_at=walk.at),
    "broken_glass_lasts_an_hour_at_most": lambda walk: again(
        _glass(walk), until=walk.at + timedelta(minutes=61)
    ),
    "glass_is_broken_with_a_reason": lambda walk: again(_glass(walk), reason="I am curious."),
    "a_look_is_reviewed_by_somebody_else": lambda walk: changed(
        _reviewed(walk), reviewed_by=walk.actor("officer").user_id
    ),
    "what_is_held_goes_to_somebody_who_is_known": lambda walk: changed(_request(walk), identity=""),
    "an_access_request_is_extended_with_a_reason": lambda walk: changed(
        _request(walk), extended_on=walk.at.date()
    ),
    "an_access_request_ends_with_how_and_by_whom": lambda walk: changed(_ended(walk), words=""),
    "an_answer_was_collected_and_asked_about": lambda walk: changed(
        _ended(walk), ending="answered", restricted_asked=""
    ),
    "an_access_request_is_due_after_it_is_received": lambda walk: changed(
        _request(walk), due_on=walk.at.date()
    ),
    "whoever_asks_holds_a_record_once": lambda walk: again(_hold(walk)),
    "a_legal_hold_says_who_asked_and_why": lambda walk: again(_hold(walk), asked_by=""),
    "a_legal_hold_is_lifted_by_somebody_with_a_reason": lambda walk: changed(
        _hold(walk), lifted_at=walk.at, lifted_by=1
    ),
    "what_is_held_is_one_item_of_a_request": lambda walk: again(_item(walk)),
    "an_item_is_decided_by_somebody": lambda walk: changed(
        _item(walk), choice="withhold", ground="other", why="A reason."
    ),
    "an_item_is_of_a_contact_or_of_somebody_in_none": lambda walk: again(
        _item(walk), contact_id=None, outdated_at=walk.at
    ),
    "what_does_not_go_says_why": lambda walk: changed(
        _item(walk), choice="withhold", decided_by=1, decided_at=walk.at
    ),
    "an_address_is_known_unless_there_is_none": lambda walk: changed(
        _residence(walk), address="", postcode=""
    ),
    "an_address_ends_after_it_begins": lambda walk: changed(
        _residence(walk), since=walk.at.date(), until=date(2020, 1, 1)
    ),
    "an_address_is_ended_by_somebody_with_a_reason": lambda walk: changed(
        _residence(walk), lifted_at=walk.at, lifted_by=1
    ),
    "a_warning_ends_after_it_begins": lambda walk: changed(
        _marker(walk), since=walk.at.date(), until=date(2020, 1, 1)
    ),
    "a_warning_is_ended_by_somebody_with_a_reason": lambda walk: changed(
        _marker(walk), lifted_at=walk.at, lifted_by=1
    ),
    "a_number_ends_after_it_begins": lambda walk: changed(
        _number(walk), since=walk.at.date(), until=date(2020, 1, 1)
    ),
    "a_number_is_ended_by_somebody_with_a_reason": lambda walk: changed(
        _number(walk), lifted_at=walk.at, lifted_by=1
    ),
    "a_vehicle_ends_after_it_begins": lambda walk: changed(
        _vehicle(walk), since=walk.at.date(), until=date(2020, 1, 1)
    ),
    "a_vehicle_is_ended_by_somebody_with_a_reason": lambda walk: changed(
        _vehicle(walk), lifted_at=walk.at, lifted_by=1
    ),
    "a_relationship_is_between_two": lambda walk: changed(
        (made := _bond(walk)), person_id=made.other_id
    ),
    "a_relationship_ends_after_it_begins": lambda walk: changed(
        _bond(walk), since=walk.at.date(), until=date(2020, 1, 1)
    ),
    "a_relationship_is_ended_by_somebody_with_a_reason": lambda walk: changed(
        _bond(walk), lifted_at=walk.at, lifted_by=1
    ),
    "parental_responsibility_is_held_by_one": lambda walk: changed(
        _responsibility(walk), authority=""
    ),
    "nobody_holds_it_for_themselves": lambda walk: changed(
        (held := _responsibility(walk)), other_id=held.person_id, authority=""
    ),
    "parental_responsibility_ends_after_it_begins": lambda walk: changed(
        _responsibility(walk), since=walk.at.date(), until=date(2020, 1, 1)
    ),
    "parental_responsibility_is_ended_by_somebody_with_a_reason": lambda walk: changed(
        _responsibility(walk), lifted_at=walk.at, lifted_by=1
    ),
    "a_warning_says_what_it_warns_of": lambda walk: changed(_marker(walk), words=""),
    "a_number_is_one": lambda walk: changed(_number(walk), value=""),
    "a_vehicle_says_which_it_is": lambda walk: changed(_vehicle(walk), registration="", words=""),
    "an_adoption_ties_two_identities": lambda walk: changed(
        (made := _adoption(walk)), before_id=made.person_id
    ),
    "an_adoption_has_somebody_who_reads_it": lambda walk: again(_adoption(walk), readers=[]),
    "an_adoption_ends_after_it_begins": lambda walk: changed(
        _adoption(walk), since=walk.at.date(), until=date(2020, 1, 1)
    ),
    "an_adoption_is_untied_by_somebody_with_a_reason": lambda walk: changed(
        _adoption(walk), lifted_at=walk.at, lifted_by=1
    ),
}


def _disposal(walk: Walk) -> Disposal:
    held = disposing.propose(walk, make.over(walk))
    make.enter()
    return held


def _untold(walk: Walk) -> Disposal:
    held = disposing.propose_told(walk, rolling.untold(walk))
    make.enter()
    return held


def _keeping(walk: Walk) -> Keeping:
    held = disposing.keep(walk, make.over(walk))
    make.enter()
    return held


DISPOSAL: Mapping[str, Callable[[Walk], None]] = {
    "what_is_kept_longer_says_why": lambda walk: again(_keeping(walk), why=""),
    "a_record_is_proposed_for_disposal_once": lambda walk: again(_disposal(walk)),
    "a_person_is_proposed_for_disposal_once": lambda walk: again(_untold(walk)),
    "what_is_kept_longer_is_a_record_or_a_person": lambda walk: again(_keeping(walk), contact=None),
    "nothing_is_disposed_of_before_its_time": lambda walk: changed(
        _disposal(walk), due_on=walk.at.date() + timedelta(days=1)
    ),
    "a_disposal_is_settled_by_somebody": lambda walk: changed(_disposal(walk), stage="declined"),
    "two_people_dispose_of_a_record": lambda walk: changed(
        held := _disposal(walk),
        stage="disposed",
        contact=None,
        settled_by=held.proposed_by,
        settled_at=walk.at,
    ),
    "what_is_disposed_of_is_gone": lambda walk: changed(
        _disposal(walk), stage="disposed", settled_by=1, settled_at=walk.at
    ),
}


def sees(walk: Walk, short: str, case: Case) -> bool:
    """Tell whether somebody of the hub can read a case."""

    def look(by: object) -> bool:
        try:
            contacts.case(case.reference, actor=walk.actor(short), to="test", at=walk.at)
        except Unknown:
            return False
        return True

    return walk.as_(short, look)
