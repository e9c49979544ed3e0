"""The interview of an agreement: its questions, which are asked now, and the answers that count."""

from collections.abc import Mapping

from ..domain.deal import Answer, Deal
from ..drafting.questions import Facts, Section, effective_facts, shown
from .desk import Desk, Shelf, the_agreement


class Interview:
    """Reads the template's typed questions against an agreement's deal."""

    _desk: Desk

    def questions(self, agreement_id: int) -> tuple[Section, ...]:
        """The sections of the interview; they do not change with the answers."""
        return self._desk.shelf.template(self._deal(agreement_id).template).sections

    def shown(self, agreement_id: int) -> frozenset[str]:
        """The ids of the questions asked with the answers as they are."""
        deal = self._deal(agreement_id)
        facts = facts_of(self._desk.shelf, deal)
        questions = self._desk.shelf.template(deal.template).questions
        return frozenset(question.id for question in questions if shown(question, facts))

    def effective(self, agreement_id: int) -> Mapping[str, Answer]:
        """The answers that count, defaults filled in, by question id."""
        return facts_of(self._desk.shelf, self._deal(agreement_id)).answers

    def _deal(self, agreement_id: int) -> Deal:
        with self._desk.database.reading() as session:
            return the_agreement(session, agreement_id).deal


def facts_of(shelf: Shelf, deal: Deal) -> Facts:
    """What conditions are tested against for this deal."""
    sections = shelf.template(deal.template).sections
    return effective_facts(sections, deal, shelf.flags(deal.pack))
