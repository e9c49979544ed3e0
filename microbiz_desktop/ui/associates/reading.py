"""How each part of the card of an associate is read: widgets made of what is stored.

The table of parts names one function here for each part. They are functions that only make widgets,
so that a part is shown anew by throwing the old one away, and holds no state to go stale.
"""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from microbiz_desktop.domain.contacts.contacts import FIELDS, ITEMS, BusinessData, Level, PersonData
from microbiz_desktop.domain.contacts.fields import Part
from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.ui.associates import words
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.records.legal_forms import form_words
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.avatar import Avatar
from microbiz_desktop.ui.widgets.buttons import IconButton, LinkButton
from microbiz_desktop.ui.widgets.cards import IconMark
from microbiz_desktop.ui.widgets.chips import LevelMeter
from microbiz_desktop.ui.widgets.copy_label import CopyLabel
from microbiz_desktop.ui.widgets.labels import ElidedLabel, Label, Line, Pill
from microbiz_desktop.ui.widgets.layouts import TOP, FlowLayout, column, grid, held, row, wide

#: Width of the labels in front of facts, so that facts of different kinds stand in one line.
_LABEL = 62
_ICONS = {"phone": "phone", "email": "mail", "link": "globe"}


def skills(data: BusinessData, _context: Context) -> Iterator[QWidget]:
    """Name, level as meter and word, evidence or last use."""
    if not data.skills:
        return
    rows: list[list[QWidget | None] | Line] = []
    for skill in data.skills:
        used = f"used {words.when_words(skill.last_used)}" if skill.last_used else ""
        proof = Label(skill.evidence or used, "second", "text_2", wrap=True)
        proof.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        level: list[QWidget | None] = [None, None]
        if skill.level is not Level.UNSAID:
            word = words.LEVELS[skill.level]
            level = [LevelMeter(int(skill.level), word), Label(word, "second", "text_2")]
        rows += [[ElidedLabel(skill.name, "form_strong"), *level, proof], Line()]
    yield held(grid(*rows[:-1], gap=(12, 6), shares=(3, 0, 0, 2)))


def people(data: BusinessData, _context: Context) -> Iterator[QWidget]:
    """Everybody, with the two facts; the rule when more than one may sign."""
    for number, person in enumerate(data.people):
        if number:
            yield Line()
        yield _person(person)
    if sum(person.may_sign for person in data.people) > 1:
        every = "All who may sign must sign."
        yield Label(every if data.sign_rule == "all" else "One signature is enough.", "second")


def _person(person: PersonData) -> QWidget:
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 2, 0, 2)
    line.setSpacing(10)
    line.addWidget(Avatar(person.name, 36, round_=True), 0, Qt.AlignmentFlag.AlignTop)
    lines = column(ElidedLabel(person.name, "form_strong"), gap=1)
    said = f"say “{person.said}”" if person.said else ""
    facts = (person.role, said, person.email, person.phone)
    if second := " · ".join(fact for fact in facts if fact):
        lines.addWidget(ElidedLabel(second, "second", "text_2"))
    if person.prefers:
        wish = words.PREFERS.get(person.prefers, person.prefers)
        likes = f"Likes best: {wish[:1].lower()}{wish[1:]}"
        lines.addWidget(Label(likes, "second", wrap=True))
    pills = [("ok", "pen-line", "May sign")] if person.may_sign else []
    pills += [("neutral", "", "Contact")] if person.contact else []
    if pills:
        row = QWidget()
        flow = FlowLayout(row, 6)
        for pill in pills:
            flow.addWidget(Pill(*pill))
        lines.addWidget(row)
    line.addLayout(lines, 1)
    return holder


def ways_shown(data: BusinessData, _context: Context) -> Iterator[QWidget]:
    """Every way to reach, each to be copied; a link and an e-mail open in their programs."""
    labels = {(way.kind, way.value): way.label for way in reversed(data.ways)}
    first = [("phone", data.phone), ("email", data.email), ("link", data.website)]
    for kind, value in first:
        if value:
            yield _way(kind, value, labels.get((kind, value), ""))
    for way in data.ways:
        if (way.kind, way.value) not in first:
            yield _way(way.kind, way.value, way.label)
    notices = ", ".join(data.address.splitlines())
    lines = {", ".join(address.lines()): address.label for address in reversed(data.addresses)}
    if notices:
        yield _copyable("map-pin", notices, "Address for notices", lines.get(notices, ""))
    for address in data.addresses:
        if (line := ", ".join(address.lines())) and line != notices:
            yield _copyable("map-pin", line, "Address", address.label)


def _way(kind: str, value: str, label: str) -> QWidget:
    name = words.WAYS.get(kind, kind)
    return _copyable(_ICONS.get(kind, "link"), value, name, label, _target(kind, value))


def _target(kind: str, value: str) -> str:
    if kind == "email":
        return f"mailto:{value}"
    if kind == "link":
        return value if value.startswith(("http://", "https://")) else f"https://{value}"
    return ""


def _copyable(icon: str, value: str, name: str, label: str, target: str = "") -> QWidget:
    holder = QWidget()
    line = row(IconMark(icon, "text_3"), wide(ElidedLabel(value, "form")), gap=10, of=holder)
    if label:
        line.addWidget(Label(label, "second", "text_2"))
    if target:
        open_it = IconButton("external-link", f"Open {name.lower()} {value}", size=28)
        open_it.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(target)))
        line.addWidget(open_it)
    copy = IconButton("copy", f"Copy {name.lower()} {value}", size=28)
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(value))
    line.addWidget(copy)
    return holder


def business(data: BusinessData, _context: Context) -> Iterator[QWidget]:
    """What the business is, in pairs of label and value: every field of this part of the card."""
    said = {
        "legal_name": data.legal_name if data.trading_name else "",
        "legal_form": form_words(data.legal_form),
        "size": words.SIZES.get(data.size, data.size) if data.size else "",
    }
    yield from _pairs(
        tuple(
            (title, said[name] if name in said else _joined(data, name))
            for name, title in _BUSINESS.items()
        )
    )


#: The head of the card shows the others.
_BUSINESS = {
    name: about.title
    for name, about in FIELDS.items()
    if about.part is Part.BUSINESS and name not in {"trading_name", "strapline", "logo"}
}


def _joined(data: BusinessData, name: str) -> str:
    value = getattr(data, name)
    return ", ".join(value) if name in ITEMS else str(value)


def _pairs(rows: Sequence[tuple[str, str]]) -> Iterator[QWidget]:
    filled = [(label, value) for label, value in rows if value]
    if not filled:
        return
    labels = [(Label(name, "second", "text_2"), Label(v, "form", wrap=True)) for name, v in filled]
    lines = grid(*labels, gap=(12, 6), shares=(0, 1), side=TOP)
    lines.setColumnMinimumWidth(0, theme().px(_LABEL))
    yield held(lines)


def relationship(data: BusinessData, context: Context) -> Iterator[QWidget]:
    """Stage with its day, closeness, kinds, how and through whom we met, when free."""
    yield _stage_line(data)
    if data.closeness:
        word = words.CLOSENESS[data.closeness]
        yield _labelled("Closeness", LevelMeter(int(data.closeness), word), Label(word, "second"))
    if data.relations or data.private:
        row = QWidget()
        flow = FlowLayout(row, 6)
        for key in data.relations:
            flow.addWidget(Pill("neutral", "", words.RELATIONS.get(key, key)))
        if data.private:
            flow.addWidget(Pill("neutral", "eye-off", "Kept out of introductions"))
        yield row
    met = " · ".join(part for part in (words.when_words(data.met_on), data.met_how) if part)
    free = ", ".join(words.when_words(month) for month in data.free_months)
    yield from _pairs((("Met", met), ("Free in", free)))
    if data.introduced_by:
        yield _introducer(data, context)


def _stage_line(data: BusinessData) -> QWidget:
    since = data.stage_history[-1].on if data.stage_history else ""
    said = f"since {words.when_words(since)}" if since else ""
    return _labelled("Stage", Pill(*words.stage_pill(data.stage)), Label(said, "second", "text_2"))


def _labelled(label: str, *widgets: QWidget) -> QWidget:
    holder = QWidget()
    name = Label(label, "second", "text_2")
    name.setMinimumWidth(theme().px(_LABEL))
    values = FlowLayout(gap=12, in_one_line=True)
    for widget in widgets:
        values.addWidget(widget)
    row(name, wide(values), gap=12, of=holder)
    return holder


def _introducer(data: BusinessData, context: Context) -> QWidget:
    name = Label(data.introduced_by, "form_strong")
    if not data.introduced_by_id:
        return _labelled("Through", name)
    link = LinkButton(data.introduced_by, name=f"Introduced by {data.introduced_by}; open")
    link.clicked.connect(lambda: context.go(Link(Screen.ASSOCIATE, data.introduced_by_id)))
    return _labelled("Through", link)


def papers(data: BusinessData, context: Context) -> Iterator[QWidget]:
    """Each paper with what it covers and when it runs out."""
    today = context.services.clock.now().local().date()
    for number, paper in enumerate(data.papers):
        if number:
            yield Line()
        holder = QWidget()
        until = f"until {words.when_words(paper.expires)}" if paper.expires else ""
        second = (words.PAPERS.get(paper.kind, paper.kind), paper.details, until)
        said = " · ".join(part for part in second if part)
        line = row(
            wide(
                column(
                    ElidedLabel(paper.name or words.PAPERS.get(paper.kind, ""), "form_strong"),
                    Label(said, "second", "text_2", wrap=True),
                    gap=1,
                )
            ),
            gap=10,
            of=holder,
        )
        if (pill := words.paper_pill(paper.expires, today)) is not None:
            line.addWidget(Pill(*pill))
        yield holder


def supplies(data: BusinessData, _context: Context) -> Iterator[QWidget]:
    """What they use and where they buy it."""
    for supply in data.supplies:
        from_whom = f"from {supply.supplier}" if supply.supplier else ""
        second = " · ".join(part for part in (from_whom, supply.note) if part)
        holder = QWidget()
        lines = column(ElidedLabel(supply.name, "form_strong"), gap=1, of=holder)
        if second:
            lines.addWidget(Label(second, "second", "text_2", wrap=True))
        yield holder


_STAYS = "In no card and no table that leaves this computer, unless ticked."


def custom(data: BusinessData, _context: Context) -> Iterator[QWidget]:
    """Fields of the user's own making."""
    if not data.custom:
        return
    yield from _pairs(tuple((field.name, field.value) for field in data.custom))
    out = ", ".join(field.name for field in data.custom if field.shared)
    said = f"Goes out with cards and tables: {out}." if out else _STAYS
    yield Label(said, "second", "text_2", wrap=True)


def notes(data: BusinessData, _context: Context) -> Iterator[QWidget]:
    """Notes and the rating for fit."""
    if not data.notes and not data.fit:
        return
    if data.notes:
        yield CopyLabel(data.notes, "form")
    if data.fit:
        yield _labelled("Fit", Label(f"{data.fit} of 5", "form_strong", figures=True))
    said = "Stays out of every agreement, and of exports unless ticked."
    yield Label(said, "second", "text_2", wrap=True)
