"""Write a deal as a deal file, so that reading it gives the same deal back."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from ...domain.deal import Deal, thawed
from ...domain.plain import to_plain
from ..asking.printing import manner_of
from ..asking.register import write_answer
from ..templates.catalogue import Catalogue

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_INSISTED = frozenset({"key", "legal_name", "name", "title", "heading", "text", "unit"})
_BARE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")


def write_deal_file(deal: Deal, catalogue: Catalogue) -> str:
    """The deal in TOML. A logo is written as `<its SHA-256>.png`: save the pictures beside it."""
    head = {
        key: value
        for key in ("template", "template_version", "pack", "pack_version", "title", "currency")
        if (value := getattr(deal, key))
    }
    parts = [*_table("", head), *_table("project", _given(deal.project, "deliverables"))]
    parts += _entries("project.deliverables", deal.project.deliverables)
    for party in deal.parties:
        named = replace(party, logo=f"{party.logo}.png") if party.logo else party
        parts += ["", "[[parties]]", *_lines(_given(named, "people", "insurance"))]
        parts += _entries("parties.people", party.people)
        parts += _entries("parties.insurance", party.insurance)
    parts += _answers(deal, catalogue)
    parts += _entries("special_terms", deal.special_terms)
    parts += _entries("rewordings", deal.rewordings)
    return "\n".join(parts).strip() + "\n"


def _entries(name: str, items: Iterable["DataclassInstance"]) -> Iterator[str]:
    for item in items:
        yield from ("", f"[[{name}]]", *_lines(_given(item)))


def _given(value: "DataclassInstance", *apart: str) -> dict[str, object]:
    """Without what is empty anyway, or stands apart; fields that a reader insists on stay."""
    return {
        key: item
        for key, item in to_plain(value).items()
        if key not in apart and (key in _INSISTED or item not in ("", False, None))
    }


def _answers(deal: Deal, catalogue: Catalogue) -> Iterator[str]:
    template = catalogue.template(deal)
    manner = manner_of(catalogue.pack(deal), deal.currency)
    written: dict[str, object] = {}
    for name, value in deal.answers.items():
        question = template.question(name)
        friendly = write_answer(question, value, manner) if question else thawed(value)
        if friendly is not None:
            written[name] = friendly
    yield from _table("answers", {k: v for k, v in written.items() if not _is_table(v)})
    for name, value in written.items():
        if isinstance(value, dict):
            yield from _table(f"answers.{_key(name)}", value)
        elif isinstance(value, list) and _is_table(value):
            for row in (row for row in value if isinstance(row, dict)):
                yield from ("", f"[[answers.{_key(name)}]]", *_lines(row))


def _is_table(value: object) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(item, dict) for item in value)
    )


def _table(name: str, data: Mapping[str, object]) -> Iterator[str]:
    if name:
        yield from ("", f"[{name}]")
    yield from _lines(data)


def _lines(data: Mapping[str, object]) -> Iterator[str]:
    for key, value in data.items():
        if value is not None:
            yield f"{_key(key)} = {_value(value)}"


def _key(name: str) -> str:
    return name if name and set(name) <= _BARE else _value(name)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Mapping):
        pairs = ", ".join(f"{_key(key)} = {_value(item)}" for key, item in value.items())
        return f"{{ {pairs} }}"
    if isinstance(value, list):
        return f"[{', '.join(_value(item) for item in value)}]"
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
