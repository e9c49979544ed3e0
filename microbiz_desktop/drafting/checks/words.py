"""Checks 11, 23, 26 to 28, 30 and 31: terms, headings, hard words and hidden characters.

`registry` runs them with the other checks. They read the words of the whole agreement, whoever
wrote them: a template, a pack or somebody who typed an answer.
"""

import re
from collections import Counter
from collections.abc import Iterator

from ...domain.findings import EXTRA, Edit, Finding, Fix, Place, Severity, error, hint
from ...domain.money.formats import NBSP
from ...domain.plain import to_plain
from ...domain.text import AgreementText, Clause, SubClause, plain
from ...domain.words.phrases import capital
from ..clauses import chosen
from ..money.terms import defined_terms
from ..templates.validate_units import unit_texts
from .archaic import BY_HAND, HARD_WORDS
from .letters import texts_of
from .places import at_rewording, at_words
from .subject import Subject

_DEFINITION = re.compile(r"\*\*([^*]+)\*\*")


def clause_words(clause: Clause) -> str:
    """Everything a clause says, in small letters, summaries left out."""
    return " ".join(map(_line_words, clause.subclauses))


def _line_words(line: SubClause) -> str:
    parts = (line.runs, *(item.runs for item in line.items), line.closing)
    return _small(" ".join(map(plain, parts)))


def _in_clause(clause: Clause, pattern: str) -> Place:
    """Where the words of a clause that this pattern finds are mended."""
    lines = clause.subclauses
    saying = next((line for line in lines if re.search(pattern, _line_words(line))), lines[0])
    return at_words(saying.unit, clause.id, f"Clause {clause.number}")


def agreement_words(text: AgreementText) -> str:
    """Background and clauses, in small letters: page 1 is a guide and counts for nothing here."""
    background = _small(" ".join(plain(recital.runs) for recital in text.recitals))
    return " ".join((background, *(clause_words(clause) for clause in text.clauses)))


def _small(text: str) -> str:
    return text.replace(NBSP, " ").casefold()


def unused_terms(subject: Subject) -> Iterator[Finding]:
    """Check 26: a term that is defined is also used, if own wording took its use away.

    A term that the template itself leaves unused is the template's business, and not the user's.
    """
    replaced = _replaced_words(subject)
    if not replaced:
        return
    terms = defined_terms(subject.text.clauses, subject.text.recitals)
    longest = sorted({term.term.casefold() for term in terms}, key=len, reverse=True)
    pattern = rf"\b({'|'.join(re.escape(term) for term in longest)})s?\b"
    used = Counter(re.findall(pattern, agreement_words(subject.text))) if terms else Counter()
    for term in terms:
        small = term.term.casefold()
        if used[small] < 2 and re.search(_whole(small), replaced):
            yield hint(
                "term-unused",
                at_rewording(
                    _replacing(subject, small), _clause_of(term.anchor, subject), term.where
                ),
                f"“{term.term}” is defined and never used.",
                "The wording that used it is replaced by wording for this agreement alone.",
            )


def _replaced_words(subject: Subject) -> str:
    """The usual words of the units that are reworded, in small letters."""
    return " ".join(_usual_words(subject, r.unit) for r in subject.deal.rewordings)


def _usual_words(subject: Subject, unit: str) -> str:
    found = subject.catalogue.units.get(unit)
    text = chosen(found, subject.scope.by_role).text if found else ""
    return _small(text).replace("*", "")


def _replacing(subject: Subject, term: str) -> str:
    """The reworded unit whose usual words used this term."""
    units = (rewording.unit for rewording in subject.deal.rewordings)
    return next(u for u in units if re.search(_whole(term), _usual_words(subject, u)))


def undefined_terms(subject: Subject) -> Iterator[Finding]:
    """Checks 23 and 26: a term of the library that is used is defined in this agreement."""
    defined = {term.term.casefold() for term in defined_terms(subject.text.clauses)}
    known: dict[str, str] = {}
    for name in subject.scope.template.unit_ids():
        for text in unit_texts(subject.catalogue.units[name]):
            for term in _DEFINITION.findall(text):
                if "{" not in term:  # a word of the template, which is not known before it runs
                    known.setdefault(term.casefold(), name)
    missing = {term: name for term, name in known.items() if term not in defined}
    for clause in subject.text.clauses:
        words = clause_words(clause)
        for term, name in missing.items():
            if term in words and re.search(_whole(term), words):
                yield error(
                    "term-undefined",
                    _where_defined(subject, clause, term, name),
                    f"Clause {clause.number} uses “{term}”, which is not defined here.",
                    f"Its meaning stands in “{subject.catalogue.units[name].heading}”, "
                    "which is not part of this agreement.",
                )


def _where_defined(subject: Subject, clause: Clause, term: str, unit: str) -> Place:
    """Own wording that took the definition away, else the words that use the term."""
    if any(rewording.unit == unit for rewording in subject.deal.rewordings):
        return at_rewording(unit, clause.id, f"Clause {clause.number}")
    return _in_clause(clause, _whole(term))


def _whole(term: str) -> str:
    return rf"\b{re.escape(term.casefold())}s?\b"


def _at_anchor(subject: Subject, anchor: str, label: str) -> Place:
    """Where the words at this anchor of the text are mended; the background is not reworded."""
    for clause in subject.text.clauses:
        for line in clause.subclauses:
            if line.id == anchor:
                return at_words(line.unit, clause.id, label)
    return Place(label, EXTRA)


def _clause_of(anchor: str, subject: Subject) -> str:
    for clause in subject.text.clauses:
        if any(line.id == anchor for line in clause.subclauses):
            return clause.id
    return ""


def said_twice(subject: Subject) -> Iterator[Finding]:
    """Check 28: no heading and no definition stands twice."""
    headings = Counter(clause.heading.casefold() for clause in subject.text.clauses)
    for clause in subject.text.clauses:
        if headings[clause.heading.casefold()] > 1:
            yield error(
                "heading-twice",
                at_words(clause.subclauses[0].unit, clause.id, f"Clause {clause.number}"),
                f"Two clauses are headed “{clause.heading}”.",
                "Nobody could say which one is meant.",
            )
    seen: set[str] = set()
    for term in defined_terms(subject.text.clauses, subject.text.recitals):
        if term.term.casefold() in seen:
            yield error(
                "term-twice",
                _at_anchor(subject, term.anchor, term.where),
                f"“{term.term}” is defined twice.",
                "Two meanings of one word are a quarrel in waiting.",
            )
        seen.add(term.term.casefold())


def hard_words(subject: Subject) -> Iterator[Finding]:
    """Check 30: plain words instead of archaic ones."""
    for clause in subject.text.clauses:
        words = clause_words(clause)
        for hard, pattern, plain_word in HARD_WORDS:
            if hard in words and pattern.search(words):
                yield hint(
                    "hard-word",
                    _in_clause(clause, pattern.pattern),
                    f"“{hard.capitalize()}” is hard to read. “{plain_word.capitalize()}” says it.",
                    "Everybody who signs should understand every word.",
                    None if hard in BY_HAND else _plainer(subject, pattern, plain_word),
                )


def _plainer(subject: Subject, pattern: re.Pattern[str], plain_word: str) -> Fix | None:
    """Replace the word where the user wrote it; the library's own wording is not theirs to mend."""
    edits = tuple(
        Edit(path, pattern.sub(lambda found: _as_written(found[0], plain_word), text))
        for path, text in texts_of(to_plain(subject.deal))
        if path[0] in {"special_terms", "rewordings"} and pattern.search(text)
    )
    return Fix(f"write “{plain_word}”", edits) if edits else None


def _as_written(hard: str, plain_word: str) -> str:
    """The plain word with a capital where the hard one had one."""
    return capital(plain_word) if hard[:1].isupper() else plain_word


#: The row of the clause table that is about what goes on after the end.
_AFTER_THE_END = 34
_NAMES_CLAUSE = re.compile(r"\bclauses? \d")


def survivors(subject: Subject) -> Iterator[Finding]:
    """Check 11: the list of what goes on after the end is there, and names clauses that exist."""
    wanted = {
        name: clause.id
        for clause in subject.scope.template.clauses
        for name in clause.units
        if subject.catalogue.units[name].row == _AFTER_THE_END
    }
    lines = (line for clause in subject.text.clauses for line in clause.subclauses)
    rows = [line for line in lines if line.unit in wanted]
    silent = not any(_NAMES_CLAUSE.search(_small(plain(line.runs))) for line in rows)
    if wanted and (not rows or (silent and any(line.changed for line in rows))):
        yield Finding(
            "no-survivors",
            Severity.WARNING if rows else Severity.ERROR,
            at_rewording(*next(iter(wanted.items())), "After the end"),
            "Nothing says which clauses go on after the end.",
            "Secrets and money would be open questions.",
        )


def units_together(subject: Subject) -> Iterator[Finding]:
    """Check 23: a unit stands with those it depends on, and without those it excludes."""
    seats = {line.unit: clause for clause in subject.text.clauses for line in clause.subclauses}
    for name, clause in seats.items():
        unit = subject.catalogue.units.get(name)
        if unit is None:
            continue
        lacking = [other for other in unit.depends if other not in seats]
        clashing = [other for other in unit.excludes if other in seats]
        for other in (*lacking, *clashing):
            heading = subject.catalogue.units[other].heading
            how = "needs" if other in lacking else "cannot stand beside"
            yield error(
                "units-apart" if other in lacking else "units-clash",
                at_rewording(name, clause.id, f"Clause {clause.number}"),
                f"“{unit.heading}” {how} “{heading}”.",
                "One was written with the other in mind.",
            )
