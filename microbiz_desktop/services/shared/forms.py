"""In which forms something leaves: one row a form, read by menus, commands and file dialogs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What there is to say of one form: all that is shown of it stands here.

    `name` is its word in commands and in the record, `menu` what is chosen, `title` the head of
    the dialog that asks where to; `kind` is what a file with this ending is called.
    """

    name: str
    menu: str
    title: str
    kind: str = "PDF"
    ending: str = "pdf"
