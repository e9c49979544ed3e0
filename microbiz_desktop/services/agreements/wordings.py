"""What another wording changes in a draft that was begun with an earlier one."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...domain.deal import Deal
from ...domain.findings import Fix
from ...drafting.comparing.differences import deal_differences, told_answers
from ...drafting.comparing.redline import Change, by_group, compare
from ...drafting.templates.versions import news_since
from ..shared.dependencies import Dependencies, the_agreement
from .drafts import Drafts
from .values import Difference
from .wording_findings import named_and_here, taking

if TYPE_CHECKING:
    from ...drafting.templates.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class WordingChanges:
    """One deal worded by the version it names and by the one that is here.

    `kept` says whether the earlier wording is here to compare with; without it there are no
    `lines`. `news` are sentences; `once_empty` the answers that were left empty when that meant
    the usual value, with the words of that value; `answers` those that say something else now,
    though nobody changed them; `lost` what own wording there is for that is gone.
    """

    named: str
    now: str
    kept: bool
    news: tuple[str, ...]
    once_empty: tuple[Difference, ...]
    answers: tuple[Difference, ...]
    lost: tuple[str, ...]
    lines: tuple[tuple[str, tuple[Change, ...]], ...]
    taking: Fix


class Wordings:
    """Reads; taking the new wording is an edit like any other, with undo."""

    def __init__(self, desk: Dependencies, drafts: Drafts) -> None:
        self._desk = desk
        self._drafts = drafts

    def changes(self, agreement_id: int) -> WordingChanges:
        """Everything the wording that is here says otherwise than the one the draft names."""
        with self._desk.database.reading() as session:
            agreement = the_agreement(session, agreement_id)
            deal, emptied = agreement.deal, agreement.once_empty.split()
        shelf, template = self._desk.shelf, self._desk.shelf.template(deal.template)
        then = shelf.earlier(deal)
        named, now = named_and_here(shelf, deal)
        differing = deal_differences(shelf.catalogue(), deal, deal, earlier=then)
        return WordingChanges(
            named=named,
            now=now,
            kept=then is not None,
            news=news_since(shelf.root, template.id, deal.template_version, template.version),
            once_empty=self._usual(deal, emptied, then),
            answers=tuple(Difference(one.place, one.before, one.after) for one in differing),
            lost=self._lost(deal),
            lines=self._lines(agreement_id, deal) if then else (),
            taking=taking(shelf, deal),
        )

    def _lines(self, agreement_id: int, deal: Deal) -> tuple[tuple[str, tuple[Change, ...]], ...]:
        before = self._desk.worker.as_begun(deal)
        return by_group(compare(before, self._drafts.compile(agreement_id).text))

    def _usual(
        self, deal: Deal, emptied: list[str], then: "Catalogue | None"
    ) -> tuple[Difference, ...]:
        now = told_answers(self._desk.shelf.catalogue(), deal)
        was = told_answers(then, deal) if then else {}
        left = (name for name in emptied if name in now and name not in deal.answers)
        return tuple(
            Difference(now[name].place, was[name].words if name in was else "", now[name].words)
            for name in left
        )

    def _lost(self, deal: Deal) -> tuple[str, ...]:
        shelf = self._desk.shelf
        known = frozenset(shelf.template(deal.template).unit_ids())
        gone = (one.unit for one in deal.rewordings if one.unit not in known)
        return tuple(shelf.unit_heading(deal, unit) for unit in gone)
