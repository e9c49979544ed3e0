"""Frozen dataclasses to plain data and back, strictly; the canonical bytes of a frozen text.

Whatever is stored, hashed, signed or sent to the worker goes through here. A field too many, too
few or of another type is refused by its name, because nobody reads such data but this program: what
does not fit is damage or a mistake. Canonical bytes are the same on every machine and for good.
"""

import dataclasses
import json
import types
import typing
import unicodedata
from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache, partial
from typing import TYPE_CHECKING, TypeVar, cast, overload

from .deal import frozen
from .errors import BadInput, UnknownWord

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T")


@overload
def to_plain(value: "DataclassInstance | Mapping[str, T]") -> dict[str, object]: ...
@overload
def to_plain(value: object) -> object: ...
def to_plain(value: object) -> object:
    """Plain JSON data of a frozen value; a member of a union carries its class name in `type`."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            name: to_plain(got)
            for name, default in _written(type(value))
            if (got := getattr(value, name)) != default
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_tagged(item) for item in value]
    return value


#: Equal to no value, so that the field is always written.
_ALWAYS = object()


@cache
def _written(cls: type) -> tuple[tuple[str, object], ...]:
    """The fields of a class, each with the value at which it is left out."""
    return tuple(
        (f.name, f.default if f.metadata.get("later") else _ALWAYS) for f in dataclasses.fields(cls)
    )


def _tagged(value: object) -> object:
    data = to_plain(value)
    name = type(value).__name__
    return {"type": name, **data} if name in _UNION_MEMBERS and isinstance(data, dict) else data


#: Classes that stand in lists of several types and so are tagged there.
_UNION_MEMBERS = frozenset({"Paragraph", "Heading", "Table"})


@cache
def _fields(cls: type) -> tuple[dict[str, object], tuple[str, ...]]:
    """The type of each field in their order, and the names of those that must be there."""
    hints, fields = typing.get_type_hints(cls), dataclasses.fields(cls)
    missing = dataclasses.MISSING
    required = (f.name for f in fields if f.default is missing and f.default_factory is missing)
    return {f.name: hints[f.name] for f in fields}, tuple(required)


def from_plain(cls: type[T], data: object, where: str = "") -> T:
    """A frozen value of `cls` from plain data. Raises BadInput naming the misfit."""
    return cast("T", _read(cls, data, where or cls.__name__))


def _read(hint: object, data: object, where: str) -> object:
    return _reader(hint)(data, where)


@cache
def _reader(hint: object) -> Callable[[object, str], object]:
    """How this type is read; found once, as a text has thousands of parts of few types."""
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if hint is object:
        return lambda data, _where: frozen(data)
    if origin in (types.UnionType, typing.Union):
        return partial(_read_union, args)
    if origin is tuple:
        return partial(_read_tuple, args)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _read_table
    if dataclasses.is_dataclass(hint):
        return partial(_read_dataclass, cast("type", hint))
    return partial(_read_scalar, hint)


def _read_table(data: object, where: str) -> object:
    if not isinstance(data, Mapping):
        raise _misfit(where, "a table", data)
    return frozen(data)


def _read_union(members: tuple[object, ...], data: object, where: str) -> object:
    if data is None and type(None) in members:
        return None
    real = [member for member in members if member is not type(None)]
    if isinstance(data, Mapping) and "type" in data:
        named = [m for m in real if getattr(m, "__name__", "") == data["type"]]
        if named:
            rest = {key: item for key, item in data.items() if key != "type"}
            return _read(named[0], rest, where)
    if len(real) == 1:
        return _read(real[0], data, where)
    lists = [member for member in real if typing.get_origin(member) is tuple]
    if lists and isinstance(data, (list, tuple)):
        return _read(lists[0], data, where)
    for member in real:
        if isinstance(member, type) and isinstance(data, member):
            return data
    raise _misfit(where, "one of its known forms", data)


def _read_tuple(args: tuple[object, ...], data: object, where: str) -> object:
    if not isinstance(data, (list, tuple)):
        raise _misfit(where, "a list", data)
    if len(args) == 2 and args[1] is Ellipsis:
        return tuple(_read(args[0], item, f"{where}[{i}]") for i, item in enumerate(data))
    if len(args) != len(data):
        raise _misfit(where, f"a list of {len(args)}", data)
    return tuple(
        _read(arg, item, f"{where}[{i}]")
        for i, (arg, item) in enumerate(zip(args, data, strict=True))
    )


def _read_dataclass(cls: type, data: object, where: str) -> object:
    if not isinstance(data, Mapping):
        raise _misfit(where, "a table", data)
    hints, required = _fields(cls)
    for key in data:
        if key not in hints:
            raise BadInput(
                f"{where}: “{key}” is not a field here.", f"Known fields: {', '.join(hints)}."
            )
    values = {name: _read(hints[name], data[name], f"{where}.{name}") for name in data}
    for name in required:
        if name not in values:
            raise BadInput(f"{where}: “{name}” is missing.", "Add it and try again.")
    return cls(**values)


def _read_scalar(hint: object, data: object, where: str) -> object:
    if isinstance(hint, type) and issubclass(hint, Enum):
        try:
            return hint(data)
        except ValueError:
            choices = ", ".join(str(member.value) for member in hint)
            raise UnknownWord(f"{where}: “{data}” is not one of: {choices}.") from None
    if hint is int and isinstance(data, bool):
        raise _misfit(where, "a whole number", data)
    if isinstance(hint, type) and isinstance(data, hint):
        return data
    raise _misfit(where, _WORDS.get(hint, str(hint)), data)


_WORDS: Mapping[object, str] = {
    str: "text",
    int: "a whole number",
    bool: "true or false",
    type(None): "nothing",
}


def _misfit(where: str, wanted: str, data: object) -> BadInput:
    return BadInput(f"{where} should be {wanted}, and is {type(data).__name__}.")


def nfc(value: object) -> object:
    """The same plain data with every text in Unicode normalisation form C."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, Mapping):
        return {nfc(key): nfc(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [nfc(item) for item in value]
    return value


def canonical(value: object) -> bytes:
    """Canonical bytes: UTF-8 JSON, NFC, keys in code-point order, no spaces, no floats."""
    data = nfc(to_plain(value))
    text = json.dumps(
        data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return text.encode("utf-8")
