"""The map with a list beside it that the keyboard reaches, and what is known of the chosen one.

The Network page shows it as its first part. The list says all that the map shows, because a
painted map cannot be read by a screen reader or gone through by keys.
"""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.domain.states import Kind
from microbiz_desktop.domain.words.names import fold
from microbiz_desktop.services.network.values import Graph, Node, Positions
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.network.map_scene import scene_of
from microbiz_desktop.ui.network.map_view import MapView
from microbiz_desktop.ui.network.somebody_dialog import SomebodyDialog
from microbiz_desktop.ui.network.ties_card import TiesCard
from microbiz_desktop.ui.network.way_card import WayCard
from microbiz_desktop.ui.records.list_pane import ListPane
from microbiz_desktop.ui.records.page_keys import add_page_keys, nothing_to_print
from microbiz_desktop.ui.records.undo import add_undo_keys
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.avatar import logo_pixmap
from microbiz_desktop.ui.widgets.buttons import IconButton, LinkButton, PrimaryButton
from microbiz_desktop.ui.widgets.cards import EmptyState
from microbiz_desktop.ui.widgets.labels import ElidedLabel, Label
from microbiz_desktop.ui.widgets.layouts import ScrollColumn, column, row, wide
from microbiz_desktop.ui.widgets.row_delegate import RowLook

#: Widths of list and panel by the width there is, at 100 %.
_WIDTHS = ((1900, 360, 460), (1150, 300, 372), (800, 240, 320), (0, 236, 254))


class MapPart(QWidget):
    """List, map, panel: whoever is chosen in one is chosen in all."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._stale = True
        self._graph = Graph((), ())
        self._laid: tuple[Graph, Positions] | None = None
        self._chosen = 0
        self._logos: dict[str, QPixmap] = {}
        add = PrimaryButton("New associate", "user-plus")
        add.clicked.connect(lambda: context.go(Link(Screen.ASSOCIATE, 0, "new")))
        words = "Nobody here yet. The map grows with your associates and whom they know."
        self.pane: ListPane[Node] = ListPane(
            *("Known here", self._look, lambda node: node.id, EmptyState(words, add)),
            new_word="Add",
        )
        self.pane.new.setAccessibleName("Add somebody you know")
        self.map = MapView()
        self.name = ElidedLabel("", "section")
        self.open = LinkButton("Open")
        self.ties = TiesCard(context)
        self.way = WayCard(context)
        self.panel = ScrollColumn(max_width=0, margin=16, gap=14)
        self._right = QStackedWidget()
        self._lay_out()
        self._connect()
        add_undo_keys(self, context)
        add_page_keys(
            self,
            find=self.pane.focus_search,
            new=lambda: context.go(Link(Screen.ASSOCIATE, 0, "new")),
            printing=nothing_to_print(context),
        )

    def opened(self) -> None:
        """Show what is stored now."""
        if self._stale:
            self.reload()

    def panes(self) -> list[QWidget]:
        """The parts F6 goes through."""
        return [self.pane, self.map, self._right]

    def show_business(self, key: int) -> None:
        """Bring somebody out; who is not on the map has ties and ways all the same."""
        self.pane.search.set_value("")
        self._chosen = key
        self.pane.choose(key)
        self.map.choose(key)
        self.reload()

    def chosen(self) -> int:
        """Who is chosen; 0 for nobody."""
        return self._chosen

    def graph(self) -> Graph:
        """Who is on the map."""
        return self._graph

    def reload(self) -> None:
        """Ask again; who knows whom and where everybody stands is worked out elsewhere."""
        self._stale = False
        self._show_panel()
        self._context.tasks.run(self._look_up, done=self._take, key="network map", owner=self)

    def _look_up(self) -> tuple[Graph, Positions]:
        """The same people tied in the same way stand where they stood."""
        network, laid = self._context.services.network, self._laid
        graph = network.graph()
        if laid is not None and _same_shape(laid[0], graph):
            return graph, laid[1]
        return graph, network.layout(graph)

    def _take(self, found: tuple[Graph, Positions]) -> None:
        self._laid = found
        self._graph, at = found
        for node in self._graph.nodes:
            self._logo(node.logo)
        self.map.show_scene(scene_of(self._graph, at), self._logos)
        self._filter()
        self.map.choose(self._chosen)

    def changed(self, kinds: frozenset[Kind]) -> None:
        """Ties and associates are on the map."""
        if kinds & {Kind.NETWORK, Kind.BUSINESS}:
            self._stale = True
            if self.isVisible():
                self.reload()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """List and panel as wide as the window allows."""
        super().resizeEvent(event)
        now = theme()
        _, side, panel = next(row for row in _WIDTHS if self.width() >= now.px(row[0]))
        self.pane.setFixedWidth(now.px(side))
        self._right.setFixedWidth(now.px(panel))

    def minimumSizeHint(self) -> QSize:
        """List, map and panel in the smallest window."""
        return QSize(theme().px(640), theme().px(340))

    def _filter(self) -> None:
        words = fold(str(self.pane.search.value())).split()
        nodes = [
            node for node in self._graph.nodes if all(word in fold(node.name) for word in words)
        ]
        self.pane.show_rows(nodes, self._graph.total, searched=bool(words))
        if self._chosen:
            self.pane.choose(self._chosen)
        elif not words:
            self.pane.choose_first()

    def _look(self, node: Node) -> RowLook:
        known = f"knows {node.degree} here" if node.degree else "no ties noted"
        known = f"No associate · {known}" if node.outside else known
        pill = ("neutral", "lock", "Private") if node.private else None
        return RowLook(node.name, known, pill=pill, logo=self._logo(node.logo))

    def _logo(self, sha256: str) -> QPixmap | None:
        if sha256 and sha256 not in self._logos:
            picture = logo_pixmap(self._context.services.businesses.image(sha256))
            if picture is not None:
                self._logos[sha256] = picture
        return self._logos.get(sha256)

    def _pick(self, key: object) -> None:
        if isinstance(key, int) and key != self._chosen:
            self._chosen = key
            self.pane.choose(key)
            self.map.choose(key)
            self._show_panel()

    def _show_panel(self) -> None:
        names = {node.id: node.name for node in self._graph.nodes}
        name = names.get(self._chosen, "")
        if self._chosen and not name:
            name = self._name_of(self._chosen)
        self._right.setCurrentIndex(1 if name else 0)
        if name:
            self.name.setText(name)
            self.open.setAccessibleName(f"Open {name}")
            self.ties.show_business(self._chosen, name)
            self.way.show_business(self._chosen, name)

    def _name_of(self, key: int) -> str:
        """Somebody beyond the limit of the map; nobody when gone."""
        found = self._context.services.businesses.get(key)
        return "" if found.own else found.name

    def _add_somebody(self) -> None:
        """Anybody who is no associate."""
        dialog = SomebodyDialog(self._context, "", self.window())
        dialog.added.connect(lambda data: self.show_business(data.id))
        dialog.open()

    def _connect(self) -> None:
        self.pane.new_asked.connect(self._add_somebody)
        self._context.notifier.changed.connect(self.changed)
        self.pane.search_changed.connect(lambda _text: self._filter())
        self.pane.row_chosen.connect(self._pick)
        self.pane.row_opened.connect(self._open)
        self.map.chosen.connect(self._pick)
        self.map.opened.connect(self._open)
        self.ties.chosen.connect(self._pick)
        self.way.chosen.connect(self._pick)
        self.open.clicked.connect(lambda: self._open(self._chosen))

    def _open(self, key: object) -> None:
        if isinstance(key, int) and key:
            self._context.go(Link(Screen.ASSOCIATE, key))

    def _lay_out(self) -> None:
        self.panel.column.addLayout(row(wide(self.name), self.open))
        self.panel.add(self.ties, self.way)
        self._right.addWidget(EmptyState("Choose somebody to see who knows whom."))
        self._right.addWidget(self.panel)
        row(self.pane, wide(self._map_with_tools()), self._right, gap=0, of=self)

    def _map_with_tools(self) -> QGridLayout:
        """Zoom stands over a corner of the map."""
        grid = QGridLayout()
        grid.setContentsMargins(4, 16, 4, 16)
        grid.addWidget(self.map, 0, 0)
        holder = QWidget()
        tools = column(gap=4, pad=8, of=holder)
        for icon, name, act in (
            ("zoom-in", "Zoom in", lambda: self.map.zoom_by(1.25)),
            ("zoom-out", "Zoom out", lambda: self.map.zoom_by(0.8)),
            ("expand", "Show all", self.map.fit),
        ):
            tools.addWidget(IconButton(icon, name, act=act))
        corner = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        grid.addWidget(holder, 0, 0, corner)
        hint = Label("Arrows choose · + and − zoom · 0 shows all", "second", "text_2", wrap=True)
        hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        grid.addWidget(hint, 1, 0)
        grid.setRowStretch(0, 1)
        return grid


def _same_shape(one: Graph, other: Graph) -> bool:
    """Whether the same people are tied in the same way, so that they stand where they stood."""
    return _shape(one) == _shape(other)


def _shape(graph: Graph) -> tuple[frozenset[int], frozenset[tuple[int, int]]]:
    ids = frozenset(node.id for node in graph.nodes)
    return ids, frozenset((edge.a, edge.b) for edge in graph.edges)
