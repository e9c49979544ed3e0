"""What stands in a deal file under each of its names, or a refusal with its line."""

from dataclasses import dataclass
from typing import TypeVar

from ...domain.errors import BadInput
from ..templates.toml_lines import Steps, line_of_path
from ..templates.toml_source import TomlFile

T = TypeVar("T")

#: No agreement has so many parties, special terms or rewordings.
_MOST = 300


@dataclass
class DealFields:
    """The fields of one deal file."""

    file: TomlFile

    def text(self, key: str) -> str:
        """Text, empty where there is none."""
        value = self.file.data.get(key, "")
        if not isinstance(value, str):
            raise self.bad(f"“{key}” should be text", key)
        return value

    def listed(self, key: str) -> list[object]:
        """The tables of a list."""
        value = self.file.data.get(key, [])
        if not isinstance(value, list):
            raise self.bad(f"“{key}” should be written [[{key}]]", key)
        if len(value) > _MOST:
            raise self.bad(f"there are more than {_MOST} [[{key}]]", key)
        return value

    def values(self, cls: type[T], key: str) -> tuple[T, ...]:
        """The tables of a list as values of `cls`."""
        items = self.listed(key)
        return tuple(self.value(cls, item, (key, i)) for i, item in enumerate(items))

    def value(self, cls: type[T], data: object, path: Steps) -> T:
        """A table at this path as a value of `cls`."""
        dotted = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
        return self.file.read(cls, data, dotted)

    def bad(self, message: str, *path: str | int) -> BadInput:
        """The refusal of what stands at this path."""
        line = line_of_path(self.file.text, path)
        return BadInput(
            f"{self.file.name}, line {line}: {message}.", "Mend the line and try again."
        )
