"""`kinds`: what there is, what it is for, and what some answers come to."""

import json
from collections.abc import Callable

import pytest

from microbiz_desktop.cli.main import BAD_INPUT, FINE, NOT_FINE, main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `kinds` in this process: exit code, what was printed, what was complained."""

    def call(*arguments: str) -> tuple[int, str, str]:
        code = main(["kinds", *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def test_each_kind_is_a_line(run: Run) -> None:
    code, printed, complained = run()
    assert (code, complained) == (FINE, "")
    lines = printed.splitlines()
    assert [line.partition(":")[0] for line in lines] == [
        "associate",
        "joint-venture",
        "mutual-nda",
    ]
    assert lines[0] == (
        "associate: Associate agreement, 2 parties. "
        "You hold the client, and another business does a part of the work for you."
    )
    assert ", 2 to 22 parties. " in lines[1]


def test_each_kind_is_an_object(run: Run) -> None:
    code, printed, _ = run("--json")
    told = json.loads(printed)
    assert (code, told["found"], set(told)) == (FINE, 3, {"found", "kinds"})
    assert told["kinds"][0] == {
        "id": "associate",
        "title": "Associate agreement",
        "use_when": "You hold the client, and another business does a part of the work for you.",
        "parties": {"from": 2, "to": 2},
        "shapes": ["hub-and-spoke"],
        "usual": False,
    }


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (
            ("--about", "work", "--client", "mine", "--money", "paid"),
            *(FINE, "Recommended: Associate agreement, hub and spoke. One business has the client"),
        ),
        (("--about", "work"), FINE, "Still to answer: --client: Who has the client’s contract"),
        (("--client", "mine"), FINE, "Still to answer: --about: What is it about? work, talk"),
        (("--about", "talk", "--secret", "no"), NOT_FINE, "None of these is for that."),
        (("--about", "pass-on", "--way", "refer"), FINE, "No agreement: a referral card"),
        (("--about", "pass-on", "--way", "decline"), FINE, "No agreement: a note that declines"),
        (
            ("--about", "talk", "--secret", "yes", "--money", "paid"),
            *(FINE, "Not asked for that: --money."),
        ),
    ],
)
def test_answers_come_to_a_kind_or_to_what_is_still_asked(
    run: Run, arguments: tuple[str, ...], code: int, said: str
) -> None:
    got, printed, complained = run(*arguments)
    assert (got, complained) == (code, "")
    assert said in printed


def test_the_same_as_an_object(run: Run) -> None:
    code, printed, _ = run("--json", "--about", "work", "--client", "mine", "--money", "shared")
    told = json.loads(printed)
    why = told["recommended"].pop("why")
    assert (code, told["recommended"], told["not_asked"]) == (
        FINE,
        {
            "kind": "joint-venture",
            "shape": "round-table",
            "also": [],
            "instead": None,
            "still_to_answer": [],
        },
        [],
    )
    assert why.startswith("You do one piece of work together")
    code, printed, _ = run("--json", "--about", "talk", "--secret", "no")
    assert (code, json.loads(printed)["recommended"]["kind"]) == (NOT_FINE, None)
    code, printed, _ = run("--json", "--about", "pass-on", "--way", "decline", "--money", "paid")
    told = json.loads(printed)
    assert (told["recommended"]["instead"], told["not_asked"]) == ("note", ["money"])


def test_an_answer_that_nobody_can_give_is_refused_in_a_sentence(run: Run) -> None:
    code, printed, complained = run("--money", "lots")
    assert (code, printed) == (BAD_INPUT, "")
    assert "'shared', 'paid', 'none'" in complained
