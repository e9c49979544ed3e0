"""A whole palette for Fusion and the little style sheet that fields, menus and scroll bars need."""

from collections.abc import Callable

from PySide6.QtGui import QColor, QPalette

from microbiz_desktop.paths import resource
from microbiz_desktop.ui.look.tokens import Tokens

_Role = QPalette.ColorRole
_ROLES = {
    _Role.Window: "ground",
    _Role.WindowText: "text",
    _Role.Base: "surface",
    _Role.AlternateBase: "sunken",
    _Role.ToolTipBase: "text",
    _Role.ToolTipText: "ground",
    _Role.PlaceholderText: "text_3",
    _Role.Text: "text",
    _Role.Button: "surface",
    _Role.ButtonText: "text",
    _Role.BrightText: "problem",
    _Role.Light: "surface",
    _Role.Midlight: "hover",
    _Role.Mid: "line",
    _Role.Dark: "desk",
    _Role.Shadow: "control",
    _Role.Highlight: "accent",
    _Role.HighlightedText: "on_accent",
    _Role.Link: "accent",
    _Role.LinkVisited: "accent",
    _Role.Accent: "accent",
}
_DISABLED = (_Role.WindowText, _Role.Text, _Role.ButtonText)


def build_palette(tokens: Tokens) -> QPalette:
    """Every role set by us, because some systems hand over half a palette of their own."""
    palette = QPalette()
    for role, token in _ROLES.items():
        palette.setColor(role, QColor(tokens.named(token)))
    for role in _DISABLED:
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.text_3))
    return palette


_SHEET = """
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QDateEdit, QSpinBox {{
  background: {surface}; color: {text}; border: 1px solid {control}; border-radius: 8px;
  padding: 0 {pad}px; placeholder-text-color: {text_3};
  selection-background-color: {accent}; selection-color: {on_accent};
}}
QLineEdit, QComboBox, QDateEdit, QSpinBox {{ min-height: {field}px; max-height: {field}px; }}
QPlainTextEdit, QTextEdit {{ padding: {text_pad}px; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus {{
  border: 2px solid {accent}; padding: 0 {pad_focus}px;
}}
QPlainTextEdit:focus, QTextEdit:focus {{ padding: {text_pad_focus}px; }}
QLineEdit[problem="true"], QPlainTextEdit[problem="true"], QComboBox[problem="true"] {{
  border: 2px solid {problem}; padding: 0 {pad_focus}px;
}}
QPlainTextEdit[problem="true"] {{ padding: {text_pad_focus}px; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {{
  background: {sunken}; color: {text_3}; border-color: {line};
}}
QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"] {{ background: {sunken}; }}
QLineEdit[plain="true"] {{ border: none; background: transparent; padding: 0; }}
QComboBox::drop-down {{ border: none; width: {drop}px; }}
QComboBox::down-arrow {{ image: url("{chevron}"); width: {arrow}px; height: {arrow}px; }}
QComboBox QAbstractItemView {{
  background: {surface}; border: 1px solid {control}; padding: 4px; outline: 0;
  selection-background-color: {accent_bg}; selection-color: {text};
}}
QComboBox QAbstractItemView::item {{ min-height: {item}px; padding: 0 6px; border-radius: 6px; }}
QComboBox QAbstractItemView::item:selected {{ background: {accent_bg}; color: {text}; }}
QComboBox[empty="true"] {{ color: {text_3}; }}
QToolTip {{ background: {text}; color: {ground}; border: none; padding: 5px 8px; }}
QMenu {{ background: {surface}; border: 1px solid {control}; padding: 5px; }}
QMenu::item {{ padding: {menu_y}px {menu_x}px; border-radius: 6px; color: {text}; }}
QMenu::item:selected {{ background: {accent_bg}; }}
QMenu::item:disabled {{ color: {text_3}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 5px 8px; }}
QScrollArea, QListView, QTableView, QTreeView {{ border: none; background: transparent; }}
QScrollArea[read_by_keys="true"] {{ border: 2px solid transparent; border-radius: 8px; }}
QScrollArea[read_by_keys="true"]:focus {{ border-color: {accent}; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {control}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {text_3}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QSplitter::handle {{ background: {line}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QSplitter::handle:vertical {{ height: 1px; }}
QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: {surface}; }}
QCalendarWidget QToolButton {{ color: {text}; border: none; padding: 6px; border-radius: 6px; }}
QCalendarWidget QToolButton:hover {{ background: {hover}; }}
QCalendarWidget QToolButton:focus {{ border: 2px solid {accent}; padding: 4px; }}
QCalendarWidget QToolButton::menu-indicator {{ image: none; }}
QCalendarWidget QAbstractItemView {{
  background: {surface}; color: {text}; outline: 0;
  selection-background-color: {accent}; selection-color: {on_accent};
}}
QCalendarWidget QAbstractItemView:disabled {{ color: {text_3}; }}
"""


def build_style_sheet(tokens: Tokens, px: Callable[[float], int]) -> str:
    """What the palette cannot say; lengths beside text grow with the scale."""
    colours = {name: tokens.named(name) for name in tokens.__slots__}
    return _SHEET.format(
        **colours,
        field=px(36) - 2,
        pad=px(12),
        pad_focus=px(12) - 1,
        text_pad=px(9),
        text_pad_focus=px(9) - 1,
        drop=px(32),
        arrow=px(16),
        item=px(30),
        menu_y=px(7),
        menu_x=px(14),
        chevron=_chevron(tokens),
    )


def _chevron(tokens: Tokens) -> str:
    """A style sheet can only name a file, so the arrow exists once for each brightness."""
    dark = QColor(tokens.surface).lightness() < 128
    name = "chevron-down-on-dark.svg" if dark else "chevron-down-on-light.svg"
    return resource("resources", "theme", name).as_posix()
