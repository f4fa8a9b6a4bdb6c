"""Two descriptions are compared: what agrees, what differs, and how sure that makes anybody."""

from datetime import date
from typing import Any

import pytest

from frontdoor.people import matching
from frontdoor.people.matching import Band, Description, keys
from frontdoor.people.matching.model import shipped
from frontdoor.people.matching.names import folded
from frontdoor.people.matching.words import ALIKE, WORDS

ZOFIA = {
    "given_names": "Zofia",
    "family_name": "Wiśniewska",
    "date_of_birth": date(2014, 3, 9),
    "postcode": "CV1 9ZZ",
    "address": "12 Larkrise Court",
}


def described(**other: Any) -> Description:
    return Description(**{**ZOFIA, **other})


def like(**other: Any) -> matching.Likeness:
    """Return how alike Zofia and somebody are who differs from her in that."""
    return matching.compare(described(), described(**other))


ANOTHER_PLACE = {"postcode": "CV6 9AB", "address": "3 Tollgate Row"}
NO_PLACE = {"postcode": "", "address": ""}
CASES: list[tuple[str, dict[str, Any], Band]] = [
    ("all of it", {}, Band.SAME),
    ("written without accents, in capitals", {"family_name": "WISNIEWSKA"}, Band.SAME),
    ("in another script", {"given_names": "Зофія", "family_name": "Вісьнєвська"}, Band.PROBABLY),
    ("day and month exchanged", {"date_of_birth": date(2014, 9, 3)}, Band.SAME),
    ("one digit off", {"date_of_birth": date(2014, 3, 8)}, Band.SAME),
    ("names exchanged", {"given_names": "Wisniewska", "family_name": "Zofia"}, Band.SAME),
    ("called by another form of the name", {"given_names": "Sophie"}, Band.SAME),
    ("in a foster home", ANOTHER_PLACE, Band.PROBABLY),
    ("nobody knows where she lives", NO_PLACE, Band.PROBABLY),
    ("another family name, same home", {"family_name": "Ashgrove"}, Band.SAME),
    ("another family name, another home", {"family_name": "Ashgrove", **ANOTHER_PLACE},
     Band.POSSIBLY),
    ("a hyphen and the other parent's name", {"family_name": "Wisniewska-Hall"}, Band.SAME),
    ("her twin", {"given_names": "Kasia"}, Band.POSSIBLY),
    ("her mother, of the same name", {"date_of_birth": date(1985, 8, 21)}, Band.POSSIBLY),
    ("her twin, whose name is one letter away", {"given_names": "Zofie"}, Band.PROBABLY),
    ("by an initial alone", {"given_names": "Z"}, Band.PROBABLY),
    ("her twin, with the same initial", {"given_names": "Zuzanna"}, Band.POSSIBLY),
    ("her sister, in the same home", {"given_names": "Hanna", "date_of_birth": date(2016, 7, 1)},
     Band.POSSIBLY),
    ("a parent of the same name and birthday", {"date_of_birth": date(1984, 3, 9)}, Band.POSSIBLY),
    ("a parent of the same name, elsewhere", {"date_of_birth": date(1984, 7, 1)} | ANOTHER_PLACE,
     Band.POSSIBLY),
    ("born on the first of January, as it was put down", {"date_of_birth": date(2014, 1, 1)},
     Band.POSSIBLY),
    ("nobody knows when she was born", {"date_of_birth": None}, Band.SAME),
    ("her second name given first", {"given_names": "Anna Zofia"}, Band.SAME),
    ("in a foster home, day and month exchanged",
     {"date_of_birth": date(2014, 9, 3)} | ANOTHER_PLACE, Band.POSSIBLY),
    ("in a foster home, by a short name", {"given_names": "Zosia"} | ANOTHER_PLACE, Band.POSSIBLY),
    ("in a foster home, another family name, the old one known",
     {"family_name": "Ashgrove", "also_known_as": "Zofia Wisniewska"} | ANOTHER_PLACE,
     Band.POSSIBLY),
    ("the names of a hyphen the other way round", {"family_name": "Hall Wisniewska"}, Band.SAME),
    ("a child of the same name elsewhere", {"date_of_birth": date(2009, 11, 30)} | ANOTHER_PLACE,
     Band.POSSIBLY),
]  # fmt: skip


@pytest.mark.parametrize(("what", "other", "band"), CASES, ids=[each[0] for each in CASES])
def test_how_sure_anybody_can_be(what: str, other: dict[str, Any], band: Band) -> None:
    likeness = like(**other)

    assert likeness.band == band, [(each.words, each.weight) for each in likeness.reasons]
    assert likeness.is_worth_a_look


SCRIPTS = [
    ("فاطمة", "خان", "Fatima", "Khan", Band.PROBABLY),
    ("زينب", "علي", "Zainab", "Ali", Band.PROBABLY),
    ("محمد", "احمد", "Mohammed", "Ahmed", Band.PROBABLY),
    ("Αλέξανδρος", "Παπαδόπουλος", "Alexandros", "Papadopoulos", Band.PROBABLY),
    ("Олександр", "Шевченко", "Oleksandr", "Shevchenko", Band.PROBABLY),
    ("小明", "王", "Xiaoming", "Wang", Band.PROBABLY),
    ("小明", "王", "Xiao Ming", "Wang", Band.PROBABLY),
    ("ሰላም", "ተስፋዬ", "Selam", "Tesfaye", Band.PROBABLY),
    ("ትርሓስ", "ኪዳነ", "Tirhas", "Kidane", Band.PROBABLY),
    ("মোহাম্মদ", "রহমান", "Mohammad", "Rahman", Band.PROBABLY),
    ("আয়েশা", "বেগম", "Ayesha", "Begum", Band.PROBABLY),
    ("ਗੁਰਪ੍ਰੀਤ", "ਸਿੰਘ", "Gurpreet", "Singh", Band.PROBABLY),
    ("ज़ैनब", "ख़ान", "Zainab", "Khan", Band.PROBABLY),
    ("યશ", "પટેલ", "Yash", "Patel", Band.PROBABLY),
    ("குமார்", "ராஜா", "Kumar", "Raja", Band.PROBABLY),
    ("ნინო", "ბერიძე", "Nino", "Beridze", Band.PROBABLY),
    # Vowels are seldom written, or the spelling is another: more than that has to agree.
    ("يوسف", "حسين", "Yusuf", "Hussain", Band.POSSIBLY),
    ("דוד", "כהן", "David", "Cohen", Band.POSSIBLY),
    ("민준", "김", "Minjun", "Kim", Band.POSSIBLY),
]


@pytest.mark.parametrize(("given", "family", "latin", "surname", "band"), SCRIPTS)
def test_a_name_in_another_script_is_the_name(
    given: str, family: str, latin: str, surname: str, band: Band
) -> None:
    born = date(2014, 3, 9)
    one = Description(given_names=given, family_name=family, date_of_birth=born)
    other = Description(given_names=latin, family_name=surname, date_of_birth=born)

    likeness = matching.compare(one, other)

    assert likeness.band == band, [(each.words, each.weight) for each in likeness.reasons]
    assert likeness.is_worth_a_look
    assert set(keys.of(one)) & set(keys.of(other))


def test_chinese_is_compared_as_it_is_spelt_in_mandarin_alone() -> None:
    born = date(2014, 3, 9)
    one = Description(given_names="美玲", family_name="陈", date_of_birth=born)
    mandarin = Description(given_names="Meiling", family_name="Chen", date_of_birth=born)
    cantonese = Description(given_names="Mei Ling", family_name="Chan", date_of_birth=born)

    same = ("same given name", "same family name")
    assert matching.compare(one, one).agrees[:2] == same
    assert matching.compare(one, mandarin).agrees[:2] == same
    assert matching.compare(one, cantonese).is_worth_a_look
    assert set(keys.of(one)) & set(keys.of(cantonese))


@pytest.mark.parametrize(
    ("written", "spelt"),
    [
        ("王小明", "wangxiaoming"), ("አበበ ቢቂላ", "abebe bikila"), ("ज़ैनब", "zainb"), ("דָּוִד", "dvd"),
        ("Ƙasim", "kasim"), ("Ｗｅｉ", "wei"), ("٣٤", "34"), ("Նինո", "nino"),
        ("Kim 😀", "kim"), ("Наталія", "nataliya"), ("محمد", "mhmd"), ("أَمينة", "amina"),
    ],
)  # fmt: skip
def test_every_script_is_set_aside_before_names_are_compared(written: str, spelt: str) -> None:
    assert folded(written) == spelt


def test_a_twin_comes_behind_the_child() -> None:
    assert like(given_names="Kasia").weight < like(given_names="Zosia").weight < like().weight


def test_another_nhs_number_leaves_a_doubt_and_the_same_one_takes_it_away() -> None:
    one, other = {"nhs_number": "9990000018"}, {"nhs_number": "9990000026"}
    assert like(**NO_PLACE).band == Band.PROBABLY

    same = matching.compare(described(**one), described(**one, given_names="Kasia"))
    different = matching.compare(described(**one), described(**other))

    assert (same.band, different.band) == (Band.SAME, Band.POSSIBLY)


def test_a_rare_name_says_more_than_a_common_one() -> None:
    rare, common = (
        matching.compare(described(), described(), frequencies={"family_name": often}).weight
        for often in (1e-5, 1e-2)
    )

    assert rare - common == pytest.approx(9.97, abs=0.01)


def test_every_reason_has_its_words_and_its_weight() -> None:
    likeness = like(date_of_birth=date(2014, 3, 8), **ANOTHER_PLACE)

    assert likeness.agrees == (
        "same given name", "same family name", "date of birth but for one digit",
    )  # fmt: skip
    assert likeness.differs == ("different postcode", "different address")
    assert sum(each.weight for each in likeness.reasons) == likeness.weight
    assert all(each.is_alike == (each.weight > 0) for each in likeness.reasons)
    assert likeness.version == shipped().version


def test_words_and_weights_are_there_for_the_same_levels() -> None:
    weights = shipped().levels

    assert {field: set(levels) for field, levels in WORDS.items()} == {
        field: set(levels) for field, levels in weights.items()
    }
    assert {level for levels in weights.values() for level in levels} > ALIKE


def test_a_brother_of_no_name_yet_is_found_by_the_place_alone() -> None:
    nobody = Description(address="12 larkrise ct")

    likeness = matching.compare(described(postcode=""), nobody)

    assert likeness.agrees == ("address nearly the same",)
    assert likeness.is_worth_a_look


FOUND: dict[str, Description] = {
    "misheard": Description(given_names="Sofia", family_name="Vishnevska"),
    "mistyped, and nothing else known": Description(given_names="Zofia", family_name="Wisniweska"),
    "by a short name": Description(given_names="Zosia", family_name="Wisniewska"),
    "with names exchanged": Description(given_names="Wisniewska", family_name="Zofia"),
    "by the birth": Description(date_of_birth=date(2014, 9, 3)),
    "by the place": Description(postcode="cv19zz"),
    "by the door": Description(address="12, Larkrise Court, Coventry"),
    "by a place without a number": Description(address="Court Larkrise 12"),
}


@pytest.mark.parametrize("how", FOUND)
def test_a_record_is_found(how: str) -> None:
    assert set(keys.of(FOUND[how])) & set(keys.of(described()))


def test_by_a_name_that_was_used_before_a_record_is_found() -> None:
    now = described(family_name="Ashgrove", also_known_as="Zofia Wisniewska")
    asked = Description(given_names="Zofia", family_name="Wisniewska")

    assert set(keys.of(now)) & set(keys.of(asked))
    assert "part of the family name the same, or used before" in (
        matching.compare(asked, now).agrees
    )
