"""The main window: the frame with its pages, and the way from one to another.

`app` makes it over the open services. Pages lead to each other by links that are followed here, so
that none has to know another, and what stands in the frame is read on another thread.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QBuffer, QPoint, QTimer
from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.domain.states import AgreementState, Kind
from microbiz_desktop.ui.runtime.context import Context, Go
from microbiz_desktop.ui.runtime.messages import Messages
from microbiz_desktop.ui.runtime.notifier import Notifier
from microbiz_desktop.ui.runtime.tasks import TaskRunner
from microbiz_desktop.ui.shell.drops import ContactDrops
from microbiz_desktop.ui.shell.frame import Frame, PageSpec
from microbiz_desktop.ui.shell.jumps import JumpProvider
from microbiz_desktop.ui.shell.page_register import page_of, pages
from microbiz_desktop.ui.widgets.menus import Menu

if TYPE_CHECKING:
    from microbiz_desktop.services.shared.settings import OwnInUse
    from microbiz_desktop.services.wiring import Services
    from microbiz_desktop.ui.runtime.window_settings import SettingsFile

#: How often the window looks whether another program changed the data.
_FOREIGN_EVERY = 2000
#: The task that reads what stands in the navigation, and how long changes rest before it.
_FRAME, _FRAME_REST = "frame", 60
_SIGN_OFF_STATES = frozenset(
    {AgreementState.OFFERED, AgreementState.PARTLY_SIGNED_OFF, AgreementState.EXECUTED}
)


@dataclass(frozen=True)
class FrameContents:
    """Counts beside the pages, and the own business in use."""

    counts: Mapping[str, int]
    business: str = "Your business"
    logo: bytes | None = None


def frame_contents(services: Services) -> FrameContents:
    """Read them; counting takes longer the more there is, so never on the window's thread."""
    return frame_of(services.settings.own_in_use(), services.home.counts())


def frame_of(own: OwnInUse, counts: Mapping[str, int]) -> FrameContents:
    """The same of what is read already; Home counts its own needs, which stand in no number."""
    counts = {page: count for page, count in counts.items() if page != Screen.HOME}
    return FrameContents(counts, own.name, own.logo) if own.id else FrameContents(counts)


@dataclass(frozen=True)
class FirstContents:
    """What the window shows first, read before it is there: the frame, a page, what it shows."""

    frame: FrameContents
    page: Screen
    facts: object = None


class MainWindow(Frame):
    """The one window of the program."""

    def __init__(
        self,
        services: Services,
        settings: SettingsFile,
        messages: Messages,
        notifier: Notifier,
        tasks: TaskRunner,
    ) -> None:
        self.restore_from: Path | None = None
        self.context = Context(services, tasks, messages, notifier, settings, self.go)
        self._acts: dict[Screen, Go] = {
            Screen.AGREEMENT: self._open_agreement,
            Screen.FORGET: lambda link: self._ask_forget(link.key),
            Screen.SEARCH: lambda _link: self.open_command_box(),
            Screen.RESTORE: lambda link: self._restore_and_reopen(Path(link.detail)),
        }
        super().__init__(self._page_specs(), settings, messages, JumpProvider(self.context))
        self._end_subscription = services.subscribe(notifier.announce)
        notifier.changed.connect(self._changed)
        tasks.busy_changed.connect(self.set_busy)
        self.jump_chosen.connect(lambda target: self.go(target.link))
        self.business_asked.connect(self._open_businesses)
        self.help_asked.connect(self.show_shortcuts)
        self._drops = ContactDrops(self, lambda paths: self.go(Link(Screen.IMPORT, 0, paths)))
        self.foreign_timer = QTimer(self)
        self.foreign_timer.setInterval(_FOREIGN_EVERY)
        self.foreign_timer.timeout.connect(self._look_for_foreign_changes)
        self.foreign_timer.start()

    def start(self, first: FirstContents | None = None) -> None:
        """Open the first page: the first run until there is an own business, then Home.

        What it shows comes in `first` where it was read on another thread, else it is read now.
        """
        if first is None:
            self._read_frame()
            first_run = self.context.services.settings.first_run()
            self.open_page(Screen.FIRST_RUN if first_run else Screen.HOME)
            return
        self._show_frame(first.frame)
        if first.facts is not None:
            self.stack.page(first.page).show_contents(first.facts)
        self.open_page(first.page)

    def go(self, link: Link) -> None:
        """Open a screen, with one thing in front when the link names one."""
        act = self._acts.get(link.screen)
        if act is not None:
            act(link)
            return
        page = page_of(link.screen)
        detail = link.detail or page.opens.get(link.screen, "")
        shown = self.open_page(page.screen)
        show = getattr(shown, "show_target", None)
        if callable(show) and (link.key or detail):
            show(link.key, detail)
        if link.key and (kind := page.remembers.get(link.screen)):
            self.context.services.search.touched(kind, link.key)

    def _open_agreement(self, link: Link) -> None:
        """The room from the offer on; the studio before, and for what came to nothing."""
        state = self.context.services.agreements.get(link.key).state
        screen = Screen.SIGN_OFF if state in _SIGN_OFF_STATES else Screen.STUDIO
        self.go(link._replace(screen=screen))

    def _ask_forget(self, business_id: int) -> None:
        from microbiz_desktop.ui.records.forget import ask_forget

        ask_forget(self.context, self, business_id)

    def refresh_frame(self) -> None:
        """Read what stands in the navigation, once a burst of changes is over."""
        self.context.tasks.debounce(_FRAME, _FRAME_REST, self._read_frame)

    def _read_frame(self) -> None:
        services = self.context.services
        self.context.tasks.run(
            lambda: frame_contents(services), done=self._show_frame, key=_FRAME, owner=self
        )

    def _show_frame(self, facts: FrameContents) -> None:
        for key in ("home", "associates", "projects", "agreements"):
            self.set_count(key, facts.counts.get(key) or None)
        self.set_business(facts.business, facts.logo)

    def _look_for_foreign_changes(self) -> None:
        """What another program changed is shown; a data file that was exchanged is said."""
        try:
            self.context.services.look_for_foreign_changes()
        except MicrobizError as error:
            self.context.messages.problem(error.message, error.hint)

    def shut(self) -> None:
        """Stop what runs; nothing typed is lost, as pages save when the window closes."""
        self.foreign_timer.stop()
        self._end_subscription()
        self.context.tasks.stop()

    def _page_specs(self) -> Sequence[PageSpec]:
        return [
            PageSpec(p.screen, self._maker(p.module, p.name), p.word, p.icon, p.within or "")
            for p in pages()
        ]

    def _maker(self, module: str, name: str) -> Callable[[], QWidget]:
        """Pages are imported when first opened: the first paint must not wait for all of them."""

        def make() -> QWidget:
            page: Callable[[Context], QWidget]
            page = getattr(import_module(f"microbiz_desktop.ui.{module}"), name)
            return page(self.context)

        return make

    def _changed(self, kinds: frozenset[Kind]) -> None:
        if kinds:
            self.refresh_frame()

    def business_menu(self) -> Menu:
        """Which own business is in use, edit them, or add one."""
        services = self.context.services
        menu = Menu(self)
        current = services.settings.current_business()
        for business in services.businesses.own():
            action = menu.addAction(business.name)
            action.setCheckable(True)
            action.setChecked(business.id == current)
            action.triggered.connect(
                lambda _=False, key=business.id: services.settings.use_business(key)
            )
        menu.addSeparator()
        menu.addAction(
            "Edit own businesses", lambda: self.go(Link(Screen.SETTINGS, current, "own"))
        )
        menu.addAction("Add an own business", lambda: self.go(Link(Screen.SETTINGS, 0, "new-own")))
        return menu

    def _open_businesses(self) -> None:
        menu, button = self.business_menu(), self.navigation.business
        above = button.mapToGlobal(button.rect().topLeft()) - QPoint(0, menu.sizeHint().height())
        menu.popup(above)

    def page(self, key: str) -> Any:
        """A page that has been opened, for the pictures and the tests of whole stories."""
        return self.open_page(key)

    def picture(self) -> bytes:
        """The window as PNG."""
        data = QBuffer()
        data.open(QBuffer.OpenModeFlag.WriteOnly)
        self.grab().save(data, "PNG")
        return bytes(data.data().data())

    def _restore_and_reopen(self, backup: Path) -> None:
        """The data must be closed before it is switched: the program does it and opens again."""
        self.restore_from = backup
        if not self.close():  # something typed could not be saved, and the bar says what
            self.restore_from = None
