"""Colours keep their contrast, type keeps its fonts, and a change reaches every widget."""

import itertools

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from microbiz_desktop.paths import resource
from microbiz_desktop.ui.forms.choice_field import ChoiceField
from microbiz_desktop.ui.forms.fields import TextArea, TextField
from microbiz_desktop.ui.look import fonts
from microbiz_desktop.ui.look.icons import icon_pixmap
from microbiz_desktop.ui.look.theme import (
    TYPE_SCALE,
    ThemeManager,
    make_theme,
    theme,
    theme_manager,
)
from microbiz_desktop.ui.look.tokens import DARK, INITIALS, LIGHT, Tokens, contrast, high_contrast
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import column

_THEMES = {
    "light": LIGHT,
    "dark": DARK,
    "light, strong": high_contrast(LIGHT),
    "dark, strong": high_contrast(DARK),
}
_GROUNDS = ("ground", "side", "surface", "sunken", "accent_bg")

#: Pairs of text and what it stands on; every one must reach 4.5 in every theme.
TEXT_PAIRS = [
    *itertools.product(("text", "text_2"), (*_GROUNDS, "hover", "neutral_bg")),
    *itertools.product(("text_3",), ("ground", "surface", "sunken")),
    *itertools.product(("accent",), ("ground", "surface", "sunken", "accent_bg", "hover")),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    *((kind, f"{kind}_bg") for kind in ("ok", "waiting", "problem", "neutral", "claim")),
    *((kind, "surface") for kind in ("ok", "waiting", "problem", "neutral", "claim")),
    *(("text", f"{kind}_bg") for kind in ("ok", "waiting", "problem")),
]
#: Borders and graphics; every one must reach 3.
GRAPHIC_PAIRS = [
    *itertools.product(("control",), ("surface", "ground", "side")),
    *itertools.product(("accent",), ("surface", "ground", "side", "hover")),
]


@pytest.mark.parametrize("tokens", _THEMES.values(), ids=_THEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_reaches_four_and_a_half(tokens: Tokens, ink: str, ground: str) -> None:
    """WCAG 2 AA for text of any size."""
    assert contrast(tokens.named(ink), tokens.named(ground)) >= 4.5


@pytest.mark.parametrize("tokens", _THEMES.values(), ids=_THEMES)
@pytest.mark.parametrize(("ink", "ground"), GRAPHIC_PAIRS)
def test_borders_and_graphics_reach_three(tokens: Tokens, ink: str, ground: str) -> None:
    """WCAG 2 AA for what is needed to see a control."""
    assert contrast(tokens.named(ink), tokens.named(ground)) >= 3


def test_contrast_is_the_published_formula() -> None:
    """Known values, so that the tests above measure what they say."""
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast(LIGHT.control, LIGHT.surface) == pytest.approx(3.61, abs=0.01)
    assert contrast(DARK.accent, DARK.surface) == pytest.approx(8.16, abs=0.01)


def test_initials_are_readable_on_every_ground() -> None:
    """White letters, 5.3 or more."""
    assert min(contrast("#FFFFFF", ground) for ground in INITIALS) >= 5.3


def test_unknown_scheme_counts_as_light(qapp: QApplication) -> None:
    """Systems that say nothing get paper, not night."""
    manager = ThemeManager(qapp, scheme=Qt.ColorScheme.Unknown)
    assert not manager.theme.dark


@pytest.mark.parametrize(
    ("choice", "scheme", "dark"),
    [
        ("system", Qt.ColorScheme.Dark, True),
        ("system", Qt.ColorScheme.Light, False),
        ("light", Qt.ColorScheme.Dark, False),
        ("dark", Qt.ColorScheme.Light, True),
    ],
)
def test_choice_goes_before_system(
    qapp: QApplication, choice: str, scheme: Qt.ColorScheme, dark: bool
) -> None:
    """Follow the system unless the user said otherwise."""
    assert ThemeManager(qapp, choice=choice, scheme=scheme).theme.dark is dark


def test_what_was_never_shown_takes_the_size_of_the_text_too(
    qapp: QApplication, qtbot: QtBot
) -> None:
    manager = ThemeManager(qapp, choice="light")
    page = QWidget()
    qtbot.addWidget(page)
    words = (Label("Card", "card"), Label("Second", "second", wrap=True))
    typed = (TextField("A line"), TextArea("Lines"), ChoiceField("One of", [("a", "A")]))
    parts: tuple[QWidget, ...] = (*words, *typed)
    column(*parts, of=page)
    manager.set_scale(150)
    page.show()
    assert [part.font().pixelSize() for part in parts] == [22, 18, 20, 20, 20]
    manager.set_scale(100)
    assert [part.font().pixelSize() for part in parts] == [15, 12, 13, 13, 13]


def test_change_reaches_labels_fields_and_palette(qapp: QApplication, qtbot: QtBot) -> None:
    """What stands on the screen takes the new colours and sizes at once."""
    manager = ThemeManager(qapp, choice="light")
    label, field = Label("Words", "form", "accent"), QLineEdit()
    qtbot.addWidget(label)
    qtbot.addWidget(field)
    with qtbot.waitSignal(manager.changed):
        manager.choose("dark")
    ink = label.palette().color(QPalette.ColorRole.WindowText)
    assert ink == QColor(DARK.accent)
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DARK.ground)
    assert field.palette().color(QPalette.ColorRole.Text) == QColor(DARK.text)
    before = label.font().pixelSize()
    manager.set_scale(200)
    assert label.font().pixelSize() == 2 * before


def test_same_wishes_say_nothing(qapp: QApplication, qtbot: QtBot) -> None:
    """A signal without a change would repaint every window."""
    manager = ThemeManager(qapp, choice="light")
    with qtbot.assertNotEmitted(manager.changed):
        manager.refresh()
        manager.choose("light")


def test_scale_stays_within_bounds() -> None:
    """90 to 200 %, and nothing under 11 pixels at any of them."""
    assert make_theme(dark=False, scale=20).scale == 90
    assert make_theme(dark=False, scale=900).scale == 200
    for percent, role in itertools.product((90, 100, 125, 200), TYPE_SCALE):
        assert make_theme(dark=False, scale=percent).font(role).pixelSize() >= 11


def test_every_role_is_set_in_a_bundled_font(qapp: QApplication) -> None:
    """Without the bundled fonts every glyph would be another machine's idea."""
    now = theme()
    for role, (size, weight) in TYPE_SCALE.items():
        info = QFontInfo(now.font(role))
        assert info.family() in (fonts.SCREEN, fonts.SERIF), role
        assert (info.pixelSize(), info.weight()) == (now.px(size), weight), role


def test_figures_have_one_width(qapp: QApplication) -> None:
    """Numbers stand below each other only when a 1 is as wide as a 0."""
    from PySide6.QtGui import QFontMetricsF

    metrics = QFontMetricsF(theme().font("form", figures=True))
    widths = {round(metrics.horizontalAdvance(figure * 20), 3) for figure in "0123456789"}
    assert len(widths) == 1


def test_other_scripts_come_from_bundled_fonts(qapp: QApplication) -> None:
    """Names in any script: each family is there once loaded, and loading twice adds nothing."""
    assert fonts.load_fallback_fonts() == []
    families = QFontDatabase.families()
    assert set(fonts.FALLBACKS) <= set(families)
    fonts.load_fallback_fonts()
    assert QFontDatabase.families() == families


def test_each_font_has_its_licence() -> None:
    """The Open Font License asks to travel with the fonts."""
    for folder in {path.parent for path in resource("resources", "fonts").rglob("*.ttf")}:
        assert "SIL OPEN FONT LICENSE" in (folder / "OFL.txt").read_text("utf-8").upper()


def test_icons_take_any_colour_and_ratio(qapp: QApplication) -> None:
    """Recoloured through `currentColor`, sharp at 1.5 device pixels."""
    red = icon_pixmap("check", QColor("#FF0000"), 16, 1.5)
    assert red.width() == 24
    image = red.toImage()
    spots = itertools.product(range(image.width()), range(image.height()))
    seen = {image.pixelColor(x, y).name() for x, y in spots if image.pixelColor(x, y).alpha() > 250}
    assert seen == {"#ff0000"}


def test_every_icon_is_one_colour_of_ours() -> None:
    """A line icon with a colour of its own would not follow the theme."""
    for path in resource("resources", "icons").glob("*.svg"):
        text = path.read_text("utf-8")
        assert path.stem == "microbiz" or 'stroke="currentColor"' in text, path.name


def test_manager_is_found_from_anywhere(qapp: QApplication) -> None:
    """Widgets ask the application; there is one manager at a time."""
    manager = ThemeManager(qapp)
    assert theme_manager() is manager
