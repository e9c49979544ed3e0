"""The golden files: every sample as plain text, and every wording of every unit of the library.

`python -m tests.drafting.golden --write` writes them anew: read the differences before committing.
`--read UNIT...` records that text, summary and words for page 1 of these units were read side
by side as they are now; `--read all` of every unit.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from microbiz_desktop.domain.text import (
    AgreementText,
    Block,
    Heading,
    Paragraph,
    Run,
    RunKind,
    Runs,
    Table,
)
from microbiz_desktop.drafting.compile import compile
from microbiz_desktop.drafting.dealfile.reader import load_deal_file
from microbiz_desktop.drafting.templates.catalogue import Catalogue, load_catalogue
from microbiz_desktop.paths import resource

from .base_deal import KINDS
from .read_stamps import write_read
from .unit_goldens import Goldens

FOLDER = Path(__file__).parents[1] / "golden"
UNITS = FOLDER / "units"
ROOT = resource("templates", "agreements")
SAMPLES = {
    **{kind: ROOT / kind / "sample.toml" for kind in KINDS},
    **{path.stem: path for path in sorted(resource("resources", "sample").glob("*-parties.toml"))},
}
_MARKS = {RunKind.DEFINED: "**", RunKind.STRONG: "__", RunKind.BLANK: "??"}


def rendered(catalogue: Catalogue, name: str) -> str:
    """A sample as plain text, with its findings."""
    done = compile(catalogue, load_deal_file(SAMPLES[name], catalogue).deal)
    findings = [f"{f.severity}: {f.code}: {f.message}" for f in done.findings]
    lines = [*_lines(done.text), "", "FINDINGS", *findings]
    return "\n".join(lines).replace("\u00a0", "~").replace("\u2011", "-") + "\n"


def _run(run: Run) -> str:
    mark = _MARKS.get(run.kind, "")
    return f"{mark}{run.text}{mark}"


def _words(runs: Runs) -> str:
    return "".join(_run(run) for run in runs)


def _lines(text: AgreementText) -> Iterator[str]:
    yield f"{text.kind_title}: {text.title} ({text.short_title}), {text.law}"
    for row in text.cover:
        yield f"{row.label}: {_words(row.runs)} [{'; '.join(row.where)}]"
    yield from (f"Changed: {_words(change)}" for change in text.changes)
    yield from text.notices
    yield from ("", "PARTIES", _words(text.parties_intro))
    for party in text.parties:
        signs = "; ".join(f"{s.name}, {s.capacity}" for s in party.signatories)
        yield f"{party.name} | {party.description} | {party.role} | {signs} | {party.must_sign}"
        yield from (f"  {label}: {value}" for label, value in party.details)
    yield from (f"{recital.number} {_words(recital.runs)}" for recital in text.recitals)
    yield _words(text.agreed_line)
    for clause in text.clauses:
        yield from ("", f"{clause.number} {clause.heading}")
        yield from (f"  > {summary.text}" for summary in clause.summaries)
        for line in clause.subclauses:
            yield f"{line.number} {_words(line.runs)}"
            yield from (f"    {item.number} {_words(item.runs)}" for item in line.items)
            if line.closing:
                yield f"    {_words(line.closing)}"
    for schedule in text.schedules:
        yield from ("", f"Schedule {schedule.letter} {schedule.heading}")
        for block in schedule.blocks:
            yield from _block(block)
    yield from ("", _words(text.signing_intro), f"Deed: {text.deed}")


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"# {block.text}"
    elif isinstance(block, Paragraph):
        yield f"{block.number} {_words(block.runs)}".strip()
    elif isinstance(block, Table):
        yield from (block.caption, " | ".join(f"{c.heading} {c.note}" for c in block.columns))
        for row in block.rows:
            yield f"  {' | '.join(row.cells)}{' =' if row.total else ''}"
        yield block.note


def write_all(catalogue: Catalogue) -> None:
    """Write every golden file, and remove those of units that are no more."""
    UNITS.mkdir(parents=True, exist_ok=True)
    for name in SAMPLES:
        (FOLDER / f"{name}.txt").write_text(rendered(catalogue, name), encoding="utf-8")
    known = {"read"}
    for goldens in (Goldens(catalogue, kind) for kind in KINDS):
        for unit in goldens.units:
            (UNITS / f"{unit.id}.txt").write_text(goldens.text(unit), encoding="utf-8")
            known.add(unit.id)
    for path in UNITS.glob("*.txt"):
        if path.stem not in known:
            path.unlink()


def main() -> None:
    """Write every golden file, or record what was read, when told so."""
    catalogue = load_catalogue(ROOT)
    match sys.argv[1:]:
        case ["--write"]:
            write_all(catalogue)
        case ["--read", *units] if units:
            write_read(catalogue, units)
        case _:
            raise SystemExit("nothing done: say --write, or --read and the units read")


if __name__ == "__main__":
    main()
