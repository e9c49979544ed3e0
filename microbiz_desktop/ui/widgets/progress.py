"""How far things are: stepper, rings, thin bars. They show state; none of them navigates alone.

The studio, the sign-off room and the frame use them. Each says in words what it paints, because a
ring or a bar tells a screen reader nothing.
"""

from dataclasses import dataclass

from PySide6.QtCore import (
    Property,
    QEasingCurve,
    QPropertyAnimation,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from microbiz_desktop.ui.look.icons import paint_icon
from microbiz_desktop.ui.look.theme import Theme, follow_theme, theme
from microbiz_desktop.ui.widgets.labels import paint_pill, pill_width
from microbiz_desktop.ui.widgets.painting import (
    ALIGN_LEFT,
    box,
    mirrored,
    start_painting,
    text_width,
    write,
)

STEPS = ("Draft", "Offered", "Signed off", "Done")


class Stepper(QWidget):
    """Where an agreement stands: done, now, later; a side exit replaces it by one pill."""

    def __init__(self, steps: tuple[str, ...] = STEPS, now: int = 0) -> None:
        super().__init__()
        self._steps = steps
        self._now = now
        self._exit: tuple[str, str, str] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow_theme(self._apply_theme)
        self._say()

    def set_step(self, now: int, *, finished: bool = False) -> None:
        """The step in work; when finished the last one too is filled with a tick."""
        self._now = len(self._steps) if finished else now
        self._exit = None
        self._say()

    def set_exit(self, kind: str, icon: str, text: str) -> None:
        """A side exit, as in "Withdrawn 3 December 2026", instead of the steps."""
        self._exit = (kind, icon, text)
        self._say()

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        now = theme()
        if self._exit is not None:
            return QSize(pill_width(self._exit[2], self._exit[1]), now.px(24))
        font = now.font("form_strong")
        words = sum(text_width(now.font("label"), word) for word in self._steps)
        gaps = now.px(24) * len(self._steps) + now.px(36) * (len(self._steps) - 1)
        return QSize(words + gaps + 4, max(now.px(24), font.pixelSize() + 8))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Discs, words and the lines between them."""
        painter = start_painting(self)
        now = theme()
        if self._exit is not None:
            height = now.px(22)
            rect = QRect(0, (self.height() - height) // 2, self.width(), height)
            paint_pill(painter, rect, *self._exit)
            return
        x = 1
        for index, word in enumerate(self._steps):
            x = self._paint_step(painter, index, word, x)

    def _paint_step(self, painter: QPainter, index: int, word: str, x: int) -> int:
        now = theme()
        side = now.px(18)
        disc = QRect(x, (self.height() - side) // 2, side, side)
        self._paint_disc(painter, mirrored(self, disc), index)
        font = now.font("label" if index == self._now else "form")
        ink = now.colour("text" if index == self._now else "text_2")
        width = text_width(font, word) + 2
        at = QRect(disc.right() + now.px(6), 0, width, self.height())
        write(painter, mirrored(self, at), word, font, ink, Qt.AlignmentFlag.AlignVCenter)
        end = at.right() + now.px(9)
        if index < len(self._steps) - 1:
            line = mirrored(self, QRect(end, self.height() // 2, now.px(20), 2))
            reached = index < self._now
            painter.fillRect(line, now.colour("accent" if reached else "control"))
        return end + now.px(27)

    def _paint_disc(self, painter: QPainter, disc: QRect, index: int) -> None:
        now = theme()
        if index > self._now:
            box(painter, disc, border=now.colour("control"), width=1.5, radius=disc.height() / 2)
            return
        box(painter, disc, fill=now.colour("accent"), radius=disc.height() / 2)
        if index < self._now:
            paint_icon(painter, "check", now.colour("on_accent"), disc.adjusted(3, 3, -3, -3))
            return
        dot = QRectF(0, 0, disc.width() / 3, disc.width() / 3)
        dot.moveCenter(QRectF(disc).center())
        box(painter, dot, fill=now.colour("on_accent"), radius=dot.height())

    def _say(self) -> None:
        if self._exit is not None:
            self.setAccessibleName(self._exit[2])
        elif self._now >= len(self._steps):
            self.setAccessibleName(f"All {len(self._steps)} steps done")
        else:
            name = self._steps[self._now]
            self.setAccessibleName(f"Step {self._now + 1} of {len(self._steps)}: {name}")
        self.updateGeometry()
        self.update()

    def _apply_theme(self, now: Theme) -> None:
        self.updateGeometry()
        self.update()


def paint_ring(
    painter: QPainter, rect: QRect, share: float, ink: QColor, track: QColor, width: float = 2.5
) -> None:
    """A circle filled clockwise from the top by a share between 0 and 1."""
    half = width / 2
    inner = QRectF(rect).adjusted(half, half, -half, -half)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(track, width))
    painter.drawEllipse(inner)
    if share > 0:
        painter.setPen(QPen(ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawArc(inner, 90 * 16, round(-360 * 16 * min(share, 1)))


class ThinBar(QWidget):
    """A share of a whole as a bar of 6 px; the numbers stand beside it in words."""

    def __init__(self, name: str = "", ink: str = "accent") -> None:
        super().__init__()
        self._share = 0.0
        self._ink = ink
        self.setAccessibleName(name)
        self.setFixedHeight(6)
        self.setMinimumWidth(40)

    def set_share(self, done: int, whole: int, name: str = "") -> None:
        """Done of whole; `name` is the sentence for screen readers."""
        self._share = done / whole if whole else 0.0
        self.setAccessibleName(name or f"{done} of {whole}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Track and fill."""
        painter = start_painting(self)
        now = theme()
        box(painter, self.rect(), fill=now.colour("line"), radius=3)
        if self._share > 0:
            width = max(6, round(self.width() * min(self._share, 1)))
            rect = mirrored(self, QRect(0, 0, width, self.height()))
            box(painter, rect, fill=now.colour(self._ink), radius=3)


class LoadingBar(QWidget):
    """A thin accent bar that shows itself only when something takes longer than 400 ms."""

    def __init__(self) -> None:
        super().__init__()
        self._phase = 0.0
        self.setFixedHeight(2)
        self.setAccessibleName("Working")
        keep = self.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self.setSizePolicy(keep)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(400)
        self._wait.timeout.connect(self._appear)
        self._move = QPropertyAnimation(self, b"phase", self)
        self._move.setStartValue(0.0)
        self._move.setEndValue(1.0)
        self._move.setDuration(1400)
        self._move.setLoopCount(-1)
        self._move.setEasingCurve(QEasingCurve.Type.InOutQuad)
        self.hide()

    def start(self) -> None:
        """Something has begun; the bar comes if it lasts."""
        if not self._wait.isActive() and not self.isVisible():
            self._wait.start()

    def stop(self) -> None:
        """It has ended."""
        self._wait.stop()
        self._move.stop()
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A piece that travels, or the whole line where nothing may move."""
        painter = QPainter(self)
        length = self.width() if theme().reduced_motion else max(60, self.width() // 4)
        left = 0 if theme().reduced_motion else round(self._phase * (self.width() - length))
        painter.fillRect(left, 0, length, self.height(), theme().colour("accent"))

    def _appear(self) -> None:
        self.show()
        self.raise_()
        if not theme().reduced_motion:
            self._move.start()

    def _get_phase(self) -> float:
        return self._phase

    def _set_phase(self, value: float) -> None:
        self._phase = value
        self.update()

    phase = Property(float, _get_phase, _set_phase)


@dataclass(frozen=True, slots=True)
class SectionState:
    """One section of an interview: what is left there, and whether anybody looked at it.

    `answered` of `total` is only painted. `wrong` says that something left is no open question,
    `as_usual` that every answer is the one it begins with; `note` stands where nothing is left.
    """

    key: str
    title: str
    answered: int = 0
    total: int = 0
    left: int = 0
    looked_at: bool = False
    as_usual: bool = False
    wrong: bool = False
    note: str = ""
    #: Whether the checks have spoken of it.
    known: bool = True

    def is_done(self) -> bool:
        """Whether somebody looked at it, and nothing is left."""
        return self.known and self.looked_at and not self.left

    def line(self) -> str:
        """The second line, in words that say no more than is known."""
        if not self.known:
            return "Being checked"
        if self.left:
            return f"{self.left} left"
        if self.note:
            return self.note
        if self.looked_at:
            return "Nothing left"
        return "As usual" if self.as_usual else "Not looked at yet"


def paint_section_mark(painter: QPainter, disc: QRect, state: SectionState) -> None:
    """A tick on what was looked at and has nothing left, else a ring of progress."""
    now = theme()
    if state.is_done():
        box(painter, disc, fill=now.colour("ok"), radius=disc.height() / 2)
        tick = now.colour("surface")
        paint_icon(painter, "check", tick, disc.adjusted(3, 3, -3, -3))
        return
    share = state.answered / state.total if state.total and state.looked_at else 0
    paint_ring(painter, disc, share, now.colour("accent"), now.colour("control"))


def paint_section_text(painter: QPainter, rect: QRect, state: SectionState) -> None:
    """Title, and below it how far it is; red only where something is wrong."""
    now = theme()
    half = rect.height() // 2
    upper = QRect(rect.x(), rect.y(), rect.width(), half)
    lower = QRect(rect.x(), rect.y() + half, rect.width(), half)
    write(painter, upper, state.title, now.font("form_strong"), now.colour("text"), ALIGN_LEFT)
    ink = now.colour("problem" if state.wrong else "text_2")
    write(painter, lower, state.line(), now.font("second"), ink, ALIGN_LEFT)
