"""The page table: every address, and what each role gets there. Reviewers read this first.

Here it is checked that the table and the addresses agree, and that every page is behind the
gate; tests/integration/test_the_page_table.py opens every page as everybody.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from frontdoor.access.vocabulary import ZONE_OF, Role, Zone
from frontdoor.web.gate import ANYBODY

# yes  the page            in    to the sign-in page      go   to another page of the house
# no   refused (403)       none  there is none, or none that they may know of (404)
# 405  not by looking
# The columns: nobody signed in; a business service officer, triage worker, social worker, triage
# co-ordinator and team manager of the hub; the partner that is asked, and one that is not; the
# team that receives, and one that does not; performance officer; hub administrator; and a team
# manager of another hub. `at` is how far the case has come that the page is opened for.
TABLE = """
page                    at        nobody off  tri  soc  coo  man  par  oth  tea  els  per  adm  hub
worklist:home           -         in     yes  yes  yes  yes  yes  go   go   go   go   go   go   yes
worklist:closing        -         in     no   no   no   no   yes  no   no   no   no   no   no   yes
worklist:out_of_hours   lent      in     yes  yes  yes  yes  yes  no   no   no   no   no   no   yes
worklist:alert          lent      in     no   no   no   no   yes  no   no   no   no   no   no   none
worklist:carrying       -         in     yes  yes  yes  yes  yes  no   no   no   no   no   no   yes
worklist:answers        -         in     yes  yes  yes  yes  yes  no   no   no   no   no   no   yes
worklist:find           sent      in     yes  yes  yes  yes  yes  no   no   no   no   no   no   yes
worklist:cover          triage    in     no   no   no   yes  yes  no   no   no   no   no   no   none
worklist:choose         -         in     yes  yes  yes  yes  yes  no   no   no   no   no   no   yes
worklist:saved          kept      in     none none none none yes  no   no   no   no   no   no   none
worklist:remove         kept      in     405  405  405  405  405  no   no   no   no   no   no   405
sign_in:sign_in         -         yes    go   go   go   go   go   go   go   go   go   go   go   go
sign_in:second          -         in     in   in   in   in   in   in   in   in   in   in   in   in
sign_in:set_up          -         in     no   no   no   no   no   no   no   no   no   no   no   no
sign_in:set_up_passkey  -         in     no   no   no   no   no   no   no   no   no   no   no   no
sign_in:second_passkey  -         in     in   in   in   in   in   in   in   in   in   in   in   in
sign_in:codes           -         in     go   go   go   go   go   go   go   go   go   go   go   go
sign_in:enter_passkey   -         yes    go   go   go   go   go   go   go   go   go   go   go   go
sign_in:single          -         none   none none none none none none none none none none none none
sign_in:single_back     -         none   none none none none none none none none none none none none
sign_in:mine            -         in     yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes
sign_in:prove           -         in     in   in   in   in   in   in   in   in   in   in   in   in
sign_in:prove_passkey   -         in     in   in   in   in   in   in   in   in   in   in   in   in
sign_in:take_off        -         in     none none none none none none none none none none none none
sign_in:password        -         in     in   in   in   in   in   in   in   in   in   in   in   in
sign_in:more_codes      -         in     405  405  405  405  405  405  405  405  405  405  405  405
sign_in:end             -         in     405  405  405  405  405  405  405  405  405  405  405  405
sign_in:first           -         yes    yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes
sign_in:sign_out        -         405    405  405  405  405  405  405  405  405  405  405  405  405
sign_in:left            -         yes    yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes
sign_in:stay            -         in     yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes
sign_in:ending          -         in     yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes
sign_in:as_somebody     -         none   none none none none none none none none none none none none
contacts:new            -         in     yes  yes  yes  yes  yes  no   no   no   no   no   no   yes
contacts:form           -         in     yes  yes  yes  yes  yes  no   no   no   no   no   no   yes
contacts:awaited        -         in     yes  yes  yes  yes  yes  no   no   no   no   no   no   yes
contacts:inside         -         in     yes  yes  yes  yes  yes  no   no   no   no   no   no   yes
contacts:challenges     posted    in     no   no   no   no   yes  no   no   no   no   no   no   yes
contacts:challenge      posted    in     no   no   no   no   yes  no   no   no   no   no   no   none
contacts:follow         taken     in     yes  yes  yes  yes  yes  no   no   no   no   no   no   none
contacts:show           taken     in     yes  yes  yes  yes  yes  no   no   no   no   no   no   none
contacts:people         taken     in     yes  yes  yes  yes  yes  no   no   no   no   no   no   none
contacts:person         taken     in     yes  yes  yes  yes  yes  no   no   no   no   no   no   none
contacts:concern        taken     in     yes  yes  yes  yes  yes  no   no   no   no   no   no   none
contacts:caller         taken     in     yes  yes  yes  yes  yes  no   no   no   no   no   no   none
contacts:identity       taken     in     yes  no   no   no   yes  no   no   no   no   no   no   none
contacts:not_passed     passed    in     yes  yes  yes  yes  yes  no   no   no   no   no   no   none
contacts:pass_caller    talking   in     yes  yes  yes  yes  yes  no   no   no   no   no   no   none
contacts:hand_over      taken     in     go   go   go   go   go   no   no   no   no   no   no   none
contacts:tell_referrer  sent      in     yes  yes  yes  yes  yes  no   no   no   no   no   no   none
cases:show              taken     in     yes  yes  yes  yes  yes  no   no   no   no   no   no   none
cases:look              taken     in     405  405  405  405  405  no   no   no   no   no   no   405
cases:known             taken     in     yes  yes  yes  yes  yes  no   no   no   no   no   no   none
cases:looks             taken     in     no   no   no   no   yes  no   no   no   no   no   no   none
cases:basis             sent      in     yes  yes  yes  yes  yes  no   no   no   no   no   no   none
cases:basis_download    taken     in     no   no   no   no   yes  no   no   no   no   no   no   none
network:around          taken     in     yes  yes  yes  yes  yes  no   no   no   no   no   no   none
people:warnings         -         in     no   no   no   no   yes  no   no   no   no   no   no   yes
people:show             living    in     yes  yes  yes  yes  yes  no   no   no   no   no   no   none
people:tie              living    in     no   no   no   no   yes  no   no   no   no   no   no   none
people:untie            tied      in     no   no   no   no   yes  no   no   no   no   no   no   none
people:nhs              living    in     yes  yes  yes  yes  yes  no   no   no   no   no   no   none
people:add              living    in     yes  yes  yes  yes  yes  no   no   no   no   no   no   none
people:end              living    in     yes  yes  yes  yes  yes  no   no   no   no   no   no   none
network:family          taken     in     yes  yes  yes  yes  yes  no   no   no   no   no   no   none
cases:protection        taken     in     yes  yes  yes  yes  yes  no   no   no   no   no   no   none
cases:route             taken     in     no   no   no   no   yes  no   no   no   no   no   no   none
cases:join              two       in     no   no   no   no   yes  no   no   no   no   no   no   none
cases:part              joined    in     no   no   no   no   yes  no   no   no   no   no   no   none
cases:news              joined_to in     no   yes  yes  yes  yes  no   no   no   no   no   no   none
restricting:restrict    taken     in     no   no   no   no   yes  no   no   no   no   no   no   none
restricting:records     -         in     no   no   no   no   yes  no   no   no   no   no   no   yes
restricting:readers     glass     in     no   no   no   no   yes  no   no   no   no   no   no   none
restricting:match       met       in     none none yes  none yes  no   no   no   no   no   no   none
restricting:lift        glass     in     no   no   no   no   yes  no   no   no   no   no   no   none
restricting:break_glass -         in     yes  yes  yes  yes  yes  no   no   no   no   no   no   yes
restricting:review      glass     in     no   no   no   no   yes  no   no   no   no   no   no   none
restricting:end         glass     in     405  405  405  405  405  no   no   no   no   no   no   405
records:home            -         in     no   no   no   no   yes  no   no   no   no   no   no   yes
records:ask             taken     in     no   no   no   no   yes  no   no   no   no   no   no   none
records:ask_told        untold    in     no   no   no   no   yes  no   no   no   no   no   no   none
records:request         asks      in     no   no   no   no   yes  no   no   no   no   no   no   none
records:prove           asks_who  in     no   no   no   no   yes  no   no   no   no   no   no   none
records:assign          asks      in     no   no   no   no   yes  no   no   no   no   no   no   none
records:extend          asks      in     no   no   no   no   yes  no   no   no   no   no   no   none
records:collect         asks      in     405  405  405  405  405  no   no   no   no   no   no   405
records:end             asks      in     no   no   no   no   yes  no   no   no   no   no   no   none
records:item            asks      in     no   no   no   no   yes  no   no   no   no   no   no   none
records:copy            asks      in     no   no   no   no   yes  no   no   no   no   no   no   none
records:schedule        asks      in     no   no   no   no   yes  no   no   no   no   no   no   none
records:holds           -         in     no   no   no   no   yes  no   no   no   no   no   no   yes
records:place_hold      taken     in     no   no   no   no   yes  no   no   no   no   no   no   none
records:lift_hold       on_hold   in     no   no   no   no   yes  no   no   no   no   no   no   none
records:disposals       -         in     no   no   no   no   yes  no   no   no   no   no   no   yes
records:review          over      in     no   no   no   no   yes  no   no   no   no   no   no   none
records:review_told     untold    in     no   no   no   no   yes  no   no   no   no   no   no   none
records:confirm         to_go     in     no   no   no   no   yes  no   no   no   no   no   no   none
records:certificate     gone      in     yes  yes  yes  yes  yes  no   no   no   no   no   no   none
rolls:home              -         in     no   no   no   yes  yes  no   no   no   no   no   no   yes
rolls:bring             -         in     no   no   no   yes  yes  no   no   no   no   no   no   yes
rolls:export            -         in     no   no   no   no   yes  no   no   no   no   no   no   yes
rolls:columns           brought   in     no   no   no   no   yes  no   no   no   no   no   no   none
rolls:show              brought   in     no   no   no   no   yes  no   no   no   no   no   no   none
rolls:not_taken         brought   in     no   no   no   no   yes  no   no   no   no   no   no   none
rolls:matches           listed    in     no   no   no   yes  yes  no   no   no   no   no   no   none
rolls:put_away          brought   in     no   no   no   405  405  no   no   no   no   no   no   405
triage:show             triage    in     yes  yes  yes  yes  yes  no   no   no   no   no   no   none
triage:allocate         triage    in     no   no   no   yes  yes  no   no   no   no   no   no   none
triage:ring_back        triage    in     no   yes  yes  yes  yes  no   no   no   no   no   no   none
triage:systems          triage    in     no   yes  yes  yes  yes  no   no   no   no   no   no   none
triage:chronology       triage    in     no   yes  yes  yes  yes  no   no   no   no   no   no   none
triage:undo             triage    in     no   yes  yes  yes  yes  no   no   no   no   no   no   none
triage:recommend        triage    in     no   yes  yes  yes  yes  no   no   no   no   no   no   none
papers:of_contact       taken     in     yes  yes  yes  yes  yes  no   no   no   no   no   no   none
papers:of_case          taken     in     yes  yes  yes  yes  yes  no   no   no   no   no   no   none
papers:show             attached  in     yes  yes  yes  yes  yes  no   no   no   no   no   no   none
papers:download         cleared   in     yes  yes  yes  yes  yes  no   no   no   no   no   no   none
papers:picture          attached  in     yes  yes  yes  yes  yes  no   no   no   no   no   no   none
papers:check            attached  in     405  405  405  405  405  no   no   no   no   no   no   405
papers:release          attached  in     no   no   no   no   yes  no   no   no   no   no   no   none
papers:strike           attached  in     yes  yes  yes  yes  yes  no   no   no   no   no   no   none
enquiries:rate          in_mash   in     no   no   no   yes  yes  no   no   no   no   no   no   none
enquiries:commence      rated     in     no   no   no   yes  yes  no   no   no   no   no   no   none
enquiries:re_rate       asked     in     no   no   no   no   yes  no   no   no   no   no   no   none
enquiries:ask_more      asked     in     no   no   yes  yes  yes  no   no   no   no   no   no   none
enquiries:chase         asked     in     no   no   no   no   yes  no   no   no   no   no   no   none
enquiries:chase_more    named     in     no   no   no   no   yes  no   no   no   no   no   no   none
enquiries:decide        answered  in     no   no   no   no   yes  no   no   no   no   no   no   none
enquiries:authorise     decided   in     no   no   no   no   yes  no   no   no   no   no   no   none
enquiries:send_back     decided   in     no   no   no   no   yes  no   no   no   no   no   no   none
gathering:tray          asked     in     no   no   no   no   no   yes  yes  no   no   no   no   no
gathering:answer        asked     in     no   no   no   no   no   yes  none no   no   no   no   no
gathering:answer_more   named     in     no   no   no   no   no   yes  none no   no   no   no   no
actions:set_action      asked     in     no   no   yes  yes  yes  no   no   no   no   no   no   none
actions:give            sent      in     no   no   no   no   yes  no   no   no   no   no   no   none
actions:show            acting    in     yes  yes  yes  yes  yes  yes  none none none no   no   none
actions:change          acting    in     no   no   no   no   yes  no   no   no   no   no   no   none
gathering:agree         proposed  in     no   no   no   no   no   yes  none no   no   no   no   no
gathering:keep          locked    in     no   no   no   no   yes  yes  none no   no   no   no   none
gathering:clear         consulted in     no   no   no   no   no   yes  none no   no   no   no   no
disclosures:propose     proposed  in     no   no   yes  no   yes  no   no   no   no   no   no   none
disclosures:tell        agreed    in     no   no   yes  no   yes  no   no   no   no   no   no   none
disclosures:send        signed    in     no   no   no   no   yes  no   no   no   no   no   no   none
disclosures:ask_first   locked    in     no   no   no   no   yes  no   no   no   no   no   no   none
disclosures:withdraw    consulted in     no   no   no   no   yes  no   no   no   no   no   no   none
disclosures:tell_team   handed    in     no   no   no   no   yes  no   no   no   no   no   no   none
disclosures:take_back   handed    in     no   no   no   no   yes  no   no   no   no   no   no   none
disclosures:reopen      sent      in     no   no   no   no   yes  no   no   no   no   no   no   none
disclosures:products    sent      in     no   no   no   no   no   no   no   yes  yes  no   no   no
disclosures:hand_back   lent      in     no   no   no   no   no   no   no   none none no   no   no
disclosures:added       came      in     no   no   no   no   no   no   no   yes  none no   no   no
disclosures:product     sent      in     yes  yes  yes  yes  yes  no   no   yes  none no   no   none
strategy:call           in_mash   in     no   no   no   no   yes  no   no   no   no   no   no   none
strategy:arrange        called    in     no   no   no   no   yes  no   no   no   no   no   no   none
strategy:record         called    in     no   no   no   no   yes  no   no   no   no   no   no   none
strategy:call_off       called    in     no   no   no   no   yes  no   no   no   no   no   no   none
reports:ask             -         yes    yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes
notices:notices         -         in     yes  yes  yes  yes  yes  yes  yes  yes  yes  no   no   yes
notices:urgent          -         yes    yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes
drafts:save             -         405    405  405  405  405  405  405  405  405  405  405  405  405
drafts:throw_away       -         in     405  405  405  405  405  405  405  405  405  405  405  405
settings:people         -         in     no   no   no   no   no   no   no   no   no   no   yes  no
settings:join           -         in     no   no   no   no   no   no   no   no   no   no   yes  no
settings:person         -         in     no   no   no   no   no   no   no   no   no   no   yes  no
settings:code           -         in     no   no   no   no   no   no   no   no   no   no   go   no
settings:move           -         in     no   no   no   no   no   no   no   no   no   no   yes  no
settings:leave          -         in     no   no   no   no   no   no   no   no   no   no   yes  no
settings:invite         -         in     no   no   no   no   no   no   no   no   no   no   yes  no
settings:agreements     -         in     no   no   no   no   yes  no   no   no   no   no   yes  yes
settings:add_agreement  -         in     no   no   no   no   no   no   no   no   no   no   yes  no
settings:agreement      -         in     no   no   no   no   yes  no   no   no   no   no   yes  none
settings:renew_agreement -        in     no   no   no   no   no   no   no   no   no   no   yes  no
settings:end_agreement  -         in     no   no   no   no   no   no   no   no   no   no   yes  no
settings:sign_out       -         in     no   no   no   no   no   no   no   no   no   no   go   no
settings:holidays       -         in     no   no   no   no   no   no   no   no   no   no   yes  no
settings:remove         -         in     no   no   no   no   no   no   no   no   no   no   yes  no
settings:history        -         in     no   no   no   no   yes  no   no   no   no   yes  yes  yes
searches:person         -         in     yes  yes  yes  yes  yes  no   no   no   no   no   no   yes
searches:found          looked    in     none none none none yes  no   no   no   no   no   no   none
searches:made           looked    in     no   no   no   no   yes  no   no   no   no   no   no   yes
linking:pairs           -         in     yes  yes  yes  yes  yes  no   no   no   no   no   no   yes
linking:pair            paired    in     yes  yes  yes  yes  yes  no   no   no   no   no   no   none
linking:undone          -         in     no   no   no   no   yes  no   no   no   no   no   no   yes
linking:rested          unlinked  in     no   no   no   no   yes  no   no   no   no   no   no   none
oversight:figures       counted   in     no   no   no   no   yes  no   no   no   no   yes  yes  yes
oversight:download      counted   in     no   no   no   no   yes  no   no   no   no   yes  yes  go
oversight:children      counted   in     no   no   no   no   yes  no   no   no   no   no   no   none
oversight:count         -         in     no   no   no   no   405  no   no   no   no   no   no   405
process_map:show        -         in     yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes
components              -         yes    yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes
"""

# What a browser keeps rather than shows.
FILES = {
    "oversight:download", "sign_in:left", "notices:urgent", "papers:download", "papers:picture",
    "cases:basis_download", "records:schedule", "rolls:not_taken",
}  # fmt: skip
ANSWERS = {"yes": 200, "in": 302, "go": 302, "no": 403, "none": 404, "405": 405}

# Which role each column is of; two of them may see the same table, but not the same rows.
COLUMNS: dict[str, Role | None] = {
    "nobody": None,
    "off": Role.BUSINESS_SERVICE_OFFICER,
    "tri": Role.TRIAGE_WORKER,
    "soc": Role.SOCIAL_WORKER,
    "coo": Role.TRIAGE_COORDINATOR,
    "man": Role.TEAM_MANAGER,
    "par": Role.PARTNER,
    "oth": Role.PARTNER,
    "tea": Role.RECEIVING_TEAM,
    "els": Role.RECEIVING_TEAM,
    "per": Role.PERFORMANCE_OFFICER,
    "adm": Role.HUB_ADMINISTRATOR,
    "hub": Role.TEAM_MANAGER,
}


@dataclass(frozen=True)
class Row:
    """One page: its name, the case that it is opened for, and what each column gets."""

    page: str
    at: str
    cells: dict[str, str]


def rows() -> list[Row]:
    """Return the rows of the table."""
    heading, *lines = TABLE.strip().splitlines()
    _, _, *columns = heading.split()
    assert columns == list(COLUMNS)
    return [
        Row(page, at, dict(zip(columns, cells, strict=True)))
        for page, at, *cells in (line.split() for line in lines)
    ]


def addresses() -> Iterator[tuple[str, Callable[..., object]]]:
    """Return the name of every address, and the page that stands there."""
    yield from _below("", get_resolver().url_patterns)


def _below(
    area: str, patterns: list[URLPattern | URLResolver]
) -> Iterator[tuple[str, Callable[..., object]]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _below(f"{pattern.namespace or pattern.app_name}:", pattern.url_patterns)
        else:
            yield f"{area}{pattern.name}", pattern.callback


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    named = [row.page for row in rows()]
    there = [name for name, _ in addresses()]

    assert sorted(named) == sorted(there)
    assert len(set(there)) == len(there)


def test_every_role_has_a_column() -> None:
    assert set(Role) <= {role for role in COLUMNS.values() if role is not None}


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.page)
def test_every_answer_is_one_that_is_explained(row: Row) -> None:
    assert set(row.cells.values()) <= set(ANSWERS)


@pytest.mark.parametrize("name", [name for name, _ in addresses()])
def test_every_page_is_behind_the_gate(name: str) -> None:
    who = getattr(dict(addresses())[name], "page_for", None)

    assert who, f"{name} needs page_for(...) or public of web/gate.py"
    assert who == (ANYBODY,) or set(who) <= {*Zone, *Role}


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.page)
def test_the_table_says_what_the_gate_says(row: Row) -> None:
    who = set(getattr(dict(addresses())[row.page], "page_for", ()))
    let_in = {
        column
        for column, role in COLUMNS.items()
        if ANYBODY in who or (role is not None and {role, ZONE_OF[role]} & who)
    }

    # Whoever the gate lets in may still be refused inside; nobody else may get further than it.
    assert {column for column, cell in row.cells.items() if cell in ("yes", "go")} <= let_in
    shut_out = {column for column, role in COLUMNS.items() if role is not None} - let_in
    assert {row.cells[column] for column in shut_out} <= {"no"}
    assert row.cells["nobody"] == "in" or ANYBODY in who
