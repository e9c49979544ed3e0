"""What everything looks like now: colours, sizes and type, following the system and the user.

Every widget that paints itself asks the theme in force. It is asked at each painting and never
kept, so that a change of colours or of text size shows at once without a restart.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication
from PySide6.QtWidgets import QApplication

from microbiz_desktop.ui.look import fonts
from microbiz_desktop.ui.look.style import build_palette, build_style_sheet
from microbiz_desktop.ui.look.tokens import DARK, LIGHT, Tokens, high_contrast

#: Size in pixels at 100 %, and weight, for each role of text.
TYPE_SCALE: dict[str, tuple[int, int]] = {
    "greeting": (24, 600),
    "title": (20, 600),
    "section": (18, 600),
    "card": (15, 600),
    "body": (14, 400),
    "body_strong": (14, 500),
    "row": (14, 600),
    "form": (13, 400),
    "form_strong": (13, 500),
    "label": (13, 600),
    "link": (13, 600),
    "second": (12, 400),
    "header": (12, 600),
    "pill": (12, 600),
    "key": (11, 500),
    "quote": (15, 400),
    "question": (15, 600),
    "words": (14, 600),
}
#: From this size of text on, in percent, what stood beside each other stands below each other.
LARGE_TEXT = 140
_SERIF_ROLES = frozenset({"quote", "question", "words"})


def is_serif(role: str) -> bool:
    """Whether words of this role are set in the serif of the documents."""
    return role in _SERIF_ROLES


@dataclass(frozen=True)
class Theme:
    """One look: colours, text scale in percent (90 to 200), direction, wishes about motion."""

    tokens: Tokens = LIGHT
    dark: bool = False
    scale: int = 100
    reduced_motion: bool = False
    strong_contrast: bool = False
    right_to_left: bool = False
    _fonts: dict[str, QFont] = field(default_factory=dict, compare=False, repr=False)

    def colour(self, token: str) -> QColor:
        """The colour of a token by name, as in `colour("text_2")`."""
        return QColor(self.tokens.named(token))

    def px(self, at_100: float) -> int:
        """A length that holds text or is pointed at, in pixels at the user's scale."""
        return round(at_100 * self.scale / 100)

    def font(self, role: str, *, figures: bool = False) -> QFont:
        """The font of a role of text; `figures` have one width, for numbers in columns."""
        key = f"{role} figures" if figures else role
        if key not in self._fonts:
            size, weight = TYPE_SCALE[role]
            family = fonts.SERIF if is_serif(role) else fonts.SCREEN
            pixels = max(11, self.px(size))
            self._fonts[key] = fonts.make_font(family, pixels, weight, figures=figures)
        return self._fonts[key]

    def motion(self, milliseconds: int) -> int:
        """How long a movement may take: nothing moves when the system asks for calm."""
        return 0 if self.reduced_motion else milliseconds


def make_theme(
    *,
    dark: bool,
    scale: int = 100,
    reduced_motion: bool = False,
    strong_contrast: bool = False,
    right_to_left: bool = False,
) -> Theme:
    """A theme from wishes; the scale is kept within 90 to 200 %."""
    tokens = DARK if dark else LIGHT
    if strong_contrast:
        tokens = high_contrast(tokens)
    return Theme(
        tokens=tokens,
        dark=dark,
        scale=min(200, max(90, scale)),
        reduced_motion=reduced_motion,
        strong_contrast=strong_contrast,
        right_to_left=right_to_left,
    )


class ThemeManager(QObject):
    """Holds the theme of the application and applies a new one to everything at run time."""

    changed = Signal(object)

    def __init__(
        self,
        app: QApplication,
        *,
        choice: str = "system",
        scale: int = 100,
        scheme: Qt.ColorScheme | None = None,
    ) -> None:
        """`choice` is system, light or dark; `scheme` stands in for the system's in tests."""
        super().__init__(app)
        fonts.load_screen_fonts()
        self._app = app
        self._choice = choice
        self._scale = scale
        self._scheme = scheme
        self._right_to_left = False
        # Both are kept: the binding forgets the inner one when the outer one goes out of sight.
        self._hints = app.styleHints()
        self._wishes = self._hints.accessibility()
        self._hints.colorSchemeChanged.connect(self.refresh)
        self._wishes.contrastPreferenceChanged.connect(self.refresh)
        self._wishes.motionPreferenceChanged.connect(self.refresh)
        self.theme = self._wanted()
        app.setProperty(_PROPERTY, self)
        app.setStyle("Fusion")
        self._apply()

    @property
    def choice(self) -> str:
        """What the user chose: system, light or dark."""
        return self._choice

    def choose(self, choice: str) -> None:
        """Follow the system, or stay light or dark whatever it says."""
        self._choice = choice
        self.refresh()

    def set_scale(self, percent: int) -> None:
        """Set the size of all text and of what holds it, 90 to 200 %."""
        self._scale = percent
        self.refresh()

    def set_direction(self, *, right_to_left: bool) -> None:
        """Where lines and rows begin; words keep the order of their own script."""
        self._right_to_left = right_to_left
        self.refresh()

    def refresh(self) -> None:
        """Look at the wishes again; repaint everything when they make another theme."""
        wanted = self._wanted()
        if wanted != self.theme:
            self.theme = wanted
            self._apply()
            for widget in self._app.allWidgets():
                widget.ensurePolished()  # else its first showing gives it its earlier font back
            self.changed.emit(wanted)

    def _wanted(self) -> Theme:
        scheme = self._scheme if self._scheme is not None else self._hints.colorScheme()
        system_dark = scheme == Qt.ColorScheme.Dark  # Unknown counts as light
        return make_theme(
            dark=self._choice == "dark" or (self._choice == "system" and system_dark),
            scale=self._scale,
            reduced_motion=self._wishes.motionPreference() == Qt.MotionPreference.ReducedMotion,
            strong_contrast=self._wishes.contrastPreference() == Qt.ContrastPreference.HighContrast,
            right_to_left=self._right_to_left,
        )

    def _apply(self) -> None:
        way = Qt.LayoutDirection
        rtl = self.theme.right_to_left
        self._app.setLayoutDirection(way.RightToLeft if rtl else way.LeftToRight)
        self._app.setFont(self.theme.font("form"))
        self._app.setPalette(build_palette(self.theme.tokens))
        self._app.setStyleSheet(build_style_sheet(self.theme.tokens, self.theme.px))


_PROPERTY = "microbiz_theme"


def theme_manager() -> ThemeManager:
    """The application's theme manager; one is made when a widget comes first, as in tests."""
    app = QCoreApplication.instance()
    assert isinstance(app, QApplication)
    found = app.property(_PROPERTY)
    return found if isinstance(found, ThemeManager) else ThemeManager(app)


def theme() -> Theme:
    """The theme in force now; ask at each painting and never keep it."""
    return theme_manager().theme


def follow_theme(apply: Callable[[Theme], None]) -> None:
    """Call a widget's method now and after each change of theme, as long as the widget lives."""
    manager = theme_manager()
    manager.changed.connect(apply)
    apply(manager.theme)


def sharpest_ratio() -> float:
    """Device pixels for each pixel of the sharpest screen, for pictures made before being shown."""
    app = QCoreApplication.instance()
    return app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
