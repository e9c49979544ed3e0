"""The interview of an agreement: its questions, which are asked now, and the answers that count."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...domain.deal import Answer, Deal
from ...domain.money.currencies import CODES
from ...domain.money.figures import Manner
from ...drafting.asking.answer_kinds import AnswerKind
from ...drafting.asking.completeness import in_working_order, is_open
from ...drafting.asking.questions import (
    Circumstances,
    Section,
    circumstances,
    default_of,
    is_given,
    only_allowed,
    shown,
)
from ...drafting.asking.roles import Role
from ...drafting.comparing.differences import told_answers
from ...drafting.templates.pairs import left_out
from ...drafting.templates.states import State
from ..shared.dependencies import Dependencies, TemplateCatalogue, the_agreement


@dataclass(frozen=True)
class Asked:
    """Which questions a deal asks, the answers that count, what does not fit them, and defaults."""

    shown: frozenset[str]
    answers: Mapping[str, Answer]
    left_out: Mapping[str, frozenset[State]] = field(default_factory=dict)
    defaults: Mapping[str, Answer] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class InForce:
    """An answer that counts because nobody gave another: its question, its name, what it says."""

    question: str
    title: str
    words: str


class Interview:
    """Reads the template's typed questions against an agreement's deal."""

    _desk: Dependencies

    def sections_of(self, deal: Deal) -> tuple[Section, ...]:
        """The sections of the interview for a deal already read, as its law allows them."""
        template = self._desk.shelf.template(deal.template)
        pack = self._desk.shelf.catalogue().packs.get(deal.pack)
        if pack is None:
            return template.sections
        allowed = {template.playing(role): values for role, values in pack.allowed.items()}
        return only_allowed(template.sections, allowed, deal.answers)

    def manner_of(self, deal: Deal) -> Manner:
        """How figures and days are typed and shown while this deal is drafted."""
        from ...drafting.asking.printing import manner_of

        return manner_of(self._desk.shelf.catalogue().pack(deal), deal.currency)

    def asked(self, deal: Deal) -> Asked:
        """Which questions are asked and which answers count, for a deal already read."""
        facts = circumstances_of(self._desk.shelf, deal)
        template = self._desk.shelf.template(deal.template)
        by_id = {question.id: question for question in template.questions}
        found = frozenset(name for name, question in by_id.items() if shown(question, facts))
        return Asked(
            found,
            facts.answers,
            left_out(template.meetings, by_id, facts),
            {name: default_of(by_id[name], facts.answers) for name in found},
        )

    def work_order(self, deal: Deal) -> Mapping[str, bool]:
        """The questions in the order in which one works, and whether each is still to be answered.

        It needs no compile, so that the keyboard can go on at once.
        """
        template = self._desk.shelf.template(deal.template)
        facts = circumstances_of(self._desk.shelf, deal)
        few = len(deal.parties) < template.min_parties
        return {
            question.id: few if question.kind is AnswerKind.PARTIES else is_open(question, facts)
            for question in in_working_order(template.sections)
        }

    def idea_question(self, deal: Deal) -> str:
        """The question whose rows are sealed ideas; empty where the kind has none."""
        template = self._desk.shelf.template(deal.template)
        name = template.playing(Role.SEALED_IDEAS)
        return name if template.question(name) is not None else ""

    def in_force(self, deal: Deal) -> tuple[InForce, ...]:
        """The big answers that nobody gave, as the template names them, to be seen before an offer.

        They say the same as the pages: what nobody answered is agreed all the same.
        """
        told = told_answers(self._desk.shelf.catalogue(), deal)
        return tuple(
            InForce(question.id, question.before_offer, told[question.id].words)
            for question in self._desk.shelf.template(deal.template).questions
            if question.before_offer and question.id in told and not is_given(question, deal)
        )

    def laws_of(self, deal: Deal) -> tuple[list[tuple[str, str]], list[str]]:
        """The laws that the template of a deal is written for, and currencies, the usual first."""
        catalogue = self._desk.shelf.catalogue()
        names = self._desk.shelf.template(deal.template).jurisdictions
        packs = [catalogue.packs[name] for name in names if name in catalogue.packs]
        usual = list(dict.fromkeys(pack.currency for pack in packs))
        return [(p.id, p.title) for p in packs], [*usual, *sorted(CODES - set(usual))]

    def pack_version(self, pack: str) -> str:
        """The version of a law that is here, or nothing."""
        found = self._desk.shelf.catalogue().packs.get(pack)
        return found.version if found else ""

    def unit_name(self, deal: Deal, unit: str) -> tuple[str, bool]:
        """What a unit of the clause library is called, and whether this wording has it."""
        shelf = self._desk.shelf
        has = unit in shelf.template(deal.template).unit_ids()
        return shelf.unit_heading(deal, unit), has

    def questions(self, agreement_id: int) -> tuple[Section, ...]:
        """The sections of the interview; they do not change with the answers."""
        return self.sections_of(self._deal(agreement_id))

    def shown(self, agreement_id: int) -> frozenset[str]:
        """The ids of the questions asked with the answers as they are."""
        return self.asked(self._deal(agreement_id)).shown

    def _deal(self, agreement_id: int) -> Deal:
        with self._desk.database.reading() as session:
            return the_agreement(session, agreement_id).deal


def circumstances_of(shelf: TemplateCatalogue, deal: Deal) -> Circumstances:
    """What conditions are tested against for this deal."""
    sections = shelf.template(deal.template).sections
    return circumstances(sections, deal, shelf.flags(deal.pack))
