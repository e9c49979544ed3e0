"""What a click does, and where there is none; and what a finding says of several parties."""

from dataclasses import replace

import pytest

from microbiz_desktop.domain.deal import Deal, PersonSnapshot
from microbiz_desktop.drafting.asking.questions import Question
from microbiz_desktop.drafting.templates.catalogue import Catalogue

from .test_checks import answers, changed_questions, found, party, special, with_flags


def test_no_click_chooses_what_the_template_does_not_offer(
    catalogue: Catalogue, sample: Deal
) -> None:
    def without(question: Question) -> Question:
        kept = tuple(o for o in question.options if o.value not in {"none", "simple"})
        return replace(question, options=kept, default=None, usual=None)

    strict = changed_questions(with_flags(catalogue, restraints_void=True, deed=False), without)
    deal = answers(execution="deed", non_solicit="introduced")(sample)
    for code in ("no-deed-here", "restraint-void"):
        (finding,) = found(strict, deal, code)
        assert finding.mend is None


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        ("Prior to tea they talk.", "Before tea they talk."),
        ("They talk prior to tea.", "They talk before tea."),
        ("A letter is deemed received.", None),
        ("Any loss whatsoever is told.", None),
    ],
)
def test_a_hard_word_is_replaced_only_where_a_sentence_comes_of_it(
    catalogue: Catalogue, sample: Deal, written: str, mended: str | None
) -> None:
    (finding,) = found(catalogue, special("Pace", written)(sample), "hard-word")
    edits = finding.mend.edits if finding.mend else ()
    assert [edit.value for edit in edits] == ([mended] if mended else [])


def test_one_address_of_two_parties_names_each_once(catalogue: Catalogue, sample: Deal) -> None:
    person = PersonSnapshot("Eilidh", may_sign=True, email="HELLO@fernhill.example")
    deal = party(1, email="hello@fernhill.example", people=(person,))(sample)
    (finding,) = found(catalogue, deal, "one-address")
    names = f"{sample.parties[0].name} and {sample.parties[1].name} have one"
    assert finding.message.startswith(names)
