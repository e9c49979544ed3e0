"""What is said of altered, re-saved and printed copies: a fixed tenth here, all in `make soak`."""

import shutil
from collections.abc import Iterator

import pytest

from tests.kept import Store, store  # noqa: F401 - a fixture

from .alterations import ALTERATIONS
from .copies import FORGED, OWN, STRANGER, Copies, make
from .resaves import PRINTED, RESAVES
from .runner import Desk, Told, alterations, flips, forged, printed, resaves, tenth

#: Two copies are executed before the first of these tests; that takes its time on a busy machine.
#: A file that cannot be read is noted in the log.
pytestmark = [pytest.mark.timeout(600), pytest.mark.allow_logs]
#: The soak tries so many flipped bits on each copy.
FLIPS = 5_000
#: What takes longer, at a stranger's or on a copy of twenty-two parties, is tried on fewer.
HALF, FEW = 2, 7


@pytest.fixture(scope="session")
def copies(store: Store) -> Copies:  # noqa: F811 - the fixture
    """Two executed copies and the folder that keeps them, made once in a run."""
    return Copies(store.folder("tampering", make))


@pytest.fixture(scope="module")
def folder(copies: Copies, tmp_path_factory: pytest.TempPathFactory) -> Copies:
    """A folder of this process alone."""
    own = tmp_path_factory.mktemp("tampering") / "copies"
    shutil.copytree(copies.folder, own)
    return Copies(own)


@pytest.fixture(scope="module")
def here(folder: Copies, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Where the copies are kept."""
    with folder.own() as services:
        yield Desk(services, OWN, tmp_path_factory.mktemp("own") / "file.pdf")


@pytest.fixture(scope="module")
def elsewhere(folder: Copies, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Where nothing is kept."""
    with folder.stranger() as services:
        yield Desk(services, STRANGER, tmp_path_factory.mktemp("stranger") / "file.pdf")


def _untrue(told: Iterator[Told]) -> list[Told]:
    return [one for one in told if not one.true]


def test_there_are_enough_of_each() -> None:
    assert len(ALTERATIONS) >= 150
    assert len(RESAVES) >= 300 or not shutil.which("qpdf")
    assert len(PRINTED) >= 5


@pytest.mark.parametrize("name", tenth(ALTERATIONS))
def test_an_alteration_is_told_where_the_copy_is_kept(
    here: Desk, folder: Copies, name: str
) -> None:
    assert _untrue(alterations(here, folder.copy("two"), [name])) == []


@pytest.mark.parametrize("name", tenth(ALTERATIONS, 5)[::HALF])
def test_an_alteration_is_told_where_nothing_is_kept(
    elsewhere: Desk, folder: Copies, name: str
) -> None:
    assert _untrue(alterations(elsewhere, folder.copy("two"), [name])) == []


@pytest.mark.parametrize("name", tenth(ALTERATIONS, 3)[::FEW])
def test_an_alteration_of_a_large_copy_is_told(
    here: Desk, elsewhere: Desk, folder: Copies, name: str
) -> None:
    for desk in (here, elsewhere):
        assert _untrue(alterations(desk, folder.copy("many"), [name])) == []


@pytest.mark.parametrize("name", tenth(RESAVES), ids=str)
def test_a_copy_saved_again_is_said_to_be_so(here: Desk, folder: Copies, name: str) -> None:
    assert _untrue(resaves(here, folder.copy("two"), [name])) == []


@pytest.mark.parametrize("name", tenth(RESAVES, 7)[::FEW])
def test_a_copy_saved_again_agrees_with_itself(elsewhere: Desk, folder: Copies, name: str) -> None:
    assert _untrue(resaves(elsewhere, folder.copy("two"), [name])) == []


def test_nothing_is_said_of_a_printed_copy(here: Desk, folder: Copies) -> None:
    assert _untrue(printed(here, folder.copy("two"), list(PRINTED)[1:4:2])) == []


def test_a_copy_forged_by_another_key_is_not_ours(
    here: Desk, elsewhere: Desk, folder: Copies
) -> None:
    for desk in (here, elsewhere):
        assert _untrue(forged(desk, folder, list(FORGED)[:1])) == []


def test_no_flipped_bit_passes(here: Desk, folder: Copies) -> None:
    assert _untrue(flips(here, folder.copy("two"), 25)) == []


@pytest.mark.soak
@pytest.mark.parametrize("copy", ["two", "many"])
@pytest.mark.parametrize("view", [OWN, STRANGER])
def test_everything_is_told_truly(
    here: Desk, elsewhere: Desk, folder: Copies, copy: str, view: str
) -> None:
    desk, pdf = {OWN: here, STRANGER: elsewhere}[view], folder.copy(copy)
    assert _untrue(alterations(desk, pdf, ALTERATIONS)) == []
    assert _untrue(resaves(desk, pdf, RESAVES)) == []
    assert _untrue(printed(desk, pdf, PRINTED)) == []
    assert _untrue(forged(desk, folder)) == []


@pytest.mark.soak
@pytest.mark.parametrize("copy", ["two", "many"])
def test_no_flipped_bit_passes_at_all(here: Desk, folder: Copies, copy: str) -> None:
    assert _untrue(flips(here, folder.copy(copy), FLIPS)) == []
