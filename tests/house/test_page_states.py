"""The table of states: each page of the page table, with nothing on it, with everything, in error.

tests/browser/test_every_page.py opens every page in each of them, at both widths. A page that
has fewer than three says here which, and why; that it is so is tested there too.
"""

from dataclasses import dataclass

import pytest

from tests.house.test_pages import FILES, rows
from tests.world import PEOPLE, STAGES

# empty  bare     the case of a child whom nobody can name, told of by somebody without a name
#        nothing  a list of which there is nothing yet
#        alike    shows the same, whatever there is
# full   full     the case of five children with long names and everything told of each
#        (stage)  a list of which there are thirty, each as far as that stage of tests/world.py
#        alike    shows the same, whatever there is
# error  both     a form that refuses what is blank, and what makes no sense
#        odd      a form in which nothing has to be filled in: it refuses what makes no sense
#        button   nothing to fill in: one button, or an answer that is a page of its own
#        none     no form
STATES = """
page                    empty    full     error
worklist:home           nothing  asked    none
worklist:closing        nothing  asked    both
worklist:out_of_hours   nothing  lent     none
worklist:alert          bare     full     both
worklist:carrying       nothing  triage   none
worklist:answers        nothing  asked    none
worklist:find           nothing  sent     none
worklist:cover          bare     full     both
worklist:choose         alike    alike    odd
worklist:saved          bare     full     both
sign_in:sign_in         alike    alike    both
sign_in:second          alike    alike    both
sign_in:set_up          alike    alike    both
sign_in:set_up_passkey  alike    alike    both
sign_in:second_passkey  alike    alike    button
sign_in:enter_passkey   alike    alike    button
sign_in:codes           alike    alike    button
sign_in:first           alike    alike    both
sign_in:stay            alike    alike    none
sign_in:ending          alike    alike    none
sign_in:mine            alike    alike    none
sign_in:prove           alike    alike    both
sign_in:prove_passkey   alike    alike    button
sign_in:take_off        alike    alike    button
sign_in:password        alike    alike    both
contacts:new            alike    alike    both
contacts:form           alike    alike    both
contacts:inside         alike    alike    both
contacts:awaited        nothing  taken    none
contacts:challenges     nothing  posted   none
contacts:challenge      bare     full     both
contacts:follow         bare     full     both
contacts:show           bare     full     none
contacts:people         bare     full     none
contacts:person         bare     full     odd
contacts:concern        bare     full     both
contacts:caller         bare     full     both
contacts:identity       bare     full     both
contacts:pass_caller    bare     full     button
contacts:not_passed     bare     full     both
contacts:tell_referrer  bare     full     button
cases:show              bare     full     button
cases:known             bare     full     both
cases:looks             bare     full     none
cases:basis             bare     full     none
network:around          bare     full     none
people:warnings         nothing  living   none
people:show             bare     full     none
people:tie              bare     full     both
people:untie            bare     full     both
people:nhs              bare     full     none
people:add              bare     full     both
people:end              bare     full     both
network:family          bare     full     none
cases:protection        bare     full     both
cases:route             bare     full     both
cases:join              bare     full     both
cases:part              bare     full     both
cases:news              bare     full     button
restricting:restrict    bare     full     both
restricting:records     nothing  glass    none
restricting:readers     bare     full     both
restricting:match       bare     full     both
restricting:lift        bare     full     both
restricting:break_glass alike    alike    both
restricting:review      bare     full     both
records:home            nothing  asks     none
records:ask             bare     full     both
records:ask_told        bare     untold   both
records:request         bare     full     button
records:prove           bare     full     both
records:assign          bare     full     both
records:extend          bare     full     both
records:end             bare     full     both
records:item            bare     full     both
records:copy            bare     full     none
records:holds           nothing  on_hold  none
records:place_hold      bare     full     both
records:lift_hold       bare     full     both
records:disposals       nothing  to_go    none
records:review          bare     full     both
records:review_told     bare     untold   both
records:confirm         bare     full     both
records:certificate     bare     gone     none
rolls:home              nothing  brought  none
rolls:bring             alike    alike    both
rolls:export            nothing  brought  both
rolls:columns           bare     brought  odd
rolls:show              bare     brought  button
rolls:matches           bare     listed   button
triage:show             bare     full     none
triage:allocate         bare     full     both
triage:ring_back        bare     full     both
triage:systems          bare     full     both
triage:chronology       bare     full     both
triage:undo             bare     full     both
triage:recommend        bare     full     both
enquiries:rate          bare     full     both
enquiries:commence      bare     full     both
enquiries:re_rate       bare     full     both
enquiries:ask_more      bare     full     both
enquiries:chase         bare     full     both
enquiries:chase_more    bare     full     both
enquiries:decide        bare     full     both
enquiries:authorise     bare     full     button
enquiries:send_back     bare     full     both
gathering:tray          nothing  asked    none
gathering:answer        bare     full     both
gathering:answer_more   bare     full     both
gathering:agree         bare     full     both
gathering:clear         bare     full     both
gathering:keep          bare     full     both
actions:set_action      bare     full     both
actions:give            bare     full     both
actions:show            bare     full     both
actions:change          bare     full     both
disclosures:propose     bare     full     both
disclosures:tell        bare     full     both
disclosures:send        bare     full     both
disclosures:ask_first   bare     full     both
disclosures:withdraw    bare     full     both
disclosures:tell_team   bare     full     both
disclosures:take_back   bare     full     both
disclosures:reopen      bare     full     both
disclosures:hand_back   bare     full     both
disclosures:products    nothing  handed   none
disclosures:product     bare     full     button
papers:of_contact       bare     full     both
papers:of_case          bare     full     both
papers:show             bare     full     none
papers:release          bare     full     both
papers:strike           bare     full     both
disclosures:added       bare     full     button
strategy:call           bare     full     both
strategy:arrange        bare     full     both
strategy:record         bare     full     both
strategy:call_off       bare     full     both
reports:ask             alike    alike    both
notices:notices         nothing  asked    button
settings:people         alike    alike    none
settings:join           alike    alike    both
settings:person         alike    alike    none
settings:move           alike    alike    both
settings:leave          alike    alike    both
settings:invite         alike    alike    both
settings:agreements     alike    alike    none
settings:add_agreement  alike    alike    both
settings:agreement      alike    alike    none
settings:renew_agreement alike   alike    both
settings:end_agreement  alike    alike    both
settings:holidays       alike    alike    both
settings:history        alike    alike    none
settings:remove         alike    alike    button
searches:person         alike    alike    both
searches:found          bare     full     none
searches:made           nothing  looked   none
linking:pairs           nothing  paired   none
linking:pair            bare     full     both
linking:undone          nothing  unlinked none
linking:rested          bare     full     both
oversight:figures       nothing  counted  button
oversight:children      bare     counted  none
process_map:show        alike    alike    none
components              alike    alike    none
"""

# Who opens a page to look at it: the first who gets it by the page table, but for these, who see
# more of it there. Their columns of that table; and three who have none:
# edt   the out-of-hours team
# half  somebody on their way in, with a password and no second proof yet
# own   somebody who came in with a password and a code from their app, as nobody of the demo does
BY = {
    "worklist:home": "man",
    "worklist:out_of_hours": "man",
    "worklist:find": "man",
    "cases:show": "man",
    "triage:show": "tri",
    "actions:show": "par",
    "disclosures:product": "tea",
    "notices:notices": "man",
    "disclosures:hand_back": "edt",
    "sign_in:second": "half",
    "sign_in:set_up": "half",
    "sign_in:set_up_passkey": "half",
    "sign_in:second_passkey": "half",
    "sign_in:codes": "half",
    "sign_in:prove": "own",
    "sign_in:prove_passkey": "own",
    "sign_in:take_off": "own",
    "sign_in:password": "own",
}
BESIDE = {"edt", "half", "own"}


@dataclass(frozen=True)
class States:
    """One page, and its three states in the words above."""

    page: str
    empty: str
    full: str
    error: str


def states() -> dict[str, States]:
    """Return the states of each page."""
    _, *lines = STATES.strip().splitlines()
    return {each.page: each for each in (States(*line.split()) for line in lines)}


def test_every_page_that_is_shown_says_which_states_it_has() -> None:
    shown = {row.page for row in rows() if "yes" in row.cells.values()} - FILES
    beside = {page for page, by in BY.items() if by in BESIDE}

    assert set(states()) == shown | beside
    assert not shown & beside
    assert set(BY.values()) <= {*BESIDE, *PEOPLE}


@pytest.mark.parametrize("each", states().values(), ids=lambda each: each.page)
def test_every_page_is_one_that_is_explained(each: States) -> None:
    assert each.empty in {"bare", "nothing", "alike"}
    assert each.full in {"full", "alike", *STAGES}
    assert each.error in {"both", "odd", "button", "none"}
    assert (each.empty == "alike") == (each.full == "alike")
    assert each.empty != "nothing" or each.full in STAGES
