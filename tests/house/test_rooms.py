"""Rooms of one shape: the same file names recur, and what is more has been looked at."""

import ast
from pathlib import PurePosixPath

import pytest

from tests.house.source import files, python

# In the order in which a room is read.
RECURRING = {
    "__init__", "vocabulary", "lifecycle", "events", "rules", "models", "queries", "operations",
    "wall",
}  # fmt: skip

# What a room has beside those, and why it is a noun of its own there.
MORE = {
    "frontdoor/access": {
        "actor": "who acts, as a value that every storey above is given",
        "context": "tells the database who asks",
        "reach": "the third wall: what Django asks for is of the hub that asks",
        "standing": "raises the wall, and compares what stands with what was declared",
        "disposing": "the one way by which anything is removed, as functions of the database",
        "untold": "what keeps whom another system told of, as functions of the database",
        "hidden": "which records are hidden from whoever asks, as functions of the database",
        "tables": "the wall's declarations for the two lowest storeys; `wall` is what makes it",
    },
    "frontdoor/audit": {
        "guards": "functions of the database itself, as SQL",
        "entries": "what the logs hold, as the bytes that are sealed, in SQL",
        "sealing": "the operation that seals, apart from those that remember",
        "verifying": "checks what was sealed, and tells what was done to it",
    },
    "frontdoor/people": {
        "searching": "asks the register by keys, and ranks what it finds",
        "pairing": "operations on pairs of records that may be one: proposed in bulk, answered",
        "adopting": "operations that tie the identities of an adoption, for named readers",
        "held": "models of what is held of a person besides what one contact told",
        "noting": "operations on what is held of a person: written down, ended with a reason",
        "relating": "operations on how two people stand to each other for a time, and on who "
        "holds parental responsibility",
        "dating": "days as far as they are known, as values",
        "tracing": "what is asked of the NHS about somebody, its answer, and taking it on",
        "profile": "asks all that is held of one person, through every link",
        "sourcing": "operations on what another system tells of people, again and again",
        "keying": "puts records under their keys, in step with what is said of them",
        "duplicates": "finds pairs in a whole register by Splink, where that is installed",
        "kinship": "how people are related, as far as a family reaches",
        "cautions": "what has to be minded of somebody: warnings, and how they are safely reached",
        "marks": "what two records can have in common, and which of it is nobody’s own",
        "groups": "which of many records are one person by the word of people, asked at once",
    },
    "frontdoor/people/matching": {
        "description": "what is said of a person, for comparing: a value",
        "names": "names without case, accents, script; how they sound, what they are short for",
        "nicknames": "what people with a given name are called, as a list",
        "keys": "the keys under which a record is found",
        "alike": "how alike two words are, by their letters",
        "levels": "how far two descriptions agree, field by field",
        "model": "the weights, as data in the format of Splink, and what reads them",
        "words": "what each level is called, for people",
        "judging": "what the levels come to: weight, band, reasons",
        "linkage": "a register as columns, and the settings, for Splink on DuckDB or Spark",
        "weighing": "many records weighed against one description, before any reason is worded",
    },
    "frontdoor/entrance": {
        "staff": "operations on the places that people have: who joins, moves and leaves",
        "passkeys": "operations on passkeys, which ask the ceremony first",
        "ceremony": "what a browser is asked about a passkey, and whether to believe its answer",
        "single": "from who somebody is at a provider to a place in a hub",
    },
    "frontdoor/policy": {
        "check": "the command that checks a pack",
        "grown": "what older versions of packs are read with",
        "law": "the dated law pack, as a value",
        "pack": "the pack as a value, and its parts in pack_*",
        "reading": "from text to that value, with every fault told",
        "staged": "what every record with a lifecycle is made of",
    },
    "frontdoor/casework/restricting": {
        "glass": "looks at a record by whoever has no right to it, for a time, and their review",
    },
    "frontdoor/casework/signals": {
        "having": "what the people of a contact have and had, through links and for its time",
        "telling": "what was found, as sentences that a person judges",
    },
    "frontdoor/casework/contacts": {
        "addressing": "which team and which worker a route means for this child",
        "caller": "operations on whoever told the hub",
        "challenges": "questions to partners who came by a way that is not agreed",
        "clocks": "starts and stops promises about time",
        "concern": "what the worry is, of the contact and of each child in it",
        "ending": "where a case went, when it ended, how it was opened again: fields of a case",
        "hearing": "asks whether a child is known while somebody still tells of them",
        "identity": "operations on who told us, where that has to stay unknown",
        "joining": "operations that let a report go on in an open case of the same child",
        "adoption": "ties an adopted child's identities, once a record of them is restricted",
        "persons": "asks in which contacts somebody was told of, and who lives with them",
        "parted": "what rested on a link that was wrong, and what was done about it",
        "protection": "police protection of a child, from its begin to its end",
        "reopening": "opens a case again that had ended, and leaves what was promised and told",
        "reports": "asks which reports go on in a case of the same child, and which could",
        "rows": "what is read of contacts again and again, put into SQL once",
        "telling": "what the family were told, and whose consent was asked, as the ledger keeps it",
        "triage": "operations on a case until it goes to MASH, apart from taking a contact",
        "whole": "one person across all the records that are linked, with what is known of them",
        "who": "what tells who somebody is, and how that is kept apart: fields",
        "writing": "referrals in writing: a contact of its own, or what follows a call",
    },
    "frontdoor/casework/searches": {
        "behind": "looks behind the wall whether a contact met a restricted record, as the watch",
        "looking": "looks for a person without a contact, for a stated purpose",
    },
    "frontdoor/casework/gathering": {
        "escalating": "what the policy does by itself about an agency that has not answered",
        "chasing": "operations while agencies gather: another rating, one more agency, no reply",
        "keeping": "operations on who may see what an agency gave, after it gave it",
        "signing": "whether agencies have signed what asking rests on, or who asks all the same",
        "supplements": "operations on whoever is named after agencies were asked",
    },
    "frontdoor/casework/actions": {
        "covering": "operations on all that one worker has, given to another at once",
        "changing": "operations on an action before it is done: its time, its owner, withdrawn",
        "additions": "what comes of an action when the case is elsewhere, for whoever has it",
        "leaving": "what becomes of open actions when a case leaves the hub, or comes back",
    },
    "frontdoor/casework/strategy": {
        "ending": "what came of a discussion: held, with what it decided, or called off",
    },
    "frontdoor/casework/papers": {
        "recognising": "what a file is, by what is in it; pure, and to grow",
    },
    "frontdoor/casework/rolls": {
        "exporting": "gives out everybody whom a system told of, and remembers each look",
        "headings": "which column holds what, by the words at its head",
        "matching": "looks up the people of a list when its page is opened, and stores nothing",
    },
    "frontdoor/casework/triage": {
        "giving": "who carries a case: given to a worker, or all from one to another",
        "undoing": "takes back what was written or given by mistake, and keeps it to be read",
    },
    "frontdoor/casework/disclosures": {
        "clearing": "asks whoever gave an item before it goes further, and takes their answer",
        "family": "what is to be kept from the family, as reports and agencies say",
        "offers": "everything that could leave the hub on a case, item by item",
        "passing": "hands a case over to teams, or takes it back; apart from ending an enquiry",
        "reopening": "opens a case again with its enquiry, and says who knows how it ended",
        "sending": "the one way by which anything is sent, at routing and after an enquiry",
        "giving": "gives a team something to do with what it was sent, or withdraws it with that",
        "direction": "what a route says of one team: what is asked, how much, how fast, for whom",
        "routing": "what the policy routes by itself",
        "hearing": "what a referrer hears of the outcome, put together from every child's case",
    },
    "frontdoor/casework/holdings": {
        "sources": "which tables hold something about a person, and which are left out, and why",
        "collecting": "everything that is held about a person, row by row",
        "wording": "a row in the words that people read: each code by its own",
    },
    "frontdoor/casework/worklist": {
        "waiting": "every case that waits, with what is due first, in SQL: all lists begin there",
        "owing": "which agency has yet to answer how much, over all cases",
        "unread": "what is new to one person, from the read log and the events",
        "finding": "what is on no list any more: by its reference, or by having ended lately",
    },
    "frontdoor/disposal": {
        "due": "which contacts have come to the end of their time, in SQL: the review begins there",
        "told": "whose time is over of those whom another system told of and no contact",
    },
    "frontdoor/watch": {
        "finding": "looks for what somebody has to know of, a function for each kind",
    },
    "frontdoor/oversight": {
        "units": "every child in a contact as figures see it, in SQL: all counting begins there",
    },
    "frontdoor/oversight/measures": {
        "activity": "a measure: its definition, its one query, its rows",
        "period": "the months that every measure is asked for",
        "sources": "a measure",
        "timeliness": "a measure",
    },
}
PARTS = {"frontdoor/policy": "pack_"}

# Names that say nothing of what is inside, and so come to hold everything.
EMPTY = {
    "common", "core", "data", "handlers", "helper", "helpers", "info", "lib", "manager", "managers",
    "misc", "process", "service", "services", "shared", "stuff", "tools", "util", "utils",
}  # fmt: skip


def _rooms() -> list[str]:
    """Return the domain packages: everything between the doors and the kernel."""
    single = [
        "access",
        "audit",
        "entrance",
        "people",
        "people/matching",
        "policy",
        "oversight",
        "oversight/measures",
        "watch",
    ]
    river = [
        "agreements",
        "ledger",
        "restricting",
        "contacts",
        "searches",
        "papers",
        "rolls",
        "triage",
        "enquiries",
        "gathering",
        "actions",
        "decisions",
        "disclosures",
        "strategy",
        "closing",
        "holdings",
        "retention",
        "signals",
        "worklist",
    ]
    wanted = [f"frontdoor/{name}" for name in single]
    wanted += [f"frontdoor/casework/{name}" for name in river]
    return [room for room in wanted if any(path.startswith(f"{room}/") for path in files())]


@pytest.mark.parametrize("room", _rooms())
def test_a_room_holds_the_recurring_files_and_those_that_were_looked_at(room: str) -> None:
    allowed = RECURRING | set(MORE.get(room, {}))
    part = PARTS.get(room, "\0")

    strange = [
        path
        for path in files()
        if path.startswith(f"{room}/") and "/migrations/" not in path
        if not any(path.startswith(f"{inner}/") for inner in MORE if inner.startswith(f"{room}/"))
        if (stem := PurePosixPath(path).stem) not in allowed and not stem.startswith(part)
    ]

    assert strange == []


def test_nothing_is_allowed_that_is_not_there() -> None:
    there = {(str(PurePosixPath(path).parent), PurePosixPath(path).stem) for path in files()}

    assert [(room, noun) for room in MORE for noun in MORE[room] if (room, noun) not in there] == []


def test_no_module_or_folder_has_a_name_that_says_nothing() -> None:
    named = [
        path
        for path in files()
        if path.startswith(("frontdoor/", "config/", "launch/", "bench/", "tests/"))
        if EMPTY & {*PurePosixPath(path).parts, PurePosixPath(path).stem}
    ]

    assert named == []


def test_no_class_has_a_name_that_says_nothing() -> None:
    endings = ("Helper", "Util", "Utils", "Handler", "Info", "Mixin")
    named = [
        source.at(node)
        for source in python("frontdoor/", "config/", "launch/")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ClassDef) and node.name.endswith(endings)
    ]

    assert named == []
