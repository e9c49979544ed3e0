"""What the window remembers about itself; facts of the business live in the database."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from microbiz_desktop.domain.by_name import replaced


@dataclass(frozen=True, slots=True)
class WindowSettings:
    """Wishes of the user about the look: theme system, light or dark; scale in percent.

    Pages are as large beside the answers, and where they are only read, as the zooms say; 1 fits.
    """

    theme: str = "system"
    scale: int = 100
    right_to_left: bool = False
    true_white_preview: bool = False
    preview_zoom: float = 1.0
    reading_zoom: float = 1.0
    own_business: str = ""


class SettingsFile:
    """Reads and writes `settings.ini` of one data folder, so that a run can be kept apart."""

    def __init__(self, path: Path) -> None:
        self._store = QSettings(str(path), QSettings.Format.IniFormat)

    def load(self) -> WindowSettings:
        """What is stored; anything unreadable falls back to the usual."""
        usual = WindowSettings()
        theme = str(self._store.value("look/theme", usual.theme))
        return WindowSettings(
            theme=theme if theme in ("system", "light", "dark") else usual.theme,
            scale=_whole(self._store.value("look/scale"), usual.scale),
            right_to_left=str(self._store.value("look/right_to_left", "")) == "true",
            true_white_preview=str(self._store.value("look/true_white", "")) == "true",
            preview_zoom=_zoom(self._store.value("look/preview_zoom")),
            reading_zoom=_zoom(self._store.value("look/reading_zoom")),
            own_business=str(self._store.value("use/own_business", "")),
        )

    def save(self, settings: WindowSettings) -> None:
        """Keep the wishes."""
        self._store.setValue("look/theme", settings.theme)
        self._store.setValue("look/scale", settings.scale)
        self._store.setValue("look/right_to_left", "true" if settings.right_to_left else "")
        self._store.setValue("look/true_white", "true" if settings.true_white_preview else "")
        self._store.setValue("look/preview_zoom", settings.preview_zoom)
        self._store.setValue("look/reading_zoom", settings.reading_zoom)
        self._store.setValue("use/own_business", settings.own_business)
        self._store.sync()

    def change(self, **wishes: object) -> WindowSettings:
        """Store some wishes and leave the others; gives what holds now."""
        changed = replaced(self.load(), wishes)
        self.save(changed)
        return changed

    def keep_state(self, name: str, state: QByteArray) -> None:
        """Remember the geometry of a window or the state of a splitter."""
        self._store.setValue(f"state/{name}", state)

    def kept_state(self, name: str) -> QByteArray | None:
        """What was remembered, if it was."""
        state = self._store.value(f"state/{name}")
        return state if isinstance(state, QByteArray) and not state.isEmpty() else None

    def sync(self) -> None:
        """Write now."""
        self._store.sync()


def _whole(value: object, usual: int) -> int:
    try:
        return int(value) if isinstance(value, str | int | float) else usual
    except ValueError:
        return usual


def _zoom(value: object) -> float:
    """A size of pages that was kept, if it is one that pages can have; else they fit."""
    try:
        zoom = float(value) if isinstance(value, str | int | float) else 1.0
        return min(max(zoom, 0.5), 3.0)
    except ValueError:
        return 1.0
