"""What a check looks at, and how findings name their places."""

from collections.abc import Mapping
from dataclasses import dataclass

from ...domain.deal import Answer, Deal
from ...domain.findings import Place
from ...domain.text import AgreementText
from ..catalogue import Catalogue
from ..names import Scope
from ..questions import Facts, Question


@dataclass(frozen=True)
class Subject:
    """A deal with its compiled text."""

    catalogue: Catalogue
    scope: Scope
    text: AgreementText
    places: Mapping[str, tuple[str, ...]]

    @property
    def deal(self) -> Deal:
        """The deal under check."""
        return self.scope.deal

    @property
    def facts(self) -> Facts:
        """The answers that count."""
        return self.scope.facts

    def answer(self, question: str) -> Answer:
        """An answer that counts, or None."""
        return self.scope.facts.answers.get(question)

    def asked(self, question_id: str) -> Question | None:
        """The question, when this template asks it and it is shown."""
        question = self.scope.by_id.get(question_id)
        if question is None or not self.facts.hold(question.shown_when):
            return None
        return question

    def at(self, question_id: str, party: str = "") -> Place:
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
                return self.at(question.id)
        return Place("The work", "project", field)

    def name(self, key: str) -> str:
        """A party's name for messages."""
        party = self.deal.party(key)
        return (party.name if party else "") or "a party without a name"


def about(question: Question, words: str) -> str:
    """What a question's answer lacks, after its label: a sentence of its own, or after a colon."""
    if question.label.endswith("?"):
        return f"{question.label} {words[:1].upper()}{words[1:]}"
    return f"{question.label}: {words}"
