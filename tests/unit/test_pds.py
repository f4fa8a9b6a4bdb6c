"""What the NHS answers is believed as it is published, and otherwise it is no answer, in words."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from frontdoor.connectors import pds
from frontdoor.people.tracing import Question
from frontdoor.people.vocabulary import Traced
from tests import nhs
from tests.nhs import Handler, Patient, Service

SASHA = Question(family="Kowalski", given="Sasha", born=date(2015, 6, 14), postcode="CV1 9ZZ")


@pytest.fixture
def service(settings: Settings, tmp_path: Path) -> Iterator[Service]:
    """Return an NHS on loopback that holds one child."""
    with nhs.serving(settings, tmp_path, patients=[Patient()]) as service:
        yield service


# --- As it is published ---


@pytest.mark.parametrize(
    ("score", "band"),
    [
        (1.0, Traced.MATCH),
        (0.95, Traced.MATCH),
        (0.9499, Traced.POTENTIAL),
        (0.85, Traced.POTENTIAL),
        (0.8499, Traced.LOW),
        (0, Traced.LOW),
    ],
)
def test_the_published_bands_are_followed(service: Service, score: float, band: Traced) -> None:
    service.patients = [Patient(score=score)]

    answer = pds.trace(SASHA)

    assert answer.band is band
    assert (answer.found is not None) == (score >= 0.85)


def test_who_is_found_is_told_with_number_name_birth_and_postcode(service: Service) -> None:
    found = pds.trace(SASHA).found

    assert found is not None
    told = (found.number, found.name, found.born, found.postcode)
    assert told == ("9990000018", "Sasha Kowalski", "14 June 2015", "CV1 9ZZ")
    assert (found.is_restricted, found.died, found.likeness) == (False, "", 1.0)


def test_it_is_asked_once_with_everything_where_that_finds_them(service: Service) -> None:
    pds.trace(SASHA)

    assert service.asked == [
        {
            "family": ["Kowalski"],
            "birthdate": ["eq2015-06-14"],
            "given": ["Sasha"],
            "address-postalcode": ["CV1 9ZZ"],
            "_history": ["true"],
        }
    ]
    assert service.heads[0]["Accept"] == "application/fhir+json"
    assert service.claims["sub"] == nhs.API_KEY


def test_each_question_has_a_number_of_its_own(service: Service) -> None:
    service.patients = []

    pds.trace(SASHA)

    assert len({each["X-Request-Id"] for each in service.heads}) == 3


def test_whoever_has_moved_is_found_without_the_postcode(service: Service) -> None:
    service.patients = [Patient(postcode="CV2 9ZZ", score=0.97)]

    assert pds.trace(SASHA).band is Traced.MATCH
    assert ["address-postalcode" in each for each in service.asked] == [True, False]


def test_what_sounds_alike_is_asked_last(service: Service) -> None:
    service.patients = [Patient(score=0.9)]

    assert pds.trace(replace(SASHA, family="Kowalsky")).band is Traced.POTENTIAL
    assert [each.get("_fuzzy-match") for each in service.asked] == [None, None, ["true"]]


def test_without_a_given_name_sex_is_sent_and_sound_is_not_asked(service: Service) -> None:
    service.patients = []

    answer = pds.trace(replace(SASHA, given="", sex="F", postcode=""))

    assert answer.band is Traced.NONE
    assert [each.get("gender") for each in service.asked] == [["female"]]


def test_an_asterisk_in_a_name_stands_for_nothing(service: Service) -> None:
    pds.trace(replace(SASHA, family="K*", given="*"))

    assert {each["family"][0] for each in service.asked} == {"K"}
    assert all("given" not in each for each in service.asked)


def test_several_too_close_to_call_are_told_and_none_is_shown(service: Service) -> None:
    service.patients = [Patient(), Patient(number="9990000026")]

    answer = pds.trace(SASHA)

    assert (answer.band, answer.found) == (Traced.SEVERAL, None)


def test_two_in_one_list_are_several_however_alike_the_first_is(service: Service) -> None:
    service.way = lambda it: it.say(200, nhs.bundle(Patient().entry(), Patient(score=0.1).entry()))

    assert pds.trace(SASHA).band is Traced.SEVERAL


def test_nobody_is_told_as_nobody(service: Service) -> None:
    service.patients = []

    assert pds.trace(SASHA).band is Traced.NONE


@pytest.mark.parametrize("code", ["R", "V"])
def test_of_a_restricted_record_no_place_is_told_even_where_one_is_sent(
    service: Service, code: str
) -> None:
    service.patients = [Patient(security=code)]

    found = pds.trace(SASHA).found

    assert found is not None
    assert (found.is_restricted, found.postcode) == (True, "")


def test_a_death_that_the_nhs_holds_is_told(service: Service) -> None:
    service.patients = [Patient(died="2020-10-22")]

    found = pds.trace(SASHA).found

    assert found is not None
    assert found.died == "22 October 2020"


# --- Whatever else comes ---


def _patient(**changed: Any) -> dict[str, Any]:
    entry = Patient().entry()
    return nhs.bundle(entry | {"resource": entry["resource"] | changed})


def _scored(score: Any) -> dict[str, Any]:
    return nhs.bundle(Patient().entry() | {"search": {"score": score}})


def _says(told: Any, *, status: int = 200) -> Callable[[Handler], None]:
    return lambda it: it.say(status, told)


def _raw(body: bytes, *, kind: str = "application/fhir+json") -> Callable[[Handler], None]:
    return lambda it: it.raw(200, body, kind=kind)


def _slow(it: Handler) -> None:
    time.sleep(3)


def _drips(it: Handler) -> None:
    """Say one letter after another, each in time, and come to no end."""
    it.send_response(200)
    it.send_header("Content-Type", "application/fhir+json")
    it.end_headers()
    with suppress(OSError):
        for _ in range(60):
            it.wfile.write(b" ")
            time.sleep(0.05)


ODD_NUMBER = {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9990000019"}
WHOLE = json.dumps(nhs.bundle(Patient().entry())).encode()
BAD: dict[str, tuple[Callable[[Handler], None], str]] = {
    "400": (_says(nhs.outcome("INVALID_SEARCH_DATA"), status=400), pds.NOT_TAKEN),
    "401": (_says(nhs.outcome("ACCESS_DENIED"), status=401), pds.NOT_LET),
    "403": (_says(nhs.outcome("ACCESS_DENIED"), status=403), pds.NOT_LET),
    "404": (_says(nhs.outcome("RESOURCE_NOT_FOUND"), status=404), pds.ODD),
    "429": (_says(nhs.outcome("TOO_MANY_REQUESTS"), status=429), pds.BUSY),
    "500": (_says(nhs.outcome("SERVER_ERROR"), status=500), pds.DOWN),
    "503 with a whole answer": (_says(nhs.bundle(Patient().entry()), status=503), pds.DOWN),
    "slow": (_slow, pds.SILENT),
    "drips": (_drips, pds.SILENT),
    "nothing": (_raw(b""), pds.ODD),
    "nonsense": (_raw(b"{not json"), pds.ODD),
    "bytes that are no words": (_raw(b"\xff\xfe\x00"), pds.ODD),
    "boxes in boxes": (_raw(b"[" * 100_000), pds.ODD),
    "half an answer": (_raw(WHOLE[:300]), pds.ODD),
    "huge": (_raw(WHOLE + b" " * pds.MOST), pds.ODD),
    "a page": (_raw(WHOLE, kind="text/html"), pds.ODD),
    "a list": (_says([]), pds.ODD),
    "null": (_says(None), pds.ODD),
    "another resource": (_says({"resourceType": "Practitioner"}), pds.ODD),
    "another list": (_says(nhs.bundle() | {"type": "history"}), pds.ODD),
    "another outcome": (_says(nhs.outcome("SERVER_ERROR")), pds.ODD),
    "an outcome of nothing": (_says({"resourceType": "OperationOutcome", "issue": []}), pds.ODD),
    "no count": (_says({"resourceType": "Bundle", "type": "searchset"}), pds.ODD),
    "a count of one and nobody": (_says(nhs.bundle(total=1)), pds.ODD),
    "a count of none and somebody": (_says(nhs.bundle(Patient().entry(), total=0)), pds.ODD),
    "a count that is a word": (_says(nhs.bundle(total="0")), pds.ODD),
    "a practitioner in the list": (_says(_patient(resourceType="Practitioner")), pds.ODD),
    "a number that checks not": (
        _says(_patient(id="9990000019", identifier=[ODD_NUMBER])), pds.ODD,
    ),
    "two numbers": (_says(_patient(identifier=[ODD_NUMBER])), pds.ODD),
    "no number": (_says(_patient(identifier=[])), pds.ODD),
    "no name": (_says(_patient(name=[])), pds.ODD),
    "a name that is a number": (_says(_patient(name=[{"family": 7}])), pds.ODD),
    "a name that turns round": (_says(_patient(name=[{"family": "\u202eevil"}])), pds.ODD),
    "a name that does not end": (_says(_patient(name=[{"family": "x" * 101}])), pds.ODD),
    "a day that is none": (_says(_patient(birthDate="2015-02-30")), pds.ODD),
    "a record that is withdrawn": (
        _says(_patient(meta={"security": [{"code": "REDACTED"}]})), pds.ODD,
    ),
    "a score that is a word": (_says(_scored("1.0")), pds.ODD),
    "a score that is yes": (_says(_scored(True)), pds.ODD),
    "a score over one": (_says(_scored(1.5)), pds.ODD),
    "a score below none": (_says(_scored(-0.1)), pds.ODD),
    "a score that is no number": (_says(_scored(float("nan"))), pds.ODD),
    "no score": (_says(nhs.bundle({"resource": Patient().entry()["resource"]})), pds.ODD),
}  # fmt: skip


@pytest.mark.parametrize("bad", BAD)
def test_a_bad_answer_is_told_in_words_and_nothing_of_it_is_believed(
    service: Service, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, bad: str
) -> None:
    monkeypatch.setattr(pds, "PATIENCE", 1)
    service.way, words = BAD[bad]
    begun = time.monotonic()

    answer = pds.trace(SASHA)

    assert (answer.band, answer.found, answer.why) == (Traced.CANNOT_TELL, None, words)
    assert time.monotonic() - begun < 5
    assert "could not be asked" in caplog.text
    for each in ("Kowalski", "Sasha", "2015", "CV1", nhs.TOKEN, "999000"):
        assert each not in caplog.text


def test_an_answer_that_fails_in_the_middle_of_the_ways_is_not_nobody(service: Service) -> None:
    def second_fails(it: Handler) -> None:
        first = len(service.asked) == 1
        it.say(200 if first else 500, nhs.bundle() if first else nhs.outcome("SERVER_ERROR"))

    service.way = second_fails

    assert pds.trace(SASHA).why == pds.DOWN


def test_nobody_is_followed_elsewhere(service: Service, settings: Settings) -> None:
    where = f"{settings.PDS_URL}/elsewhere"
    service.way = lambda it: it.raw(302, b"", kind="application/fhir+json", where=where)

    assert pds.trace(SASHA).why == pds.ODD
    assert len(service.asked) == 1


@pytest.mark.parametrize(
    "told",
    [{}, [], {"access_token": None}, {"access_token": "a\r\nX-Other: b"}, {"access_token": "é"}],
)
def test_a_token_that_is_none_opens_nothing(service: Service, told: Any) -> None:
    service.token_way = lambda it: it.say(200, told)

    assert pds.trace(SASHA).why == pds.NOT_LET
    assert service.asked == []


@pytest.mark.parametrize(("name", "value"), [("PDS_KEY_NAME", "another"), ("PDS_API_KEY", "ours")])
def test_whom_the_nhs_does_not_know_is_told_to_tell_the_administrator(
    service: Service, settings: Settings, name: str, value: str
) -> None:
    setattr(settings, name, value)

    assert pds.trace(SASHA).why == pds.NOT_LET


@pytest.mark.parametrize("content", [None, "", "no key"])
def test_a_key_of_ours_that_is_none_is_told(
    service: Service, settings: Settings, content: str | None
) -> None:
    file = Path(settings.PDS_PRIVATE_KEY)
    file.unlink()
    if content is not None:
        file.write_text(content)

    assert pds.trace(SASHA).why == pds.NOT_LET


def test_where_nobody_listens_there_is_no_answer(service: Service, settings: Settings) -> None:
    settings.PDS_TOKEN_URL = "http://127.0.0.1:9/oauth2/token"

    assert pds.trace(SASHA).why == pds.SILENT
