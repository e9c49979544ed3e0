"""Everything that the program gives out as an agreement is PDF/A-3a and PDF/UA-1 at once."""

from collections.abc import Iterable, Sequence
from itertools import product
from pathlib import Path

import pytest

from microbiz_desktop.drafting.compile import compile as compile_deal
from microbiz_desktop.drafting.dealfile.reader import load_deal_file
from microbiz_desktop.drafting.templates.catalogue import load_catalogue
from microbiz_desktop.paths import resource
from microbiz_desktop.rendering.pdf import Renderer
from microbiz_desktop.services.shared.forms import Copy
from microbiz_desktop.services.wiring import Services, build_services
from tests.builders import KeptWorker, StillClock, fernhill, returned, sign, understand_all
from tests.builders_text import offered
from tests.drafting.base_deal import KINDS
from tests.drafting.pairs import PairRuns
from tests.in_process import InProcessWorker
from tests.kept import Drafter, drafted, store, worker_process  # noqa: F401 - fixtures
from tests.rendering.conftest import Fullest, Make, fullest, made, renderer  # noqa: F401 - fixtures

from . import probes, validator

pytestmark = pytest.mark.conformance

Case = tuple[int, str]
#: Samples that go the whole way, and pages by number of parties and standing: what the suite
#: validates of each, and what the soak does.
FEW = (("two-parties", "seven-parties"), ((2, "draft"), (3, "offered"), (22, "executed")))
ALL = (
    ("two-parties", "three-parties", "seven-parties", "twenty-two-parties"),
    tuple(product((2, 3, 7, 22), ("draft", "offered", "executed"))),
)


def _offer(services: Services, sample: str) -> int:
    catalogue = services.agreements.catalogue()
    read = load_deal_file(resource("resources", "sample", f"{sample}.toml"), catalogue)
    own = services.businesses.save(fernhill())
    draft = services.agreements.create_from_deal(read.deal, own.id)
    return services.offers.offer(draft.id, draft.version).id


def _sign_off(services: Services, agreement_id: int) -> None:
    """The first party on paper, everybody else on this screen."""
    room = services.signoffs.room(agreement_id)
    for number, party in enumerate(room.parties):
        understand_all(services, agreement_id, party.key, party.name)
        for person in party.signatories:
            if number:
                sign(services, agreement_id, party.key, person.name, person.capacity)
                continue
            returned(services, agreement_id, party.key, person.name, capacity=person.capacity)


def _copies(services: Services, sample: str) -> list[Copy]:
    agreement_id = _offer(services, sample)
    copies = [services.documents.copy(agreement_id, "offered")]
    _sign_off(services, agreement_id)
    copies.append(services.documents.copy(agreement_id, "sign-off sheet"))
    return [*copies, services.signoffs.execute(agreement_id)]


def _changes(services: Services) -> Copy:
    """What changed from an offer to the draft after it."""
    past = services.agreements.rows()[-1]
    draft = services.agreements.create_from(past.id)
    offer = services.offers.offer(draft.id, draft.version)
    again = services.offers.change_text(offer.id)
    services.agreements.answer(again.id, again.version, "pay_within", "21 days")
    return services.documents.copy(again.id, "changes as PDF")


def _draft_from_past(services: Services) -> Copy:
    past = services.agreements.rows()[-1]
    return services.documents.copy(services.agreements.create_from(past.id).id, "draft")


def _pages_of(made: Make, cases: Iterable[Case], folder: Path) -> list[Path]:  # noqa: F811 - the fixture
    files = []
    for count, standing in cases:
        files.append(folder / f"{count}-{standing}.pdf")
        files[-1].write_bytes(made(count, standing)[2].pdf)
    return files


def _every_kind(fullest: Fullest, folder: Path) -> list[Path]:  # noqa: F811 - the fixture
    """A copy of each kind of agreement, with as many options as go together."""
    files = [folder / f"{kind}.pdf" for kind in KINDS]
    for path in files:
        path.write_bytes(fullest(path.stem)[2].pdf)
    return files


@pytest.mark.timeout(900)
@pytest.mark.allow_logs  # WeasyPrint says what it misses in the probes
@pytest.mark.parametrize(("samples", "cases"), [FEW, pytest.param(*ALL, marks=pytest.mark.soak)])
def test_all_that_is_given_out_conforms_and_bad_files_do_not(
    samples: Sequence[str],
    cases: Sequence[Case],
    data_dir: Path,
    tmp_path: Path,
    drafted: Drafter,  # noqa: F811 - the fixture
    made: Make,  # noqa: F811 - the fixture
    fullest: Fullest,  # noqa: F811 - the fixture
) -> None:
    """All in one start of the engine, which takes longer than any file."""
    validator.require()
    known = probes.probes(tmp_path)
    files = _of_samples(samples, data_dir, tmp_path, drafted)
    files += [*_pages_of(made, cases, tmp_path), *_every_kind(fullest, tmp_path)]
    results = validator.validate([*known, *files])
    probes.assert_told_apart(results[: 2 * len(known)])
    assert validator.complaints(results[2 * len(known) :]) == ""


@pytest.mark.soak
@pytest.mark.parametrize("kind", KINDS)
def test_every_option_of_every_kind_conforms(
    tmp_path: Path,
    renderer: Renderer,  # noqa: F811 - the fixture
    kind: str,
) -> None:
    runs = PairRuns(load_catalogue(resource("templates", "agreements")), kind)
    files = []
    for number, settings in enumerate(runs.singles()):
        text = compile_deal(runs.catalogue, runs.base.deal(settings), "soak", 1).text
        named = "-".join(f"{name}-{state}" for name, state in settings)
        files.append(tmp_path / f"{number}-{named}.pdf")
        files[-1].write_bytes(renderer.render(text, offered(), {}).pdf)
    assert validator.complaints(validator.validate(files, timeout=3600)) == ""


def _of_samples(
    samples: Sequence[str], data_dir: Path, tmp_path: Path, draft: Drafter
) -> list[Path]:
    worker = InProcessWorker(resource("templates", "agreements"))
    paths = []
    for sample in samples:
        services = build_services(data_dir / sample, clock=StillClock(), worker=KeptWorker(worker))
        try:
            copies = _copies(services, sample)
            if sample == samples[0]:
                copies += [_changes(services), _draft_from_past(services)]
            for copy in copies:
                path = tmp_path / f"{sample}-{copy.form}.pdf"
                paths.append(services.documents.save_copy(copy, path))
        finally:
            services.close()
        command = draft(sample)
        assert command.pdf, command.complained
        paths.append(tmp_path / f"{sample}-command.pdf")
        paths[-1].write_bytes(command.pdf)
    assert len(paths) == 4 * len(samples) + 2
    return paths
