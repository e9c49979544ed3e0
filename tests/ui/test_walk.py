"""Every page and dialog: contrast as painted, no sentence cut, Tab in order and in sight."""

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from microbiz_desktop.ui.forms.ticks import TickBox
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.widgets.buttons import PrimaryButton, SecondaryButton
from microbiz_desktop.ui.widgets.labels import ElidedLabel, Label
from microbiz_desktop.ui.widgets.layouts import ScrollColumn
from tests.ui.walk import keys, looks

ROOT = Path(__file__).parents[2]
KNOWN = tomllib.loads((Path(__file__).parent / "walk" / "known.toml").read_text("utf-8"))
SIZES = (("1100x700", 1), ("1100x700", 1.25), ("1440x900", 1), ("1440x900", 1.5), ("1920x1080", 2))
WAYS = [(look, size, scale) for look in ("dark", "light") for size, scale in SIZES]
#: The one that asks most; `make soak` has all ten.
IN_SUITE = ("dark", "1100x700", 1.25)


def _walked(
    filled: Path, look: str, size: str, scale: float = 1, *more: str, **env_more: str
) -> dict[str, list[str]]:
    env = os.environ | {"QT_SCALE_FACTOR": str(scale), "PYTHONPATH": str(ROOT)} | env_more
    command = [sys.executable, "-m", "tests.ui.walk", look, size, "--filled", str(filled), *more]
    done = subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=900, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def _unknown(found: dict[str, list[str]]) -> Iterator[str]:
    for page, lines in found.items():
        known = tuple(KNOWN.get(page, {}).get("says", ()))
        yield from (f"{page}: {line}" for line in lines if not known or not line.startswith(known))


@pytest.mark.timeout(900)
def test_every_page_can_be_read_and_used_by_keys(filled_folder: Path) -> None:
    assert list(_unknown(_walked(filled_folder, *IN_SUITE))) == []


@pytest.mark.timeout(900)
def test_with_large_text_nothing_runs_off_a_small_screen(
    filled_folder: Path, tmp_path: Path
) -> None:
    config = tmp_path / "screens.json"
    one = {"name": "small", "x": 0, "y": 0, "width": 1100, "height": 700, "logicalDpi": 96}
    config.write_text(json.dumps({"screens": [one]}))
    screen = {"QT_QPA_PLATFORM": f"offscreen:configfile={config}"}
    found = _walked(filled_folder, "light", "1100x700", 1, "--text", "150", **screen)
    assert list(_unknown(found)) == []


@pytest.mark.soak
def test_every_page_in_both_looks_at_every_size(filled_folder: Path) -> None:
    said, left = [], {(page, line) for page, one in KNOWN.items() for line in one["says"]}
    for look, size, scale in WAYS:
        found = _walked(filled_folder, look, size, scale)
        said += [f"{look} {size} at {scale}: {line}" for line in _unknown(found)]
        left -= {k for k in left if any(line.startswith(k[1]) for line in found.get(k[0], ()))}
    assert said == []
    assert left == set(), "no longer found: take it out of known.toml"


@pytest.fixture
def root(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.setStyleSheet(f"QWidget {{ background: {theme().colour('surface').name()}; }}")
    QVBoxLayout(made)
    made.resize(400, 300)
    return made


def _with(root: QWidget, *widgets: QWidget) -> QWidget:
    layout = root.layout()
    assert layout is not None
    for widget in widgets:
        layout.addWidget(widget)
    root.show()
    return root


_STATEMENT = "I have read these terms and agree to them."


def test_a_statement_in_the_colour_of_lines_is_found(root: QWidget) -> None:
    _with(root, Label(_STATEMENT, "form", "line"), Label("Well seen words.", "form", "text"))
    (said,) = looks.weak_texts(root)
    assert said.startswith("contrast 1.")
    assert said.endswith(_STATEMENT)


def test_a_reason_clipped_to_fourteen_pixels_is_found(root: QWidget) -> None:
    reason = Label(_STATEMENT * 3, "form", wrap=True)
    reason.setFixedHeight(14)
    _with(root, reason)
    assert [line[:8] for line in looks.cut_texts(root)] == ["clipped:"]


def test_a_sentence_that_is_shortened_is_found_and_a_name_is_not(root: QWidget) -> None:
    long = "Whitcombe and Daughters Joinery and Fine Furniture of Otley in Wharfedale"
    _with(root, ElidedLabel(_STATEMENT * 3), ElidedLabel(long))
    assert [line[:10] for line in looks.cut_texts(root)] == ["shortened:"]


def test_an_explanation_that_our_own_painting_shortens_is_found(root: QWidget) -> None:
    tick = TickBox("Goes out", "Also in cards and tables that leave this computer for good.")
    tick.setFixedSize(120, 40)
    _with(root, tick)
    assert list(looks.cut_writing(root)) == [
        "shortened: Also in cards and tables that leave this computer for good."
    ]


def test_a_button_beyond_the_edge_is_found(root: QWidget) -> None:
    inside = QWidget()
    button = QPushButton("Sign here now", inside)
    button.setGeometry(QRect(0, 0, 200, 30))
    inside.setFixedSize(90, 30)
    _with(root, inside)
    assert "beyond an edge: Sign here now" in list(looks.cut_texts(root))


def test_a_sign_button_that_no_key_reaches_is_found(root: QWidget) -> None:
    button = PrimaryButton("Sign")
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    _with(root, SecondaryButton("Cancel"), button)
    stops = keys.walk(root)
    assert list(keys.unreached(root, stops)) == ["no Tab reaches it: PrimaryButton Sign"]


def test_tab_that_goes_back_is_found(root: QWidget) -> None:
    first, second, third = (QLineEdit() for _ in range(3))
    for number, field in enumerate((first, second, third), 1):
        field.setAccessibleName(f"Field {number}")
    _with(root, first, second, third)
    assert list(keys.backwards(keys.walk(root))) == []
    QWidget.setTabOrder(first, third)
    QWidget.setTabOrder(third, second)
    said = list(keys.backwards(keys.walk(root)))
    assert said == ["Tab goes back: from QLineEdit Field 3 to QLineEdit Field 2"]


class _Unmarked(QPushButton):
    """A button that looks the same with the keyboard on it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


def test_focus_that_is_not_painted_is_found(root: QWidget) -> None:
    _with(root, PrimaryButton("Sign"), _Unmarked("Cancel"))
    assert list(keys.unseen(keys.walk(root))) == [
        "the keyboard on it is not to be seen: _Unmarked Cancel"
    ]


def test_what_acts_and_has_no_name_is_found(root: QWidget) -> None:
    holder = QWidget()
    QHBoxLayout(holder).addWidget(QLineEdit())
    _with(root, holder)
    assert list(keys.nameless(root)) == ["without a name: QLineEdit"]


def test_a_column_follows_the_keyboard_round_from_its_end(root: QWidget) -> None:
    """Tab from what stands outside comes into sight, wherever the column was scrolled to."""
    column, after = ScrollColumn(), SecondaryButton("After")
    for number in range(30):
        column.add(SecondaryButton(f"Button {number}"))
    _with(root, column, after)
    stops = keys.walk(root)
    column.verticalScrollBar().setValue(column.verticalScrollBar().maximum())
    after.setFocus(Qt.FocusReason.TabFocusReason)
    assert len(stops) == 31
    assert list(keys.unseen(keys.walk(root))) == []
