"""What the agreement check noticed, errors first; each leads to its question or mends itself."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.findings import Finding, Severity
from microbiz_desktop.services.agreements.wording_findings import EARLIER_WORDING, OTHER_VERSION
from microbiz_desktop.ui.agreements.interview.finding_places import is_asked_nowhere
from microbiz_desktop.ui.look.theme import Theme, follow_theme, theme
from microbiz_desktop.ui.widgets.buttons import SecondaryButton
from microbiz_desktop.ui.widgets.cards import FindingCard
from microbiz_desktop.ui.widgets.labels import ElidedLabel, Label
from microbiz_desktop.ui.widgets.layouts import SPRING, ScrollColumn, column, row, wide

#: Findings that show more than a place.
_SHOWS = dict.fromkeys((EARLIER_WORDING, OTHER_VERSION), "See what changes")
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}


def in_order(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Errors, then warnings, then hints; each in the order of the interview."""
    return tuple(sorted(findings, key=lambda finding: _ORDER[finding.severity]))


def count_of(findings: Sequence[Finding], severity: Severity) -> int:
    """How many of one severity."""
    return sum(1 for finding in findings if finding.severity is severity)


def in_words(findings: Sequence[Finding]) -> str:
    """ "1 error · 2 warnings", or that there is nothing."""
    parts = []
    for severity in Severity:
        count = count_of(findings, severity)
        if count:
            parts.append(f"{count} {severity.value}{'s' if count > 1 else ''}")
    return " · ".join(parts) or "Nothing to mend"


def closing_words(stopping: int) -> str:
    """What is left means for the offer, and the quiet sentence on advice."""
    lead = f"{stopping} left before the offer." if stopping else "Nothing stops the offer."
    return f"{lead} This is not legal advice."


class ChecksPane(QWidget):
    """The panel at the right."""

    show_asked = Signal(object)
    mend_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Checks")
        self._findings: tuple[Finding, ...] = ()
        self._wide = 246
        self.count = Label("", "form", "text_2")
        self.cards = ScrollColumn(max_width=0, margin=16, gap=8)
        self.cards.setAccessibleName("Findings")
        self.closing = Label("", "form", "text_2", wrap=True)
        column(
            row(Label("Checks", "label"), SPRING, self.count, pad=(16, 12, 16, 0)),
            wide(self.cards),
            row(self.closing, pad=(16, 8, 16, 0)),
            gap=0,
            pad=(0, 0, 0, 14),
            of=self,
        )
        follow_theme(self._apply_theme)

    def set_findings(self, findings: Sequence[Finding]) -> None:
        """Show these; cards that say the same as before stay, so that focus is not lost."""
        ordered = in_order(findings)
        self.count.setText(str(len(ordered)))
        self.count.setAccessibleName(in_words(ordered))
        if ordered == self._findings:
            return
        self._findings = ordered
        self.cards.clear()
        for finding in ordered:
            self.cards.add(self._card(finding))

    def show_left(self, count: int) -> None:
        """What is left before the offer, also what waits with its finding until a line is left."""
        self.closing.setText(closing_words(count))

    def findings(self) -> tuple[Finding, ...]:
        """What is shown, in order."""
        return self._findings

    def set_wide(self, width: int) -> None:
        """246, or 320 in a large window."""
        self._wide = width
        self.setFixedWidth(theme().px(width))

    def _card(self, finding: Finding) -> FindingCard:
        card = FindingCard(
            finding.severity.value,
            finding.place.label,
            finding.message,
            mend=finding.mend.label if finding.mend else "",
            reason=finding.reason,
            show=_SHOWS.get(finding.code, ""),
            leads=not is_asked_nowhere(finding),
        )
        card.show_asked.connect(lambda: self.show_asked.emit(finding))
        card.mend_asked.connect(lambda: self.mend_asked.emit(finding))
        return card

    def _apply_theme(self, now: Theme) -> None:
        self.setFixedWidth(now.px(self._wide))


class ChecksBar(QWidget):
    """The same in one line for a narrow window; it opens the panel over the preview."""

    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = ElidedLabel("", "form_strong")
        self.button = SecondaryButton("Checks", small=True, act=self.opened)
        row(wide(self.words), self.button, pad=(16, 6, 12, 6), of=self)

    def set_findings(self, findings: Sequence[Finding]) -> None:
        """Count them in words."""
        self.words.setText(in_words(findings))
        has_error = count_of(findings, Severity.ERROR) > 0
        self.words.set_ink("problem" if has_error else "text_2")
        self.button.setAccessibleName(f"Checks: {in_words(findings)}")
