"""`agreements spokes`: what it makes, says and refuses, and that it makes all or none."""

import json
from pathlib import Path

import pytest

from microbiz_desktop.services.wiring import build_services
from tests.kept import begun_worker, worker_process  # noqa: F401 - fixtures
from tests.services.test_spokes import team_of_three
from tests.test_cli import Run, run  # noqa: F401 - fixture

pytestmark = pytest.mark.usefixtures("begun_worker")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder with a project and its team."""
    folder = tmp_path / "home"
    services = build_services(folder)
    team_of_three(services)
    services.close()
    return folder


def rows(home: Path) -> int:
    """How many agreements there are."""
    services = build_services(home)
    try:
        return services.agreements.count()
    finally:
        services.close()


def test_it_makes_one_for_each_and_says_what_is_left(home: Path, run: Run) -> None:  # noqa: F811 - fixture
    out = home.parent / "out"
    code, printed, complained = run(
        *("--data-dir", home, "agreements", "spokes", "harbour lane café"),
        *("--out", out, "--json"),
    )
    told = json.loads(printed)
    assert (code, complained, told["made"]) == (1, "", 2)
    assert [one["with"] for one in told["agreements"]] == ["Northlight Film", "Whitcombe Joinery"]
    assert all(one["left"] for one in told["agreements"])
    files = sorted(path.name for path in out.iterdir())
    assert files == [
        "Harbour Lane café film and photography, associate agreement, draft.pdf",
        "Harbour Lane café joinery, associate agreement, draft.pdf",
    ]


def test_it_makes_those_that_are_named(home: Path, run: Run) -> None:  # noqa: F811 - fixture
    code, printed, _ = run(
        *("--data-dir", home, "agreements", "spokes", "Harbour Lane café"),
        *("--of", "whitcombe joinery"),
    )
    assert code == 1
    assert "with Whitcombe Joinery" in printed
    assert "Northlight" not in printed
    assert rows(home) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("Nowhere",), "There is no project called “Nowhere”."),
        (("Harbour Lane café", "--of", "Nobody"), "“Nobody” is not in the team."),
        (
            ("Harbour Lane café", "--of", "Northlight Film", "Nobody"),
            "“Nobody” is not in the team.",
        ),
        (("Harbour Lane café", "--kind", "barter"), "That kind is not made for each member."),
    ],
)
def test_it_refuses_in_a_sentence_and_makes_none(
    home: Path,
    run: Run,  # noqa: F811 - fixture
    arguments: tuple[str, ...],
    said: str,
) -> None:
    code, _, complained = run("--data-dir", home, "agreements", "spokes", *arguments)
    assert code == 2
    assert said in complained
    assert rows(home) == 0
