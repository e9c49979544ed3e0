"""What a check looks at, and how findings name their places."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ...domain.deal import Answer, Deal
from ...domain.findings import Edit, Fix, Place
from ...domain.text import AgreementText
from ...domain.words.phrases import capital
from ..asking.questions import Question, is_answered
from ..asking.roles import Role
from ..gaps import Gap
from ..names import Scope
from ..templates.catalogue import Catalogue


@dataclass(frozen=True)
class Subject:
    """A deal with its compiled text; `say` puts answers into a sentence of the template."""

    catalogue: Catalogue
    scope: Scope
    text: AgreementText
    places: Mapping[str, tuple[str, ...]]
    gaps: tuple[Gap, ...] = ()
    say: Callable[[str], str] = str

    @property
    def deal(self) -> Deal:
        """The deal under check."""
        return self.scope.deal

    def answer(self, role: Role) -> Answer:
        """The answer that counts to the question of this role, or None."""
        return self.scope.answer(role)

    def answered(self, role: Role) -> bool:
        """Whether the question of this role has an answer."""
        return is_answered(self.answer(role))

    def value(self, question: Question) -> Answer:
        """The answer that counts to this question, or None."""
        return self.scope.facts.answers.get(question.id)

    def asked(self, role: Role) -> Question | None:
        """The question that plays this role, when it is shown."""
        question = self.scope.playing(role)
        return question if question is not None and self.shows(question) else None

    def asking(self, role: Role) -> Question:
        """The question of a role that has an answer, so there is one."""
        question = self.scope.playing(role)
        assert question is not None
        return question

    def shows(self, question: Question) -> bool:
        """Whether this question is asked."""
        return self.scope.facts.hold(question.shown_when)

    def at(self, role: Role, party: str = "") -> Place:
        """The place of the question that plays this role."""
        question = self.scope.playing(role)
        return self.at_question(question.id, party) if question else Place("The agreement")

    def at_question(self, question_id: str, party: str = "") -> Place:
        """The place of a question: its section's title is what the user reads."""
        section = self.scope.template.section_of(question_id)
        if section is None:
            return Place("The agreement", question=question_id, party=party)
        clause = next(iter(self.places.get(question_id, ())), "")
        return Place(section.title, section.id, question_id, party, clause)

    def at_party(self, key: str, field: str = "") -> Place:
        """The place of a party, in the fixed section of the parties."""
        return Place("The people", "parties", field, key)

    def at_project(self, field: str) -> Place:
        """The place of a project fact: the question that stands for it, else its field."""
        for question in self.scope.template.questions:
            if question.source in {f"project.{field}", field}:
                return self.at_question(question.id)
        return Place("The work", "project", field)

    def edit(self, role: Role, value: Answer) -> Edit:
        """The edit that gives the question of this role another answer."""
        return Edit(self.asking(role).path(), value)

    def choosing(self, role: Role, value: str, label: str) -> Fix | None:
        """The mend that chooses this option, where the question of this role offers it."""
        offered = self.asking(role).option(value) is not None
        return Fix(label, (self.edit(role, value),)) if offered else None

    def name(self, key: str) -> str:
        """A party's name for messages."""
        party = self.deal.party(key)
        return (party.name if party else "") or "a party without a name"


def about(question: Question, words: str) -> str:
    """What a question's answer lacks, after its label: a sentence of its own, or after a colon."""
    if question.label.endswith("?"):
        return f"{question.label} {capital(words)}"
    return f"{question.label}: {words}"
