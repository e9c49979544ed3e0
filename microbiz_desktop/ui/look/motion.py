"""A number on its way from one value to another, at once when the system asks for calm."""

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation

from microbiz_desktop.ui.look.theme import theme


def make_motion(step: Callable[[float], None], parent: QObject) -> QVariantAnimation:
    """An animation that hands each value between start and end to `step`."""
    made = QVariantAnimation(parent)
    made.setEasingCurve(QEasingCurve.Type.OutCubic)
    made.valueChanged.connect(step)
    return made


def move(animation: QVariantAnimation, start: float, end: float, milliseconds: int = 180) -> None:
    """Start it afresh."""
    animation.stop()
    animation.setDuration(theme().motion(milliseconds))
    animation.setStartValue(start)
    animation.setEndValue(end)
    animation.start()
