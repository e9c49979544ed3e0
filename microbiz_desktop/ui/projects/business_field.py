"""A business in a row of a project: chosen from a short list, typed where the list is long."""

from microbiz_desktop.ui.forms.choice_field import ChoiceField
from microbiz_desktop.ui.forms.field import Field
from microbiz_desktop.ui.forms.more_fields import NameField
from microbiz_desktop.ui.runtime.context import Context

#: A drop-down of more is no help any more.
MOST = 200


class TypedBusiness(NameField):
    """As a cell: the value is the id as text, or None for a name that is not in the list."""

    def __init__(self, context: Context, name: str, known: dict[str, str]) -> None:
        """`known` are names by id, shared by the cells of a form: who is chosen comes in too."""
        super().__init__(context, name)
        self._known = known
        self._ids.update({title: int(key) for key, title in known.items()})
        self.finished.connect(self._say_problem)

    def value(self) -> str | None:
        """The id as text."""
        key, typed = self.named()
        if not key:
            return None
        self._known[str(key)] = typed
        return str(key)

    def set_value(self, value: object) -> None:
        """Show the name of an id."""
        key = str(value or 0)
        self.show_named(int(key), self._known.get(key, ""))

    def problem(self) -> str:
        """Only a business of the list can stand here."""
        typed = self.line.value()
        if not typed or self.value():
            return ""
        return f"“{typed}” is not in the contact list. Choose a name that is offered."

    def _say_problem(self) -> None:
        """A row without a business is not kept, which would be seen too late."""
        if problem := self.problem():
            self._context.messages.warn(problem)


class BusinessCells:
    """Makes the fields of one form: drop-downs, or lines to type in when the list is long."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.know({})

    def know(self, known: dict[str, str]) -> None:
        """Names by id that must be there: own businesses, who is in the project."""
        rows = self._context.services.businesses.rows(limit=MOST + 1)
        self._long = len(rows) > MOST
        self._names = known if self._long else known | {str(row.id): row.name for row in rows}

    def __call__(self, name: str) -> Field[object]:
        """The field of one cell, by its accessible name."""
        if self._long:
            return TypedBusiness(self._context, name, self._names)
        return ChoiceField(name, tuple(self._names.items()))
