"""What a PDF is: its data, its structure and its pages, each compared with what they must be.

Nothing here calls a file verified: that is said of the very bytes alone, by who keeps them. Any
doubt, limit or fault on the way ends in "cannot tell", with the reason.
"""

import logging
from collections.abc import Callable, Iterable

import pikepdf

from ..domain.edition import Attachment, Edition
from ..domain.frozen import FrozenEdition, pictures_of, thaw
from ..domain.verdicts import ChangedPage, Compared, CopyClaim, Outcome, Report
from ..evidence import allowed
from ..evidence.carried import Carried, Doubt, carried, opened
from ..evidence.derive import AGREEMENT, LEDGER
from ..evidence.expected import KeptHere, data_problems, other_here
from ..evidence.structure import compared
from ..evidence.verify import cannot_tell, described, notes
from ..rendering.comparing.page_comparison import PageDifference, differing_pages, ink_differences
from ..rendering.reading.extract import Extract, extract
from ..rendering.reading.readback import compare
from .named import named

_log = logging.getLogger(__name__)
#: Above this a file is not one of ours (offer and evidence included).
LARGEST = 80 * 1024 * 1024
#: How far glyphs of a fresh rendering may lie apart, in points, and patches, in pixels.
_POINTS, _PIXELS = 0.2, 2

#: Makes the pages of a frozen edition anew, or None where other versions set pages here.
Fresh = Callable[[Carried], bytes | None]


def look(pdf: bytes) -> CopyClaim:
    """Which copy the file claims to be. Never raises for a file: an empty look is an answer."""
    try:
        with opened(pdf) as document:
            copy = carried(document)
    except Doubt:
        return CopyClaim()
    except (MemoryError, RecursionError):
        raise
    except Exception as error:
        _log.info("A file could not be looked at (%s)", type(error).__name__)
        return CopyClaim()
    return CopyClaim(copy.text.agreement_id, copy.text.revision, copy.executed)


def verify(pdf: bytes, known: KeptHere, fresh: Fresh) -> Report:
    """Compare the file with what is kept here, else with what it must be by itself."""
    if len(pdf) > LARGEST:
        return cannot_tell("The file is larger than any agreement of ours.")
    try:
        with opened(pdf) as document:
            copy = carried(document)
            return _Check(pdf, document, copy, known).verdict(fresh)
    except Doubt as doubt:
        return cannot_tell(str(doubt))
    except pikepdf.PdfError:
        return cannot_tell("The file is damaged: a part of it cannot be read.")
    except (MemoryError, RecursionError):
        raise
    except Exception as error:
        _log.exception("A file could not be checked")
        return cannot_tell(f"Something in the file could not be checked ({type(error).__name__}).")


class _Check:
    """One file on its way to a verdict: what was found is gathered, then weighed once."""

    def __init__(self, pdf: bytes, document: pikepdf.Pdf, copy: Carried, known: KeptHere) -> None:
        self._pdf, self._document, self._copy, self._known = pdf, document, copy, known
        self._problems: list[str] = []
        self._doubts: list[str] = []
        self._pages: tuple[ChangedPage, ...] = ()
        self._compared = Compared.NO

    def verdict(self, fresh: Fresh) -> Report:
        """Weigh it: a certain difference, then a doubt, then what was compared with what."""
        if not self._copy.text.revision:
            raise Doubt(
                "This is a draft: it was never offered, so there is nothing to compare it with."
            )
        steps = self._against_kept if self._known.pdf else self._by_itself
        steps(fresh)
        said = dict.fromkeys((*self._problems, *(page.words for page in self._pages)))
        outcome = self._outcome(bool(said))
        return Report(
            outcome=outcome,
            details=(*said, *self._doubts),
            notes=notes(self._copy),
            compared=self._compared,
            pages=self._pages,
            facts=described(self._copy),
        )

    def _outcome(self, differs: bool) -> Outcome:
        if differs:
            return Outcome.CHANGED
        if self._doubts:
            return Outcome.CANNOT_TELL
        return Outcome.RESAVED if self._compared is Compared.KEPT else Outcome.AGREES

    def _against_kept(self, fresh: Fresh) -> None:
        """Everything of the kept file, compared with its like."""
        del fresh
        kept = self._known.pdf
        with opened(kept) as document:
            ours = carried(document)
            self._problems += _exchanged(ours, self._copy)
            self._try(lambda: self._structure(document))
            self._try(lambda: self._words(extract(document)))
        self._see(lambda: differing_pages(kept, self._pdf), Compared.KEPT)

    def _by_itself(self, fresh: Fresh) -> None:
        """What follows from text and record, then pages made anew, else ink alone."""
        self._problems += other_here(self._copy, self._known)
        self._problems += data_problems(self._copy)
        self._try(self._own_words)
        made = self._made_anew(fresh)
        if made is None:
            self._try(self._allowed)
            self._see(lambda: ink_differences(self._pdf), Compared.INK)
            if not (self._problems or self._pages or self._doubts):
                self._doubts.append(_NOT_COMPARED)
            return
        with opened(made) as document:
            self._try(lambda: self._structure(document, _POINTS))
        self._see(lambda: differing_pages(made, self._pdf, _PIXELS), Compared.FRESH)

    def _made_anew(self, fresh: Fresh) -> bytes | None:
        """Nothing to make anew when the data do not hold together already."""
        if self._copy.edition is None or self._problems:
            return None
        return fresh(self._copy)

    def _structure(self, expected: pikepdf.Pdf, tolerance: float = 0) -> None:
        certain, perhaps = compared(expected, self._document, tolerance=tolerance)
        self._problems += certain
        self._doubts += perhaps

    def _allowed(self) -> None:
        self._problems += allowed.problems(self._document, named(self._copy.text))

    def _words(self, due: Extract) -> None:
        found = extract(self._document)
        if (found.tagged, found.untagged) == (due.tagged, due.untagged):
            return
        lines = compare(found, self._copy.text, _edition(self._copy))
        self._problems += lines or (_OTHER_WORDS,)

    def _own_words(self) -> None:
        self._problems += compare(extract(self._document), self._copy.text, _edition(self._copy))

    def _see(self, look_at: Callable[[], Iterable[PageDifference]], how: Compared) -> None:
        """Pages as pictures; what cannot be drawn was not compared."""
        before = len(self._doubts)
        self._try(lambda: self._take(look_at()))
        if len(self._doubts) == before:
            self._compared = how

    def _take(self, pages: Iterable[PageDifference]) -> None:
        self._pages = tuple(ChangedPage(p.page, p.words, p.expected, p.found) for p in pages)

    def _try(self, step: Callable[[], None]) -> None:
        """A fault in reading pages is a doubt, and takes nothing away from what was found."""
        try:
            step()
        except (MemoryError, RecursionError):
            raise
        except Doubt as doubt:
            self._doubts.append(str(doubt))
        except Exception as error:
            _log.info("The pages of a file could not be read (%s)", type(error).__name__)
            self._doubts.append(f"{_UNREAD} ({type(error).__name__}).")


_UNREAD = "The pages of this file could not be read or drawn, so they were not compared"
_OTHER_WORDS = "The words of the pages are not those of the file kept here."
_NOT_COMPARED = (
    "The pages could not be compared with what they should look like: no copy of this file is kept "
    "here, and it was not made by exactly this version of the program."
)


def _edition(copy: Carried) -> Edition | None:
    return thaw(copy.edition) if copy.edition is not None else None


def _exchanged(ours: Carried, theirs: Carried) -> list[str]:
    """Attached files that are not those of the kept file, byte for byte."""
    problems = list(theirs.problems)
    problems += [f"The file “{n}” was taken out." for n in ours.files if n not in theirs.files]
    for name, content in theirs.files.items():
        if name not in ours.files:
            problems.append(f"The file “{name}” was added.")
        elif content != ours.files[name]:
            problems.append(_OTHER.get(name, f"The file “{name}” in it was exchanged."))
    return problems


_OTHER = {
    AGREEMENT: "This is not the text that was offered.",
    LEDGER: "The record in the file is not the one kept here.",
}


def to_print(copy: Carried, edition: FrozenEdition) -> tuple[Edition, dict[str, bytes]]:
    """The edition to print again, with the files the copy carries, and its logos."""
    files = tuple(
        Attachment(f.name, copy.files[f.name], f.mime, f.description, f.relationship)
        for f in copy.listed
    )
    return thaw(edition, files), pictures_of(edition)
