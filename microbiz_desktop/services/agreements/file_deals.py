"""A deal file as it was meant: one that names an earlier wording is read with that."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ...domain.deal import Answer, Deal, frozen
from ...domain.errors import BadInput, MicrobizError
from ...domain.findings import Finding
from ...drafting.asking.questions import is_answered
from ...drafting.dealfile.reader import ReadDeal, read_deal_file
from ...drafting.templates.catalogue import Catalogue
from ...drafting.templates.earlier import WordingStatus, empty_meant_usual, folder_of
from ...drafting.templates.toml_source import parse_toml
from ..shared.dependencies import TemplateCatalogue


@dataclass(frozen=True, slots=True)
class FileDeal:
    """What a file gives, and what of it was put right for the wording that is here.

    `notes` are what its reading decided; `once_empty` are ids of questions left empty when that
    meant the usual value; `unasked` the words of questions that are answered in the file and not
    asked any more.
    """

    deal: Deal
    logos: Mapping[str, bytes]
    notes: tuple[Finding, ...] = ()
    once_empty: tuple[str, ...] = ()
    unasked: tuple[str, ...] = ()


def read_as_meant(shelf: TemplateCatalogue, text: str, path: Path) -> FileDeal:
    """Read a deal file. Raises BadInput naming the line."""
    named = _named(text, path.name)
    standing = _standing(shelf, named)
    then = shelf.earlier(named) if standing is WordingStatus.EARLIER else None
    try:
        read = read_deal_file(text, path.name, then or shelf.catalogue(), path.parent)
    except BadInput as error:
        if standing is WordingStatus.NEWER:
            error.hint = (
                f"The file names wording {named.template_version}, which is newer than the one "
                "here. Install the newer program."
            )
        raise
    return _put_right(shelf, read, then) if then else FileDeal(read.deal, read.logos, read.notes)


def _named(text: str, name: str) -> Deal:
    """Template and version as the file names them; nothing where that is no text."""
    try:
        data = parse_toml(text, name).data
    except MicrobizError:
        return Deal("")  # the reader says what is wrong, with the line
    template, version = (data.get(key) for key in ("template", "template_version"))
    if not (isinstance(template, str) and isinstance(version, str)):
        return Deal("")
    return Deal(template, version)


def _standing(shelf: TemplateCatalogue, named: Deal) -> WordingStatus:
    if named.template not in shelf.catalogue().templates:
        return WordingStatus.CURRENT
    return shelf.standing(named)


def _put_right(shelf: TemplateCatalogue, read: ReadDeal, then: Catalogue) -> FileDeal:
    deal, old, now = read.deal, then.template(read.deal), shelf.template(read.deal.template)
    folder = folder_of(shelf.root, deal.template, deal.template_version)
    usual = folder is not None and empty_meant_usual(folder)
    emptied, unasked = [], []
    kept: dict[str, Answer] = {}
    for name, value in deal.answers.items():
        question = old.question(name)
        if usual and question and is_answered(question.default) and not is_answered(value):
            emptied.append(name)
        elif question and now.question(name) is None:
            unasked.append(question.label)
        else:
            kept[name] = value
    right = replace(deal, answers=frozen(kept))
    return FileDeal(right, read.logos, read.notes, tuple(emptied), tuple(unasked))
