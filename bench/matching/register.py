# ruff: noqa: E501  Lists of names are long.
"""Invents a register of a county: families in homes, names of several origins, what is misheard.

It shares nothing with the matching: names, slips, sounds and short names are lists of its own.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bench.matching.sets import Labelled, Told
from frontdoor.people.matching import Description

GIVEN = {
    "british": "Oliver George Harry Noah Jack Leo Arthur Muhammad Oscar Charlie Olivia Amelia Isla Ava"
    " Ivy Freya Lily Florence Willow Poppy Thomas James William Daniel Matthew Joseph Samuel Alfie"
    " Edward Isaac Sophie Grace Evie Emily Charlotte Elizabeth Rosie Alice Ruby Katherine Rebecca"
    " Jessica Abigail Nathan Ryan Callum Rhys Owen Megan Bethany Ellie Holly Chloe Michael Robert",
    "polish": "Zofia Zuzanna Hanna Maja Julia Jakub Antoni Szymon Filip Kacper Wojciech Katarzyna"
    " Agnieszka Małgorzata Piotr Paweł Krzysztof Stanisław Aleksandra Oliwia",
    "south asian": "Aisha Fatima Zainab Maryam Khadija Mohammed Ibrahim Yusuf Hamza Ali Arjun Rohan"
    " Priya Ananya Simran Gurpreet Harpreet Imran Usman Saima Nadia Bilal Zara Haroon",
    "african": "Chidi Ngozi Amara Kwame Kofi Abena Adaeze Oluwaseun Temitope Folasade Tendai Thandiwe"
    " Abdi Hodan Ifrah Mamadou Fatoumata Emeka",
    "arabic": "Omar Layla Youssef Noor Ahmad Mariam Karim Hassan Huda Rania Khalid Salma Tariq Amina",
    "chinese": "Wei Jing Xiu Ming Li Hao Yan Mei Chen Jun Ling Hui",
}
FAMILY = {
    "british": ("Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson"
        " Evans Walker White Roberts Green Hall Wood Harris Clarke O'Neill McDonald Fitzgerald"),
    "polish": "Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański",
    "south asian": "Khan Patel Singh Kaur Hussain Ahmed Begum Ali Shah Akhtar Sharma Gill Mahmood",
    "african": "Okafor Adeyemi Mensah Boateng Moyo Ndlovu Diallo Traore Osei Mohamud Warsame",
    "arabic": "Al-Hassan Haddad Mansour Nasser Al-Masri Khalil Saleh Abdullah Rahman",
    "chinese": "Wang Li Zhang Chen Liu Yang Huang Zhao Wu",
}  # fmt: skip
BEGIN = {
    "british": "Ash Black Thorn Wick Hart Bram Mill Stan Whit Hol Red Croft Lang Burn Oak Pem Rav Sel",
    "polish": "Kow Wis Now Zie Maz Wil Krz Szy Pie Gra Dab Mal Gor Sob Rut",
    "south asian": "Chaud Bhat Raj Mukh Ban Qur Sid Chak Deo Iq Far Nar",
    "african": "Ade Oko Nwa Olu Chi Mba Aba Eze Ogu Kam Tan Dia",
    "arabic": "Abu Has Kha Mah Sal Far Naj Rah Bak Ham",
    "chinese": "Ou Si Zhu Xia Qian Feng Cai Deng",
}
END = {
    "british": "ton ley ford worth by ham wood field well man croft shaw ridge combe stone brook",
    "polish": "alski ewicz owski iak ański ecki czyk inski orek",
    "south asian": "hry acharya esh erjee erji reshi diqui ravarty pande bal ooqi ang",
    "african": "yemi nkwo nkwu gbo badi ka miola ba la ra wu dayo",
    "arabic": "lah an oud ri af ar mani edi adi ouri",
    "chinese": "yang ma o ng u ei un ao",
}
ORIGINS, SHARES = [*GIVEN], [0.78, 0.05, 0.09, 0.04, 0.03, 0.01]
STREETS = (
    "High Mill Church Station Park Victoria Albert Queens Kings Grove Larkrise Elm Oak Ash Tollgate"
)
KINDS = "Road Street Lane Avenue Close Court Drive Way Terrace Row"
KEYBOARD = ["qwertyuiop", "asdfghjkl", "zxcvbnm"]
HEARD = [("f", "ph"), ("k", "ck"), ("c", "k"), ("y", "i"), ("ie", "y"), ("sh", "sch"), ("v", "w"),
         ("z", "s"), ("ou", "u"), ("ai", "ay"), ("ee", "i"), ("th", "t"), ("a", "e")]  # fmt: skip
READ = [("m", "rn"), ("cl", "d"), ("u", "v"), ("n", "u"), ("e", "c"), ("l", "i"), ("h", "b")]
CALLED = {
    "Katherine": "Katie Kate Kat", "Elizabeth": "Lizzie Beth Libby", "William": "Will Bill Liam",
    "Robert": "Rob Bobby", "Michael": "Mike Mikey", "Thomas": "Tom Tommy", "Samuel": "Sam",
    "Joseph": "Joe Joey", "Daniel": "Dan Danny", "Matthew": "Matt", "Abigail": "Abi", "Edward": "Ed Ted",
    "Aleksandra": "Ola Sasha", "Katarzyna": "Kasia", "Mohammed": "Mo Muhammad", "James": "Jim Jamie",
}  # fmt: skip


@dataclass(frozen=True)
class Invented(Labelled):
    """A generated register: also which of those asked for are not held, and where names are from."""

    strangers: list[Told]
    origins: dict[str, str]


def invent(size: int, *, asked: int, seed: int = 11) -> Invented:
    """Return a register of so many people, and people who are asked for, misheard and mistyped."""
    draw = random.Random(seed)
    people, origins = [], {}
    for number, (origin, said) in enumerate(_families(draw, size + asked // 4)):
        people.append(Told(str(number), said))
        origins[str(number)] = origin
    held, strangers = people[:size], people[size : size + asked // 4]
    wanted = [Told(told.who, _misheard(draw, told.said)) for told in draw.sample(held, asked)]
    return Invented(f"generated, {size:,}", held, wanted, strangers, origins)


def _families(draw: random.Random, size: int) -> Iterator[tuple[str, Description]]:
    made = 0
    while made < size:
        [origin] = draw.choices(ORIGINS, SHARES)
        family, home, post = _family(draw, origin), _home(draw), _post(draw)
        born = date(2008, 1, 1) + timedelta(days=draw.randrange(6500))
        for _ in range(min(draw.choice([1, 2, 2, 3, 4]), size - made)):
            yield (
                origin,
                Description(
                    given_names=_zipf(draw, GIVEN[origin].split()),
                    family_name=family if draw.random() < 0.85 else _family(draw, origin),
                    date_of_birth=born,
                    sex=draw.choice("FM"),
                    postcode=post,
                    address=home,
                    phone=f"07700 9{draw.randrange(10**5):05}" if draw.random() < 0.3 else "",
                ),
            )
            made += 1
            # One in thirty is a twin.
            born += timedelta(days=0 if draw.random() < 0.03 else draw.randrange(400, 2200))


def _zipf(draw: random.Random, names: list[str]) -> str:
    return names[min(int(len(names) * draw.random() ** 1.6), len(names) - 1)]


def _family(draw: random.Random, origin: str) -> str:
    if draw.random() < 0.35:
        return _zipf(draw, FAMILY[origin].split())
    return (
        draw.choice(BEGIN[origin].split())
        + draw.choice(["", "e", "er", "in", "o", "a"])
        + (draw.choice(END[origin].split()))
    )


def _home(draw: random.Random) -> str:
    street, kind = draw.choice(STREETS.split()), draw.choice(KINDS.split())
    return f"{draw.randrange(1, 190)} {street} {kind}"


def _post(draw: random.Random) -> str:
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    return f"CV{draw.randrange(1, 48)} {draw.randrange(1, 10)}{draw.choice(letters)}{draw.choice(letters)}"


def _misheard(draw: random.Random, said: Description) -> Description:
    """Return what a tired caller says of somebody, and a tired hand writes down."""
    happens = draw.random
    change: dict[str, object] = {}
    if happens() < 0.35:
        change["given_names"] = _other(draw, said.given_names)
    if happens() < 0.30:
        change["family_name"] = _slip(draw, said.family_name)
    elif happens() < 0.06:
        change["family_name"] = (
            said.family_name + draw.choice(["-", " "]) + _family(draw, "british")
        )
    elif happens() < 0.05:
        change["family_name"] = _family(draw, "british")
    if happens() < 0.15:
        change["date_of_birth"] = _wrong(draw, said.date_of_birth)
    elif happens() < 0.12:
        change["date_of_birth"] = None
    if happens() < 0.25:
        change |= {"postcode": _post(draw), "address": _home(draw)}
    elif happens() < 0.2:
        change["postcode"] = ""
    if happens() < 0.4:
        change["address"] = ""
    if happens() < 0.7:
        change["phone"] = ""
    told = replace(said, **change)
    if happens() < 0.04:
        told = replace(told, given_names=told.family_name, family_name=told.given_names)
    return told


def _other(draw: random.Random, name: str) -> str:
    if name in CALLED and draw.random() < 0.6:
        return draw.choice(CALLED[name].split())
    return _slip(draw, name)


def _slip(draw: random.Random, name: str) -> str:
    kind, at = draw.random(), draw.randrange(len(name))
    if kind < 0.3:
        there = [(old, new) for old, new in HEARD if old in name.lower()]
        old, new = draw.choice(there) if there else ("", "")
        return name.lower().replace(old, new, 1).title() if old else name + "e"
    if kind < 0.45:
        there = [(old, new) for old, new in READ if old in name.lower()]
        old, new = draw.choice(there) if there else ("", "")
        return name.lower().replace(old, new, 1).title() if old else name
    if kind < 0.65:
        row = next((keys for keys in KEYBOARD if name[at].lower() in keys), "")
        place = row.find(name[at].lower())
        near = row[max(0, place - 1) : place] + row[place + 1 : place + 2]
        return name[:at] + (draw.choice(near) if near else "") + name[at + 1 :]
    if kind < 0.85:
        return name[:at] + name[at + 1 :] if len(name) > 2 else name
    return name[:at] + name[at : at + 2][::-1] + name[at + 2 :]


def _wrong(draw: random.Random, born: date | None) -> date | None:
    assert born
    if draw.random() < 0.4 and born.day <= 12:
        return born.replace(month=born.day, day=born.month)
    if draw.random() < 0.5:
        return born.replace(day=min(28, max(1, born.day + draw.choice([-10, -1, 1, 10]))))
    return born.replace(year=born.year + draw.choice([-1, 1]), day=min(born.day, 28))
