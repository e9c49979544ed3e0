"""Read a deal file: the text form of a deal, in TOML, as docs/deal-file.md describes it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from ..domain.deal import Deal, PartySnapshot, ProjectFacts, Rewording, SpecialTerm, frozen
from ..domain.errors import BadInput, BadTemplate
from .catalogue import Catalogue
from .dealfile_answers import Misfit, read_answer
from .model import Pack, Template
from .toml_source import TomlFile, parse_toml

T = TypeVar("T")

_PNG = b"\x89PNG\r\n\x1a\n"
_LARGEST_LOGO = 5_000_000
_TOP = (
    *("template", "template_version", "pack", "pack_version", "title", "currency", "parties"),
    *("project", "answers", "special_terms", "rewordings"),
)


@dataclass(frozen=True, slots=True)
class ReadDeal:
    """A deal and the PNG bytes of its logos by their SHA-256."""

    deal: Deal
    logos: Mapping[str, bytes]


def load_deal_file(path: Path, catalogue: Catalogue) -> ReadDeal:
    """Read the deal file at `path`; logos are beside it. Raises BadInput."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise BadInput(f"{path.name} is not UTF-8 text.", "Save it as UTF-8.") from None
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.") from None
    return read_deal_file(text, path.name, catalogue, path.parent)


def read_deal_file(text: str, name: str, catalogue: Catalogue, base: Path) -> ReadDeal:
    """The deal that a text describes; logo paths count from `base`.

    Raises BadInput with file and line, or the field that does not fit.
    """
    try:
        return _Reader(parse_toml(text, name), catalogue, base).read()
    except BadTemplate as error:
        raise BadInput(error.message, error.hint) from None


@dataclass
class _Reader:
    file: TomlFile
    catalogue: Catalogue
    base: Path
    logos: dict[str, bytes] = field(default_factory=dict)

    def read(self) -> ReadDeal:
        data = self.file.data
        for key in data:
            if key not in _TOP:
                raise self._bad(f"“{key}” is not part of a deal file", f".{key}")
        template, pack = self._template(), self._pack()
        deal = Deal(
            template=template.id,
            template_version=self._text("template_version") or template.version,
            pack=pack.id,
            pack_version=self._text("pack_version") or pack.version,
            title=self._text("title"),
            currency=self._text("currency") or pack.currency,
            parties=tuple(self._party(i) for i in range(len(self._list("parties")))),
            project=self._value(ProjectFacts, data.get("project", {}), ".project"),
            special_terms=self._values(SpecialTerm, "special_terms"),
            rewordings=self._values(Rewording, "rewordings"),
        )
        return ReadDeal(self._with_answers(deal, template), self.logos)

    def _template(self) -> Template:
        wanted = self._text("template")
        if wanted not in self.catalogue.templates:
            known = ", ".join(self.catalogue.templates)
            raise self._bad(f"there is no template “{wanted}” (known: {known})", ".template")
        return self.catalogue.templates[wanted]

    def _pack(self) -> Pack:
        wanted = self._text("pack") or next(iter(self._template().jurisdictions), "")
        if wanted not in self.catalogue.packs:
            known = ", ".join(self.catalogue.packs)
            raise self._bad(f"there is no jurisdiction pack “{wanted}” (known: {known})", ".pack")
        return self.catalogue.packs[wanted]

    def _party(self, index: int) -> PartySnapshot:
        table = self._list("parties")[index]
        path = f".parties[{index}]"
        if isinstance(table, Mapping) and isinstance(table.get("logo"), str) and table["logo"]:
            table = {**table, "logo": self._logo(table["logo"], path)}
        return self._value(PartySnapshot, table, path)

    def _logo(self, name: str, path: str) -> str:
        try:
            file = self.base / name
            if file.stat().st_size > _LARGEST_LOGO:
                raise self._bad(f"the logo “{name}” is larger than 5 MB", f"{path}.logo")
            content = file.read_bytes()
        except (OSError, ValueError):
            raise self._bad(f"the logo “{name}” cannot be read", f"{path}.logo") from None
        if not content.startswith(_PNG):
            raise self._bad(f"the logo “{name}” is not a PNG picture", f"{path}.logo")
        digest = hashlib.sha256(content).hexdigest()
        self.logos[digest] = content
        return digest

    def _with_answers(self, deal: Deal, template: Template) -> Deal:
        answers: dict[str, Any] = {}
        given = self.file.data.get("answers", {})
        if not isinstance(given, Mapping):
            raise self._bad("“answers” should be a table", ".answers")
        for name, value in given.items():
            question = template.question(name)
            if question is None or question.source:
                where = f"; it stands in “{question.source}”" if question else ""
                message = f"{template.id} has no answer “{name}” here{where}"
                raise self._bad(message, f".answers.{name}")
            try:
                answers[name] = read_answer(question, value, deal.currency)
            except Misfit as error:
                raise self._bad(f"“{name}”: {error}", f".answers.{name}") from None
        return replace(deal, answers=frozen(answers))

    def _text(self, key: str) -> str:
        value = self.file.data.get(key, "")
        if not isinstance(value, str):
            raise self._bad(f"“{key}” should be text", f".{key}")
        return value

    def _list(self, key: str) -> list[Any]:
        value = self.file.data.get(key, [])
        if not isinstance(value, list):
            raise self._bad(f"“{key}” should be written [[{key}]]", f".{key}")
        return value

    def _values(self, cls: type[T], key: str) -> tuple[T, ...]:
        return tuple(
            self._value(cls, item, f".{key}[{i}]") for i, item in enumerate(self._list(key))
        )

    def _value(self, cls: type[T], data: Any, path: str) -> T:
        return self.file.read(cls, data, path)

    def _bad(self, message: str, path: str) -> BadInput:
        line = self.file.line_at(path)
        return BadInput(
            f"{self.file.name}, line {line}: {message}.", "Mend the line and try again."
        )
