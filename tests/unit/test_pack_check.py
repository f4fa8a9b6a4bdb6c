"""What the check says of a pack with a mistake: the line, the place, and a sentence."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.policy import reading

PACKS = Path(__file__).parents[2] / "packs"
COVENTRY = (PACKS / "coventry.toml").read_text(encoding="utf-8")
LAW = (PACKS / "law" / "england.toml").read_text(encoding="utf-8")

RED = 'duration = { amount = 4, unit = "clock hours" }'
MONDAY = "monday = { opens = 08:30:00, closes = 17:00:00 }"
LOOK = 'look = { roles = ["team_manager"], qualified = true }'


def faults(text: str) -> list[reading.Fault]:
    with pytest.raises(reading.Unreadable) as caught:
        reading.read(text, name="pack")
    return caught.value.faults


def line(text: str, words: str) -> int:
    assert words in text, f"The text has no {words!r}."
    return text[: text.index(words)].count("\n") + 1


# What is written instead of what, and the whole report; the line is that of the change.
CHANGES = [
    (RED, 'duration = { amount = 4, unit = "working minutes" }',
     'ratings[0].duration.unit: "working minutes" is not a unit; did you mean "working hours"? '
     "choose one of clock hours, working hours, working days, same day."),
    (RED, 'duration = { amount = 0, unit = "clock hours" }',
     "ratings[0].duration.amount: 0 is too small: it must be more than 0."),
    (RED, 'duration = { amount = -4, unit = "clock hours" }',
     "ratings[0].duration.amount: -4 is too small: it must be more than 0."),
    (RED, 'duration = { amount = inf, unit = "clock hours" }',
     "ratings[0].duration.amount: inf is not a number that ends."),
    (RED, 'duration = { amount = true, unit = "clock hours" }',
     "ratings[0].duration.amount: true is not a number."),
    (RED, 'duration = { unit = "clock hours" }',
     'ratings[0].duration: "amount" is missing here: how many clock hours?'),
    (RED, 'duration = { amount = 4, unit = "clock hours", hours = 4 }',
     'ratings[0].duration.hours: "hours" is not a key here; choose one of amount, unit.'),
    (RED, "duration = 4", "ratings[0].duration: 4 is not a table of its own."),
    ("tell = { amount = 1,", "tell = { amount = 1.5,",
     "telling.tell.amount: Working days are counted whole; for a part, use working hours."),
    ('within = { unit = "same day" }', 'within = { amount = 1, unit = "same day" }',
     'urgencies[1].within.amount: "same day" takes no amount: leave it out.'),
    ('outcomes = []\nteams = []\npurpose = "To show who', 'outcomes = ["signpost"]\nteams = []\n'
     'purpose = "To show who',
     'retention[5].outcomes: Only what is of "cases" has these: leave the list empty.'),
    ("below_days = 365", "below_days = 1096",
     "weak_signals.below_days: What is told of is kept for 3 years, and no longer."),
    ("warn_at = 0.5 ", "warn_at = 1.5 ",
     "ratings[0].warn_at: 1.5 is not a part of the time: it must lie between 0 and 1."),
    ("warn_at = 0.5 ", "warn_at = 0.0 ",
     "ratings[0].warn_at: 0.0 is not a part of the time: it must lie between 0 and 1."),
    ("levels = [4]", "levels = [5]",
     "ratings[0].levels[0]: 5 is not a level of need of this pack; choose one of 1, 2, 3, 4."),
    ("levels = [4]", "levels = 4", "ratings[0].levels: 4 is not a list in square brackets."),
    ('starts = "commencing"', 'starts = "comencing"',
     'ratings[0].starts: "comencing" is not an event that starts a clock; did you mean '
     '"commencing"? choose one of receipt, rating, commencing.'),
    ("runs_past_closing = true ", "runs_past_closing = false ",
     "ratings[0].runs_past_closing: Clock hours run past closing by themselves: say true, or use "
     "working hours."),
    ("runs_past_closing = true ", 'runs_past_closing = "yes" ',
     'ratings[0].runs_past_closing: "yes" is not true or false, without quotation marks.'),
    ('gathering = "none"   ', 'gathering = "some"   ',
     'ratings[2].gathering: "some" is not a depth of gathering; choose one of none, basic, full. | '
     'ratings[2].gathering: "some" is not among the depths that may be chosen; choose one of none, '
     "basic, full."),
    ('required = ["social_care", "police", ', 'required = ["social_care", "polise", ',
     'ratings[0].required[1]: "polise" is not an agency of this pack; did you mean "police"? '
     "choose one of social_care, police, health, education, probation, community_safety, "
     "early_help."),
    ('slug = "amber"', 'slug = "red"',
     'ratings[1].slug: There is a second "red" in this list; each must differ.'),
    ('slug = "amber"', 'slug = "Amber!"',
     'ratings[1].slug: "Amber!" is not a slug: use small letters, digits and underlines, '
     "beginning with a letter."),
    (MONDAY, "monday = { opens = 17:00:00, closes = 08:30:00 }",
     "calendar.hours.monday: The hub cannot close at 08:30 before it opens at 17:00."),
    (MONDAY, 'monday = { opens = "08:30", closes = 17:00:00 }',
     'calendar.hours.monday.opens: "08:30" is not a time of day, such as 08:30:00.'),
    (MONDAY, MONDAY.replace("monday", "mondy"),
     'calendar.hours.mondy: "mondy" is not a key here; did you mean "monday"? choose one of '
     "monday, tuesday, wednesday, thursday, friday, saturday, sunday."),
    ('zone = "Europe/London"', 'zone = "Europe/Coventry"',
     'calendar.zone: "Europe/Coventry" is not a time zone; the usual one is "Europe/London".'),
    ('prefix = "CV"', 'prefix = "cov entry"',
     'hub.prefix: "cov entry" is not a prefix for references: use two to four capital letters.'),
    ('name = "Coventry MASH"', 'name = ""', "hub.name: This text is empty: write something."),
    ('name = "Coventry MASH"', "name = 7",
     'hub.name: 7 is not text in quotation marks, such as "Red".'),
    (LOOK, 'look = { roles = ["team_manger"], qualified = true }',
     'tasks.look.roles[0]: "team_manger" is not a role; did you mean "team_manager"? choose one of '
     "business_service_officer, triage_worker, social_worker, triage_coordinator, team_manager, "
     "partner, receiving_team, performance_officer, hub_administrator."),
    (LOOK, "look = { roles = [], qualified = true }",
     "tasks.look.roles: Nobody may do this task: name at least one role."),
    (LOOK, 'look = { roles = ["team_manager"] }', 'tasks.look.qualified: "qualified" is missing '
     "here."),
    ('tier = "all"', 'tier = "everything"',
     'outcomes[0].tier: "everything" is not a disclosure tier of this pack; choose one of all, '
     "relevant, summary, what_the_service_needs, outcome_only."),
    ('urgency = "immediate"', 'urgency = "soon"',
     'outcomes[0].urgency: "soon" is not a response urgency of this pack; choose one of '
     "immediate, same_day, one_day, five_days, routine."),
    ('when = ["open_to_social_care"]', 'when = ["open_to_socialcare"]',
     'routes[1].when[0]: "open_to_socialcare" is not a fact that a route may ask about; did you '
     'mean "open_to_social_care"? choose one of immediate_harm, significant_harm, '
     "below_threshold, safeguarding_concern, open_to_social_care, open_to_early_help, "
     "private_fostering, no_recourse, unaccompanied, money_at_16_or_17, disability, unborn, "
     "position_of_trust, needs_screening, person_posing_risk, domestic_abuse, missing, "
     "exploitation, outside_remit, unidentified, recently_closed, closed_before."),
    ('link = "step_up"', 'link = "stepup"',
     'routes[12].link: "stepup" is not a link of this pack; did you mean "step_up"? choose one of '
     "threshold, referral_form, step_up, dispute."),
    ("order = 1 ", "order = 99 ",
     "routes[0].order: The route of the harm test comes before any other: give it the lowest "
     "order, below 2 (a.8(4))."),
    ('code = "1A"', 'code = "1Z"',
     'sources[0].code: "1Z" is not a census code of a source of referral; '
     "choose one of 1A, 1B, 1C, 1D, 2A, 2B, 3A, 3B, 3C, 3D, 3E, 3F, 4, 5A, 5B, 5C, 5D, 6, 7, 8, 9, "
     "10."),
    ('received = "Thank you. We have received your information; your reference is {reference}."',
     'received = "Thank you, {name}."',
     "texts.received: {name} cannot be filled in here; choose one of agency, due, hub, outcome, "
     "phone, reference, team."),
    ('received = "Thank you. We have received your information; your reference is {reference}."',
     'received = "Thank you, {reference."',
     "texts.received: A curly bracket is open or closed alone; write {{ or }} for the sign "
     "itself."),
    ('url = "https://coventry.example.org/threshold"', 'url = "coventry.example.org"',
     'links[0].url: "coventry.example.org" is not an address that can be linked to: begin it with '
     '"https://".'),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "report"),
    CHANGES,
    ids=[report[:70] for _, _, report in CHANGES],
)
def test_a_mistake_is_told_with_its_line(old: str, new: str, report: str) -> None:
    text = COVENTRY.replace(old, new, 1)

    found = faults(text)

    where = line(COVENTRY, old)
    assert [str(fault) for fault in found] == sorted(
        f"{where}: {each}" for each in report.split(" | ")
    )


# The line of these is not that of the change itself.
def test_a_missing_receipt_clock_is_told_at_its_table() -> None:
    text = "\n".join(row for row in COVENTRY.split("\n") if not row.startswith("receipt = "))

    [fault] = faults(text)

    assert str(fault) == f'{line(text, "[spans]")}: spans.receipt: "receipt" is missing here.'


def test_a_missing_task_is_told_at_the_table_of_tasks() -> None:
    text = "\n".join(row for row in COVENTRY.split("\n") if not row.startswith("authorise = "))

    [fault] = faults(text)

    assert str(fault) == f'{line(text, "[tasks]")}: tasks.authorise: "authorise" is missing here.'


def test_a_task_that_does_not_exist_is_told() -> None:
    text = COVENTRY.replace("authorise = {", "autorise = {")

    missing, unknown = faults(text)

    assert (missing.line, missing.where) == (line(text, "[tasks]"), "tasks.authorise")
    assert (unknown.line, unknown.where) == (line(text, "autorise = {"), "tasks.autorise")
    assert unknown.sentence.startswith('"autorise" is not a key here; did you mean "authorise"?')


def test_a_missing_table_is_told_at_the_first_line() -> None:
    text = COVENTRY.replace("[window]", "[windows]")

    missing, unknown = faults(text)

    assert str(missing) == '1: window: "window" is missing here.'
    assert unknown.line == line(text, "[windows]")
    assert 'did you mean "window"?' in unknown.sentence


def test_a_key_that_is_missing_from_one_of_many_is_told_at_that_one() -> None:
    text = COVENTRY.replace('name = "Amber"\n', "", 1)

    [fault] = faults(text)

    header = line(text, 'slug = "amber"') - 1
    assert str(fault) == f'{header}: ratings[1].name: "name" is missing here.'


def test_a_route_that_can_never_be_taken_is_told_at_the_contradiction() -> None:
    text = COVENTRY.replace(
        'when = ["recently_closed"]', 'when = ["recently_closed", "open_to_social_care"]'
    )

    [fault] = faults(text)

    assert fault.line == line(text, 'when = ["recently_closed", "open') + 1
    assert fault.sentence == (
        '"open_to_social_care" is also in "when", so this route can never be taken.'
    )


def test_a_second_of_one_order_is_told_at_the_second() -> None:
    text = COVENTRY.replace("order = 2\n", "order = 3\n", 1)

    [fault] = faults(text)

    second = text.index("order = 3\n", text.index("order = 3\n") + 1)
    assert fault.line == text[:second].count("\n") + 1
    assert fault.sentence == "There is a second 3 in this list; each must differ."


def test_a_rating_that_gathers_in_full_from_nobody_is_told() -> None:
    old = 'required = ["social_care", "police", "health", "education", "probation"]'
    text = COVENTRY.replace(old, "required = []", 1)

    [fault] = faults(text)

    assert fault.line == line(COVENTRY, old)
    assert fault.sentence == "A full gathering asks at least one agency: name it."


def test_working_hours_that_run_past_closing_are_told() -> None:
    text = COVENTRY.replace(RED, RED.replace("clock", "working"), 1)

    [fault] = faults(text)

    assert fault.line == line(text, "runs_past_closing")
    assert fault.sentence == (
        "This rating counts in working hours, which stop at closing: say false."
    )


def test_an_out_of_hours_team_that_is_shut_at_night_is_told() -> None:
    text = COVENTRY.replace('team = "edt"', 'team = "area_west"')

    [fault] = faults(text)

    assert fault.line == line(text, "[out_of_hours]") + 1
    assert fault.sentence == '"area_west" is not a team that answers out of hours: mark it so.'


def test_a_team_with_the_slug_of_an_agency_is_told() -> None:
    text = COVENTRY.replace('slug = "missing"\nname = "Missing co', 'slug = "police"\nname = "Mis')

    found = faults(text)

    assert (
        line(text, 'slug = "police"\nname = "Mis'),
        '"police" is the slug of an agency already: give the team another.',
    ) in [(fault.line, fault.sentence) for fault in found]


def test_a_way_inside_the_hub_and_work_that_uses_it_need_each_other() -> None:
    ways = 'slug = "internal"\nname = "From inside the hub"'
    before, after = COVENTRY.split(ways)
    without_way = before + ways + after.replace("inside = true\n", "", 1)
    without_work = (
        before
        + ways
        + after.replace("inside = true\n", "X", 1)
        .replace("inside = true\n", "")
        .replace("X", "inside = true\n", 1)
    )

    [no_way], [no_work] = faults(without_way), faults(without_work)

    assert no_way.sentence == (
        'No channel is marked "inside": mark the way that this work comes in by.'
    )
    assert no_work.sentence == (
        'No source is marked "inside": mark the work of the hub that uses this way.'
    )
    assert no_work.line == line(without_work, ways) - 1


def test_a_hub_that_never_opens_is_told() -> None:
    head, rest = COVENTRY.split("[calendar.hours]")
    text = head + "[calendar.hours]\n\n# ---" + rest.split("# ---", 1)[1]

    [fault] = faults(text)

    assert fault.line == line(text, "[calendar.hours]")
    assert fault.sentence.startswith("The hub is never open")


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file() -> None:
    text = COVENTRY.replace(RED, RED.replace("clock hours", "moons"), 1)
    text = text.replace('tier = "all"', 'tier = "everything"', 1)
    text = text.replace('prefix = "CV"', "prefix = 1", 1)

    found = faults(text)

    assert [fault.where for fault in found] == [
        "hub.prefix",
        "ratings[0].duration.unit",
        "outcomes[0].tier",
    ]
    assert [fault.line for fault in found] == sorted(fault.line for fault in found)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[hub]\nslug = ", 2),
        ('[hub]\nslug = "a"\nslug = "b"\n', 3),
        ('[hub]\nname = "never closed\n', 2),
        ("[hub\n", 1),
        ("# nothing\n\n[hub]\nhours = 25:00:00\n", 4),
        ('[hub]\nname = """\nnever\nclosed', 4),
    ],
    ids=["no value", "twice", "open text", "open table", "no such time", "open long text"],
)
def test_what_is_not_toml_is_told_with_its_line(text: str, line: int) -> None:
    [fault] = faults(text)

    assert fault.line == line
    assert fault.sentence.startswith("This is not TOML: ")


def test_an_empty_file_is_told_everything_that_it_lacks() -> None:
    found = faults("")

    assert {fault.line for fault in found} == {1}
    assert "hub" in {fault.where for fault in found}


@given(st.text(alphabet=st.sampled_from("abc=.[]{}\"'#\n\\ ,1:-_é\r\t"), max_size=60))
def test_any_text_is_either_read_or_explained(text: str) -> None:
    with pytest.raises(reading.Unreadable) as caught:
        reading.read(text, name="pack")

    assert caught.value.faults


def test_lists_nested_beyond_reason_are_explained() -> None:
    [fault, *_] = faults("hub = " + "[" * 5000 + "]" * 5000)

    assert fault.line == 1


def test_the_law_is_checked_in_the_same_words() -> None:
    text = LAW.replace('in_force = "partly"', 'in_force = "nearly"')

    with pytest.raises(reading.Unreadable) as caught:
        reading.read_law(text, name="law")

    [fault] = caught.value.faults
    assert fault.line == line(text, 'in_force = "nearly"')
    assert fault.sentence == (
        '"nearly" is not a state of a law; did you mean "partly"? '
        "choose one of yes, partly, confirm."
    )


def test_a_kind_is_not_chosen_where_its_outcome_is_not() -> None:
    was = 'stages = ["triage", "mash"]                 # C15.10, C15.11\ntier'
    assert was in COVENTRY

    found = faults(COVENTRY.replace(was, 'stages = ["mash"]\ntier'))

    assert len(found) == 2
    assert all('The outcome is not chosen at "triage": say it there.' in str(f) for f in found)


def test_a_team_takes_the_kinds_of_one_outcome_at_triage() -> None:
    services = 'stages = ["mash"]                           # C15.11'
    assert services in COVENTRY
    text = COVENTRY.replace(services, 'stages = ["triage"]')
    was = 'teams = ["other_agency"]\nprimary_need'
    assert was in text

    [found] = faults(text.replace(was, 'teams = ["early_help_team"]\nprimary_need'))

    words = '"early_help_team" takes "early_help" with its kinds at triage already.'
    assert words in str(found)
