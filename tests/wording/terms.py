"""Terms and references in every kind: undefined, used nowhere or once, leading nowhere."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from microbiz_desktop.domain.deal import Deal
from microbiz_desktop.domain.text import AgreementText, Clause, RunKind, Runs, Table, plain
from microbiz_desktop.drafting.compile import compile
from microbiz_desktop.drafting.dealfile.reader import load_deal_file
from microbiz_desktop.drafting.templates.catalogue import Catalogue
from tests.drafting.base_deal import KINDS, Base
from tests.drafting.golden import SAMPLES
from tests.drafting.whole_deals import fullest, usual

#: Findings on terms, references and headings that a wording brings, and never the answers.
WRONG = frozenset({"term-undefined", "term-twice", "reference-off", "heading-twice"})


@dataclass
class Terms:
    """What is wrong, and how often each term of a kind is used in the deal that uses it most."""

    wrong: list[str] = field(default_factory=list)
    uses: dict[tuple[str, str], int] = field(default_factory=dict)

    def used(self, times: int) -> list[str]:
        """The terms that no deal uses more often than so, beside where they are defined."""
        return [f"{kind}: {term}" for (kind, term), most in self.uses.items() if most == times]


def terms(catalogue: Catalogue) -> Terms:
    """Every kind with the usual answers and with as many others as can be, and every sample."""
    found = Terms()
    for name, deal in _deals(catalogue):
        done = compile(catalogue, deal, "terms", 1)
        found.wrong += [f"{name}: {f.message}" for f in done.findings if f.code in WRONG]
        for term, count in _uses(done.text).items():
            key = done.text.kind, term
            found.uses[key] = max(count, found.uses.get(key, 0))
    return found


def _deals(catalogue: Catalogue) -> Iterator[tuple[str, Deal]]:
    for kind in KINDS:
        yield f"{kind}, usual answers", usual(catalogue, kind, 2)[0]
        yield f"{kind}, many options", fullest(Base.of(catalogue, kind))
    for name, path in SAMPLES.items():
        yield name, load_deal_file(path, catalogue).deal


def _uses(text: AgreementText) -> Mapping[str, int]:
    """How often each defined term stands where it is not defined, in one number or in many."""
    clauses = [runs for clause in text.clauses for runs in _runs_of(clause)]
    defined = [run.text for runs in clauses for run in runs if run.kind is RunKind.DEFINED]
    rest = "\n".join([*map(_undefined, clauses), *_schedules(text)])
    rest = rest.casefold()
    return {term: len(re.findall(rf"\b{re.escape(term.casefold())}", rest)) for term in defined}


def _runs_of(clause: Clause) -> Iterator[Runs]:
    for line in clause.subclauses:
        yield from (line.runs, *(item.runs for item in line.items), line.closing)


def _undefined(runs: Runs) -> str:
    return "".join(run.text for run in runs if run.kind is not RunKind.DEFINED)


def _schedules(text: AgreementText) -> Iterator[str]:
    for schedule in text.schedules:
        yield schedule.heading
        for block in schedule.blocks:
            yield plain(getattr(block, "runs", ()))
            if isinstance(block, Table):
                yield " ".join((block.caption, block.note, *(c.heading for c in block.columns)))
