"""Logos as pictures for lists, each read once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPixmap

from microbiz_desktop.ui.widgets.avatar import logo_pixmap

if TYPE_CHECKING:
    from microbiz_desktop.services.contacts.businesses import Businesses

#: A long list has more logos than memory should hold.
_KEPT = 400


class Logos:
    """Call it with the SHA-256 of a stored picture; nothing for an empty one."""

    def __init__(self, businesses: Businesses) -> None:
        self._businesses = businesses
        self._made: dict[str, QPixmap | None] = {}

    def __call__(self, sha256: str) -> QPixmap | None:
        """The picture, read when it is first asked for."""
        if sha256 and sha256 not in self._made:
            if len(self._made) >= _KEPT:
                self._made.clear()
            self._made[sha256] = logo_pixmap(self._businesses.image(sha256))
        return self._made.get(sha256)
