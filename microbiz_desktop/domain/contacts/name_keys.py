"""Names made comparable: letters, case, order, titles, company forms and short names left aside."""

import re
from collections import Counter
from functools import lru_cache

from ..words.letters import latin

#: Words that say how a business is organised, not who it is; and little words.
_DROPPED_WORDS = (
    "ltd limited llp plc cic lp inc incorporated llc corp corporation co company gmbh ag ug kg ohg "
    "gbr ek mbh sarl sas sasu sa srl spa bv nv ab as aps oy oyj sl slu lda kft zrt sro doo spzoo "
    "pty pte and und et the"
)
#: Each as it is compared.
COMPANY_FORMS = frozenset(_DROPPED_WORDS.split())
_TITLE_WORDS = (
    "dr mr mrs ms miss mx sir dame prof professor rev revd reverend hon phd msc bsc mba esq "
    "herr frau dipl ing mag med mme mlle monsieur madame sra srta dott dottssa"
)
#: Words that people are addressed by; a name of two words only is one of them and a name.
TITLES = frozenset(_TITLE_WORDS.split())
_SHORT_NAMES = (
    "alexander alex sandy|andrew andy drew|anthony tony|barbara barb babs|benjamin ben benny|"
    "bernard bernie|catherine katherine kathryn cathy kate kathy katie kitty|charles charlie chas|"
    "christine christina chris tina|christopher chris kit|daniel dan danny|david dave davy|"
    "deborah debbie deb|donald don|dorothy dot dottie|douglas doug|edward ted ed eddie ned|"
    "elizabeth liz lizzie beth betty eliza|eleanor ellie nell|frances fran|francis frank|"
    "frederick fred freddie|gabriel gabe|geoffrey geoff|gerald gerry jerry|gillian gill|"
    "gregory greg|harold harry|henry harry hank|isobel isabel izzy|jacob jake|james jim jimmy|"
    "janet jan|jennifer jenny jen|jonathan jon|joseph joe joey|judith judy|kenneth ken kenny|"
    "lawrence larry laurie|leonard len lenny|lewis lew|margaret peggy maggie meg madge|"
    "martin marty|matthew matt|maximilian max|michael mike mick mickey|nathan nat|"
    "nicholas nick nicky|oliver ollie|pamela pam|patrick pat paddy|patricia pat tricia trish|"
    "peter pete|philip phil|rebecca becky becca|richard dick rick richie|robert bob rob bobby|"
    "ronald ron|rosemary rosie|samuel sam sammy|samantha sam|sandra sandy|stephen steven steve|"
    "susan sue susie|theodore ted theo|theresa teresa terry tess|thomas tom tommy|"
    "timothy tim timmy|valerie val|victor vic|victoria vicky tori|walter walt|"
    "william bill will billy|winifred win winnie|zachary zach"
)


def _full_names() -> dict[str, str]:
    """A short name to the first full one it stands for; "chris" may be either, and is one here."""
    groups = (group.split() for group in _SHORT_NAMES.split("|"))
    found: dict[str, str] = {}
    for full, *others in groups:
        found |= {_no_digraphs(other): _no_digraphs(full) for other in others if other not in found}
    return found


#: A word this long is hardly made another name by one slip.
LONG_WORD = 9
_TOKENS = re.compile(r"[^\W_]+")
_BETWEEN = re.compile(r"(?<=\w)[.'’](?=\w|$)")


def _no_digraphs(text: str) -> str:
    """ "Mueller" and "Müller" become one word: ü is written ue where it cannot be typed."""
    if "e" in text:
        return text.replace("ue", "u").replace("oe", "o").replace("ae", "a")
    return text


def folded(name: str) -> str:
    """Small letters without accents; full stops and apostrophes inside words gone."""
    return _no_digraphs(_plain(name))


def _plain(name: str) -> str:
    text = name.casefold()
    if not text.isascii():
        text = latin(text)
    if "'" in text or "." in text or "’" in text:
        text = _BETWEEN.sub("", text)
    return text


FULL_NAMES = _full_names()


def _several_full_names() -> frozenset[str]:
    counted = Counter(word for group in _SHORT_NAMES.split("|") for word in set(group.split()))
    return frozenset(_no_digraphs(word) for word, count in counted.items() if count > 1)


#: Short names that stand for several full ones, and those that men and women have.
MANY_FULL_NAMES = _several_full_names() | {"alex", "sandy", "chris", "jo", "kim", "robin", "jean"}


def only_form(rest: str) -> bool:
    """Whether what a legal name has beyond the trading name is a company form and no more."""
    return rest[:1] == " " and rest.strip(" .").lower() in COMPANY_FORMS


def name_words(name: str) -> tuple[str, ...]:
    """The words that matter, sorted: "Hart, Bill" and "William Hart Ltd" have the same ones."""
    text = _plain(name)
    # Nearly all names are letters and spaces, and splitting them takes a third of the time.
    words = text.split() if text.replace(" ", "").isalnum() else _TOKENS.findall(text)
    kept = [key for word in words if (key := _key(word))]
    if len(kept) > 2 and not TITLES.isdisjoint(kept):
        kept = [word for word in kept if word not in TITLES] or kept
    if not kept:
        kept = [_no_digraphs(word) for word in words]
    kept.sort()
    return tuple(kept)


@lru_cache(maxsize=1 << 15)
def _key(word: str) -> str:
    """What stands for a word, nothing for one that does not matter. The same words come often."""
    word = _no_digraphs(word)
    return "" if word in COMPANY_FORMS else FULL_NAMES.get(word, word)


def one_slip(one: str, other: str) -> bool:
    """Whether one letter added, lost, changed, or two neighbours swapped, makes the other."""
    if len(one) > len(other):
        one, other = other, one
    more = len(other) - len(one)
    if more > 1 or one == other:
        return False
    at = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        at += 1
    if one[at + 1 - more :] == other[at + 1 :]:
        return True
    swapped = one[at + 1 : at + 2] + one[at : at + 1]
    return not more and swapped == other[at : at + 2] and one[at + 2 :] == other[at + 2 :]


def slip_apart(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether all words but one are the same and that one differs by a slip."""
    if len(one) != len(other):
        return False
    left = [word for word in one if word not in other]
    right = [word for word in other if word not in one]
    return len(left) == len(right) == 1 and one_slip(left[0], right[0])
