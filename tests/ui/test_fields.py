"""Fields: what is typed is meant, wrong typing stays and is explained, filling is silent."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from microbiz_desktop.domain.words.hidden import hidden_characters
from microbiz_desktop.ui.forms.choice_field import ChoiceField
from microbiz_desktop.ui.forms.choices import Choice, OneOf, RadioRows, Segmented, YesNo
from microbiz_desktop.ui.forms.dates import DateField, DurationField
from microbiz_desktop.ui.forms.fields import (
    MoneyField,
    NumberField,
    PercentField,
    SearchField,
    TextArea,
    TextField,
)
from microbiz_desktop.ui.forms.labelled import LabelledField
from microbiz_desktop.ui.forms.rows_table import RowsTable
from microbiz_desktop.ui.forms.table_row import LINE, OVER, PAIRS, RowShape, TableColumn
from microbiz_desktop.ui.forms.ticks import SwitchRow, TickBox

from .page_help import seen
from .strays import Strays

_CHOICES = (Choice("a", "First"), Choice("b", "Second"), Choice("c", "Third", "explained"))


def _type(qtbot: QtBot, field: QLineEdit, text: str) -> None:
    """Type into an emptied field and leave it."""
    qtbot.addWidget(field)
    field.clear()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("field", "typed", "value", "shown"),
    [
        (lambda: MoneyField("Fee"), "1234.5", 123450, "£1,234.50"),
        (lambda: PercentField("Share"), "42,5", 425_000, "42.5 %"),
        (lambda: NumberField("Count"), "1200", 1200, "1,200"),
        (lambda: TextField("Name"), "  Low Moor Sound ", "Low Moor Sound", "  Low Moor Sound "),
        (
            lambda: DateField("Start", lambda: date(2026, 11, 21)),
            "30 nov",
            "2026-11-30",
            "30 November 2026",
        ),
    ],
)
def test_typing_gives_value_and_house_form(
    qtbot: QtBot, field: Any, typed: str, value: Any, shown: str
) -> None:
    """The value while typing, the form of the house after leaving."""
    made = field()
    told: list[Any] = []
    made.edited.connect(lambda: told.append(made.value()))
    _type(qtbot, made, typed)
    assert made.value() == value == told[-1]
    assert made.text() == shown
    assert made.problem() == ""


@pytest.mark.parametrize(
    ("make", "pasted", "value"),
    [
        (lambda: TextField("Name"), "Hart Lane\tPottery\nLtd", "Hart Lane Pottery Ltd"),
        (
            lambda: TextArea("Brief"),
            "Item\tQty\r\nPlates\t90\vStands\u00a06",
            "Item Qty\nPlates 90\nStands 6",
        ),
        (lambda: MoneyField("Fee"), "£1\u00a0234.50", 123450),
        (lambda: DateField("Start"), "15\tMay\u00a02027", "2027-05-15"),
    ],
)
def test_pasted_text_is_plain(qtbot: QtBot, make: Any, pasted: str, value: Any) -> None:
    """Tabs, odd spaces and foreign line ends of a paste never reach the agreement (F2)."""
    field = make()
    qtbot.addWidget(field)
    QApplication.clipboard().setText(pasted)
    field.paste()
    assert field.value() == value
    assert not hidden_characters(str(value))


def test_wrong_typing_stays_and_is_explained(qtbot: QtBot) -> None:
    """What was typed is never thrown away; the sentence says what to type."""
    field = MoneyField("Fee")
    _type(qtbot, field, "lots")
    assert field.text() == "lots"
    assert field.value() is None
    assert field.problem() == "“lots” is not a sum of money; write it like £1,250.00."


@pytest.mark.parametrize(
    ("make", "value"),
    [
        (TextField, "x"),
        (MoneyField, 5),
        (PercentField, 5),
        (TextArea, "x"),
        (DateField, "2026-01-02"),
        (DurationField, "14 days"),
        (lambda: YesNo("Sure"), True),
        (lambda: TickBox("May sign"), True),
        (lambda: SwitchRow("True white"), True),
        (lambda: Segmented(_CHOICES), "b"),
        (lambda: RadioRows(_CHOICES), "b"),
        (lambda: ChoiceField("Who", [("a", "A"), ("b", "B")]), "b"),
        (
            lambda: RowsTable(dict, [TableColumn("what", "What")], add="Add"),
            ({"what": "Signs", "id": "k"},),
        ),
    ],
)
def test_setting_is_silent_and_reads_back(qtbot: QtBot, make: Any, value: Any) -> None:
    """Filling a form never saves it; nothing empties a field as well as a value fills it."""
    field = make()
    qtbot.addWidget(field)
    with qtbot.assertNotEmitted(field.edited):
        field.set_value(value)
    assert field.value() == value
    field.set_value(None)
    assert field.value() in (None, "", (), False)
    assert field.problem() == ""


def test_labelled_field_complains_after_leaving_and_forgives_while_typing(qtbot: QtBot) -> None:
    """Not at the first letter, and not a moment longer than needed."""
    field = MoneyField()
    framed = LabelledField("What does the client pay?", field, help_text="Before VAT.")
    qtbot.addWidget(framed)
    QTest.keyClicks(field, "lots")
    assert framed.problem_shown() == ""
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert framed.problem_shown() == "“lots” is not a sum of money; write it like £1,250.00."
    assert field.property("problem") is True
    assert "is not a sum of money" in field.accessibleDescription()
    field.clear()
    QTest.keyClicks(field, "20")
    assert framed.problem_shown() == ""
    assert field.property("problem") is False
    assert field.accessibleDescription() == "Before VAT."


def test_label_names_the_field_and_leads_to_it(qtbot: QtBot) -> None:
    """A screen reader says the question; a finding from outside shows under the field."""
    field = Segmented(_CHOICES)
    framed = LabelledField("Who carries a loss?", field)
    qtbot.addWidget(framed)
    field.set_value("a")
    assert field.accessibleName() == "Who carries a loss?: First"
    framed.set_problem("Nobody is named yet.")
    assert framed.problem_shown() == "Nobody is named yet."


def test_a_long_explanation_takes_another_line_and_is_never_cut(qtbot: QtBot) -> None:
    """The rows below move down, and short ones stay as high as they were."""
    long = "A courtesy rule: speak to the party that introduced the client, before the client"
    rows = RadioRows((Choice("a", "Ask first", long), Choice("b", "Freely", "No limit at all")))
    qtbot.addWidget(rows)
    wide, narrow = rows.heightForWidth(900), rows.heightForWidth(360)
    assert narrow > wide
    rows.resize(360, narrow)
    first, second = rows.rect_of(0), rows.rect_of(1)
    assert first.height() > second.height() == (wide - 6) // 2
    assert second.top() > first.bottom()
    assert second.bottom() == narrow - 1


@pytest.mark.parametrize("make", [Segmented, RadioRows])
def test_choices_by_keyboard_and_mouse(qtbot: QtBot, make: type[OneOf]) -> None:
    """Arrows move the choice and stop at the ends; a press chooses."""
    picker = make(_CHOICES)
    qtbot.addWidget(picker)
    picker.resize(360, 180)
    picker.show()
    told: list[object] = []
    picker.chosen.connect(told.append)
    QTest.keyClick(picker, Qt.Key.Key_Space)
    for _ in range(4):
        QTest.keyClick(picker, Qt.Key.Key_Down)
    QTest.keyClick(picker, Qt.Key.Key_Left)
    assert told == ["a", "b", "c", "b"]
    QTest.mouseClick(picker, Qt.MouseButton.LeftButton, pos=picker.rect_of(2).center())
    assert picker.value() == "c"


def test_search_field_is_emptied_by_escape(qtbot: QtBot) -> None:
    """Esc takes the search back and tells so."""
    field = SearchField("Search associates")
    qtbot.addWidget(field)
    QTest.keyClicks(field, "film")
    with qtbot.waitSignal(field.edited):
        QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""


def test_inner_buttons_of_fields_have_names(qtbot: QtBot) -> None:
    """Qt leaves the small buttons inside fields nameless."""
    for field in (SearchField("Search associates"), DateField("Start")):
        qtbot.addWidget(field)
        nameless = [w for w in field.findChildren(QWidget) if not w.accessibleName()]
        assert nameless == []


def test_text_area_grows_with_its_text(qtbot: QtBot) -> None:
    """Up to a bound; Tab leaves it."""
    area = TextArea("Notes", lines=2, most=6)
    qtbot.addWidget(area)
    area.resize(300, area.height())
    area.show()
    low = area.height()
    area.set_value("\n".join("line" for _ in range(4)))
    middle = area.height()
    area.set_value("\n".join("line" for _ in range(40)))
    assert low < middle < area.height() < 3 * middle
    assert area.tabChangesFocus()


def test_calendar_picks_a_day(qtbot: QtBot) -> None:
    """A click on a day fills the field and tells."""
    field = DateField("Start", lambda: date(2026, 11, 21))
    qtbot.addWidget(field)
    field.show()
    popup = field.open_calendar()
    assert popup.calendar.selectedDate() == QDate(2026, 11, 21)
    told: list[str | None] = []
    field.edited.connect(lambda: told.append(field.value()))
    with qtbot.waitSignal(field.finished):
        popup.calendar.clicked.emit(QDate(2026, 12, 1))
    assert told == ["2026-12-01"]
    assert field.text() == "1 December 2026"


def test_duration_speaks_of_count_and_unit(qtbot: QtBot) -> None:
    """Units outside the offered ones empty it rather than lie."""
    field = DurationField("Notice", ("days", "weeks"))
    qtbot.addWidget(field)
    QTest.keyClicks(field.count, "1")
    assert field.value() == "1 day"
    field.set_value("2 years")
    assert field.value() is None


def test_rows_can_be_added_moved_and_removed(qtbot: QtBot) -> None:
    """Keys without a column travel with their row."""
    table: RowsTable[Any] = RowsTable(
        dict, [TableColumn("what", "What"), TableColumn("sum", "Sum", MoneyField)], add="Add"
    )
    qtbot.addWidget(table)
    table.set_value([{"what": "Signs", "sum": 100, "id": 1}, {"what": "Film", "sum": 5, "id": 2}])
    told: list[Any] = []
    table.edited.connect(lambda: told.append(table.value()))
    table.move_row(1, -1)
    assert [row["id"] for row in told[-1]] == [2, 1]
    table.remove_row(0)
    assert told[-1] == ({"what": "Signs", "sum": 100, "id": 1},)
    table.add_link.click()
    QTest.keyClicks(seen(table.cell(1, "what")), "Sound")
    assert told[-1][1] == {"what": "Sound", "sum": ""}


def test_long_choice_keeps_its_whole_title(qtbot: QtBot) -> None:
    """The drop-down shows less than it holds, and paints without complaint."""
    field = ChoiceField("Who", [("a", "A very long title " * 6)])
    qtbot.addWidget(field)
    field.set_value("a")
    field.resize(90, 36)
    assert not field.grab().isNull()
    assert field.currentText().startswith("A very long title A very")


@pytest.mark.parametrize("make", [TickBox, SwitchRow])
def test_ticks_by_keyboard_tell(qtbot: QtBot, make: type[TickBox]) -> None:
    """Space and Enter; the explanation is heard too."""
    tick = make("May sign", "Signs for this business")
    qtbot.addWidget(tick)
    told: list[object] = []
    tick.edited.connect(lambda: told.append(tick.value()))
    QTest.keyClick(tick, Qt.Key.Key_Space)
    QTest.keyClick(tick, Qt.Key.Key_Return)
    assert told == [True, False]
    assert tick.accessibleDescription() == "Signs for this business"


@pytest.mark.parametrize("shape", [LINE, PAIRS, OVER])
def test_no_part_of_a_row_is_ever_a_window_of_its_own(
    qtbot: QtBot, qapp: QApplication, shape: RowShape
) -> None:
    """A line that had no place in its row took the keyboard from the window."""
    table: RowsTable[Any] = RowsTable(dict, [TableColumn("what", "What")], add="Add", shape=shape)
    qtbot.addWidget(table)
    strays = Strays(qapp)
    table.show()
    table.set_value([{"what": "Signs"}, {"what": "Film"}])
    table.add_link.click()
    table.move_row(1, -1)
    table.remove_row(0)
    seen_windows = [one for one in strays.stop() if not one.startswith("RowsTable")]
    assert seen_windows == []
