"""The measure of readability counts as a reader hears."""

import pytest

from .readability import Grade, grade
from .syllables import by_rule, exceptions, syllables

HEARD = {
    "loss": 1, "worked": 1, "years": 1, "makes": 1, "signed": 1, "courts": 1, "real": 1,
    "client": 2, "business": 2, "agreed": 2, "parties’": 2, "party’s": 2, "income": 2, "quiet": 2,
    "people": 2, "table": 2, "title": 2, "notice": 2, "safety": 2, "using": 2, "someone": 2,
    "milestones": 2, "payment": 2, "needed": 2, "costs": 1, "rises": 2, "lasted": 2, "owes": 1,
    "agreement": 3, "together": 3, "supplier": 3, "employee": 3, "serious": 3, "statement": 2,
    "everybody": 4, "material": 4, "seriously": 4, "insurance": 3, "negotiate": 4, "area": 3,
    "deliverable": 5, "confidential": 4, "confidentiality": 7, "liability": 5, "mediation": 4,
    "arbitration": 4, "fit-out": 2, "e-mail": 2, "14": 1, "£12,000.00": 1, "café": 2, "royalty": 3,
    "co-owner": 3, "percentages": 4, "proportion": 3, "schedule": 2, "signature": 3, "cause": 1,
    "causes": 2, "edges": 2, "changes": 2, "services": 3, "licence": 2, "licences": 3, "lead": 1,
    "whole": 1, "wholly": 2, "people’s": 2, "insolvency": 4, "guarantee": 3,
    "negligence": 3, "reasonable": 4, "equally": 3, "separate": 3, "written": 2, "quality": 3,
}  # fmt: skip


@pytest.mark.parametrize(("word", "count"), HEARD.items())
def test_syllables_are_those_one_hears(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_table_holds_only_what_the_rule_gets_wrong() -> None:
    assert [word for word, count in exceptions().items() if by_rule(word) == count] == []


def test_the_grade_is_that_of_flesch_and_kincaid() -> None:
    assert Grade(1, 10, 15).value == 6.0  # 0.39 * 10 + 11.8 * 1.5 - 15.59
    assert grade(["The cat sat on the mat. It was glad."]).sentences == 2
    assert grade(["The cat sat on the mat. It was glad."]).words == 9


def test_items_are_sentences_and_references_end_none() -> None:
    assert grade(["Each party must:", "start on time;", "tell the client."]).sentences == 3
    assert grade(["Clause 6.3 and Schedule B say so. See clause 5.1."]).sentences == 2
    assert grade(["It pays £12,000.00 within 14\u00a0days."]).words == 6


def test_hard_words_and_long_sentences_are_worse() -> None:
    plain = grade(["Each party pays its own costs. The rest is shared."]).value
    hard = grade(["Each participating organisation assumes responsibility for expenditure."]).value
    assert hard > plain + 10
