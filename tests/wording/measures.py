"""Every wording measured: its grade, that of its summary, its length; the pages of the samples."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import floor

from microbiz_desktop.domain.text import AgreementText
from microbiz_desktop.drafting.compile import compile
from microbiz_desktop.drafting.dealfile.reader import load_deal_file
from microbiz_desktop.drafting.templates.catalogue import Catalogue
from microbiz_desktop.rendering.pdf import Renderer
from tests.builders_text import executed, offered
from tests.drafting.base_deal import KINDS
from tests.drafting.golden import SAMPLES
from tests.drafting.unit_goldens import Goldens, Wording, wordings
from tests.drafting.whole_deals import usual

from .readability import grade, parts_of, words_in

#: Grades: of each unit, of each summary, and the mean of all summaries.
UNIT_LIMIT, SUMMARY_LIMIT, SUMMARY_MEAN = 12.0, 10.0, 8.0

#: Words in the terms of each kind, with the usual answers; what counts for users are the pages
#: below. An associate agreement needs the most: it says what comes of every early end, and of money
#: then; secrets need words for who may use, see and keep them.
TERMS_LIMITS: Mapping[str, int] = {"joint-venture": 2250, "mutual-nda": 900, "associate": 2600}

#: Pages of an offered copy of each kind by the number of parties; the certificate is one more.
PAGE_LIMITS: Mapping[str, Mapping[int, int]] = {
    "joint-venture": {2: 8, 3: 8, 7: 11, 22: 16},
    "mutual-nda": {2: 3, 7: 5, 22: 9},
    "associate": {2: 7},
}

#: Pages of a certificate.
CERTIFICATE = 1

#: Units that make an agreement half a page longer than its limit says.
HALF_A_PAGE = ("building", "personal_data")

#: Units with a schedule or a long list of duties that make it a page longer.
WHOLE_PAGE = ("sealed_ideas", "associate_data")

#: Wordings above the limit, each with the reason why it stays; at most ten.
HARDER: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Measured:
    """A wording with its grades; of several ways to run the hardest."""

    name: str
    text: float
    summary: float
    words: int


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of an agreement: pages, the most it may have, and words in its terms."""

    name: str
    pages: int
    most: int
    words: int


class Measures:
    """What `make wording` prints and the tests hold to."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._goldens = [Goldens(catalogue, kind) for kind in KINDS]

    @cached_property
    def wordings(self) -> tuple[Measured, ...]:
        """Every alternative of every unit."""
        return tuple(
            self._measured(wording, goldens)
            for goldens in self._goldens
            for unit in goldens.units
            for wording in wordings(unit)
        )

    @cached_property
    def missing(self) -> list[str]:
        """Alternatives and branches that no golden shows."""
        assert self.wordings
        return [line for goldens in self._goldens for line in goldens.missing]

    def _measured(self, wording: Wording, goldens: Goldens) -> Measured:
        made = list(_ways(wording, goldens))
        return Measured(
            wording.name,
            max((grade(lines).value for lines, _ in made), default=0.0),
            max((grade([note]).value for _, note in made if note), default=0.0),
            max((words_in(lines) for lines, _ in made), default=0),
        )

    def lengths(self, kind: str = KINDS[0]) -> Mapping[str, int]:
        """Words of each unit of a kind with the usual answers."""
        _, text = self._goldens[KINDS.index(kind)].made(())
        lines = [line for clause in text.clauses for line in clause.subclauses]
        units = dict.fromkeys(line.unit for line in lines)
        return {u: words_in(parts_of(line for line in lines if line.unit == u)) for u in units}

    def copies(self, renderer: Renderer) -> Iterator[Copy]:
        """The executed copies of the samples."""
        for name in SAMPLES:
            made = load_deal_file(SAMPLES[name], self._catalogue)
            text = compile(self._catalogue, made.deal, "sample", 1).text
            pages = len(renderer.layout(text, executed(text), made.logos).pages)
            yield Copy(name, pages, most_pages(text) + CERTIFICATE, terms_length(text))

    def offers(self, renderer: Renderer) -> Iterator[Copy]:
        """An offer of each kind with the usual answers, by as many parties as each limit is for."""
        for kind, limits in PAGE_LIMITS.items():
            for count in limits:
                deal, logos = usual(self._catalogue, kind, count)
                text = compile(self._catalogue, deal, "usual", 1).text
                pages = len(renderer.layout(text, offered(), logos).pages)
                yield Copy(f"{kind}, {count}", pages, most_pages(text), terms_length(text))


def _ways(wording: Wording, goldens: Goldens) -> Iterator[tuple[list[str], str]]:
    """The sentences and the summary in each way the wording can run."""
    unit = wording.unit.id
    for settings in goldens.variants(wording):
        _, text = goldens.made(settings)
        lines = [s for clause in text.clauses for s in clause.subclauses if s.unit == unit]
        notes = [n.text for clause in text.clauses for n in clause.summaries if n.unit == unit]
        yield parts_of(lines), " ".join(notes)


def terms_length(text: AgreementText) -> int:
    """Words in the numbered clauses."""
    return words_in(parts_of(line for clause in text.clauses for line in clause.subclauses))


def most_pages(text: AgreementText) -> int:
    """The limit of an offer by as many parties; some units and a deed add to it."""
    limits = PAGE_LIMITS[text.kind]
    most = next(limit for count, limit in limits.items() if len(text.parties) <= count)
    units = {line.unit for clause in text.clauses for line in clause.subclauses}
    halves = text.deed + len(units.intersection(HALF_A_PAGE))
    return floor(most + len(units.intersection(WHOLE_PAGE)) + halves / 2)
