"""The main window: the frame with its pages, and the way from one to another."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QBuffer, QPoint, QTimer
from PySide6.QtWidgets import QMenu, QWidget

from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.domain.states import AgreementState, Kind
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.runtime.messages import Messages
from microbiz_desktop.ui.runtime.notifier import Notifier
from microbiz_desktop.ui.runtime.tasks import TaskRunner
from microbiz_desktop.ui.shell.drops import ContactDrops
from microbiz_desktop.ui.shell.frame import Frame, PageSpec
from microbiz_desktop.ui.shell.jumps import JumpProvider

if TYPE_CHECKING:
    from microbiz_desktop.services.wiring import Services
    from microbiz_desktop.ui.runtime.window_settings import SettingsFile
    from microbiz_desktop.ui.shell.command_box import JumpTarget

#: How often the window looks whether another program changed the data.
_FOREIGN_EVERY = 2000
#: The task that reads what stands in the navigation, and how long changes rest before it.
_FRAME, _FRAME_REST = "frame", 60
_SIGN_OFF_STATES = frozenset(
    {AgreementState.OFFERED, AgreementState.PARTLY_SIGNED_OFF, AgreementState.EXECUTED}
)
#: Page key, module and class, word and icon in the navigation, and the page it belongs to.
_PAGES = (
    ("home", "home.page", "HomePage", "Home", "house", ""),
    ("associates", "associates.page", "AssociatesPage", "Associates", "users", ""),
    ("who-can", "associates.who_can_page", "WhoCanPage", "", "", "associates"),
    ("import", "imports.page", "ImportPage", "", "", "associates"),
    ("duplicates", "imports.duplicates_page", "DuplicatesPage", "", "", "associates"),
    ("projects", "projects.page", "ProjectsPage", "Projects", "folder-kanban", ""),
    ("agreements", "agreements.list_page", "AgreementsPage", "Agreements", "file-text", ""),
    ("network", "network.page", "NetworkPage", "Network", "share-2", ""),
    ("studio", "agreements.studio", "StudioPage", "", "", "agreements"),
    ("signoff", "signoff.page", "SignOffPage", "", "", "agreements"),
    ("settings", "settings_page.page", "SettingsPage", "", "", ""),
    ("first-run", "first_run.page", "FirstRunPage", "", "", "home"),
)

#: Where the pages are: imported ahead, once the start is over.
PAGE_MODULES = tuple(f"microbiz_desktop.ui.{module}" for _, module, *_ in _PAGES)

#: Screens that are shown by the page of another name.
_PAGE_OF = {
    "associate": "associates",
    "project": "projects",
    "new-agreement": "agreements",
    "referral": "network",
    "event": "network",
}


@dataclass(frozen=True)
class FrameFacts:
    """Counts beside the pages, and the own business in use."""

    counts: Mapping[str, int]
    business: str = "Your business"
    logo: bytes | None = None


def frame_facts(services: Services) -> FrameFacts:
    """Read them; counting takes longer the more there is, so never on the window's thread."""
    counts, current = services.home.counts(), services.settings.current_business()
    if not current:
        return FrameFacts(counts)
    business = services.businesses.get(current)
    logo = services.businesses.image(business.logo) if business.logo else None
    return FrameFacts(counts, business.name, logo)


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
        self._jumps = JumpProvider(self.context)
        super().__init__(self._page_specs(), settings, messages, self._jumps)
        self._end_subscription = services.subscribe(notifier.announce)
        notifier.changed.connect(self._changed)
        tasks.busy_changed.connect(self._busy)
        self.jump_chosen.connect(self._jump)
        self.business_asked.connect(self._business_menu)
        self.help_asked.connect(self.show_shortcuts)
        self._drops = ContactDrops(self, lambda paths: self.go("import", 0, paths))
        self.foreign_timer = QTimer(self)
        self.foreign_timer.setInterval(_FOREIGN_EVERY)
        self.foreign_timer.timeout.connect(self._look_for_foreign_changes)
        self.foreign_timer.start()

    def start(self) -> None:
        """Open the first page: the first run until there is an own business, then Home."""
        self._read_frame()
        first = self.context.services.settings.first_run()
        self.open_page("first-run" if first else "home")

    def go(self, screen: str, key: int = 0, detail: str = "") -> None:
        """Open a screen, with one thing in front when it names one."""
        if screen == "agreement":
            screen = self._screen_of(key)
        if screen == "restore":
            self._restore_and_reopen(Path(detail))
            return
        if screen == "forget":
            self._ask_forget(key)
            return
        page_key = _PAGE_OF.get(screen, screen)
        if screen == "new-agreement":
            detail = detail or "new"
        elif page_key == "network":
            detail = detail or screen.removesuffix("network")
        page = self.open_page(page_key)
        show = getattr(page, "show_target", None)
        if callable(show) and (key or detail):
            show(key, detail)
        self._remember(screen, key)

    def _ask_forget(self, business_id: int) -> None:
        from microbiz_desktop.ui.records.forget import ask_forget

        ask_forget(self.context, self, business_id)

    def refresh_frame(self) -> None:
        """Read what stands in the navigation, once a burst of changes is over."""
        self.context.tasks.debounce(_FRAME, _FRAME_REST, self._read_frame)

    def _read_frame(self) -> None:
        services = self.context.services
        self.context.tasks.run(
            lambda: frame_facts(services), done=self._show_frame, key=_FRAME, owner=self
        )

    def _show_frame(self, facts: FrameFacts) -> None:
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
            PageSpec(key, self._maker(module, name), label, icon, within)
            for key, module, name, label, icon, within in _PAGES
        ]

    def _maker(self, module: str, name: str) -> Callable[[], QWidget]:
        """Pages are imported when first opened: the first paint must not wait for all of them."""

        def make() -> QWidget:
            page: Any = getattr(import_module(f"microbiz_desktop.ui.{module}"), name)
            made: QWidget = page(self.context)
            return made

        return make

    def _screen_of(self, agreement_id: int) -> str:
        state = self.context.services.agreements.get(agreement_id).state
        return "signoff" if state in _SIGN_OFF_STATES else "studio"

    def _remember(self, screen: str, key: int) -> None:
        kinds = {"studio": "agreement", "signoff": "agreement"}
        kind = kinds.get(screen, screen)
        if key and kind in {"associate", "project", "agreement"}:
            self.context.services.search.touched(kind, key)

    def _jump(self, target: JumpTarget) -> None:
        self._jumps.follow(target)

    def _changed(self, kinds: frozenset[Kind]) -> None:
        if kinds:
            self.refresh_frame()

    def _busy(self, busy: bool) -> None:
        if busy:
            self.loading.start()
        else:
            self.loading.stop()

    def _business_menu(self) -> None:
        """Which own business is in use, edit them, or add one."""
        services = self.context.services
        menu = QMenu(self)
        current = services.settings.current_business()
        for business in services.businesses.own():
            action = menu.addAction(business.name)
            action.setCheckable(True)
            action.setChecked(business.id == current)
            action.triggered.connect(
                lambda _=False, key=business.id: services.settings.use_business(key)
            )
        menu.addSeparator()
        menu.addAction("Edit own businesses", lambda: self.go("settings", current, "own"))
        menu.addAction("Add an own business", lambda: self.go("settings", 0, "new-own"))
        button = self.navigation.business
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
