"""Pictures of all parts in both themes, for looking at: `python -m tests.ui.gallery DIR`."""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from microbiz_desktop.ui.forms.choice_field import ChoiceField
from microbiz_desktop.ui.forms.choices import Choice, RadioRows, Segmented, YesNo
from microbiz_desktop.ui.forms.dates import DateField, DurationField
from microbiz_desktop.ui.forms.fields import MoneyField, SearchField, TextArea, TextField
from microbiz_desktop.ui.forms.labelled import LabelledField
from microbiz_desktop.ui.forms.section_list import SectionList
from microbiz_desktop.ui.forms.ticks import SwitchRow, TickBox
from microbiz_desktop.ui.look import fonts
from microbiz_desktop.ui.look.theme import ThemeManager
from microbiz_desktop.ui.widgets.avatar import Avatar
from microbiz_desktop.ui.widgets.buttons import (
    DangerButton,
    GhostButton,
    IconButton,
    LinkButton,
    PrimaryButton,
    SecondaryButton,
    TonalButton,
)
from microbiz_desktop.ui.widgets.cards import Band, Card, EmptyState, FindingCard, MessageBar
from microbiz_desktop.ui.widgets.chips import ChipButton, FilterChip, LevelMeter
from microbiz_desktop.ui.widgets.labels import ElidedLabel, Label, Pill
from microbiz_desktop.ui.widgets.layouts import FlowLayout
from microbiz_desktop.ui.widgets.progress import SectionState, Stepper, ThinBar


def row(*widgets: QWidget) -> QWidget:
    """Widgets side by side."""
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        line.addWidget(widget)
    line.addStretch(1)
    return holder


def left() -> QWidget:
    """Buttons, pills, progress."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.addWidget(Label("Good morning, Priya", "greeting"))
    column.addWidget(
        row(
            PrimaryButton("Offer for sign-off"),
            TonalButton("Answer"),
            SecondaryButton("New", "plus"),
        )
    )
    column.addWidget(
        row(
            GhostButton("Back", "arrow-left"),
            LinkButton("Share equally"),
            DangerButton("Withdraw the offer"),
            IconButton("ellipsis", "More"),
        )
    )
    disabled = PrimaryButton("Disabled")
    disabled.setEnabled(False)
    column.addWidget(row(SecondaryButton("Small", small=True), disabled))
    chips = QWidget()
    flow = FlowLayout(chips)
    for kind, icon, text in (
        ("ok", "check", "Executed"),
        ("waiting", "clock", "1 of 5 signed off"),
        ("problem", "circle-question-mark", "Question open"),
        ("neutral", "file-text", "Draft"),
        ("accent", "mail-open", "Offered"),
    ):
        flow.addWidget(Pill(kind, icon, text))
    column.addWidget(chips)
    column.addWidget(Stepper(now=1))
    stopped = Stepper()
    stopped.set_exit("neutral", "undo-2", "Withdrawn 3 December 2026")
    column.addWidget(stopped)
    bar = ThinBar("24 of 29 answered")
    bar.set_share(24, 29)
    column.addWidget(bar)
    column.addWidget(
        row(
            Avatar("Low Moor Sound"),
            Avatar("Abara Translation"),
            Avatar("渋谷 印刷"),
            Avatar("Sam Okonjo", round_=True),
        )
    )
    sections = SectionList()
    sections.set_states(
        [
            SectionState("a", "The work", 4, 4, looked_at=True),
            SectionState("b", "The people", 3, 4, 1, looked_at=True, wrong=True),
            SectionState("c", "The money", 4, 6, as_usual=True),
        ]
    )
    sections.set_value("c")
    column.addWidget(sections)
    card = Card("Live agreements", "All 8")
    card.add(ElidedLabel("Harbour Lane café: brand, fit-out and opening film and much more", "row"))
    card.add(Label("Joint-venture agreement · 3 parties", "second", "text_2"))
    card.add(Label("“If the council pays late, do we wait?”", "quote"))
    column.addWidget(card)
    column.addStretch(1)
    return holder


def middle() -> QWidget:
    """A form."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setSpacing(14)
    rows = RadioRows(
        [
            Choice(
                "a", "Costs first, then percentages", "Pay back what each spent, share the rest"
            ),
            Choice("b", "Fixed fee each", "Everyone gets a set sum"),
            Choice("c", "Equal shares", "The same for everyone"),
        ]
    )
    rows.set_value("a")
    column.addWidget(LabelledField("How is the money shared?", rows))
    money = MoneyField()
    money.set_value(1475000)
    column.addWidget(LabelledField("The client pays", money, help_text="Before VAT."))
    wrong = MoneyField()
    wrong.setText("lots")
    framed = LabelledField("Costs to pay back first", wrong)
    framed.check()
    column.addWidget(framed)
    day = DateField()
    day.set_value("2026-11-30")
    column.addWidget(LabelledField("When does the work start?", day, optional=True))
    notice = DurationField()
    notice.set_value("14 days")
    column.addWidget(LabelledField("How much notice?", notice))
    loss = Segmented(
        [Choice("a", "Same shares"), Choice("b", "Equally"), Choice("c", "Lead party")]
    )
    loss.set_value("a")
    column.addWidget(LabelledField("Who carries a loss?", loss))
    answer = YesNo()
    answer.set_value(True)
    column.addWidget(LabelledField("Does anybody bring equipment?", answer))
    column.addWidget(TextField("Name", "Northlight Film"))
    column.addWidget(SearchField())
    text = TextArea("Answer")
    text.set_value("Everyone waits. Clause 6.3 counts from the day the council’s money arrives.")
    column.addWidget(text)
    column.addStretch(1)
    return holder


def right() -> QWidget:
    """Findings, messages, empty state."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.addWidget(
        FindingCard(
            "error", "The people", "Nobody may sign for Northlight Film yet.", mend="Eilidh Fraser"
        )
    )
    column.addWidget(
        FindingCard(
            "warning",
            "Leaving",
            "120 days’ notice is longer than the work, 109 days.",
            mend="14 days",
        )
    )
    column.addWidget(FindingCard("hint", "Clause 3.2", "“Forthwith” is hard to read."))
    bar = MessageBar()
    bar.show_message("The file cannot be written. The disk is full.", action="Choose another place")
    column.addWidget(bar)
    column.addWidget(
        Band("waiting", "calendar-clock", "Next: ask which weeks in February are free")
    )
    column.addWidget(TickBox("May sign", "Signs agreements for this business"))
    ticked = TickBox("Contact")
    ticked.set_value(True)
    column.addWidget(ticked)
    switch = SwitchRow("Show true white", "Pages as bright as paper by day")
    switch.set_value(True)
    column.addWidget(switch)
    column.addWidget(SwitchRow("Off"))
    column.addWidget(
        row(FilterChip("Within 100 km"), ChipButton("Add filter"), LevelMeter(3, "Good"))
    )
    column.addWidget(ChoiceField("Who is the lead party?", [("a", "Fernhill Design")]))
    column.addWidget(
        EmptyState("No associates yet. Bring them or type the first one.", SecondaryButton("New"))
    )
    column.addStretch(1)
    return holder


def build() -> QWidget:
    """Everything on one ground."""
    window = QWidget()
    window.setWindowTitle("Parts")
    line = QHBoxLayout(window)
    line.setSpacing(24)
    for part, width in ((left(), 480), (middle(), 400), (right(), 360)):
        part.setMinimumWidth(width)
        line.addWidget(part)
    return window


def main(folder: Path) -> None:
    """Save each theme and one large scale."""
    app = QApplication(sys.argv[:1])
    manager = ThemeManager(app, scheme=Qt.ColorScheme.Light)
    fonts.load_fallback_fonts()
    for name, choice, scale in (
        ("light", "light", 100),
        ("dark", "dark", 100),
        ("big", "light", 125),
    ):
        manager.choose(choice)
        manager.set_scale(scale)
        window = build()
        window.resize(window.sizeHint())
        window.show()
        app.sendPostedEvents()
        window.grab().save(str(folder / f"gallery-{name}.png"))
        window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
