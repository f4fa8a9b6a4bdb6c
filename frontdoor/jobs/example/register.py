"""What makes a register worth trying: pairs to judge, a wrong link undone, lists from elsewhere."""

from datetime import date, timedelta
from typing import Any

from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.vocabulary import CaseMove
from frontdoor.casework.rolls.vocabulary import Kind
from frontdoor.jobs.example import knowing, rolls
from frontdoor.jobs.example.families import GP, NEIGHBOUR, SCHOOL, closed, day, told_of
from frontdoor.jobs.example.walk import Walk, on
from frontdoor.people.operations import Told

FEED = ("Person ID", "Forename", "Surname", "DOB", "Address", "Postcode", "Service", "Team",
        "Worker", "Start date", "End date")  # fmt: skip
ROLL = ("ID", "Forename", "Surname", "DOB", "NHS No", "Address", "School")
LIST = ("Name", "DOB", "Address", "Postcode")
CASE_SYSTEM, EARLY_HELP = "Case system (invented)", "Early Help diary (invented)"
SCHOOL_ROLL = "School roll (invented)"


def pairs(walk: Walk) -> None:
    """Three pairs that a person has to judge: twins, a slip of the pen, and another surname."""
    row: dict[str, Any] = {"address": "4 Millwheel Road", "postcode": "CV3 9ZZ"}
    born = day(walk, 6, 70)
    mira, mara = (
        Told(given_names=name, family_name="Pellinore", date_of_birth=born, sex="F", **row)
        for name in ("Mira", "Mara")
    )
    twin = walk.case(closed(walk, [mira], concern="Comes without a coat.")[0])
    other = walk.case(closed(on(walk, days=3), [mara], concern="Comes without a coat.")[0])
    slip = date(2016, 3, 14)
    typed = _one(walk, "Bronagh", "Tindermere", slip, address="9 Tansy Row", postcode="CV2 9ZZ")
    again = _one(on(walk, days=20), "Bronagh", "Tindermeer", slip.replace(day=15),
                 address="9 Tansy Row", postcode="CV2 9ZZ")  # fmt: skip
    before = _one(walk, "Kestrel", "Ottaway", day(walk, 10, 9), phone="07700 900222", **row)
    after = _one(on(walk, days=40), "Kestrel", "Brandreth", day(walk, 10, 9),
                 phone="07700 900222", address="22 Larkrise Court", postcode="CV1 9ZZ")  # fmt: skip
    knowing.put_pairs_before_people(
        on(walk, days=41),
        (twin.child, other.child),
        (typed.child, again.child),
        (before.child, after.child),
    )


def _one(walk: Walk, given: str, family: str, born: date, **more: Any) -> Case:
    told = Told(given_names=given, family_name=family, date_of_birth=born, **more)
    return walk.case(closed(walk, [told], caller=GP, concern="Missed two appointments.")[0])


def wrong_link(walk: Walk) -> None:
    """Two boys of one name were taken for one; what rested on that is dealt with in part."""
    earlier = _one(on(walk, days=-200), "Jory", "Penhallow", day(walk, 11, 40))
    told = Told(given_names="Jory", family_name="Penhallow", date_of_birth=day(walk, 11, 340))
    case = walk.case(told_of(walk, [told], caller=NEIGHBOUR, concern="Stays out until ten.")[0])
    link = knowing.link(
        on(walk, minutes=10), case, case.child, earlier.child, why="One name, one age."
    )
    knowing.look(on(walk, minutes=20), earlier, by="social-worker")
    knowing.look(on(walk, minutes=25), case, by="triage")
    on(walk, minutes=40).route(case.contact, CaseMove.SEND_TO_TRIAGE)
    knowing.part(on(walk, hours=3), link, why="His mother has never heard of the other.")
    knowing.deal_with_the_first(on(walk, hours=4), link, done="Told them: two boys.")


def case_system(walk: Walk) -> None:
    """Social care's system told this morning who is open; Early Help's has not told for days."""
    since = f"{day(walk, 0, 150):%d/%m/%Y}"
    until = f"{day(walk, 0, 20):%d/%m/%Y}"
    siobhan = ["C-1001", "Siobhan", "Merriwether", f"{born_siobhan(walk):%d/%m/%Y}",
               "14 Millwheel Road", "CV3 9ZZ"]  # fmt: skip
    rows = [
        [*siobhan, "CSC", "Area team East", "Philippa Strand", since, ""],
        ["C-1002", "Linden", "Okonedo-Frayne", "3/4/2014", "5 Larkrise Court", "CV1 9ZZ", "CSC",
         "Area team West", "Joss Tamworth", since, until],
        ["C-1003", "Perpetua", "Quillfeather", "31/02/2015", "", "", "CSC", "Area team West",
         "Joss Tamworth", since, ""],
    ]  # fmt: skip
    fresh = rolls.bring(walk, rows, heads=FEED, source=CASE_SYSTEM, file_name="open-cases.csv",
                        as_at=walk.at - timedelta(hours=1))  # fmt: skip
    rolls.take(walk, fresh)
    helped = [["E-77", "Tobias", "Larkhallow", "12/11/2017", "3 Tansy Row", "CV2 9ZZ",
               "Early Help", "Hub North", "Ada Merrick", since, ""]]  # fmt: skip
    stale = rolls.bring(walk, helped, heads=FEED, source=EARLY_HELP, file_name="early-help.csv",
                        as_at=walk.at - timedelta(days=6))  # fmt: skip
    rolls.take(walk, stale)


def born_siobhan(walk: Walk) -> date:
    """Return the birthday of the girl whose name callers spell as they hear it."""
    return date(walk.at.year - 9, 6, 17)


def school_roll(walk: Walk) -> None:
    """A school's own register, of which three rows cannot be taken as they are."""
    rows = [
        ["A1", "Ambrose", "Fallowmere", "2/9/2016", "999 000 0018", "1 Tansy Row", "Larkrise"],
        ["A2", "Zofia", "Wiśniewska-Carr", "17/1/2017", "", "6 Tansy Row", "Larkrise"],
        ["A3", "Ifeoluwa", "Adébáyọ̀", "30/11/2015", "", "8 Tansy Row", "Larkrise"],
        ["A4", "Corin", "Saltmarket", "5/5/2061", "", "11 Tansy Row", "Larkrise"],
        ["A5", "Delphie", "Merrowdown", "9/7/2016", "999 000 0019", "12 Tansy Row", "Larkrise"],
        ["", "Emrys", "Candlewick", "1/1/2016", "", "13 Tansy Row", "Larkrise"],
    ]
    roll = rolls.bring(walk, rows, heads=ROLL, source=SCHOOL_ROLL, kind=Kind.REGISTER,
                       file_name="larkrise-pupils.csv")  # fmt: skip
    rolls.take(walk, roll)


def looked_up(walk: Walk) -> None:
    """A list of last night, whose names nobody has checked."""
    rows = [
        ["Shivonne Merryweather", f"{born_siobhan(walk):%d/%m/%Y}", "Millwheel Road", "CV3 9ZZ"],
        ["Bronagh Tindermere", "14/3/2016", "", ""],
        ["Linden Okonedo", "4/3/2014", "5 Larkrise Court", "CV1 9ZZ"],
        ["Nobody Atall-Here", "1/1/2012", "99 Nowhere Street", "CV9 9ZZ"],
    ]
    rolls.bring(walk, rows, heads=LIST, source="Police", kind=Kind.MATCH,
                file_name="last-night.csv", purpose="Seen on calls last night")  # fmt: skip


def misspelt(walk: Walk) -> None:
    """A caller names a child as they hear it: the register has her under another spelling."""
    told = Told(given_names="Shivon", family_name="Merryweather",
                date_of_birth=born_siobhan(walk), postcode="CV3 9ZZ")  # fmt: skip
    told_of(walk, [told], caller=SCHOOL, concern="Says that nobody was at home for two nights.")
