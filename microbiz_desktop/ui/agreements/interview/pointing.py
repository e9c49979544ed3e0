"""Keeps form and pages together: the clause being answered, and where a finding leads."""

from collections.abc import Mapping, Sequence

from microbiz_desktop.domain.findings import EXTRA, Finding, Place
from microbiz_desktop.services.agreements.asked import Section
from microbiz_desktop.services.agreements.values import DraftView
from microbiz_desktop.ui.agreements.interview.clause_places import seat_of, seat_of_section
from microbiz_desktop.ui.agreements.interview.finding_places import place_of, problems_of
from microbiz_desktop.ui.agreements.interview.parties_editor import PartiesEditor
from microbiz_desktop.ui.agreements.interview.sections import InterviewPages
from microbiz_desktop.ui.agreements.interview.terms_pane import TermsPane
from microbiz_desktop.ui.preview.page_view import PageView


class Pointing:
    """Leads the eye; it changes no answer."""

    def __init__(
        self,
        interview: InterviewPages,
        pages: PageView,
        sections: Sequence[Section],
    ) -> None:
        self._interview, self._pages = interview, pages
        self._sections = tuple(sections)
        self._view: DraftView | None = None
        self._findings: tuple[Finding, ...] = ()
        self._pointed: frozenset[str] = frozenset()

    def show_text(self, view: DraftView) -> None:
        """A new text: where its answers stand."""
        self._view = view

    def take(self, findings: Sequence[Finding], answers: Mapping[str, object]) -> None:
        """Findings that are shown: errors are said under their questions."""
        self._findings = tuple(findings)
        found = problems_of(self._findings, self._sections, answers, self._pointed)
        self._interview.set_problems(found)

    def lead_to(self, finding: Finding, answers: Mapping[str, object]) -> None:
        """To the question of a finding, and to its clause on the page."""
        section, question = place_of(finding, self._sections)
        self._pointed |= {question}
        self.take(self._findings, answers)
        self._interview.open_question(question, section)
        self._interview.when_built(
            lambda: self._lead_inside(section, question, finding.place), shown=True
        )
        if finding.place.clause:
            self._pages.mark((finding.place.clause,))
        else:
            self.follow_question(question)

    def _lead_inside(self, section: str, question: str, place: Place) -> None:
        """To the field of a party, or to the extra term, that the finding names."""
        editor = self._interview.made(section if section == EXTRA else question)
        if isinstance(editor, PartiesEditor):
            self._interview.bring_into_view(editor.lead_to(place.party, place.question))
        elif isinstance(editor, TermsPane):
            editor.lead_to(question)
        elif place.party and (block := self._interview.blocks.get(question)) is not None:
            block.lead_here(place.party)

    def follow_question(self, question: str) -> None:
        """Tint the clause in which the answer stands."""
        if self._view is not None:
            self._pages.mark(seat_of(question, self._sections, self._view.places))

    def follow_section(self, name: str) -> None:
        """Tint the clause in which most answers of the section stand."""
        if self._view is not None:
            section = next(s for s in self._sections if s.id == name)
            self._pages.mark(seat_of_section(section, self._view.places))
