"""From a deal and the catalogue to one numbered, cross-referenced agreement text.

The worker calls it after each change of a draft, and once for every offer. A deal with gaps gives
blanks and findings and never an error, because a draft is full of gaps while it is written.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from ..domain.deal import Deal
from ..domain.findings import Finding, Place, Severity, error
from ..domain.text import AgreementText, Runs
from ..domain.words.phrases import capital
from .asking.roles import Role
from .changed import changes
from .checks.registry import run_checks
from .checks.subject import Subject
from .clauses import ClauseText, clause_targets, clause_texts, filled_clause
from .cover import (
    cover_rows,
    joined_lines,
    notices,
    party_texts,
    recitals,
    short_title,
)
from .filling import DeadPointer, Filler
from .money.tables import worked_sums
from .money.terms import defined_terms
from .names import Scope, names_by_role, names_for
from .schedules import filled_schedule, schedule_targets, schedule_texts
from .templates.catalogue import Catalogue
from .writer import TextWriter


@dataclass(frozen=True, slots=True)
class Drafted:
    """A text and what was noticed. `places`: question -> ids of clauses and schedules it shapes."""

    text: AgreementText
    findings: tuple[Finding, ...]
    places: Mapping[str, tuple[str, ...]]


def compile(catalogue: Catalogue, deal: Deal, agreement_id: str = "", revision: int = 0) -> Drafted:
    """Word the deal and check it. A deal with gaps gives blanks and findings, never an error.

    Raises BadInput only when the template or any pack for it is not in the catalogue.
    """
    writer, text = assemble(catalogue, deal, agreement_id, revision)
    places = {question: tuple(seats) for question, seats in writer.places.items()}
    subject = Subject(catalogue, writer.scope, text, places, tuple(writer.gaps), writer.said)
    found = (*writer.findings, *_dead_pointers(writer), *run_checks(subject))
    return Drafted(text, _in_order(found), places)


def assemble(
    catalogue: Catalogue, deal: Deal, agreement_id: str, revision: int
) -> tuple[TextWriter, AgreementText]:
    """Only the wording, with the writer that made it."""
    template, pack = catalogue.template(deal), catalogue.pack(deal)
    scope = Scope.of(template, pack, deal)
    names = names_for(scope, worked_sums(scope), catalogue.units)
    by_role = names_by_role(names, template)
    writer = TextWriter(catalogue, scope, names, by_role, Filler(scope.opaque))
    writer.add_words()
    return writer, _text(writer, agreement_id, revision)


def _text(writer: TextWriter, agreement_id: str, revision: int) -> AgreementText:
    scope = writer.scope
    template, deal = scope.template, scope.deal
    numbered = clause_texts(writer)
    annexes = schedule_texts(writer, terms=_defines(numbered))
    writer.filler.targets = {
        **clause_targets(numbered, writer.catalogue.units),
        **schedule_targets(annexes),
    }
    clauses = tuple(filled_clause(clause, writer.filler) for clause in numbered)
    background = recitals(writer)
    terms = defined_terms(clauses, background)
    return AgreementText(
        kind=template.id,
        kind_title=template.title,
        agreement_id=agreement_id,
        revision=revision,
        title=deal.title or deal.project.name or "[name of the work]",
        short_title=short_title(deal.title, deal.project.name) or "[name of the work]",
        language=template.language,
        law=scope.pack.texts.get("law", scope.pack.title),
        paper=scope.pack.paper,
        template=f"{template.id} {template.version}",
        pack=f"{scope.pack.id} {scope.pack.version}",
        parties=party_texts(writer),
        cover=cover_rows(writer),
        changes=changes(writer, clauses),
        notices=notices(writer),
        parties_intro=_lines(writer, template.parties_intro, "Parties"),
        recitals=background,
        agreed_line=_lines(writer, template.agreed_line, "Agreed"),
        clauses=clauses,
        schedules=tuple(filled_schedule(annex, writer, terms) for annex in annexes),
        signing_intro=_lines(writer, template.signing_intro, "Signing"),
        deed=scope.answer(Role.EXECUTION) == "deed" and scope.pack.flags.get("deed", False),
        sign_by=_ONE_WAY.get(str(scope.answer(Role.SIGNATURES)), ""),
    )


#: Options of how to sign that leave one way; any other leaves both.
_ONE_WAY = {way: way for way in ("electronic", "paper")}


def _lines(writer: TextWriter, source: str, label: str) -> Runs:
    return joined_lines(list(writer.lines(source, label)))


def _defines(clauses: tuple[ClauseText, ...]) -> bool:
    paras = chain.from_iterable(unit.paras for clause in clauses for unit in clause.units)
    return any(
        strong
        for para in paras
        for spans in (para.spans, *para.items, para.closing)
        for _, strong in spans
    )


def _dead_pointers(writer: TextWriter) -> list[Finding]:
    """A reference to a clause that is off: the text would send its reader nowhere."""
    headings = {clause.id: clause.heading for clause in writer.scope.template.clauses}
    return [_dead(pointer, headings, writer) for pointer in dict.fromkeys(writer.filler.dead)]


def _dead(pointer: DeadPointer, headings: Mapping[str, str], writer: TextWriter) -> Finding:
    unit = writer.catalogue.units.get(pointer.target)
    name = unit.heading if unit else headings.get(pointer.target, pointer.target)
    seat = writer.filler.targets.get(pointer.seat)
    label = capital(seat.label) if seat else "Page 1"
    return error(
        "reference-off",
        Place(label, clause=pointer.seat),
        f"{label} refers to “{name}”, which is not part of this agreement.",
        "A reader would look for it and not find it.",
    )


_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}


def _in_order(found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Errors first; the same thing noticed twice is said once."""
    once = {(finding.code, finding.place, finding.message): finding for finding in found}
    return tuple(sorted(once.values(), key=lambda finding: _ORDER[finding.severity]))
