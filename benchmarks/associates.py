"""Any number of realistic invented associates, the same for the same seed, and a labelled set.

The telephone numbers are of the area 01632, which nobody has; addresses end in `.example`.
"""

import random
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from microbiz_desktop.domain.contacts.contacts import (
    BusinessData,
    Closeness,
    Level,
    PersonData,
    SkillData,
    Stage,
    Way,
)

from . import associate_words as words
from .associate_plants import NEAR_MISSES, PLANTS

T = TypeVar("T")
_TRADES = tuple(words.TRADES)
_STAGES = tuple(Stage)
_LEVELS = tuple(Level)
_CLOSENESS = tuple(Closeness)
_TOWN_NUMBERS = {town: number for number, town in enumerate(words.TOWNS)}
_NO_GAPS = str.maketrans("", "", " &'-")
#: Steps that share no factor with a million: each number comes once.
_NUMBER_STEP = 611_953


def generate(n: int, seed: int = 1) -> Iterator[BusinessData]:
    """`n` associates, no two the same business; the first ones do not depend on `n`."""
    rng = random.Random(seed)
    seen: set[tuple[str, str]] = set()
    for number in range(n):
        yield _associate(rng, number, seen)


def labelled(n: int, seed: int = 1) -> tuple[list[BusinessData], set[frozenset[int]]]:
    """About `n` associates with ids from 1, and which pairs of ids are one business twice.

    Six in a hundred are entered twice, in turns of each kind of `PLANTS`; as many again have a
    neighbour that only looks like them, of each kind of `NEAR_MISSES`.
    """
    rng = random.Random(seed + 1_000_003)
    rows: list[tuple[int, BusinessData]] = []
    base = n * 100 // 112
    for number, data in enumerate(generate(base, seed)):
        rows.append((number, data))
        chance = number % 50
        if chance in {7, 23, 41}:
            plant = PLANTS[(number // 50 * 3 + chance // 16) % len(PLANTS)]
            rows[-1:] = [(number, row) for row in plant(data, rng, number)]
        elif chance in {11, 29, 37}:
            miss = NEAR_MISSES[(number // 50 * 3 + chance // 16) % len(NEAR_MISSES)]
            first, second = miss(data, rng, number)
            rows[-1:] = [(number, first), (base + number, second)]
    rng.shuffle(rows)
    return _numbered(rows)


def _numbered(
    rows: list[tuple[int, BusinessData]],
) -> tuple[list[BusinessData], set[frozenset[int]]]:
    first: dict[int, int] = {}
    pairs = set()
    found = []
    for number, (business, data) in enumerate(rows, 1):
        found.append(replace(data, id=number))
        if business in first:
            pairs.add(frozenset((first[business], number)))
        first.setdefault(business, number)
    return found, pairs


def _associate(rng: random.Random, number: int, seen: set[tuple[str, str]]) -> BusinessData:
    trade, town, people, name, legal = _names(rng, seen)
    slug = f"{_slug(name)}-{_slug(town)}"
    phone = _phone(number)
    return BusinessData(
        legal_name=legal,
        trading_name="" if legal == name else name,
        legal_form="limited-company" if legal.endswith(("Ltd", "Limited")) else "sole-trader",
        address=f"{number % 180 + 1} {_pick(rng, words.THINGS)} Lane\n{town} {postcode(town, rng)}",
        place=town,
        email=f"office@{slug}.example" if rng.random() < 0.85 else "",
        phone=phone if rng.random() < 0.9 else "",
        website=f"https://www.{slug}.example" if rng.random() < 0.6 else "",
        skills=_skills(rng, trade),
        notes=_pick(rng, words.REMARKS) if rng.random() < 0.5 else "",
        people=_people(people, slug, rng),
        ways=_ways(rng, number),
        sector=trade.lower(),
        stage=_pick(rng, _STAGES),
        closeness=_pick(rng, _CLOSENESS),
        met_how=_pick(rng, words.MEETINGS) if rng.random() < 0.3 else "",
        fit=int(rng.random() * 6),
    )


def _names(
    rng: random.Random, seen: set[tuple[str, str]]
) -> tuple[str, str, list[tuple[str, str]], str, str]:
    """Trade, town, people, trading and legal name; a name is taken once in a town."""
    while True:
        trade, town = _pick(rng, _TRADES), _pick(rng, words.TOWNS)
        people = _full_names(rng)
        name = _business_name(rng, trade, people[0])
        if (name, town) not in seen:
            seen.add((name, town))
            return trade, town, people, name, f"{name} {_pick(rng, words.SUFFIXES)}".strip()


def _business_name(rng: random.Random, trade: str, person: tuple[str, str]) -> str:
    kind = rng.random()
    if kind < 0.35:
        return f"{person[1]} {trade}"
    if kind < 0.55:
        return " ".join(person)
    if kind < 0.8:
        return f"{_pick(rng, words.THINGS)} {_pick(rng, words.THINGS)} {trade}"
    return f"{person[1]} & {_pick(rng, words.FAMILY)}"


def _full_names(rng: random.Random) -> list[tuple[str, str]]:
    many = _pick(rng, (1, 1, 1, 2, 3))
    return [(_pick(rng, words.GIVEN), _family(rng)) for _ in range(many)]


def _family(rng: random.Random) -> str:
    return _pick(rng, words.COMMON_FAMILY if rng.random() < 0.03 else words.FAMILY)


def _people(people: list[tuple[str, str]], slug: str, rng: random.Random) -> tuple[PersonData, ...]:
    return tuple(
        PersonData(
            f"{given} {family}",
            role=_pick(rng, words.ROLES),
            email=f"{_slug(given)}@{slug}.example" if rng.random() < 0.5 else "",
            may_sign=index == 0,
            contact=index == 0,
            given=given,
            family=family,
        )
        for index, (given, family) in enumerate(people)
    )


def _ways(rng: random.Random, number: int) -> tuple[Way, ...]:
    if rng.random() < 0.8:
        return ()
    return (Way("phone", _phone(number + 500_000), "mobile"),)


def _skills(rng: random.Random, trade: str) -> tuple[SkillData, ...]:
    names = list(words.TRADES[trade])
    if rng.random() < 0.4:
        names.append(_pick(rng, words.TRADES[_pick(rng, _TRADES)]))
    many = int(rng.random() * len(names)) + 1
    return tuple(SkillData(name, _pick(rng, _LEVELS)) for name in dict.fromkeys(names[-many:]))


def _phone(number: int) -> str:
    return f"01632 {number * _NUMBER_STEP % 1_000_000:06d}"


def postcode(town: str, rng: random.Random) -> str:
    """A postcode of the town's own area in a form that nobody has (no area begins with Q)."""
    return f"Q{town[0]}{_TOWN_NUMBERS[town] % 90 + 1} {int(rng.random() * 10)}{_letters(rng)}"


def _letters(rng: random.Random) -> str:
    return _pick(rng, "ABDEFGHJLN") + _pick(rng, "PQRSTUWXYZ")


def _pick(rng: random.Random, among: Sequence[T]) -> T:
    """As `choice`, in a third of its time: most of the work here is choosing."""
    return among[int(rng.random() * len(among))]


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return plain.translate(_NO_GAPS)
