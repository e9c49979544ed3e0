"""Two entries made of one business, and two businesses that only look like one entry twice.

Each function takes an associate and gives the two that stand in the list instead of it.
"""

import random
import unicodedata
from collections.abc import Callable
from dataclasses import replace

from microbiz_desktop.domain.contacts.contacts import BusinessData, PersonData

from . import associate_words as words

Pair = tuple[BusinessData, BusinessData]
Plant = Callable[[BusinessData, random.Random, int], Pair]


def _without_ways(data: BusinessData) -> BusinessData:
    return replace(
        data,
        email="",
        phone="",
        website="",
        ways=(),
        people=tuple(replace(person, email="", phone="") for person in data.people),
    )


def _some_way(data: BusinessData, rng: random.Random) -> BusinessData:
    """The second entry of somebody typing again: the phone, or the address, or only the name."""
    bare = _without_ways(data)
    kind = rng.random()
    if kind < 0.45:
        return replace(bare, phone=data.phone)
    if kind < 0.8:
        return replace(bare, email=data.email)
    return bare


def _renamed(data: BusinessData, change: Callable[[str], str]) -> BusinessData:
    return replace(data, legal_name=change(data.legal_name), trading_name=change(data.trading_name))


def _slip(text: str, at: int, kind: int) -> str:
    if not text:
        return text
    letter = next(char for char in "etaonris"[at % 8] + "u" if char != text[at : at + 1])
    if kind == 0:
        return text[:at] + text[at + 1 :]
    if kind == 1:
        return text[:at] + letter + text[at:]
    if kind == 2 and text[at + 1 : at + 2].strip(text[at : at + 1] + " "):
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + letter + text[at + 1 :]


def typo(data: BusinessData, rng: random.Random, _number: int) -> Pair:
    """One letter lost, doubled, swapped or wrong in the name."""
    name = data.name.split()[0]
    at, kind = rng.randrange(1, max(2, len(name) - 2)), rng.randrange(4)
    return data, _renamed(_some_way(data, rng), lambda text: _slip(text, at, kind))


def swapped(data: BusinessData, rng: random.Random, _number: int) -> Pair:
    """A person's business under family name first, as some programs write it."""
    given, family = data.people[0].given, data.people[0].family
    first = replace(data, legal_name=f"{given} {family}", trading_name="")
    second = replace(_some_way(data, rng), legal_name=f"{family}, {given}", trading_name="")
    return first, replace(second, people=(PersonData(f"{family} {given}"),))


def nickname(data: BusinessData, rng: random.Random, _number: int) -> Pair:
    """William in one, Bill in the other."""
    given = rng.choice(list(words.NICKNAMES))
    family = data.people[0].family
    second = _some_way(data, rng)
    short = f"{words.NICKNAMES[given]} {family}"
    return (
        replace(
            data,
            legal_name=f"{given} {family}",
            trading_name="",
            people=(replace(data.people[0], name=f"{given} {family}", given=given),),
        ),
        replace(second, legal_name=short, trading_name="", people=(PersonData(short),)),
    )


def missing_parts(data: BusinessData, _rng: random.Random, _number: int) -> Pair:
    """Only the name and the town."""
    return data, replace(_without_ways(data), address="", people=(), skills=(), notes="")


def phone_format(data: BusinessData, rng: random.Random, number: int) -> Pair:
    """The number with its country code, and the business by what it is called for short."""
    digits = f"1632{(data.phone or '01632 000000')[-6:]}"
    digits = digits if data.phone else f"1632{number % 1_000_000:06d}"
    forms = (f"+44 {digits[:4]} {digits[4:]}", f"0044{digits}", f"+44 (0){digits[:4]} {digits[4:]}")
    bare = _without_ways(data)
    short = data.name.removesuffix(f" {data.name.split()[-1]}")
    second = replace(bare, legal_name=short, trading_name="", phone=rng.choice(forms))
    return replace(data, phone=f"0{digits[:4]} {digits[4:]}"), second


def accent_lost(data: BusinessData, rng: random.Random, _number: int) -> Pair:
    """Müller in one, Muller or Mueller in the other."""
    family = rng.choice(("Müllerbach", "Strömquist", "Oakács", "Żelwood", "Harström"))
    trade = rng.choice(tuple(words.TRADES))
    name = f"{family} {trade}"
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    if rng.random() < 0.4:
        folded = name.replace("ü", "ue").replace("ö", "oe").replace("á", "a").replace("Ż", "Z")
    second = replace(_some_way(data, rng), legal_name=folded, trading_name="")
    return replace(data, legal_name=name, trading_name=""), second


def company_form(data: BusinessData, rng: random.Random, _number: int) -> Pair:
    """Ltd in one, Limited or nothing in the other."""
    second = _some_way(data, rng)
    other = rng.choice((f"{data.name} Limited", data.name, f"The {data.name} Ltd."))
    return (
        replace(data, legal_name=f"{data.name} Ltd", trading_name=""),
        replace(second, legal_name=other, trading_name=""),
    )


def moved_email(data: BusinessData, _rng: random.Random, number: int) -> Pair:
    """The same business under an address elsewhere, and no other way to reach it."""
    address = f"{data.people[0].family.lower()}{number}@post.example"
    return data, replace(_without_ways(data), email=address)


def brothers(data: BusinessData, rng: random.Random, _number: int) -> Pair:
    """Two of a family with one telephone and one house, each with a business."""
    family = data.people[0].family
    one, two = rng.sample(words.GIVEN, 2)
    phone = data.phone or "01632 111222"
    first = _person_business(data, f"{one} {family}")
    second = _person_business(data, f"{two} {family}")
    return replace(first, phone=phone), replace(second, phone=phone)


def _person_business(data: BusinessData, name: str) -> BusinessData:
    bare = replace(_without_ways(data), legal_name=name, trading_name="")
    return replace(bare, people=(PersonData(name, contact=True),))


def shared_office(data: BusinessData, rng: random.Random, number: int) -> Pair:
    """Two businesses behind one office address and one postcode."""
    email = f"desk{number}@hub.example"
    name = f"{rng.choice(words.THINGS)} {rng.choice(words.FAMILY)} {rng.choice(list(words.TRADES))}"
    person = PersonData(f"{rng.choice(words.GIVEN)} {rng.choice(words.FAMILY)}", contact=True)
    second = replace(_without_ways(data), legal_name=name, trading_name="", people=(person,))
    return replace(data, email=email), replace(second, email=email)


def _elsewhere(data: BusinessData, rng: random.Random) -> tuple[str, str]:
    town = rng.choice([town for town in words.TOWNS if town != data.place])
    return town, f"{rng.randrange(1, 90)} High Street\n{town} Q{town[1].upper()}7 4ZZ"


def common_name(data: BusinessData, rng: random.Random, number: int) -> Pair:
    """Two people of one common name in two towns."""
    name = f"{rng.choice(words.GIVEN)} {rng.choice(words.COMMON_FAMILY)}"
    town, address = _elsewhere(data, rng)
    first = _person_business(data, name)
    second = replace(_person_business(data, name), place=town, address=address)
    own = f"01632 {number * 7 % 1_000_000:06d}"
    return replace(first, phone=data.phone), replace(second, phone=own)


def branch(data: BusinessData, rng: random.Random, number: int) -> Pair:
    """A chain: name, web site and address of head office alike, town and telephone not."""
    town, address = _elsewhere(data, rng)
    host = data.website or f"https://chain{number}.example"
    own = f"01632 {number * 11 % 1_000_000:06d}"
    second = replace(_without_ways(data), place=town, address=address, phone=own, people=())
    return replace(data, website=host), replace(second, website=host, email=data.email)


def like_name(data: BusinessData, rng: random.Random, number: int) -> Pair:
    """Two names one letter apart in one town, each with its own people and ways."""
    trade = rng.choice(tuple(words.TRADES))
    one, two = rng.choice((("Harter", "Hartel"), ("Walder", "Walter"), ("Renner", "Renker")))
    first = replace(data, legal_name=f"{one} {trade}", trading_name="")
    second = replace(_without_ways(data), legal_name=f"{two} {trade}", trading_name="")
    person = PersonData(f"{rng.choice(words.GIVEN)} {two}", contact=True)
    own = f"01632 {number * 13 % 1_000_000:06d}"
    phone = data.phone or "01632 333444"
    return (
        replace(first, people=(PersonData(f"{rng.choice(words.GIVEN)} {one}"),), phone=phone),
        replace(second, people=(person,), phone=own, address=_elsewhere(data, rng)[1]),
    )


PLANTS: tuple[Plant, ...] = (
    typo,
    swapped,
    nickname,
    missing_parts,
    phone_format,
    accent_lost,
    company_form,
    moved_email,
)
NEAR_MISSES: tuple[Plant, ...] = (brothers, shared_office, common_name, branch, like_name)
