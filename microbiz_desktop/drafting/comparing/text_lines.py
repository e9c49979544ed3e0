"""An agreement's text as lines to compare: everything that is printed and says something."""

from collections.abc import Iterator
from dataclasses import dataclass

from ...domain.text import (
    AgreementText,
    Block,
    Clause,
    Heading,
    Paragraph,
    Run,
    RunKind,
    Runs,
    Schedule,
    SubClause,
    Table,
    plain,
)

#: The headings of the glossary, which repeats what clauses define.
GLOSSARY = ("Term", "Defined in")
PAGE_1, SIGNING = "Page 1", "Signing"
PARTIES, BACKGROUND = "The parties", "Background"


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line as printed, and its sense: references by what they point to, not by number.

    `seat` is what it belongs to in every wording (a unit, a row of page 1, a schedule), `part`
    the id of the clause or schedule around it, and `group` that one's heading.
    """

    anchor: str
    seat: str
    part: str
    group: str
    place: str
    heading: str
    text: str
    sense: str


def lines_of(text: AgreementText) -> tuple[TextLine, ...]:
    """Every line in the order of the pages.

    Summaries explain the line they stand beside, the list of changes and the glossary repeat
    what others say: all three follow from the rest.
    """
    return (
        *_page_1(text),
        *_parties(text),
        *(line for clause in text.clauses for line in _clause(clause)),
        *(line for schedule in text.schedules for line in _schedule(schedule)),
        _line("signing", "signing", SIGNING, SIGNING, "Above the signatures", text.signing_intro),
    )


def _page_1(text: AgreementText) -> Iterator[TextLine]:
    yield _words("title", "title", PAGE_1, PAGE_1, "Title", text.title)
    for row in text.cover:
        seat = f"cover.{row.label}"
        yield _line(seat, seat, PAGE_1, PAGE_1, row.label, (Run(f"{row.label}: "), *row.runs))
    for number, notice in enumerate(text.notices, start=1):
        yield _words(f"notice.{number}", "notices", PAGE_1, PAGE_1, "Note", notice)


def _parties(text: AgreementText) -> Iterator[TextLine]:
    yield _line("parties", "parties", PARTIES, PARTIES, PARTIES, text.parties_intro)
    for party in text.parties:
        told = [party.description, party.role, *(f"{a}: {b}" for a, b in party.details)]
        seat = f"party.{party.key}"
        words = "; ".join(filter(None, told))
        yield _words(seat, seat, PARTIES, PARTIES, party.name, words)
    for recital in text.recitals:
        anchor, place = f"recital.{recital.number}", f"Recital {recital.number}"
        yield _line(anchor, "recitals", BACKGROUND, place, BACKGROUND, recital.runs)
    yield _line("agreed", "agreed", BACKGROUND, BACKGROUND, BACKGROUND, text.agreed_line)


def _clause(clause: Clause) -> Iterator[TextLine]:
    group, name = f"{clause.number}. {clause.heading}", clause.heading
    seat, place = f"{clause.id}.heading", f"Clause {clause.number}"
    yield TextLine(seat, seat, clause.id, group, place, name, name, name)
    for line in clause.subclauses:
        unit, place = f"unit.{line.unit}", f"Clause {line.number}"
        yield TextLine(line.id, unit, clause.id, group, place, name, *_told(*_parts(line)))


def _parts(line: SubClause) -> tuple[Runs, ...]:
    items = [(Run(f"{item.number} "), *item.runs) for item in line.items]
    return (line.runs, *items, *([line.closing] if line.closing else []))


def _schedule(schedule: Schedule) -> Iterator[TextLine]:
    blocks = (block for block in schedule.blocks if not _is_glossary(block))
    place, name = f"Schedule {schedule.letter}", schedule.heading
    seat, group = f"schedule.{schedule.id}", f"{place}. {name}"
    found = [(Run(name),), *(runs for block in blocks for runs in _block(block))]
    for number, runs in enumerate(found):
        anchor = f"{schedule.id}.line.{number}"
        yield TextLine(anchor, seat, schedule.id, group, place, name, *_told(runs))


def _is_glossary(block: Block) -> bool:
    heads = [column.heading for column in block.columns[:2]] if isinstance(block, Table) else []
    return tuple(heads) == GLOSSARY


def _block(block: Block) -> Iterator[Runs]:
    match block:
        case Table():
            heads = [column.heading for column in block.columns]
            rows = [row.cells for row in block.rows]
            for cells in ([block.caption], heads, *rows, [block.note]):
                if words := ", ".join(filter(None, cells)):
                    yield (Run(words),)
        case Paragraph():
            yield block.runs
        case Heading():
            yield (Run(block.text),)


def _line(anchor: str, seat: str, group: str, place: str, heading: str, runs: Runs) -> TextLine:
    return TextLine(anchor, seat, group, group, place, heading, *_told(runs))


def _words(anchor: str, seat: str, group: str, place: str, heading: str, text: str) -> TextLine:
    return TextLine(anchor, seat, group, group, place, heading, text, text)


def _told(*parts: Runs) -> tuple[str, str]:
    """The words as printed, and their sense."""
    said = " ".join(plain(runs) for runs in parts)
    sense = " ".join(
        run.target if run.kind is RunKind.REFERENCE else run.text for runs in parts for run in runs
    )
    return said, sense
