"""Words as safe HTML: scripts told apart, compounds kept whole, places linked."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from markupsafe import Markup, escape

from ..domain.text import AgreementText

#: Letters of a script, the language tag of its words, and whether it runs from the right. The tag
#: says only what the letters say: who writes Arabic letters may write Urdu.
_SCRIPTS = (
    ("\u0590-\u05ff\ufb1d-\ufb4f", "und-Hebr", True),
    (
        "\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff",
        "und-Arab",
        True,
    ),
    ("\u0370-\u03ff\u1f00-\u1fff", "el", False),
    ("\u0400-\u052f", "und-Cyrl", False),
    ("\u0900-\u097f", "und-Deva", False),
    ("\u0e00-\u0e7f", "th", False),
    ("\u1100-\u11ff\uac00-\ud7af", "ko", False),
    ("\u3005-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff66-\uff9d", "und-Hani", False),
)
#: With these letters among them, Chinese characters are Japanese.
_KANA = re.compile("[\u3040-\u30ff\uff66-\uff9d]")
_RTL_LETTERS = "".join(letters for letters, _, rtl in _SCRIPTS if rtl)
#: Words of one script with what stands between them; the last part takes any mark or vowel sign.
_RUNS = re.compile(
    "|".join(
        f"(?P<s{i}>[{letters}](?:[{letters} \u00a0'’.\u200d\u200c-]*[{letters}])?)"
        for i, (letters, _, _) in enumerate(_SCRIPTS)
    )
)
#: A word with a hyphen that may not break, and what clings to it; a postcode.
_COMPOUND = re.compile(
    "[^\\s\u2011]*(?:\u2011[^\\s\u2011]*)+"
    r"|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b"
    r"|\be-mail\b"
)
_FIRST_STRONG = re.compile(r"[^\W\d_]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?|[A-Z]\b")
_LABEL = re.compile(rf"(Clause|Schedule)(s?)\s(?:(?:{_NUMBER.pattern})(?:,\s|\sand\s|$))+")

_FROM_RIGHT = Markup('<bdi dir="rtl" lang="{}">{}</bdi>')
_FROM_LEFT = Markup('<span lang="{}">{}</span>')


@lru_cache(maxsize=4096)
def iso(text: str) -> Markup:
    """Escaped words; those in another script carry its tag, and keep numbers beside them in place.

    A hyphen that may not break is printed as the plain one that a reader searches for.
    """
    return Markup("").join(_pieces(text))


def value(text: str) -> Markup:
    """The same for a whole answer: one that begins from the right runs from the right."""
    first = _FIRST_STRONG.search(text)
    if first is None or not re.match(f"[{_RTL_LETTERS}]", first.group()):
        return iso(text)
    return _FROM_RIGHT.format(_language(first.group()), text.replace("\u2011", "-"))


def _pieces(text: str) -> Iterator[Markup]:
    end = 0
    for found in _RUNS.finditer(text):
        yield _unbroken(text[end : found.start()])
        index = int((found.lastgroup or "s0")[1:])
        opening = _FROM_RIGHT if _SCRIPTS[index][2] else _FROM_LEFT
        yield opening.format(_language(found.group()), found.group())
        end = found.end()
    yield _unbroken(text[end:])


def _language(words: str) -> str:
    tag = next(tag for letters, tag, _ in _SCRIPTS if re.search(f"[{letters}]", words))
    return "ja" if tag == "und-Hani" and _KANA.search(words) else tag


def _unbroken(text: str) -> Markup:
    parts, end = [], 0
    for found in _COMPOUND.finditer(text):
        whole = found.group().replace("\u2011", "-")
        parts += [escape(text[end : found.start()])]
        parts += [Markup('<span class="nb">{}</span>').format(whole)]
        end = found.end()
    return Markup("").join([*parts, escape(text[end:])])


class Places:
    """Where clauses, sub-clauses and schedules stand in the pages, by id and by label."""

    def __init__(self, text: AgreementText) -> None:
        self._by_id: dict[str, str] = {}
        self._by_number: dict[tuple[str, str], str] = {}
        for clause in text.clauses:
            self._note("c", clause.number, clause.id, clause.id)
            for sub in clause.subclauses:
                self._note("c", sub.number, sub.id, anchor(sub.number))
        for schedule in text.schedules:
            self._note("s", schedule.letter, schedule.id, schedule.id)

    def _note(self, kind: str, number: str, ident: str, place: str) -> None:
        self._by_id.setdefault(ident, place)
        self._by_number.setdefault((kind, number), place)

    def target(self, ident: str) -> str:
        """The anchor of this id, or nothing when it is not in the text."""
        return self._by_id.get(ident, "")

    def labels(self) -> Mapping[str, str]:
        """What each anchor is called: "Clause 6.3"."""
        words = {"c": "Clause", "s": "Schedule"}
        return {place: f"{words[k]} {number}" for (k, number), place in self._by_number.items()}

    def linked(self, label: str) -> Markup:
        """A label such as "Clauses 1, 5" with each place in it as a link."""
        form = _LABEL.fullmatch(label)
        if form is None:
            return value(label)
        kind, alone = form.group(1)[0].lower(), not form.group(2)
        parts: list[Markup] = []
        end = 0
        for found in _NUMBER.finditer(label, form.end(1) + 1):
            first = 0 if alone and not parts else found.start()
            parts += [
                escape(label[end:first]),
                self._link(kind, found.group(), label[first : found.end()]),
            ]
            end = found.end()
        return Markup("").join([*parts, escape(label[end:])])

    def _link(self, kind: str, number: str, words: str) -> Markup:
        place = self._by_number.get((kind, number))
        return Markup('<a href="#{}">{}</a>').format(place, words) if place else escape(words)


def anchor(number: str) -> str:
    """The anchor of the sub-clause with this number."""
    return f"n{number}"
