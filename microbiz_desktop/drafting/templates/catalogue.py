"""Load a folder of templates, clauses and packs; a defect names its file and line.

The worker loads the folder of the program once; whoever writes templates asks for all defects. All
is read and checked before anything is drafted, because a defect found in a deal would be found by a
user.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Protocol, TypeVar

from ...domain.deal import Deal
from ...domain.errors import BadInput, BadTemplate
from ..asking.questions import Section
from ..paragraphs import MarkdownReader
from .model import Pack, Template, Unit
from .pairs import Meeting, PairsFile
from .sandbox import Sandbox, TextProblem
from .toml_source import TomlFile, read_toml
from .validate import defects_of, usual_defects
from .validate_units import Files
from .versions import read_news


class NamedFile(Protocol):
    """What stands in a file of its own name."""

    @property
    def id(self) -> str:
        """The name of the file, without its ending."""


T = TypeVar("T", bound=NamedFile)


@dataclass(frozen=True)
class Catalogue:
    """Everything a deal can be drafted from. Sandbox and reader remember their work."""

    templates: Mapping[str, Template]
    units: Mapping[str, Unit]
    packs: Mapping[str, Pack]
    sandbox: Sandbox = field(default_factory=Sandbox, compare=False, repr=False)
    markdown: MarkdownReader = field(default_factory=MarkdownReader, compare=False, repr=False)

    def read_by(self, texts: Iterable[str]) -> set[str]:
        """The answers that these texts read; those that do not parse read nothing."""
        found: set[str] = set()
        for text in texts:
            with suppress(TextProblem):
                found |= {use.name for use in self.sandbox.uses(text) if use.root in {"a", "v"}}
        return found

    def template(self, deal: Deal) -> Template:
        """The template of this deal. Raises BadInput when it is not here."""
        found = self.templates.get(deal.template)
        if found is None:
            known = ", ".join(self.templates) or "none"
            raise BadInput(f"There is no template “{deal.template}”.", f"Templates here: {known}.")
        return found

    def pack(self, deal: Deal) -> Pack:
        """The pack of this deal, or the first its template fits. Raises BadInput without any."""
        for wanted in (deal.pack, *self.template(deal).jurisdictions):
            if wanted in self.packs:
                return self.packs[wanted]
        raise BadInput(f"There is no jurisdiction pack “{deal.pack}”.")


def load_catalogue(root: Path, *, kept: bool = False) -> Catalogue:
    """Read every template, clause and pack under `root`.

    A `kept` wording is older than the rule that each question says what is usual.
    Raises BadTemplate for the first defect, and counts the others.
    """
    catalogue, defects = _load(root, kept=kept)
    if defects:
        first = defects[0]
        more = f" There are {len(defects) - 1} more defects." if len(defects) > 1 else ""
        raise BadTemplate(first.message + more, first.hint)
    return catalogue


def defects(root: Path) -> tuple[str, ...]:
    """Every defect of the files under `root`, one sentence each, for whoever writes templates."""
    return tuple(error.message for error in _load(root)[1])


def _load(root: Path, *, kept: bool = False) -> tuple[Catalogue, list[BadTemplate]]:
    bad: list[BadTemplate] = []
    files: Files = {}
    units = dict(_each(_unit_paths(root), _read_unit, root, files, bad))
    packs = dict(_each(_pack_paths(root), _read_pack, root, files, bad))
    templates = dict(_each(_template_paths(root), _read_template, root, files, bad))
    for folder in _template_paths(root):
        try:
            read_news(folder, root)
        except BadTemplate as error:
            bad.append(error)
    catalogue = Catalogue(
        MappingProxyType(templates), MappingProxyType(units), MappingProxyType(packs)
    )
    bad.extend(defects_of(catalogue, files))
    if not kept:
        bad.extend(usual_defects(catalogue, files))
    return catalogue, bad


def _unit_paths(root: Path) -> list[Path]:
    return sorted((root / "clauses").glob("*.toml"))


def _pack_paths(root: Path) -> list[Path]:
    return sorted((root / "jurisdictions").glob("*.toml"))


def _template_paths(root: Path) -> list[Path]:
    return sorted(path.parent for path in root.glob("*/template.toml"))


def _each(
    paths: Iterable[Path],
    read: Callable[[Path, Path, Files], T],
    root: Path,
    files: Files,
    bad: list[BadTemplate],
) -> Iterator[tuple[str, T]]:
    for path in paths:
        try:
            value = read(path, root, files)
        except BadTemplate as error:
            bad.append(error)
        else:
            yield value.id, value


def _read_unit(path: Path, root: Path, files: Files) -> Unit:
    file = read_toml(path, root)
    unit = file.read(Unit, _conditions(file.data, file), "")
    if unit.id != path.stem:
        raise file.problem(
            f"the id “{unit.id}” differs from the file’s name", file.line_of("id", unit.id)
        )
    files[f"unit {unit.id}"] = file
    return unit


def _read_pack(path: Path, root: Path, files: Files) -> Pack:
    file = read_toml(path, root)
    pack = file.read(Pack, file.data, "")
    if pack.id != path.stem:
        raise file.problem(
            f"the id “{pack.id}” differs from the file’s name", file.line_of("id", pack.id)
        )
    files[f"pack {pack.id}"] = file
    return pack


@dataclass(frozen=True, slots=True)
class _QuestionsFile:
    """What is read of `questions.toml`."""

    sections: tuple[Section, ...]


def _read_template(folder: Path, root: Path, files: Files) -> Template:
    file = read_toml(folder / "template.toml", root)
    template = file.read(Template, _conditions(file.data, file), "")
    if template.id != folder.name:
        raise file.problem(
            f"the id “{template.id}” differs from the folder’s name",
            file.line_of("id", template.id),
        )
    asked = read_toml(folder / "questions.toml", root)
    listed = {"sections": _conditions(asked.data.get("sections", []), asked)}
    sections = asked.read(_QuestionsFile, listed, "").sections
    files[f"template {template.id}"] = file
    files[f"questions {template.id}"] = asked
    return replace(template, sections=sections, meetings=_read_meetings(folder, root, files))


def _read_meetings(folder: Path, root: Path, files: Files) -> tuple[Meeting, ...]:
    """What was decided for pairs of answers; a template may have nothing to decide."""
    path = folder / "pairs.toml"
    if not path.exists():
        return ()
    file = read_toml(path, root)
    files[f"pairs {folder.name}"] = file
    return file.read(PairsFile, file.data, "").meet


_CONDITION_KEYS = {
    "question": "question",
    "is": "among",
    "not": "beside",
    "answered": "answered",
    "pack": "pack",
}


def _conditions(value: object, file: TomlFile, key: str = "") -> object:
    """The same data with conditions in the words of `Condition` (`is` and `not` are taken)."""
    if key in {"shown_when", "required_when", "when"} and isinstance(value, list):
        return [_condition(item, file, key) for item in value]
    if key == "odd" and isinstance(value, list):
        return [_odd(item) for item in value]
    if isinstance(value, Mapping):
        return {name: _conditions(item, file, name) for name, item in value.items()}
    if isinstance(value, list):
        return [_conditions(item, file) for item in value]
    return value


def _odd(item: object) -> object:
    """`is` in the words of `Odd`; whatever else is wrong is said by whoever reads it."""
    if not isinstance(item, Mapping):
        return item
    return {
        "among" if name == "is" else name: [wanted]
        if name == "is" and not isinstance(wanted, list)
        else wanted
        for name, wanted in item.items()
    }


def _condition(item: object, file: TomlFile, key: str) -> dict[str, object]:
    line = file.line_of(key, str(item.get("question", "")) if isinstance(item, Mapping) else "")
    if not isinstance(item, Mapping) or bool(item.get("question")) == bool(item.get("pack")):
        raise file.problem(f"a condition of “{key}” names a question or a pack flag", line)
    unknown = [name for name in item if name not in _CONDITION_KEYS]
    if unknown or (item.get("question") and len(item) < 2):
        raise file.problem(f"a condition of “{key}” has “is”, “not” or “answered”", line)
    return {
        _CONDITION_KEYS[name]: [wanted]
        if name in {"is", "not"} and not isinstance(wanted, list)
        else wanted
        for name, wanted in item.items()
    }
