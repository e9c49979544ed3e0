"""In which forms something leaves: one row a form, read by menus, commands and file dialogs."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What there is to say of one form: all that is shown of it stands here.

    `name` is its word in commands and in the record, `menu` what is chosen, `title` the head of
    the dialog that asks where to, if it is another; `kind` is what a file with this ending is.
    """

    name: str
    menu: str
    title: str = ""
    kind: str = "PDF"
    ending: str = "pdf"


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of an agreement: in which form, the suggested name of its file, its bytes.

    `agreement_id` is that of a copy whose saving is recorded; 0 for what is not frozen.
    """

    form: str
    file_name: str
    content: bytes
    agreement_id: int = 0

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bytes, as the record names them."""
        return hashlib.sha256(self.content).hexdigest()
