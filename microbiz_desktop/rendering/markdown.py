"""AgreementText as Markdown: for reading, copying and comparing; the pages stay the authority."""

from collections.abc import Iterator

from ..domain.text import (
    AgreementText,
    Block,
    Clause,
    Heading,
    PartyText,
    Run,
    RunKind,
    Runs,
    Schedule,
    SubClause,
    Table,
)

_SPECIAL = str.maketrans({c: "\\" + c for c in "\\`*_[]<>#|"})


def markdown(text: AgreementText) -> str:
    """The whole text. Words are escaped: an answer cannot become a heading or a link."""
    return "\n\n".join(part for part in _parts(text) if part) + "\n"


def _parts(text: AgreementText) -> Iterator[str]:
    revision = f"Revision {text.revision}" if text.revision else "Draft"
    yield f"# {escaped(text.title)}"
    yield f"{escaped(text.kind_title)} · {revision}"
    yield "## The deal in short"
    yield "\n".join(
        f"- **{escaped(row.label)}**: {_words(row.runs)}"
        + (f" ({', '.join(row.where)})" if row.where else "")
        for row in text.cover
    )
    yield "\n".join(f"- Changed: {_words(change)}" for change in text.changes)
    yield " ".join(escaped(notice) for notice in text.notices)
    yield "## The parties"
    yield _words(text.parties_intro)
    yield from (_party(party) for party in text.parties)
    if text.recitals:
        yield "## Background"
    yield from (f"{recital.number}. {_words(recital.runs)}" for recital in text.recitals)
    yield "## Terms"
    yield _words(text.agreed_line)
    for clause in text.clauses:
        yield from _clause(clause)
    for schedule in text.schedules:
        yield from _schedule(schedule)
    yield "## Signing"
    yield _words(text.signing_intro)
    yield from (_signing(party) for party in text.parties)


def _party(party: PartyText) -> str:
    lines = [f"**{escaped(party.name)}**: {escaped(party.description)}"]
    lines += [f"- {escaped(label)}: {escaped(value)}" for label, value in party.details]
    return "\n".join(lines)


def _clause(clause: Clause) -> Iterator[str]:
    yield f"### {clause.number} {escaped(clause.heading)}"
    notes = {summary.unit: summary.text for summary in clause.summaries}
    for sub in clause.subclauses:
        if sub.unit in notes:
            yield f"> In short: {escaped(notes.pop(sub.unit))}"
        yield _subclause(sub)


def _subclause(sub: SubClause) -> str:
    lines = [f"{sub.number} {_words(sub.runs)}"]
    lines += [f"   {item.number} {_words(item.runs)}" for item in sub.items]
    return "\n".join([*lines, *([f"   {_words(sub.closing)}"] if sub.closing else [])])


def _schedule(schedule: Schedule) -> Iterator[str]:
    yield f"## Schedule {schedule.letter}: {escaped(schedule.heading)}"
    yield from (_block(block) for block in schedule.blocks)


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"### {escaped(block.text)}"
    if isinstance(block, Table):
        return _table(block)
    return f"{block.number} {_words(block.runs)}".strip()


def _table(table: Table) -> str:
    heads = [escaped(f"{column.heading} {column.note}".strip()) for column in table.columns]
    rules = ["--:" if column.align == "right" else "---" for column in table.columns]
    rows = [[escaped(cell) for cell in row.cells] for row in table.rows]
    lines = ["| " + " | ".join(cells) + " |" for cells in (heads, rules, *rows)]
    caption = f"**{escaped(table.caption)}**\n\n" if table.caption else ""
    return caption + "\n".join(lines) + (f"\n\n{escaped(table.note)}" if table.note else "")


def _signing(party: PartyText) -> str:
    people = (f"{person.name}, {person.capacity}" for person in party.signatories)
    return f"- {escaped(party.name)}: {escaped('; '.join(people))}"


def _words(runs: Runs) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    marked = run.kind in (RunKind.DEFINED, RunKind.STRONG)
    return f"**{escaped(run.text)}**" if marked else escaped(run.text)


def escaped(text: str) -> str:
    """Words that stay words: none of their signs means anything."""
    return text.translate(_SPECIAL)
