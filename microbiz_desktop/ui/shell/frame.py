"""The frame of the window: navigation, pages made when first opened, messages, shortcuts.

The main window fills it with the pages of the program. It knows them by key alone and imports none,
so that the window is there before they are and can be tested without them.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.ui.forms.field import lines_waiting
from microbiz_desktop.ui.look.icons import app_icon
from microbiz_desktop.ui.look.theme import Theme, follow_theme, theme
from microbiz_desktop.ui.runtime.messages import Message, Messages, Notice
from microbiz_desktop.ui.runtime.window_settings import SettingsFile
from microbiz_desktop.ui.shell.command_box import CommandBox, JumpTarget, Provider
from microbiz_desktop.ui.shell.navigation import Navigation, NavItem
from microbiz_desktop.ui.shell.opening import room_on
from microbiz_desktop.ui.shell.page_stack import PageSpec, PageStack
from microbiz_desktop.ui.shell.panes import bind_keys, focus_next_pane
from microbiz_desktop.ui.shell.shortcuts import ShortcutSheet
from microbiz_desktop.ui.widgets.cards import MessageBar
from microbiz_desktop.ui.widgets.layouts import column, held, row, wide
from microbiz_desktop.ui.widgets.progress import LoadingBar
from microbiz_desktop.ui.widgets.tab_order import move_focus
from microbiz_desktop.ui.widgets.toast import Toast

__all__ = ["Frame", "PageSpec"]

#: Below this width at 100 % the navigation shows icons alone.
NARROW_BELOW = 1200


def _nothing(_text: str) -> Sequence[JumpTarget]:
    return ()


class Frame(QWidget):
    """The window around the pages; what a page may offer is told in `PageStack`."""

    page_opened = Signal(str)
    jump_chosen = Signal(object)
    business_asked = Signal()
    settings_asked = Signal()
    help_asked = Signal()
    closing = Signal()

    def __init__(
        self,
        pages: Sequence[PageSpec],
        settings: SettingsFile,
        messages: Messages,
        provider: Provider = _nothing,
    ) -> None:
        super().__init__()
        self._settings = settings
        self._messages = messages
        self._closing_anyway = False
        #: The page on which the failure happened that the bar tells of.
        self._failed_at: str | None = None
        self.setWindowTitle("Microbiz Desktop")
        self.setWindowIcon(app_icon())
        items = [NavItem(p.key, p.icon, p.label) for p in pages if p.label and not p.within]
        self.navigation = Navigation(items)
        self.bar = MessageBar()
        self.loading = LoadingBar()
        self.stack = PageStack(pages)
        self._lay_out()
        self.toast = Toast(self._content, self.stack.foot)
        self.command_box = CommandBox(self, provider)
        self._connect(messages)
        self._add_shortcuts([item.key for item in items])
        self._restore()
        follow_theme(self._apply_theme)

    def open_page(self, key: str) -> QWidget:
        """Bring a page to the front, making it the first time; what was typed before is saved."""
        page = self.stack.open(key)
        self.navigation.show_open(self.stack.nav_key())
        self.page_opened.emit(key)
        return page

    def current_key(self) -> str:
        """The key of the page in front."""
        return self.stack.current_key()

    def set_count(self, key: str, count: int | None) -> None:
        """The number beside a page's word."""
        self.navigation.buttons[key].set_count(count)

    def set_business(self, name: str, logo: bytes | None = None) -> None:
        """The own business in use."""
        self.navigation.business.set_business(name, logo)

    def set_busy(self, busy: bool) -> None:
        """The thin bar, once it lasts; connect `TaskRunner.busy_changed` to this."""
        (self.loading.start if busy else self.loading.stop)()

    def flush(self) -> None:
        """Save what was typed on any page and is not saved yet."""
        self.stack.flush()

    def show_message(self, message: Message) -> None:
        """A sentence in the bar over the page."""
        self.bar.show_message(
            message.text, kind=message.kind, action=message.action, act=message.act
        )

    def show_notice(self, notice: Notice) -> None:
        """A toast bottom left; what failed on this page has worked now, if all of it is saved."""
        if self._failed_at is not None and self._is_saved():
            self._forget_failure()
        self.toast.show_notice(notice.text, notice.action, notice.act)

    def open_command_box(self) -> None:
        """Everything by name."""
        self.command_box.open_box()

    def show_shortcuts(self) -> None:
        """The keys that work here."""
        ShortcutSheet(self.stack.labels(), self).open()

    def next_pane(self, step: int = 1) -> None:
        """Move the keyboard to the next part of the window."""
        panes = [self.navigation, self.bar, *self.stack.panes(), self.toast]
        focus_next_pane(self, panes, step)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes as the window is read."""
        return move_focus(self, forward=next)

    def sizeHint(self) -> QSize:
        """As drawn."""
        return QSize(1440, 900)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the page the room when the window is narrow."""
        super().resizeEvent(event)
        self._fit_navigation()

    def changeEvent(self, event: QEvent) -> None:
        """Save when the user turns to another program: it may end there.

        A line amid which somebody turns away is taken once it is left or the window closes.
        """
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            try:
                with lines_waiting(self):
                    self.flush()
            except MicrobizError as error:
                self._messages.problem(error.message, error.hint)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing typed is lost unsaid, and the window opens next time as it was."""
        try:
            self.flush()
        except MicrobizError as error:
            if not self._closing_anyway:
                event.ignore()
                act = self._close_anyway
                self._messages.problem(error.message, error.hint, "Close without saving", act)
                return
        self._settings.keep_state("window", self.window().saveGeometry())
        self._settings.sync()
        self.closing.emit()
        super().closeEvent(event)

    def _close_anyway(self) -> None:
        self._closing_anyway = True
        self.close()

    def _lay_out(self) -> None:
        holder = column(self.bar, pad=(16, 6, 16, 0))
        self._bar_holder = QWidget()
        self._bar_holder.setLayout(holder)
        self._bar_holder.hide()
        self._content = held(column(self.loading, self._bar_holder, wide(self.stack), gap=0))
        row(self.navigation, wide(self._content), gap=0, of=self)

    def _connect(self, messages: Messages) -> None:
        self.navigation.page_asked.connect(self.open_page)
        self.navigation.jump_asked.connect(self.open_command_box)
        self.navigation.business_asked.connect(self.business_asked)
        self.navigation.settings_asked.connect(self.open_settings)
        self.command_box.chosen.connect(self.jump_chosen)
        messages.message_posted.connect(self._post_message)
        messages.notice_posted.connect(self.show_notice)
        messages.cleared.connect(self.bar.dismiss)
        messages.begun_again.connect(self._forget_failure)
        self.bar.closed.connect(self._bar_holder.hide)

    def open_settings(self) -> None:
        """The settings page where there is one, else whoever listens."""
        if self.stack.knows("settings"):
            self.open_page("settings")
            return
        self.navigation.show_open(self.stack.nav_key())
        self.settings_asked.emit()

    def _forget_failure(self) -> None:
        """What was said of another page stays, and what asks for an answer."""
        if self._failed_at == self.current_key():
            self.bar.dismiss()

    def _is_saved(self) -> bool:
        """Whether nothing that is typed still cannot be saved."""
        try:
            with lines_waiting(self):
                self.flush()
        except MicrobizError:
            return False
        return True

    def _post_message(self, message: Message) -> None:
        failed = message.kind == "problem" and not message.action
        self._failed_at = self.current_key() if failed else None
        self._bar_holder.show()
        self.show_message(message)

    def _add_shortcuts(self, keys: list[str]) -> None:
        pages = [(f"Ctrl+{n}", partial(self.open_page, key)) for n, key in enumerate(keys, 1)]
        bind_keys(
            self,
            [
                *pages[:9],
                ("Ctrl+K", self.open_command_box),
                ("Ctrl+,", self.open_settings),
                ("F1", self.help_asked.emit),
                ("F6", self.next_pane),
                ("Shift+F6", partial(self.next_pane, -1)),
                ("Ctrl+?", self.show_shortcuts),
            ],
        )

    def _restore(self) -> None:
        state = self._settings.kept_state("window")
        if state is None or not self.restoreGeometry(state):
            self.resize(self.sizeHint().boundedTo(room_on(self.screen())))

    def _fit_navigation(self) -> None:
        narrow = self.width() < theme().px(NARROW_BELOW)
        if narrow != self.navigation.is_narrow():
            self.navigation.set_narrow(narrow)

    def _apply_theme(self, now: Theme) -> None:
        self._fit_navigation()
