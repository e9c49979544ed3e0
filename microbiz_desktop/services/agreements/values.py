"""An agreement as screens and commands get it: its row, its deal, what was compiled, its pages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ...domain.clock import Moment
from ...domain.deal import Deal
from ...domain.findings import Finding
from ...domain.states import AgreementState
from ...domain.text import AgreementText


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One row of the agreements list. `signed` of `expected` parties have signed off.

    `note` is a finished short line ("Open until 5 December", "Starts 30 November"); `left` is
    what is known to be left before an offer.
    """

    id: int
    title: str
    kind_title: str
    party_count: int
    state: AgreementState
    revision: int
    signed: int
    expected: int
    left: int
    note: str
    changed: Moment | None = None


@dataclass(frozen=True, slots=True)
class AgreementData:
    """An agreement as the studio opens it; `resume` is the section and question left last.

    `revision` is the number of the last offered revision (0: never offered); `project_id` 0: none;
    `started_from` the agreement whose deal was copied, or 0; `once_empty` the questions whose
    answer was emptied when that meant the usual value; `looked_at` the sections opened so far.
    """

    id: int
    version: int
    public_id: str
    title: str
    kind_title: str
    state: AgreementState
    revision: int
    deal: Deal
    resume: tuple[str, str] = ("", "")
    project_id: int = 0
    own_business_id: int = 0
    saved: Moment | None = None
    started_from: int = 0
    once_empty: tuple[str, ...] = ()
    looked_at: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SectionProgress:
    """How far one section of the interview is: answered of asked, and what is left there.

    `as_usual` says that nobody answered anything there: each answer is the one it begins with.
    """

    section: str
    title: str
    answered: int
    asked: int
    left: int
    as_usual: bool = False


@dataclass(frozen=True, slots=True)
class DraftView:
    """What compiling one version of a draft gave: text, findings, progress, and who gets what.

    `receives` is each party's sum in the worked example (party key, minor units), in party order;
    `shared` says for each question of shares which sum it shares out, minor units. `places` says
    for each question in which clauses or schedules (ids) its answer stands, so that the preview
    can follow the interview.
    """

    version: int
    text: AgreementText
    findings: tuple[Finding, ...]
    progress: tuple[SectionProgress, ...]
    receives: tuple[tuple[str, int], ...] = ()
    shared: Mapping[str, int] = field(default_factory=dict)
    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PageAnchor:
    """Where a clause stands: its id, page index from 0, top and bottom in points from the top.

    `left` and `right` are those of its column, 0 where they are not known.
    """

    id: str
    page: int
    top: float
    bottom: float
    left: float = 0.0
    right: float = 0.0


@dataclass(frozen=True, slots=True)
class Pages:
    """Rendered pages: the PDF bytes, how many pages, and where clauses stand."""

    pdf: bytes
    count: int
    anchors: tuple[PageAnchor, ...]


class RevisionLine(NamedTuple):
    """A revision in the list of them: number, day offered, fingerprint, and what became of it."""

    number: int
    offered_when: str
    fingerprint: str
    state: AgreementState


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference between two deals or two revisions, in plain words."""

    place: str
    before: str
    after: str
