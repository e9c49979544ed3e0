"""Check 31 and what looks like something else: hidden characters, marks, look-alikes, lines."""

from collections.abc import Iterator, Mapping

from ...domain.findings import EXTRA, Edit, Finding, Fix, Place, error, hint, warning
from ...domain.plain import to_plain
from ...domain.words.hidden import direction_marks, hidden_characters, without_hidden
from ...domain.words.lookalikes import looks_alike
from ...domain.words.pasted import one_line
from ...domain.words.phrases import joined
from ..asking.answer_kinds import AnswerKind
from .places import at_rewording, at_term
from .subject import Subject

#: A message names so many things, no more.
_NAMED = 3

#: Fields of one line; everything else may have several.
_ONE_LINE = frozenset(
    {
        *("title", "name", "client", "legal_name", "trading_name", "registration_number"),
        *("tax_number", "email", "phone", "role", "heading"),
    }
)

#: Fields that are chosen from lists and never typed as words.
_IDS = frozenset({"template", "template_version", "pack", "pack_version", "currency"})

Path = tuple[str | int, ...]


def texts_of(data: object, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text in plain data, with the path to it."""
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, Mapping):
        for key, item in data.items():
            yield from texts_of(item, (*path, str(key)))
    elif isinstance(data, (list, tuple)):
        for index, item in enumerate(data):
            yield from texts_of(item, (*path, index))


def odd_letters(subject: Subject) -> Iterator[Finding]:
    """Check 31 and its kin, in one walk through the texts of the deal."""
    for path, text in texts_of(to_plain(subject.deal)):
        yield from _hidden(path, text, subject)
        if path[0] not in _IDS:
            yield from _kept_marks(path, text, subject)
            yield from _look_alikes(path, text, subject)
            yield from _several_lines(path, text, subject)


def _hidden(path: Path, text: str, subject: Subject) -> Iterator[Finding]:
    """Nothing hidden, of no width, or turning the reading direction."""
    hidden = hidden_characters(text)
    if hidden:
        names = ", ".join(list(dict.fromkeys(found.name for found in hidden))[:_NAMED])
        yield error(
            "hidden-character",
            place_of(path, subject),
            f"“{without_hidden(text)[:40]}” holds what cannot be seen: {names}.",
            "Hidden characters can make a page say something else than the file.",
            Fix("take it out", (Edit(path, without_hidden(text)),)),
        )


def _kept_marks(path: Path, text: str, subject: Subject) -> Iterator[Finding]:
    """A direction mark beside a right-to-left letter stays, and the writer is told."""
    marks = direction_marks(text)
    if marks:
        names = ", ".join(dict.fromkeys(mark.name for mark in marks))
        bare = "".join(c for i, c in enumerate(text) if i not in {m.index for m in marks})
        yield hint(
            "direction-mark",
            place_of(path, subject),
            f"“{bare[:40]}” holds a mark that cannot be seen, and keeps it: {names}.",
            "Beside a letter of a right-to-left script such a mark puts signs in their order.",
            Fix("take it out", (Edit(path, bare),)),
        )


def _look_alikes(path: Path, text: str, subject: Subject) -> Iterator[Finding]:
    """Letters of two alphabets in a word, and digits that are none, are shown to the writer."""
    found = list(dict.fromkeys(looks_alike(text)))[:_NAMED]
    if found:
        yield warning(
            "look-alike",
            place_of(path, subject),
            f"Something is not what it looks like: {'; '.join(found)}.",
            "A reader would take it for something else than a search or a register does.",
        )


def _several_lines(path: Path, text: str, subject: Subject) -> Iterator[Finding]:
    """A name, a heading or an e-mail address has one line."""
    if "\n" in text.strip() and _has_one_line(path, subject):
        lines = [f"“{line.strip()[:40]}”" for line in text.splitlines() if line.strip()]
        yield warning(
            "several-lines",
            place_of(path, subject),
            f"This should be one line, and has several: {joined(lines[:_NAMED])}.",
            "What stands on a second line looks like a line of its own.",
            Fix("make it one line", (Edit(path, one_line(text).strip()),)),
        )


def place_of(path: Path, subject: Subject) -> Place:
    """Where a text of the deal is given: the question, party or term it belongs to."""
    if path[0] == "answers" and len(path) > 1:
        party = str(path[2]) if len(path) > 2 and subject.deal.party(str(path[2])) else ""
        return subject.at_question(str(path[1]), party)
    if path[0] == "parties" and len(path) > 2:
        return subject.at_party(subject.deal.parties[int(path[1])].key, str(path[2]))
    if path[0] == "project" and len(path) > 1:
        return subject.at_project(str(path[1]))
    if path[0] == "title":
        return subject.at_project("title")
    if path[0] == "special_terms" and len(path) > 1:
        return at_term(int(path[1]))
    if path[0] == "rewordings" and len(path) > 1:
        return at_rewording(subject.deal.rewordings[int(path[1])].unit)
    return Place("The agreement", EXTRA)


def _has_one_line(path: Path, subject: Subject) -> bool:
    """By its field, or by the kind of the question or column it answers."""
    if path[0] != "answers":
        return path[-1] in _ONE_LINE
    question = subject.scope.by_id.get(str(path[1]))
    if question is None:
        return False
    column = next((c for c in question.columns if c.id == path[-1]), None)
    only = question.columns[0] if len(question.columns) == 1 else None
    return (column or only or question).kind is AnswerKind.SHORT_TEXT
