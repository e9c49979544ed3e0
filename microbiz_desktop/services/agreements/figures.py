"""What stands beside a draft's text: progress of each section, who receives what, plain units."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...domain.deal import Deal
from ...domain.findings import EXTRA, Finding
from ...domain.money.split import split
from ...domain.text import AgreementText, SubClause, plain
from ...drafting.asking import completeness
from ...drafting.asking.roles import Role
from ...drafting.money.terms import money_terms
from ..shared.dependencies import TemplateCatalogue
from .interview import circumstances_of
from .left import left_by_section
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
    """How far each section is, with what is left there, and the extra terms last."""
    sections = shelf.template(deal.template).sections
    counts = completeness.progress(sections, deal, shelf.flags(deal.pack))
    stop = left_by_section(findings, sections)
    found = [
        SectionProgress(
            count.section,
            section.title,
            count.answered,
            count.asked,
            stop[section.id],
            as_usual=completeness.untouched(section, deal),
        )
        for count, section in zip(counts, sections, strict=True)
    ]
    own = len(deal.special_terms) + len(deal.rewordings)
    extra = SectionProgress(EXTRA, "Extra terms", 0, 0, stop[EXTRA], as_usual=not own)
    return (*found, extra)


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
