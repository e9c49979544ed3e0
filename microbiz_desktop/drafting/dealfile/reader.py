"""Read a deal file: the text form of a deal, in TOML, as docs/deal-file.md describes it.

The command line and the import of a draft use it. A file comes from anywhere and is written by
hand: every refusal names the line and, where one is near, the word that was meant. Nothing is
guessed; a day that two countries read differently is read by the pack and told in a note.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ... import foreign
from ...domain.deal import (
    LEGAL_FORMS,
    Answer,
    Deal,
    PartySnapshot,
    ProjectDetails,
    Rewording,
    SpecialTerm,
    frozen,
)
from ...domain.errors import BadInput, BadTemplate
from ...domain.findings import Finding
from ...domain.money.currencies import CODES
from ...domain.words.pasted import cleaned_data
from ..asking.file_forms import FormReading, Misfit, read_a_day
from ..asking.printing import manner_of
from ..asking.questions import Question
from ..asking.register import read_answer
from ..asking.typos import perhaps
from ..templates.catalogue import Catalogue
from ..templates.model import Pack, Template
from ..templates.toml_lines import Steps
from ..templates.toml_source import parse_toml
from .fields import DealFields
from .logos import logo_beside
from .notes import day_notes

#: The longest deal that two to twenty-two parties could want is a fiftieth of this.
LARGEST_DEAL = 2**20
#: Fields of a party that are chosen: another word would be passed over without a word.
_CHOSEN: Mapping[str, tuple[str, ...]] = {
    "legal_form": tuple(LEGAL_FORMS),
    "sign_rule": ("one", "all"),
}
_TOP = (
    *("template", "template_version", "pack", "pack_version", "title", "currency", "parties"),
    *("project", "answers", "special_terms", "rewordings"),
)


@dataclass(frozen=True, slots=True)
class ReadDeal:
    """A deal, the PNG bytes of its logos by their SHA-256, and what its reading decided."""

    deal: Deal
    logos: Mapping[str, bytes]
    notes: tuple[Finding, ...] = ()


def load_deal_file(path: Path, catalogue: Catalogue) -> ReadDeal:
    """Read the deal file at `path`; logos are beside it. Raises BadInput."""
    try:
        text = foreign.read(path, LARGEST_DEAL).decode("utf-8")
    except UnicodeDecodeError:
        raise BadInput(f"{path.name} is not UTF-8 text.", "Save it as UTF-8.") from None
    return read_deal_file(text, path.name, catalogue, path.parent)


def read_deal_file(text: str, name: str, catalogue: Catalogue, base: Path) -> ReadDeal:
    """The deal that a text describes; logo paths count from `base`.

    Raises BadInput with file and line, or the field that does not fit.
    """
    try:
        file = parse_toml(text, name)
        file = replace(file, data=cleaned_data(file.data))
        return _DealReader(DealFields(file), catalogue, base).read()
    except BadTemplate as error:
        raise BadInput(error.message, error.hint) from None


@dataclass
class _DealReader:
    fields: DealFields
    catalogue: Catalogue
    base: Path
    logos: dict[str, bytes] = field(default_factory=dict)

    def read(self) -> ReadDeal:
        for key in self.fields.file.data:
            if key not in _TOP:
                raise self.fields.bad(
                    f"“{key}” is not part of a deal file{perhaps(key, _TOP)}", key
                )
        template, pack = self._template(), self._pack()
        deal = Deal(
            template=template.id,
            template_version=self.fields.text("template_version") or template.version,
            pack=pack.id,
            pack_version=self.fields.text("pack_version") or pack.version,
            title=self.fields.text("title"),
            currency=self._currency(pack),
            parties=tuple(self._party(i) for i in range(len(self.fields.listed("parties")))),
            special_terms=self.fields.values(SpecialTerm, "special_terms"),
            rewordings=self._rewordings(template),
        )
        reading = FormReading(manner_of(pack, deal.currency))
        project = self._project(reading)
        deal = replace(deal, project=project, answers=_answers(self.fields, template, reading))
        return ReadDeal(deal, self.logos, day_notes(reading.decided, template, pack))

    def _template(self) -> Template:
        wanted, known = self.fields.text("template"), self.catalogue.templates
        if wanted not in known:
            raise self.fields.bad(
                f"there is no template “{wanted}”{perhaps(wanted, known)}", "template"
            )
        return known[wanted]

    def _pack(self) -> Pack:
        wanted = self.fields.text("pack") or next(iter(self._template().jurisdictions), "")
        known = self.catalogue.packs
        if wanted not in known:
            message = f"there is no jurisdiction pack “{wanted}”{perhaps(wanted, known)}"
            raise self.fields.bad(message, "pack")
        return known[wanted]

    def _currency(self, pack: Pack) -> str:
        wanted = self.fields.text("currency") or pack.currency
        if wanted not in CODES:
            likely = perhaps(wanted.upper(), CODES) or "; write its three letters, like GBP"
            raise self.fields.bad(f"there is no currency “{wanted}”{likely}", "currency")
        return wanted

    def _party(self, index: int) -> PartySnapshot:
        table = self.fields.listed("parties")[index]
        path = ("parties", index)
        if isinstance(table, Mapping) and isinstance(table.get("logo"), str) and table["logo"]:
            table = {**table, "logo": self._logo(table["logo"], path)}
        party = self.fields.value(PartySnapshot, table, path)
        for name, known in _CHOSEN.items():
            given = getattr(party, name)
            if given and given not in known:
                message = f"“{name}”: “{given}” is not one of: {', '.join(known)}"
                raise self.fields.bad(message, *path, name)
        return party

    def _logo(self, name: str, path: Steps) -> str:
        try:
            picture = logo_beside(self.base, name)
        except (BadInput, OSError, ValueError) as error:
            why = error.message if isinstance(error, BadInput) else "no such file."
            why = why.rpartition(": ")[2].rstrip(".")
            message = f"the logo “{name}” cannot be read: {why}"
            raise self.fields.bad(message, *path, "logo") from None
        self.logos[picture.sha256] = picture.png
        return picture.sha256

    def _rewordings(self, template: Template) -> tuple[Rewording, ...]:
        """Each of a unit of this template, and one a unit: another would vanish without a word."""
        found = self.fields.values(Rewording, "rewordings")
        units = list(template.unit_ids())
        for i, rewording in enumerate(found):
            if rewording.unit not in units:
                likely = perhaps(rewording.unit, units)
                message = f"{template.id} has no unit “{rewording.unit}” to reword{likely}"
                raise self.fields.bad(message, "rewordings", i, "unit")
            if rewording.unit in {other.unit for other in found[:i]}:
                message = f"“{rewording.unit}” is reworded a second time; keep one of the two"
                raise self.fields.bad(message, "rewordings", i, "unit")
        return found

    def _project(self, reading: FormReading) -> ProjectDetails:
        """The project, its days read as every other day of the file."""
        project = self.fields.value(
            ProjectDetails, self.fields.file.data.get("project", {}), ("project",)
        )
        days = {name: self._day(reading, getattr(project, name), name) for name in ("start", "end")}
        items = tuple(
            replace(item, due=self._day(reading, item.due, "deliverables", i, "due"))
            for i, item in enumerate(project.deliverables)
        )
        return replace(project, **days, deliverables=items)

    def _day(self, reading: FormReading, text: str, *at: str | int) -> str:
        try:
            return read_a_day(text, reading.inside("project", *at)) if text.strip() else ""
        except Misfit as error:
            raise self.fields.bad(f"“{at[-1]}”: {error}", "project", *at) from None


def _answers(fields: DealFields, template: Template, reading: FormReading) -> Mapping[str, Answer]:
    answers: dict[str, Answer] = {}
    given = fields.file.data.get("answers", {})
    if not isinstance(given, Mapping):
        raise fields.bad("“answers” should be a table", "answers")
    for name, value in given.items():
        question = _question(fields, template, name)
        try:
            answers[name] = read_answer(question, value, reading.inside("answers", name))
        except Misfit as error:
            raise fields.bad(f"“{name}”: {error}", "answers", name, *error.at) from None
    return frozen(answers)


def _question(fields: DealFields, template: Template, name: str) -> Question:
    question = template.question(name)
    if question is None:
        known = [q.id for q in template.questions if not q.source]
        message = f"{template.id} has no answer “{name}” here{perhaps(name, known)}"
        raise fields.bad(message, "answers", name)
    if question.source:
        message = f"{template.id} has no answer “{name}” here; it stands in “{question.source}”"
        raise fields.bad(message, "answers", name)
    return question
