"""Write a deal as a deal file, so that reading it gives the same deal back."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ...domain.deal import Deal, thawed
from ...domain.plain import to_plain
from ..asking.printing import manner_of
from ..asking.register import write_answer
from ..templates.catalogue import Catalogue

_INSISTED = frozenset({"key", "legal_name", "name", "title", "heading", "text", "unit"})
_BARE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")


def write_deal_file(deal: Deal, catalogue: Catalogue) -> str:
    """The deal in TOML. A logo is written as `<its SHA-256>.png`: save the pictures beside it."""
    head = {
        key: value
        for key in ("template", "template_version", "pack", "pack_version", "title", "currency")
        if (value := getattr(deal, key))
    }
    parts = [*_table("", head), *_project(deal)]
    for party in deal.parties:
        parts += _party(to_plain(party))
    parts += _answers(deal, catalogue)
    for name in ("special_terms", "rewordings"):
        for item in to_plain(getattr(deal, name)):
            parts += ["", f"[[{name}]]", *_lines(_given(item))]
    return "\n".join(parts).strip() + "\n"


def _project(deal: Deal) -> Iterator[str]:
    data = to_plain(deal.project)
    deliverables = data.pop("deliverables")
    yield from _table("project", _given(data))
    for item in deliverables:
        yield from ("", "[[project.deliverables]]", *_lines(_given(item)))


def _party(data: dict[str, Any]) -> Iterator[str]:
    people = data.pop("people")
    if data["logo"]:
        data["logo"] += ".png"
    yield from ("", "[[parties]]", *_lines(_given(data)))
    for person in people:
        yield from ("", "[[parties.people]]", *_lines(_given(person)))


def _given(data: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is empty anyway; fields that a reader insists on stay."""
    return {
        key: value
        for key, value in data.items()
        if key in _INSISTED or value not in ("", False, None)
    }


def _answers(deal: Deal, catalogue: Catalogue) -> Iterator[str]:
    template = catalogue.template(deal)
    manner = manner_of(catalogue.pack(deal), deal.currency)
    written: dict[str, Any] = {}
    for name, value in deal.answers.items():
        question = template.question(name)
        friendly = write_answer(question, value, manner) if question else thawed(value)
        if friendly is not None:
            written[name] = friendly
    yield from _table("answers", {k: v for k, v in written.items() if not _is_table(v)})
    for name, value in written.items():
        if isinstance(value, dict):
            yield from _table(f"answers.{_key(name)}", value)
        elif _is_table(value):
            for row in (row for row in value if isinstance(row, dict)):
                yield from ("", f"[[answers.{_key(name)}]]", *_lines(row))


def _is_table(value: Any) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(item, dict) for item in value)
    )


def _table(name: str, data: Mapping[str, Any]) -> Iterator[str]:
    if name:
        yield from ("", f"[{name}]")
    yield from _lines(data)


def _lines(data: Mapping[str, Any]) -> Iterator[str]:
    for key, value in data.items():
        if value is not None:
            yield f"{_key(key)} = {_value(value)}"


def _key(name: str) -> str:
    return name if name and set(name) <= _BARE else _value(name)


def _value(value: Any) -> str:
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
