"""The logo of a business in its form: shown, chosen from a file, dropped, removed."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from microbiz_desktop import foreign
from microbiz_desktop.domain.contacts.contacts import BusinessData
from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.pictures import MAX_BYTES
from microbiz_desktop.ui.records.undo import push
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.avatar import Avatar
from microbiz_desktop.ui.widgets.buttons import GhostButton, SecondaryButton
from microbiz_desktop.ui.widgets.drop_target import DropTarget
from microbiz_desktop.ui.widgets.file_dialogs import ask_file
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import FlowLayout, row, wide

_ENDINGS = frozenset({".png", ".jpg", ".jpeg"})


class LogoLine(QWidget):
    """`stored` carries the business after its logo changed."""

    stored = Signal(BusinessData)

    def __init__(self, context: Context, ready: Callable[[], BusinessData]) -> None:
        """`ready` saves what is typed and gives the business; id 0 means that it has no name."""
        super().__init__()
        self._context = context
        self._ready = ready
        self._key = 0
        self.avatar = Avatar("", 56)
        self.choose = SecondaryButton("Choose a logo", small=True, act=self._choose)
        self.remove = GhostButton("Remove the logo", small=True, act=self._remove)
        self.hint = Label("PNG or JPEG; or drop a picture here.", "second", "text_2")
        beside = FlowLayout(gap=12, in_one_line=True)
        for widget in (self.choose, self.remove, self.hint):
            beside.addWidget(widget)
        row(self.avatar, wide(beside), gap=12, of=self)
        words = "Drop to use this picture as the logo."
        self.drops = DropTarget(self, words, lambda paths: self.take(paths[0]), _ENDINGS)

    def show_business(self, data: BusinessData) -> None:
        """The logo, or initials."""
        self._key = data.id
        png = self._context.services.businesses.image(data.logo) if data.logo else None
        self.avatar.set_business(data.name or "?", png)
        self.remove.setVisible(bool(data.logo))

    def take(self, path: Path) -> None:
        """Use a picture file as the logo; what cannot be used is said in the message bar."""
        data, businesses = self._ready(), self._context.services.businesses
        if not data.id:
            self._context.messages.problem("The business has no name yet.", "Type its name first.")
            return
        self._change(
            lambda: businesses.set_logo(data.id, data.version, foreign.read(path, MAX_BYTES))
        )

    def _choose(self) -> None:
        filters = "Pictures (*.png *.jpg *.jpeg)"
        ask_file(self, "Which picture is the logo?", filters, self.take)

    def _remove(self) -> None:
        data, businesses = self._ready(), self._context.services.businesses
        self._change(lambda: businesses.clear_logo(data.id, data.version))

    def _change(self, change: Callable[[], BusinessData]) -> None:
        before = self._ready()
        try:
            data = change()
        except MicrobizError as error:
            self._context.messages.problem(error.message, error.hint)
            return
        self._context.messages.again()
        self._show_stored(data)
        key = data.id
        push(
            self._context,
            f"logo of {data.name}",
            lambda: self._put_back(key, before.logo),
            lambda: self._put_back(key, data.logo),
        )

    def _put_back(self, key: int, logo: str) -> None:
        """The picture of then, or none."""
        businesses = self._context.services.businesses
        version = businesses.get(key).version
        if logo:
            data = businesses.set_logo(key, version, businesses.image(logo))
        else:
            data = businesses.clear_logo(key, version)
        self._show_stored(data)

    def _show_stored(self, data: BusinessData) -> None:
        """Here, if it is still the one that is shown."""
        if data.id == self._key:
            self.show_business(data)
            self.stored.emit(data)
