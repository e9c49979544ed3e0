"""What is said of a deal that was begun with another wording than the one that is here.

The checks of a draft and of a deal file show these findings. Nothing is taken over by itself, as a
new wording may change what the parties meant: the user decides, with one click.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ...domain.deal import Deal
from ...domain.findings import Edit, Finding, Fix, Place, Severity
from ...drafting.asking.answer_kinds import Shape
from ...drafting.asking.register import ROWS
from ...drafting.comparing.differences import told_answers
from ...drafting.templates.earlier import WordingStatus, other_versions
from ...drafting.templates.versions import news_since
from ..shared import words
from ..shared.dependencies import TemplateCatalogue

if TYPE_CHECKING:
    from ...drafting.templates.catalogue import Catalogue

EARLIER_WORDING, NEWER_WORDING = "wording-earlier", "wording-newer"
#: What the checks themselves say of a deal that names another version.
OTHER_VERSION = "other-template-version"
#: What the checks call own wording of a part that is not there.
_UNKNOWN = "rewording-unknown"
_PLACE = Place("The wording")
#: What leaving it empty means now, of ticks and of all else.
_MEANS_NONE = "From now on an empty list means none. Take the ticks away again if none is meant."
_MEANS_OPEN = "From now on what is left empty stays empty. Empty it again if that is meant."


def draft_findings(
    shelf: TemplateCatalogue, deal: Deal, once_empty: Sequence[str]
) -> tuple[Finding, ...]:
    """Of a stored draft: an error until the wording that is here was taken, then nothing."""
    match shelf.standing(deal):
        case WordingStatus.CURRENT:
            return ()
        case WordingStatus.NEWER:
            own = (_newer(shelf, deal, "This draft was begun"),)
        case _:
            own = (_earlier(shelf, deal),)
    return (*own, *_usual_until_now(shelf, deal, once_empty))


def file_findings(
    shelf: TemplateCatalogue, deal: Deal, once_empty: Sequence[str], unasked: Sequence[str]
) -> tuple[Finding, ...]:
    """Of a deal file, which is worded by what is here and stays as it is: a hint on what is new.

    `unasked` are the questions answered in it that this wording does not ask any more.
    """
    own: tuple[Finding, ...] = ()
    match shelf.standing(deal):
        case WordingStatus.NEWER:
            own = (_newer(shelf, deal, "The file was made"),)
        case WordingStatus.EARLIER:
            own = (_news_of_file(shelf, deal), *_unasked(unasked))
    return (*own, *_usual_until_now(shelf, deal, once_empty))


def said_of_then(
    shelf: TemplateCatalogue, deal: Deal, findings: tuple[Finding, ...]
) -> tuple[Finding, ...]:
    """Own words for a part that the earlier wording had are told as such, by its name."""
    if not any(finding.code == _UNKNOWN for finding in findings):
        return findings
    then = shelf.earlier(deal)
    return tuple(_gone(finding, deal, then) if then else finding for finding in findings)


def _gone(finding: Finding, deal: Deal, then: "Catalogue") -> Finding:
    if finding.code != _UNKNOWN or finding.mend is None:
        return finding
    index = finding.mend.edits[0].path[1]
    unit = then.units.get(deal.rewordings[int(index)].unit)
    if unit is None:
        return finding
    return replace(
        finding,
        message=f"This wording has no part “{unit.heading}” any more: your words go nowhere.",
        reason="If what they say still matters, make it a special term.",
        mend=Fix("take it out", (Edit(("rewordings", index), None),)),
    )


def named_and_here(shelf: TemplateCatalogue, deal: Deal, *, newer: bool = False) -> tuple[str, str]:
    """The version that a deal names and the one that is here, of whatever is earlier, or newer."""
    template, pack = shelf.template(deal.template), shelf.pack(deal)
    for one in other_versions(deal, template, pack):
        if one.newer is newer:
            return f"{one.of} {one.named}".strip(), f"{one.of} {one.here}".strip()
    return deal.template_version, template.version


def taking(shelf: TemplateCatalogue, deal: Deal) -> Fix:
    """The one click: the deal names the wording that is here."""
    template, pack = shelf.template(deal.template), shelf.pack(deal)
    edits = [Edit(("template_version",), template.version)]
    if deal.pack in ("", pack.id):
        edits.append(Edit(("pack_version",), pack.version))
    return Fix("take the new wording", tuple(edits))


def _earlier(shelf: TemplateCatalogue, deal: Deal) -> Finding:
    named, now = named_and_here(shelf, deal)
    return Finding(
        EARLIER_WORDING,
        Severity.ERROR,
        _PLACE,
        f"The wording is new since this draft was begun ({named}; now {now}). "
        "The pages show the new one.",
        "Nothing is offered in words that you have not seen. See what changes, then take it.",
        taking(shelf, deal),
    )


def _newer(shelf: TemplateCatalogue, deal: Deal, begun: str) -> Finding:
    named, now = named_and_here(shelf, deal, newer=True)
    own = taking(shelf, deal)
    return Finding(
        NEWER_WORDING,
        Severity.ERROR,
        _PLACE,
        f"{begun} with a newer wording ({named}) than this program has ({now}).",
        "Install the newer program to go on with it; here, what it asks beyond this is left out.",
        Fix(f"word it by {now}", own.edits),
    )


def _news_of_file(shelf: TemplateCatalogue, deal: Deal) -> Finding:
    template = shelf.template(deal.template)
    told = news_since(shelf.root, template.id, deal.template_version, template.version)
    named, now = named_and_here(shelf, deal)
    message = f"The file names wording {named}; the draft has {now}. {' '.join(told)}".strip()
    return Finding(EARLIER_WORDING, Severity.HINT, _PLACE, message)


def _unasked(labels: Sequence[str]) -> Iterator[Finding]:
    if labels:
        names = words.joined([f"“{label}”" for label in labels])
        message = f"This wording does not ask any more: {names}. The answers were left out."
        yield Finding("answers-unasked", Severity.HINT, _PLACE, message)


def _usual_until_now(
    shelf: TemplateCatalogue, deal: Deal, once_empty: Sequence[str]
) -> Iterator[Finding]:
    """Which answers were left empty when that meant the usual value; they still mean it."""
    left = [name for name in once_empty if name not in deal.answers]
    if not left:
        return
    template = shelf.template(deal.template)
    told = told_answers(shelf.catalogue(), deal)
    for name in left:
        section = template.section_of(name)
        question = template.question(name)
        if section is not None and question is not None and name in told:
            yield Finding(
                "answer-once-empty",
                Severity.HINT,
                Place(section.title, section=section.id, question=name),
                f"“{told[name].place}” was left empty, which meant the usual value."
                f" It still takes that: {told[name].words}.",
                _MEANS_NONE if ROWS[question.kind].shape is Shape.LIST else _MEANS_OPEN,
            )
