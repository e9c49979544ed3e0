"""The legal form that a name tells of ("Stern GmbH"), or that a word for it means.

Tables and cards of other programs are read by it, since an agreement prints the form. Forms of
other countries stand under the one here that comes nearest; a company that is none of those is
"other" and never a sole trader.
"""

import re
from collections.abc import Iterator, Mapping

#: Endings of names, with the full stops they may have left out; the last of a name counts.
_ENDINGS: Mapping[str, tuple[str, ...]] = {
    "limited-company": (
        *("ltd", "limited", "pty ltd", "pvt ltd", "cyf", "cyfyngedig", "teoranta", "teo", "dac"),
        *("gmbh", "ggmbh", "ug", "ug haftungsbeschränkt", "gesmbh", "sàrl", "sarl", "s à r l"),
        *("eurl", "sas", "sasu", "srl", "s r l", "srls", "s r l s", "slu", "sl", "s l", "s l u"),
        *("bv", "b v", "bvba", "besloten vennootschap", "sp z o o", "spzoo", "sp zoo", "lda"),
        *("ltda", "unipessoal lda", "aps", "kft", "sro", "s r o", "doo", "d o o", "ooo", "ооо"),
        *("тов", "oü", "uab", "sia", "oy", "as", "ab", "ehf", "llc", "l l c", "spółka z o o"),
        *("spółka z ograniczoną odpowiedzialnością", "eood", "еоод", "επε", "limitada"),
        *("private limited company", "limited company", "limited liability company"),
    ),
    "llp": ("llp", "l l p", "pac"),
    "cic": ("cic", "community interest company", "c i c"),
    "partnership": (
        *("gbr", "ohg", "kg", "co kg", "partg", "partg mbb", "partgmbb", "snc", "s n c", "sas di"),
        *(
            "vof",
            "v o f",
            "maatschap",
            "sp j",
            "spółka jawna",
            "spółka cywilna",
            "s c",
            "lp",
            "l p",
        ),
        *("general partnership", "limited partnership", "cv", "c v", "sp k", "spółka komandytowa"),
    ),
    "cooperative": (
        *("eg", "e g", "scop", "scic", "soc coop", "società cooperativa", "coop", "co operative"),
        *("cooperative", "cooperativa", "coöperatie", "spółdzielnia", "s coop", "scrl"),
    ),
    "charity": ("cio", "charity", "charitable trust", "charitable incorporated organisation"),
    "other": (
        *("plc", "p l c", "ag", "sa", "s a", "se", "nv", "n v", "spa", "s p a", "inc", "corp"),
        *(
            "incorporated",
            "corporation",
            "asa",
            "oyj",
            "a s",
            "kgaa",
            "sca",
            "s c a",
            "zrt",
            "nyrt",
        ),
        *("company", "ооо нко", "ао", "пао", "aktiengesellschaft", "société anonyme", "pjsc"),
        *("sociedad anónima", "spółka akcyjna", "co", "& co", "and co", "public limited company"),
        *("foundation", "stiftung", "ev", "e v"),
    ),
}
#: Endings that are words or names otherwise: they count as they are written for a company alone.
_CAPITALS = frozenset(
    (
        *("ag", "sa", "se", "nv", "as", "ab", "sl", "ug", "bv", "kg", "eg", "ev", "cv", "lp", "oy"),
        *("sas", "spa", "coop", "co", "slu", "sia", "company", "foundation", "charity", "pac"),
        *("teo", "dac", "sca", "asa", "aps", "cio", "limitada", "ооо", "ао"),
    )
)
#: Words that people leave off a name all the same, however they are written.
_LEFT_OFF = frozenset({"co", "company", "cio", "&"})
#: Forms that stand before the name in some countries.
_BEFORE = frozenset({"ооо", "ао", "пао", "тов", "uab", "sia", "pt"})
_OF = {ending: form for form, endings in _ENDINGS.items() for ending in endings}
#: What a column of legal forms says in words.
_SPOKEN: Mapping[str, tuple[str, ...]] = {
    "sole-trader": (
        *("sole trader", "sole proprietor", "sole proprietorship", "self employed", "freelancer"),
        *("einzelunternehmen", "einzelunternehmer", "e k", "ek", "freiberufler", "eenmanszaak"),
        *("zzp", "auto entrepreneur", "micro entreprise", "entreprise individuelle", "autónomo"),
        *("ei", "ditta individuale", "libero professionista", "jednoosobowa działalność", "mei"),
        *("jednoosobowa działalność gospodarcza", "jdg", "empresário em nome individual"),
    ),
    "partnership": ("partnership",),
    "limited-company": (
        *("company limited by shares", "ltd company", "company limited by guarantee"),
    ),
    "llp": ("limited liability partnership",),
    "charity": ("registered charity",),
    "cooperative": ("co operative society", "genossenschaft", "coopérative"),
    "individual": ("individual", "person", "private person", "privatperson", "particulier"),
    "other": ("other", "unincorporated association", "verein"),
}
_SAID = {word: form for form, words in _SPOKEN.items() for word in words}
_FORMS = frozenset({*_ENDINGS, *_SPOKEN})
_NOT_LETTERS = re.compile(r"[^\w&]+")
#: What an ending can end with: most names are told by their last word to have none.
_LAST_WORDS = frozenset(ending.rpartition(" ")[2] for ending in _OF)


def form_of(name: str) -> str:
    """The legal form that a name ends with, or empty when it tells of none."""
    first, _, rest = name.partition(" ")
    last = rest.rpartition(" ")[2]
    if last.isalpha() and last.casefold() not in _LAST_WORDS and first.casefold() not in _BEFORE:
        return ""
    words = _words(name)
    for tail in _tails(words):
        if form := _form_at_end(tail, words):
            return form
    return _OF.get(words[0].casefold(), "other") if _stands_before(words) else ""


def without_form(name: str) -> str:
    """The name as people say it, without every legal form at its end or before it."""
    words = all_words = _words(name)
    if _stands_before(words):
        words = words[1:]
    while tail := next((one for one in _tails(words) if _is_left_off(one, words)), None):
        words = words[: -len(tail)]
    return name if words == all_words else " ".join(words)


def _words(name: str) -> list[str]:
    return [word for word in _NOT_LETTERS.split(name) if word]


def _stands_before(words: list[str]) -> bool:
    """Whether the first word is a form that stands before the name in some countries."""
    return len(words) > 1 and words[0] in map(str.upper, _BEFORE)


def _form_at_end(tail: list[str], words: list[str]) -> str:
    """The form that these last words mean, or empty."""
    ending = " ".join(tail).casefold()
    form = _OF.get(ending, "")
    return form if ending not in _CAPITALS or _is_written_so(tail, words) else ""


def _is_left_off(tail: list[str], words: list[str]) -> bool:
    return bool(_form_at_end(tail, words)) or " ".join(tail).casefold() in _LEFT_OFF


def _tails(words: list[str]) -> Iterator[list[str]]:
    """The last words, the most first; a name is more than its ending."""
    for count in range(min(4, len(words) - 1), 0, -1):
        yield words[-count:]


def _is_written_so(tail: list[str], words: list[str]) -> bool:
    """Written large where the rest of the name is not, as people's names are not."""
    text, before = "".join(tail), "".join(words[: -len(tail)])
    return (text.isupper() and not before.isupper()) or text in {
        "eG",
        "eV",
        "Oy",
        "ApS",
        "SpA",
        "SAs",
    }


def form_called(text: str) -> str:
    """The legal form that somebody named in a column of its own, or empty."""
    word = " ".join(_NOT_LETTERS.split(text.strip())).strip().casefold()
    hyphened = text.strip().casefold().replace(" ", "-")
    return hyphened if hyphened in _FORMS else _SAID.get(word) or _OF.get(word, "")
