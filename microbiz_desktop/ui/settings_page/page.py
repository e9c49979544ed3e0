"""Settings: own businesses, look, backups, checking a PDF, the sample network, and about."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from microbiz_desktop.ui.forms.choices import Choice
from microbiz_desktop.ui.forms.radio_list import RadioList
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.records.page_keys import add_page_keys, find_anything, nothing_to_print
from microbiz_desktop.ui.records.undo import add_undo_keys
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.settings_page.about import AboutPart
from microbiz_desktop.ui.settings_page.backup import BackupPart
from microbiz_desktop.ui.settings_page.bin import BinPart
from microbiz_desktop.ui.settings_page.check import CheckPart
from microbiz_desktop.ui.settings_page.ideas import IdeasPart
from microbiz_desktop.ui.settings_page.labels import LabelsPart
from microbiz_desktop.ui.settings_page.look import LookPart
from microbiz_desktop.ui.settings_page.own import OwnPart
from microbiz_desktop.ui.settings_page.pace import PacePart
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import SPRING, ScrollColumn, column, row, wide

_PARTS = (
    ("own", "Own businesses", OwnPart),
    ("labels", "Labels", LabelsPart),
    ("pace", "Do not rush", PacePart),
    ("look", "Look and size", LookPart),
    ("backup", "Backups", BackupPart),
    ("bin", "Bin", BinPart),
    ("verify", "Verify a PDF", CheckPart),
    ("ideas", "Sealed ideas", IdeasPart),
    ("about", "About", AboutPart),
)
#: Details of links that lead into a part.
_DETAILS = {"new-own": "own", "restore": "backup"}


class SettingsPage(QWidget):
    """Parts at the left, the chosen one beside them."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.parts: dict[str, QWidget] = {}
        self.chooser = RadioList([Choice(key, title) for key, title, _ in _PARTS], "Settings")
        self.chooser.chosen.connect(self._choose)
        self.stack = QStackedWidget()
        for key, title, make in _PARTS:
            part: QWidget = make(context)
            self.parts[key] = part
            area = ScrollColumn(max_width=680, margin=22, gap=16)  # level with the title beside
            area.add(Label(title, "section"), part)
            self.stack.addWidget(area)
        self._lay_out()
        self.chooser.set_value("own")
        add_undo_keys(self, context)
        add_page_keys(
            self,
            find=self._find,
            new=lambda: self.show_target(0, "new-own"),
            printing=nothing_to_print(context),
        )

    def opened(self) -> None:
        """Show what is stored now."""
        for part in self.parts.values():
            opened = getattr(part, "opened", None)
            if callable(opened):
                opened()

    def flush(self) -> None:
        """Save what is typed."""
        for part in self.parts.values():
            flush = getattr(part, "flush", None)
            if callable(flush):
                flush()

    def panes(self) -> list[QWidget]:
        """The parts F6 goes through."""
        return [self.chooser, self.stack]

    def show_target(self, key: int, detail: str) -> None:
        """Open a part; own businesses take an id, "new-own" starts one."""
        name = _DETAILS.get(detail, detail)
        if name not in self.parts:
            return
        self.chooser.set_value(name)
        self._choose(name)
        part = self.parts[name]
        if isinstance(part, OwnPart):
            part.show_business(0 if detail == "new-own" else key, new=detail == "new-own")
        elif isinstance(part, BackupPart) and detail == "restore":
            part.restore.setFocus(Qt.FocusReason.OtherFocusReason)

    def minimumSizeHint(self) -> QSize:
        """Parts scroll."""
        return QSize(theme().px(600), theme().px(400))

    def _find(self) -> None:
        """The search of the bin while that is open, else over everything."""
        part = self.parts["bin"]
        if isinstance(part, BinPart) and part.isVisible():
            part.pane.focus_search()
        else:
            find_anything(self._context)()

    def _choose(self, key: str) -> None:
        self.flush()
        keys = [name for name, _, _ in _PARTS]
        self.stack.setCurrentIndex(keys.index(key))

    def _lay_out(self) -> None:
        left = column(
            Label("Settings", "title"), self.chooser, SPRING, gap=12, pad=(20, 20, 12, 20)
        )
        side = QWidget()
        side.setFixedWidth(theme().px(196))
        side.setLayout(left)
        row(side, wide(self.stack), gap=0, of=self)
