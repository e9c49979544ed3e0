"""Made once in a run, used often: pages and data folders, shared by the processes of the run.

Both live in the run's own temporary folder, so that nothing outlives the code that made it. The
page maker gives the same bytes for the same input; `tests/rendering` shows it without any of this.
"""

import fcntl
import hashlib
import io
import json
import os
import pickle
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, cast

import pytest

from microbiz_desktop.cli.main import main
from microbiz_desktop.domain.edition import Edition
from microbiz_desktop.domain.frozen import FrozenEdition
from microbiz_desktop.domain.plain import to_plain
from microbiz_desktop.domain.text import AgreementText
from microbiz_desktop.domain.verdicts import Report
from microbiz_desktop.evidence.expected import KeptHere
from microbiz_desktop.paths import resource
from microbiz_desktop.services.shared.dependencies import TemplateCatalogue
from microbiz_desktop.services.wiring import Services, build_services
from microbiz_desktop.storage.opening import open_database
from microbiz_desktop.worker import process
from microbiz_desktop.worker.process import ProcessWorker
from microbiz_desktop.worker.protocol import Rendered, Worker
from tests.builders import KeptWorker, StillClock, draft_of_three, offer_of_three, sign_all
from tests.in_process import InProcessWorker

T = TypeVar("T")


class Store:
    """Values and folders by name; who asks first makes them, the other process waits for it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(exist_ok=True)

    def value(self, kind: str, given: Any, make: Callable[[], T]) -> T:
        """What `make` gives, made once for each `given` (plain data)."""
        said = json.dumps(given, sort_keys=True, default=_named).encode()
        name = f"{kind}-{hashlib.sha256(said).hexdigest()}"
        path = self._made(name, lambda new: new.write_bytes(pickle.dumps(make())))
        return cast("T", pickle.loads(path.read_bytes()))

    def folder(self, name: str, make: Callable[[Path], object]) -> Path:
        """A folder that `make` fills once; work on copies of it."""
        return self._made(name, make)

    def _made(self, name: str, make: Callable[[Path], object]) -> Path:
        path = self._folder / name
        if not path.exists():
            with path.with_name(f"{name}.lock").open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                if not path.exists():
                    new = path.with_name(f"{name}.new")
                    make(new)
                    new.rename(path)
        return path


def _named(item: object) -> object:
    if isinstance(item, bytes):
        return {"sha256": hashlib.sha256(item).hexdigest()}
    raise TypeError(f"no plain data: {item!r}")


class RememberingWorker(KeptWorker):
    """Does each job for real, once in a run; not for tests that are about the work itself."""

    def __init__(self, worker: Worker, store: Store) -> None:
        super().__init__(worker)
        self._store = store
        self.render = self.render_once
        self.preview = self.preview_once
        self.guard = self.guard_once
        self.verify = self.verify_once

    def render_once(
        self, text: AgreementText, edition: Edition, logos: Mapping[str, bytes]
    ) -> Rendered:
        """The pages."""
        make = partial(self._worker.render, text, edition, logos)
        return self._store.value("render", [to_plain(text), to_plain(edition), dict(logos)], make)

    def preview_once(
        self, text: AgreementText, edition: Edition, logos: Mapping[str, bytes]
    ) -> Rendered:
        """The pages to look at."""
        make = partial(self._worker.preview, text, edition, logos)
        return self._store.value("preview", [to_plain(text), to_plain(edition), dict(logos)], make)

    def guard_once(
        self, pdf: bytes, text: AgreementText, edition: FrozenEdition
    ) -> tuple[str, ...]:
        """What speaks against keeping the pages."""
        make = partial(self._worker.guard, pdf, text, edition)
        return self._store.value("guard", [pdf, to_plain(text), to_plain(edition)], make)

    def verify_once(self, pdf: bytes, known: KeptHere) -> Report:
        """What the file is."""
        make = partial(self._worker.verify, pdf, known)
        return self._store.value("verify", [pdf, to_plain(known)], make)


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """One for all processes of this run."""
    base = tmp_path_factory.getbasetemp()
    return Store((base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "kept")


@pytest.fixture(scope="session")
def shelf() -> TemplateCatalogue:
    """The shipped templates, read once in a process."""
    return TemplateCatalogue(resource("templates", "agreements"))


@pytest.fixture(scope="session")
def warm_worker(store: Store) -> Worker:
    """One worker in this process whose pages are made once in a run."""
    return RememberingWorker(InProcessWorker(resource("templates", "agreements")), store)


@pytest.fixture(scope="session")
def worker_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worker]:
    """One process beside this one that does the work of many commands."""
    folder = tmp_path_factory.mktemp("worker")
    worker = ProcessWorker(resource("templates", "agreements"), data_dir=folder)
    yield worker
    worker.close()


@pytest.fixture
def begun_worker(worker_process: Worker) -> Iterator[None]:
    """Commands in this process find their worker begun: that takes longer than most of its work."""
    with _begun(worker_process):
        yield


@contextmanager
def _begun(worker: Worker) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(process, "ProcessWorker", lambda *_, **__: KeptWorker(worker))
        yield


Opener = Callable[[Path], Services]


@pytest.fixture(scope="session")
def open_at_start(warm_worker: Worker, shelf: TemplateCatalogue) -> Opener:
    """Opens services on a folder at the moment where every test begins; close them yourself."""

    def open_one(folder: Path) -> Services:
        return build_services(
            folder, clock=StillClock(), worker=KeptWorker(warm_worker), shelf=shelf
        )

    return open_one


@pytest.fixture(scope="session")
def fresh_folder(store: Store, open_at_start: Opener) -> Path:
    """A data folder at its very beginning; a copy of it is had sooner than a new one.

    How a new one is made is for `tests/storage` to show.
    """
    return store.folder("fresh", lambda new: open_at_start(new).close())


@pytest.fixture(scope="session")
def empty_folder(store: Store) -> Path:
    """The same for tests that know no services: a data folder with nothing but its database."""
    return store.folder("empty", lambda new: open_database(new, StillClock()).close())


@pytest.fixture(scope="session")
def draft_folder(store: Store, open_at_start: Opener) -> Path:
    """A data folder with agreement 1, a complete draft of three parties; work on a copy."""
    return store.folder("draft", lambda new: _filled(open_at_start(new), draft_of_three))


@pytest.fixture(scope="session")
def offered_folder(store: Store, open_at_start: Opener) -> Path:
    """The like with revision 1 of agreement 1 offered."""
    return store.folder("offered", lambda new: _filled(open_at_start(new), offer_of_three))


@pytest.fixture(scope="session")
def signed_folder(store: Store, open_at_start: Opener, offered_folder: Path) -> Path:
    """The same with everybody's sign-off on this screen."""

    def fill(new: Path) -> None:
        shutil.copytree(offered_folder, new)
        _filled(open_at_start(new), lambda services: sign_all(services, 1))

    return store.folder("signed", fill)


@dataclass(frozen=True, slots=True)
class Drafted:
    """What the command `draft` did: exit code, what it printed and complained, the file."""

    code: int
    printed: str
    complained: str
    out: str
    pdf: bytes


Drafter = Callable[[str], Drafted]


@pytest.fixture(scope="session")
def drafted(store: Store, worker_process: Worker) -> Drafter:
    """The command line's draft of a shipped sample deal, by the sample's name."""

    def of(sample: str) -> Drafted:
        with _begun(worker_process):
            return store.value("drafted", sample, partial(_drafted, sample))

    return of


#: When the kept drafts say that they were made.
MADE = ("--made", "2026-11-30T09:00:00+00:00")


def _drafted(sample: str) -> Drafted:
    deal, printed, complained = resource("resources", "sample"), io.StringIO(), io.StringIO()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "draft.pdf"
        with redirect_stdout(printed), redirect_stderr(complained):
            arguments = ["draft", str(deal / f"{sample}.toml"), *MADE, "--json"]
            code = main([*arguments, "--out", str(out)])
        pdf = out.read_bytes() if out.exists() else b""
    return Drafted(code, printed.getvalue(), complained.getvalue(), str(out), pdf)


@pytest.fixture(scope="session")
def demo_folder(store: Store) -> Path:
    """What the command `demo` makes, in `out`, and its data folder `data`; work on a copy."""

    def make(new: Path) -> None:
        with redirect_stdout(io.StringIO()):
            assert main(["--data-dir", str(new / "data"), "demo", "--out", str(new / "out")]) == 0

    return store.folder("demo", make)


def _filled(services: Services, act: Callable[[Services], object]) -> None:
    try:
        act(services)
    finally:
        services.close()
