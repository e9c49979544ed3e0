"""What stands beside a draft's text: progress of each section, who receives what, plain units."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...domain.deal import Deal
from ...domain.findings import Finding, Place, Severity
from ...domain.money.split import split
from ...domain.text import AgreementText, SubClause, plain
from ...drafting.asking import completeness
from ...drafting.asking.questions import Section
from ...drafting.asking.roles import Role
from ...drafting.money.terms import money_terms
from ...drafting.templates.model import Template
from ..shared.dependencies import TemplateCatalogue
from .interview import circumstances_of
from .values import SectionProgress


@dataclass(frozen=True, slots=True)
class Figures:
    """The worked example: each party's sum in party order.

    `receives` is empty while parts do not add up. `shared` says for each question that gives shares
    what they are shares of; it is empty where a loss or a bound makes parts no shares of a sum.
    """

    receives: tuple[tuple[str, int], ...] = ()
    shared: Mapping[str, int] = field(default_factory=dict)


def figures(shelf: TemplateCatalogue, deal: Deal) -> Figures:
    """The expected scenario by the one split; nothing while terms are missing."""
    template = shelf.template(deal.template)
    roles = circumstances_of(shelf, deal).by_role(template.roles)
    terms = money_terms([party.key for party in deal.parties], roles)
    if terms is None:
        return Figures()
    try:
        done = split(terms, terms.price)
    except ValueError:
        return Figures()
    receives = tuple((row.party, row.receives) for row in done.rows) if terms.settled() else ()
    if done.left < 0 or any((*terms.least, *terms.most)):
        return Figures(receives)
    shared = {
        template.playing(Role.FIRST_SHARES): sum(row.first for row in done.rows),
        template.playing(Role.SHARES): sum(row.rest for row in done.rows),
    }
    return Figures(receives, shared)


def progress(
    shelf: TemplateCatalogue, deal: Deal, findings: tuple[Finding, ...]
) -> tuple[SectionProgress, ...]:
    """How far each section is, with the errors and warnings that lead to it."""
    template = shelf.template(deal.template)
    counts = completeness.progress(template.sections, deal, shelf.flags(deal.pack))
    places = [(_section(template, finding.place), finding.severity) for finding in findings]
    titles = {section.id: section.title for section in template.sections}
    return tuple(
        SectionProgress(
            count.section,
            titles[count.section],
            count.answered,
            count.asked,
            places.count((count.section, Severity.ERROR)),
            places.count((count.section, Severity.WARNING)),
        )
        for count in counts
    )


def _section(template: Template, place: Place) -> str:
    """The section of the interview a place is in: people and project facts are asked there too."""
    if place.section == "parties":
        return next((s.id for s in template.sections if _asks_for(s, "parties")), "")
    if place.section == "project":
        return next((s.id for s in template.sections if _asks_for(s, "project.")), "")
    return place.section


def _asks_for(section: Section, source: str) -> bool:
    return any(question.source.startswith(source) for question in section.questions)


def unit_texts(
    text: AgreementText, headings: Mapping[str, str]
) -> tuple[tuple[str, str, str], ...]:
    """Each unit once, in the order of the text, with its paragraphs as plain words."""
    paragraphs: dict[str, list[str]] = {}
    for clause in text.clauses:
        for subclause in clause.subclauses:
            paragraphs.setdefault(subclause.unit, []).append(_words(subclause))
    return tuple(
        (unit, headings.get(unit, unit), "\n\n".join(words))
        for unit, words in paragraphs.items()
        if unit in headings
    )


def _words(subclause: SubClause) -> str:
    items = [f"- {plain(item.runs)}" for item in subclause.items]
    closing = [f"+ {plain(subclause.closing)}"] if subclause.closing else []
    blocks = [plain(subclause.runs), *(["\n".join(items)] if items else []), *closing]
    return "\n\n".join(blocks)
