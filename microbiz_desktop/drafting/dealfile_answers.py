"""Answers between their friendly form in a deal file and their plain data in a deal."""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from ..domain.dates import parse_day, parse_duration
from ..domain.formats import decimal_text
from ..domain.money import exponent
from .questions import ColumnSpec, Question

_NUMBER = re.compile(r"[-\u2212]?[0-9][0-9,\u00a0\u202f ]*(\.[0-9]+)?")
_SIGNS = re.compile(r"^([-\u2212]?)\s*(?:[A-Z]{3}|[£$€¥])\s*")
_LARGEST = 10**15


class Misfit(ValueError):
    """An answer that is not what its question asks for; the message says what it should be."""


def read_answer(question: Question, value: Any, currency: str) -> Any:
    """The plain data of one answer. Raises Misfit saying what it should be."""
    if question.kind == "rows":
        return [_row(question.columns, item, currency) for item in _listed(value)]
    if question.kind == "per_party":
        if not isinstance(value, Mapping):
            raise Misfit("should be a table with a line for each party")
        return {key: _party_row(question, item, currency) for key, item in value.items()}
    return _read_cell(question, value, currency)


def _listed(value: Any) -> Sequence[Any]:
    if not isinstance(value, list):
        raise Misfit("should be a list")
    return value


def _party_row(question: Question, value: Any, currency: str) -> Any:
    if len(question.columns) == 1 and not isinstance(value, Mapping):
        return _read_cell(question.columns[0], value, currency)
    row = _row(question.columns, value, currency)
    return row[question.columns[0].id] if len(question.columns) == 1 and row else row


def _row(columns: Sequence[ColumnSpec], value: Any, currency: str) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise Misfit("each line should be a table")
    known = {column.id: column for column in columns}
    for name in value:
        if name not in known:
            raise Misfit(f"“{name}” is not a column; columns are {', '.join(known)}")
    row = {}
    for name, item in value.items():
        try:
            row[name] = _read_cell(known[name], item, currency)
        except Misfit as error:
            raise Misfit(f"“{name}” {error}") from None
    return row


def _read_cell(spec: Question | ColumnSpec, value: Any, currency: str) -> Any:
    if spec.kind == "money":
        return money_from(value, currency)
    if spec.kind == "percentage":
        return percent_from(value)
    if spec.kind == "yes_no":
        return _typed(value, bool, "should be true or false")
    if spec.kind == "whole_number":
        if isinstance(value, bool):
            raise Misfit("should be a whole number")
        return _typed(value, int, "should be a whole number")
    if spec.kind in {"several_of", "several_parties"}:
        chosen = [_typed(item, str, "should be a list of texts") for item in _listed(value)]
        return [_option(spec, item) for item in chosen]
    text = _typed(value, str, "should be text")
    word = _option(spec, text)
    return _TEXTS[spec.kind](word) if spec.kind in _TEXTS else word


def _typed(value: Any, wanted: type, message: str) -> Any:
    if not isinstance(value, wanted):
        raise Misfit(message)
    return value


def _option(spec: Question | ColumnSpec, value: str) -> str:
    known = [option.value for option in spec.options]
    if known and value not in known:
        raise Misfit(f"“{value}” is not one of: {', '.join(known)}")
    return value


def _date(text: str) -> str:
    if parse_day(text) is None:
        raise Misfit(f"“{text}” is not a day; write it as 2026-11-30")
    return text


def _duration(text: str) -> str:
    length = parse_duration(text)
    if length is None:
        raise Misfit(f"“{text}” is not a length of time; write 14 days or 3 months")
    return length.to_text()


_TEXTS: Mapping[str, Callable[[str], str]] = {"date": _date, "duration": _duration}


def money_from(value: Any, currency: str) -> int:
    """Minor units of "14750.00", "£14,750" or 14750. Raises Misfit."""
    amount = _decimal(value, "a sum of money; write 14750.00")
    minor = amount.scaleb(exponent(currency))
    if minor != minor.to_integral_value():
        raise Misfit(f"“{value}” has more decimals than {currency} has")
    return _checked(int(minor))


def percent_from(value: Any) -> int:
    """Ten-thousandths of a percent of "42.5", "42.5 %" or 42.5. Raises Misfit."""
    text = value.replace("%", "").strip() if isinstance(value, str) else value
    share = _decimal(text, "a percentage; write 42.5").scaleb(4)
    if share != share.to_integral_value():
        raise Misfit(f"“{value}” has more than four decimals")
    return _checked(int(share))


def _decimal(value: Any, wanted: str) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise Misfit(f"should be {wanted}")
    if isinstance(value, str):
        bare = _SIGNS.sub(r"\1", value.strip())
        if not _NUMBER.fullmatch(bare):
            raise Misfit(f"“{value}” is not {wanted}")
        value = re.sub(r"[,\u00a0\u202f ]", "", bare).replace("\u2212", "-")
    try:
        number = Decimal(value)
    except InvalidOperation:
        raise Misfit(f"“{value}” is not {wanted}") from None
    if not number.is_finite() or abs(number) > _LARGEST:
        raise Misfit(f"“{value}” is not {wanted}")
    return number


def _checked(value: int) -> int:
    if abs(value) > _LARGEST:
        raise Misfit("is more than an agreement can hold")
    return value


def written_answer(question: Question, value: Any, currency: str) -> Any:
    """The friendly form of one answer."""
    if question.kind == "rows":
        return [
            _written_row(question.columns, r, currency) for r in value if isinstance(r, Mapping)
        ]
    if question.kind == "per_party":
        return {
            key: _written_row(question.columns, row, currency)
            if isinstance(row, Mapping)
            else _written(question.columns[0], row, currency)
            for key, row in value.items()
        }
    return _written(question, value, currency)


def _written_row(
    columns: Sequence[ColumnSpec], row: Mapping[str, Any], currency: str
) -> dict[str, Any]:
    known = {column.id: column for column in columns}
    return {
        name: _written(known[name], item, currency) if name in known else item
        for name, item in row.items()
        if item is not None
    }


def _written(spec: Question | ColumnSpec, value: Any, currency: str) -> Any:
    if isinstance(value, int) and not isinstance(value, bool):
        if spec.kind == "money":
            return decimal_text(value, currency)
        if spec.kind == "percentage":
            return f"{Decimal(value).scaleb(-4).normalize():f}"
    return list(value) if isinstance(value, tuple) else value
