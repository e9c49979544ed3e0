"""The forms in which associates leave: one row a form, what is said of it and how it is made.

What makes a file is imported when one is made: menus and the command line read these rows at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..shared.forms import Form

if TYPE_CHECKING:
    from ...interchange.vcard_write import Version
    from .exports import Exports

Batches = Iterable[Sequence[int]]
Pieces = Callable[["Exports", Batches, bool], Iterator[bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactForm(Form):
    """A form of associates. `pieces` gives its bytes from ids, a batch at a time.

    `command` is its word on the command line, empty for pages; `private` says whether private
    fields may go along, `single` that it is of one associate and not of a list; `stem` begins the
    name of a file of several.
    """

    pieces: Pieces
    command: str = ""
    private: bool = False
    single: bool = False
    stem: str = "associates"


def _cards(version: Version) -> Pieces:
    def pieces(exports: Exports, batches: Batches, private: bool) -> Iterator[bytes]:
        from ...interchange.vcard_write import write_vcards

        for ids in batches:
            found = exports.contacts(ids, include_private=private, as_came=True)
            yield write_vcards(found, version, include_private=private)

    return pieces


def _table(exports: Exports, batches: Batches, private: bool) -> Iterator[bytes]:
    """All rows at once: how many columns there are shows only at the last one."""
    from ...interchange.csv_ours import write_csv

    found = (one for ids in batches for one in exports.contacts(ids, include_private=private))
    yield write_csv(found, include_private=private)


def _listing(exports: Exports, batches: Batches, _private: bool) -> Iterator[bytes]:
    from .printed import listing

    yield exports.pages(listing, batches)


def _labels(exports: Exports, batches: Batches, _private: bool) -> Iterator[bytes]:
    from .printed import labels

    yield exports.pages(labels, batches)


def _capability(exports: Exports, batches: Batches, _private: bool) -> Iterator[bytes]:
    from .printed import capability

    yield exports.pages(capability, batches, logo=True)


#: Every form of associates, in the order of the menus.
FORMS: Mapping[str, ContactForm] = {
    form.name: form
    for form in (
        ContactForm(
            name="vcard",
            command="vcard3",
            menu="Contact cards, 3.0 (for most programs)",
            title="Save as contact cards",
            kind="Contact cards, version 3.0",
            ending="vcf",
            private=True,
            pieces=_cards("3.0"),
        ),
        ContactForm(
            name="vcard4",
            command="vcard4",
            menu="Contact cards, 4.0",
            title="Save as contact cards",
            kind="Contact cards, version 4.0",
            ending="vcf",
            private=True,
            pieces=_cards("4.0"),
        ),
        ContactForm(
            name="csv",
            command="csv",
            menu="Table (CSV)",
            title="Save as a table",
            kind="Table",
            ending="csv",
            private=True,
            pieces=_table,
        ),
        ContactForm(
            name="list",
            menu="Printable list (PDF)",
            title="Save the list as PDF",
            pieces=_listing,
        ),
        ContactForm(
            name="labels",
            menu="Address labels (PDF)",
            title="Save address labels as PDF",
            stem="labels",
            pieces=_labels,
        ),
        ContactForm(
            name="sheet",
            menu="Capability sheet as PDF",
            title="Save the capability sheet as PDF",
            single=True,
            pieces=_capability,
        ),
    )
}
