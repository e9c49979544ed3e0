"""A second list of people entered twice, and of people who only look alike: `labelled(seed)`.

No name in it stands in the set of `tests/cases/contacts`. Each kind is made of any names, so that
no rule can be fitted to some of them.
"""

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from microbiz_desktop.domain.contacts.contacts import BusinessData, PersonData, Way

_GIVEN_WORDS = (
    "Aurelia Bertrand Cosima Desmond Evadne Florian Giselle Horatio Imogen Jasper Keziah Leopold "
    "Marguerite Norbert Octavia Percival Rosalind Sebastian Tabitha Ulrika Valentin Wilhelmina"
)
GIVEN = _GIVEN_WORDS.split()
#: Family names are made of a beginning and an end, so that none comes twice.
_BEGIN_WORDS = (
    "Ack Blenk Cholm Duck Entwist Feather Grim Hollings Illing Kings Lamp Mickle Nettle Old "
    "Postle Ravens Shuttle Throck Ump Vava Wiggle Yard Brack Crow Dunster Elling Frob"
)
BEGIN = _BEGIN_WORDS.split()
_END_WORDS = (
    "royd insop ondeley worth hurst stone shaw combe inghall north lugh thwaite ship bourne "
    "gate croft field morton leby sough beck"
)
END = _END_WORDS.split()
_TRADES_WORDS = "Glazing Saddlery Thatching Bookbinding Ceramics Upholstery Beekeeping Millinery"
TRADES = _TRADES_WORDS.split()
SHORT = {"Frederick": "Fred", "Margaret": "Peggy", "Thomas": "Tom", "Rebecca": "Becky"}
CYRILLIC = (
    ("Наталья Воробьёва", "Natalya Vorobyeva"),
    ("Андрей Кузнецов", "Andrei Kuznetsov"),
    ("Олексій Шевченко", "Oleksiy Shevchenko"),
    ("Ольга Чайковская", "Olga Tchaikovskaya"),
    ("Никола Јовановић", "Nikola Jovanovic"),
    ("Κωνσταντίνος Θεοδώρου", "Konstantinos Theodorou"),
    ("Ελένη Μαυρίδου", "Eleni Mavridou"),
    ("Михаил Жуков", "Mikhail Zhukov"),
)
#: Letters that are put into a name, and what is written where they cannot be typed.
LETTERS = (("ø", "o"), ("ł", "l"), ("þ", "th"), ("ß", "ss"), ("đ", "d"), ("ı", "i"), ("æ", "ae"))
#: The same as German, Polish, Turkish or Icelandic hands write it.
UMLAUTS = (("ü", "ue"), ("ö", "oe"), ("ś", "s"), ("ğ", "g"), ("č", "c"), ("å", "a"), ("ñ", "n"))


class Labelled(NamedTuple):
    """Entries with ids from 1, which pairs of ids are one, and each kind with its ids."""

    entries: list[BusinessData]
    truth: dict[frozenset[int], str]
    traps: dict[str, list[tuple[int, ...]]]


def person(name: str, **facts: object) -> BusinessData:
    """Somebody without another name for the business, as a card brings them."""
    data = BusinessData(legal_name=name, people=(PersonData(name, contact=True),))
    return replace(data, **facts)  # type: ignore[arg-type]  # the callers name real fields


def firm(name: str, who: str = "", **facts: object) -> BusinessData:
    """A business, and who is in it."""
    people = (PersonData(who, contact=True),) if who else ()
    return replace(BusinessData(legal_name=name, people=people), **facts)  # type: ignore[arg-type]  # as above


class Names:
    """Names, numbers and addresses that come once each."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self._families = [one + two for one in BEGIN for two in END]
        self.rng.shuffle(self._families)
        self._number = self.rng.randrange(1000)

    def name(self) -> tuple[str, str]:
        """A first name, and a family name that nobody else has."""
        return self.rng.choice(GIVEN), self._families.pop()

    def family(self, longer_than: int = 0) -> str:
        """A family name that nobody else has."""
        found = next(one for one in reversed(self._families) if len(one) > longer_than)
        self._families.remove(found)
        return found

    def phone(self) -> str:
        """A number in its international form."""
        self._number += 1
        return f"+44 1632 {self._number * 7919 % 1_000_000:06d}"

    def email(self, local: str) -> str:
        """An address with a domain of its own."""
        self._number += 1
        return f"{local.lower()}@host{self._number}.example"


def _national(phone: str) -> str:
    return f"(0{phone[4:8]}) {phone[9:12]} {phone[12:]}"


Pair = tuple[BusinessData, BusinessData]


def initial(names: Names) -> Pair:
    """B. Oldroyd and Bertrand Oldroyd with one e-mail."""
    given, family = names.name()
    mail = names.email(given[0] + family)
    return person(f"{given} {family}", email=mail), person(f"{given[0]}. {family}", email=mail)


def initial_phone(names: Names) -> Pair:
    """The same with one telephone, the family name first."""
    given, family = names.name()
    phone = names.phone()
    other = person(f"{family}, {given[0]}", phone=_national(phone))
    return person(f"{given} {family}", phone=phone), other


def middle_name(names: Names) -> Pair:
    """A middle name in one."""
    given, family = names.name()
    mail = names.email(family)
    second = names.rng.choice([one for one in GIVEN if one != given])
    return person(f"{given} {second} {family}", email=mail), person(f"{given} {family}", email=mail)


def middle_initial(names: Names) -> Pair:
    """An initial of it in one, nothing in the other."""
    given, family = names.name()
    phone = names.phone()
    one = person(f"{given} Q. {family}", phone=phone)
    return one, person(f"{given} {family}", phone=_national(phone))


def title(names: Names) -> Pair:
    """A title in one, and nothing else to tell them by."""
    given, family = names.name()
    said = names.rng.choice(("Dr", "Prof.", "Rev.", "Herr"))
    return person(f"{said} {given} {family}"), person(f"{given} {family}")


def long_slip(names: Names) -> Pair:
    """Two letters of a long name changed places; only the name is known."""
    given, _ = names.name()
    family = names.family(longer_than=10)
    at = next(at for at in range(3, len(family)) if family[at] != family[at + 1])
    slip = family[:at] + family[at + 1] + family[at] + family[at + 2 :]
    return person(f"{given} {family}"), person(f"{given} {slip}")


def slip_and_mail(names: Names) -> Pair:
    """A letter lost in the family name, one e-mail."""
    given, family = names.name()
    mail = names.email(given)
    slip = family[:3] + family[4:]
    return person(f"{given} {family}", email=mail), person(f"{given} {slip}", email=mail.upper())


def another_form(names: Names) -> Pair:
    """The first name alone, with the same e-mail, dotted and with a tag."""
    given, family = names.name()
    domain = names.email("x").partition("@")[2]
    one = person(f"{given} {family}", email=f"{given}.{family}@{domain}".lower())
    return one, person(given, email=f"{given}{family}+list@{domain}".lower())


def married(names: Names) -> Pair:
    """Another family name at an address that is the first name's own."""
    given, family = names.name()
    mail = names.email(given)
    other = person(f"{given} {names.family()}", email=mail)
    return person(f"{given} {family}", email=mail), other


def short_form(names: Names) -> Pair:
    """Peggy and Margaret, one telephone."""
    full = names.rng.choice(tuple(SHORT))
    _, family = names.name()
    phone = names.phone()
    one = person(f"{full} {family}", phone=phone)
    return one, person(f"{SHORT[full]} {family}", phone=_national(phone))


def script(names: Names) -> Pair:
    """Cyrillic or Greek in one, one telephone."""
    foreign, latin = names.rng.choice(CYRILLIC)
    phone = names.phone()
    return person(foreign, phone=phone), person(latin, phone=_national(phone))


def accents(names: Names) -> Pair:
    """Letters that cannot be typed everywhere."""
    given, family = names.name()
    said, plain = names.rng.choice(LETTERS + UMLAUTS)
    one, other = (f"{given} {family[:4]}{word}{family[4:]}" for word in (said, plain))
    return person(one), person(other)


def sole_trader(names: Names) -> Pair:
    """The person in one, the trading name with the person in the other."""
    given, family = names.name()
    phone = names.phone()
    business = f"{family} {names.rng.choice(TRADES)}"
    other = firm(business, f"{given} {family}", phone=_national(phone))
    return person(f"{given} {family}", phone=phone), other


def trading_as(names: Names) -> Pair:
    """Both names in one, as a sole trader signs."""
    given, family = names.name()
    business = f"{family} {names.rng.choice(TRADES)}"
    mail = names.email("office")
    return firm(f"{given} {family} t/a {business}", email=mail), firm(business, email=mail)


def number_form(names: Names) -> Pair:
    """The number in another form, another e-mail in one."""
    given, family = names.name()
    phone = names.phone()
    one = person(f"{given} {family}", phone=phone)
    ways = (Way("phone", phone.replace("+44 ", "0044 (0)").replace(" ", ".")),)
    return one, person(f"{given} {family}", ways=ways, email=names.email(given))


def company_form(names: Names) -> Pair:
    """Ltd, Limited or nothing."""
    _, family = names.name()
    business = f"{family} & Daughters {names.rng.choice(TRADES)}"
    return firm(f"{business} Ltd"), firm(f"The {business.replace('&', 'and')} Limited")


def website(names: Names) -> Pair:
    """One website, the name spelt in two ways."""
    _, family = names.name()
    host = names.email("x").partition("@")[2]
    one = firm(f"{family} Photography", website=f"https://www.{host}/about")
    return one, firm(f"{family} Fotography", website=f"http://{host}")


def bare_email(names: Names) -> Pair:
    """Somebody kept by e-mail only."""
    given, family = names.name()
    mail = names.email(f"{given}.{family}")
    return person(f"{given} {family}", email=mail), person(mail, email=mail)


PAIRS: tuple[Callable[[Names], Pair], ...] = (
    *(initial, initial_phone, middle_name, middle_initial, title, long_slip, slip_and_mail),
    *(another_form, married, short_form, accents, sole_trader, trading_as, number_form),
    *(company_form, website, bare_email),
)


def _family(names: Names) -> tuple[BusinessData, ...]:
    _, family = names.name()
    phone = names.phone()
    mail = names.email("home")
    said = names.rng.sample(GIVEN, 3)
    return tuple(person(f"{given} {family}", phone=phone, email=mail) for given in said)


def _initial_of_two(names: Names) -> tuple[BusinessData, ...]:
    _, family = names.name()
    mail = names.email(family)
    return tuple(person(f"{given} {family}", email=mail) for given in ("Rosa", "Ralph", "R."))


def _brother_and_sister(names: Names) -> tuple[BusinessData, ...]:
    _, family = names.name()
    phone = names.phone()
    said = names.rng.choice((("Mario", "Maria"), ("Karel", "Karela"), ("Tim", "Tom")))
    return tuple(person(f"{given} {family}", phone=phone) for given in said)


def _generations(names: Names) -> tuple[BusinessData, ...]:
    given, family = names.name()
    phone = names.phone()
    said = ("Sr", "Jr.", "III")
    return tuple(person(f"{given} {family} {word}", phone=phone) for word in said)


def _mr_and_mrs(names: Names) -> tuple[BusinessData, ...]:
    _, family = names.name()
    phone = names.phone()
    return person(f"Mr {family}", phone=phone), person(f"Mrs {family}", phone=phone)


def _colleagues(names: Names) -> tuple[BusinessData, ...]:
    _, family = names.name()
    phone, mail = names.phone(), names.email("info")
    business = f"{family} Partners Ltd"
    said = [" ".join(names.name()) for _ in range(4)]
    return tuple(firm(business, who, phone=phone, email=mail) for who in said)


def _hub(names: Names) -> tuple[BusinessData, ...]:
    phone, mail = names.phone(), names.email("hello")
    found = []
    for _ in range(4):
        given, family = names.name()
        business = f"{family} {names.rng.choice(TRADES)}"
        found.append(firm(business, f"{given} {family}", phone=phone, email=mail))
    return tuple(found)


def _namesakes(names: Names) -> tuple[BusinessData, ...]:
    given, family = names.name()
    return tuple(
        person(f"{given} {family}", phone=names.phone(), email=names.email("post"))
        for _ in range(2)
    )


def _branches(names: Names) -> tuple[BusinessData, ...]:
    _, family = names.name()
    host = names.email("x").partition("@")[2]
    return tuple(
        firm(f"{family} Stores {town}", phone=names.phone(), website=f"https://{host}")
        for town in ("Ripon", "Otley", "Selby")
    )


def _sequence(names: Names) -> tuple[BusinessData, ...]:
    _, family = names.name()
    phone = names.phone()
    said = names.rng.choice((("1", "2", "12"), ("One", "Two"), ("A", "B", "C")))
    return tuple(firm(f"{family} Yard {word}", phone=phone) for word in said)


def _forms(names: Names) -> tuple[BusinessData, ...]:
    _, family = names.name()
    mail = names.email("office")
    return firm(f"{family} Mills Ltd", email=mail), firm(f"{family} Mills LLP", email=mail)


def _two_of_one_owner(names: Names) -> tuple[BusinessData, ...]:
    given, family = names.name()
    phone = names.phone()
    said = names.rng.sample(TRADES, 2)
    return tuple(firm(f"{family} {one}", f"{given} {family}", phone=phone) for one in said)


def _likeness_only(names: Names) -> tuple[BusinessData, ...]:
    given = names.family().title()
    said = (("Wade", "Wode", "Wide"), ("Sokolov", "Sokolova"), ("Petersen", "Peterson"))
    return tuple(person(f"{given} {family}") for family in names.rng.choice(said))


def _prefix(names: Names) -> tuple[BusinessData, ...]:
    _, family = names.name()
    phone = names.phone()
    return tuple(firm(f"{family}{more}", phone=phone) for more in ("", " Motors", " Bakery"))


def _second_family_name(names: Names) -> tuple[BusinessData, ...]:
    given, family = names.name()
    phone = names.phone()
    return person(f"{given} {family} Paz", phone=phone), person(
        f"{given} {family} Rey", phone=phone
    )


def _platform(names: Names) -> tuple[BusinessData, ...]:
    _, family = names.name()
    said = (f"{family} Pots", f"{family} Potts")
    return tuple(
        firm(one, website=f"https://instagram.com/{one.split()[-1]}{names.phone()[-4:]}")
        for one in said
    )


def _noreply(names: Names) -> tuple[BusinessData, ...]:
    given, family = names.name()
    mail = "noreply@letters.example"
    return person(f"{given} {family}", email=mail), person(f"{given[0]} {family}", email=mail)


TRAPS: tuple[Callable[[Names], tuple[BusinessData, ...]], ...] = (
    *(_family, _initial_of_two, _brother_and_sister, _generations, _mr_and_mrs, _colleagues),
    *(_hub, _namesakes, _branches, _sequence, _forms, _two_of_one_owner, _likeness_only),
    *(_prefix, _second_family_name, _platform, _noreply),
)


def labelled(seed: int, times: int = 12) -> Labelled:
    """Each kind so many times, shuffled among others."""
    names = Names(seed)
    groups: list[tuple[str, Sequence[BusinessData]]] = []
    for _ in range(times):
        groups += [(kind.__name__, kind(names)) for kind in PAIRS]
    for _ in range(max(1, times // 3)):
        groups += [(kind.__name__, kind(names)) for kind in TRAPS]
    groups += [("script", _scripted(names, at)) for at in range(min(times, len(CYRILLIC)))]
    return _numbered(groups, names.rng)


def _scripted(names: Names, at: int) -> Pair:
    foreign, latin = CYRILLIC[at]
    phone = names.phone()
    return person(foreign, phone=phone), person(latin, phone=_national(phone))


def _numbered(groups: list[tuple[str, Sequence[BusinessData]]], rng: random.Random) -> Labelled:
    rows = [(number, one) for number, (_, group) in enumerate(groups) for one in group]
    rng.shuffle(rows)
    ids: dict[int, list[int]] = {}
    entries = []
    for key, (number, one) in enumerate(rows, 1):
        ids.setdefault(number, []).append(key)
        entries.append(replace(one, id=key))
    truth: dict[frozenset[int], str] = {}
    traps: dict[str, list[tuple[int, ...]]] = {}
    for number, (kind, _) in enumerate(groups):
        if kind.startswith("_"):
            traps.setdefault(kind, []).append(tuple(ids[number]))
        else:
            truth[frozenset(ids[number])] = kind
    return Labelled(entries, truth, traps)


def kinds_of(pairs: Iterable[frozenset[int]], truth: dict[frozenset[int], str]) -> list[str]:
    """The kinds of some pairs, for a message."""
    return sorted(truth.get(pair, "none") for pair in pairs)
