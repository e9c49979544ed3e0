"""Whatever is done to the list in whatever order, it is as a plain dictionary says, and found."""

import itertools
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from microbiz_desktop.domain.contacts.contacts import BusinessData, Contact, ContactFile
from microbiz_desktop.domain.errors import BadInput
from microbiz_desktop.paths import resource
from microbiz_desktop.services.shared.dependencies import TemplateCatalogue
from microbiz_desktop.services.transfer.imports import FileRead
from microbiz_desktop.services.transfer.values import ItemChoice, ItemKind
from microbiz_desktop.services.wiring import Services, build_services
from tests.builders import KeptWorker, StillClock
from tests.in_process import InProcessWorker
from tests.services.test_imports import index_is_true

NAMES = ("Abara Translation", "Hart Lane Pottery", "Kowalczyk Electrical")
LINES = ("", "captions", "wheel")
NOTES = ("", "met in May", "rang in June")
names, lines, notes = (st.sampled_from(choices) for choices in (NAMES, LINES, NOTES))
entries = st.lists(st.tuples(names, lines, notes), min_size=1, max_size=4)
picks = st.integers(0, 30)


@dataclass
class Entry:
    """One entry of the model; `touched` says that it is no longer as an import made it."""

    name: str
    line: str
    notes: str
    gone: bool = False
    touched: bool = False
    #: Whose e-mail came with a merge: each name has one.
    mails: tuple[str, ...] = ()

    def holds(self, line: str, note: str) -> bool:
        """Whether this says nothing new."""
        return line in ("", self.line) and note in self.notes

    def fields(self) -> dict[str, Any]:
        """What an undo step keeps of it."""
        return {"line": self.line, "notes": self.notes, "mails": self.mails}

    def join(self, line: str, note: str, *, win: bool) -> None:
        """The rule of update and merge, for two fields."""
        if line and (win or not self.line):
            self.line = line
        if note not in self.notes:
            self.notes = f"{self.notes}\n\n{note}" if self.notes else note


@dataclass
class Step:
    """What a step can be taken back with."""

    id: int
    kind: str
    made: list[int] = field(default_factory=list)
    changed: dict[int, dict[str, tuple[Any, Any]]] = field(default_factory=dict)
    archived: int = 0
    decided: set[tuple[int, str, str]] = field(default_factory=set)


def _data(name: str, line: str, note: str) -> BusinessData:
    email = f"{name.split(maxsplit=1)[0].lower()}@post.example"
    return BusinessData(legal_name=name, strapline=line, notes=note, email=email)


class ContactMachine(RuleBasedStateMachine):
    """Real services on a real file beside a dictionary."""

    #: Reading every template again for each example would take most of the time.
    shelf = TemplateCatalogue(resource("templates", "agreements"))
    worker = InProcessWorker(resource("templates", "agreements"))

    def __init__(self) -> None:
        super().__init__()
        self.model: dict[int, Entry] = {}
        self.steps: list[Step] = []
        self.merged: dict[int, int] = {}

    @initialize()
    def start(self) -> None:
        """An empty folder."""
        self.folder = tempfile.TemporaryDirectory()
        self.services: Services = build_services(
            Path(self.folder.name),
            clock=StillClock(),
            worker=KeptWorker(self.worker),
            shelf=self.shelf,
        )

    def teardown(self) -> None:
        """Give the folder back."""
        if hasattr(self, "services"):
            self.services.close()
            self.folder.cleanup()

    def _one(self, pick: int, wanted: Callable[[Entry], bool] = lambda _one: True) -> int:
        ids = [key for key, entry in self.model.items() if wanted(entry)]
        return ids[pick % len(ids)] if ids else 0

    @rule(name=names, line=lines, note=notes)
    def create(self, name: str, line: str, note: str) -> None:
        """Type a new entry."""
        made = self.services.businesses.save(_data(name, line, note))
        self.model[made.id] = Entry(name, line, note, touched=True)

    @rule(pick=picks, line=lines)
    def edit(self, pick: int, line: str) -> None:
        """Change a field."""
        key = self._one(pick, lambda entry: not entry.gone)
        if not key:
            return
        now = self.services.businesses.get(key)
        self.services.businesses.save(replace(now, strapline=line))
        self.model[key].touched |= self.model[key].line != line
        self.model[key].line = line

    @rule(pick=picks)
    def delete_or_bring_back(self, pick: int) -> None:
        """Into the bin and out of it."""
        key = self._one(pick)
        if not key:
            return
        entry = self.model[key]
        businesses = self.services.businesses
        (businesses.undelete if entry.gone else businesses.delete)(key)
        entry.gone, entry.touched = not entry.gone, True

    @rule(
        coming=entries,
        choice=st.sampled_from((ItemChoice.MERGE, ItemChoice.UPDATE, ItemChoice.KEEP_BOTH)),
    )
    def bring_in(self, coming: list[tuple[str, str, str]], choice: ItemChoice) -> None:
        """Import a file; what differs is done as chosen. The same again changes nothing."""
        coming = list({name: (name, line, note) for name, line, note in coming}.values())
        contacts = tuple(Contact(_data(*one), line=n) for n, one in enumerate(coming))
        readings = [FileRead("file.vcf", ContactFile(contacts))]
        proposal = self.services.imports.propose(readings)
        chosen = {
            number: choice
            for number, item in enumerate(proposal.items)
            if item.kind is ItemKind.DIFFERS
        }
        step = Step(0, "import")
        fresh = [self._bring_one(one, choice, step) for one in coming]
        outcome = self.services.imports.apply(proposal, chosen)
        step.made = list(range(outcome.first_id, outcome.first_id + outcome.made))
        added = [entry for entry in fresh if entry is not None]
        assert (outcome.made, outcome.changed) == (len(added), len(step.changed))
        self.model.update(zip(step.made, added, strict=True))
        if outcome.step_id:
            step.id = outcome.step_id
            self.steps.append(step)
        if choice is not ItemChoice.MERGE or outcome.step_id:
            again = self.services.imports.propose(readings)
            assert {item.kind for item in again.items} == {ItemKind.SAME}

    def _bring_one(self, one: tuple[str, str, str], choice: ItemChoice, step: Step) -> Entry | None:
        """What becomes of one contact in the model; a new entry when it makes one."""
        name, line, note = one
        alike = {k: e for k, e in self.model.items() if e.name == name and not e.gone}
        if any(entry.holds(line, note) for entry in alike.values()):
            return None
        if alike and any((min(alike), line, note) in one.decided for one in self.steps):
            return None
        if not alike or choice is ItemChoice.KEEP_BOTH:
            return Entry(name, line, note)
        key = min(alike)
        if choice is ItemChoice.MERGE:
            step.decided.add((key, line, note))
        self._join(key, line, note, step, win=choice is ItemChoice.UPDATE)
        return None

    def _join(self, key: int, line: str, note: str, step: Step, *, win: bool) -> None:
        entry = self.model[key]
        before = entry.fields()
        entry.join(line, note, win=win)
        self._note(key, before, step)

    def _note(self, key: int, before: dict[str, Any], step: Step) -> None:
        entry = self.model[key]
        after = entry.fields()
        changed = {name: (old, after[name]) for name, old in before.items() if old != after[name]}
        if changed or step.kind == "merge":
            step.changed[key] = changed
        entry.touched |= bool(changed)

    @rule(pick=picks, other=picks)
    def merge(self, pick: int, other: int) -> None:
        """Make two one."""
        keep = self._one(pick, lambda entry: not entry.gone)
        drop = self._one(other, lambda entry: not entry.gone)
        if not keep or keep == drop:
            return
        row = self.services.merging.merge(keep, drop)
        step = Step(row.id, "merge", archived=drop)
        kept, went = self.model[keep], self.model[drop]
        before = kept.fields()
        kept.join(went.line, went.notes, win=False)
        more = [mail for mail in (*went.mails, went.name) if mail != kept.name]
        kept.mails = tuple(dict.fromkeys((*kept.mails, *more)))
        self._note(keep, before, step)
        self.model[drop].gone = self.model[drop].touched = True
        self.merged[drop] = keep
        self.steps.append(step)

    @rule(pick=picks)
    def undo(self, pick: int) -> None:
        """Take any import or merge back."""
        if not self.steps:
            return
        step = self.steps.pop(pick % len(self.steps))
        self.services.imports.undo(step.id)
        if step.archived in self.model:
            self.model[step.archived].gone = False
            self.model[step.archived].touched = True
            self.merged.pop(step.archived, None)
        for key, fields in step.changed.items():
            entry = self.model.get(key)
            for name, (before, after) in fields.items() if entry else ():
                if getattr(entry, name) == after:
                    setattr(entry, name, before)
                    entry.touched = True  # type: ignore[union-attr]  # the loop is empty for None
        for key in step.made:
            if key in self.model and not self.model[key].touched:
                del self.model[key]
        with pytest.raises(BadInput):
            self.services.imports.undo(step.id)

    @rule(pick=picks)
    def forget(self, pick: int) -> None:
        """Remove somebody for good, and whoever was merged into them."""
        key = self._one(pick)
        if not key:
            return
        self.services.merging.forget(key)
        ids = {key}
        for _ in self.merged:
            ids |= {drop for drop, keep in self.merged.items() if keep in ids}
        for one in ids:
            self.model.pop(one, None)
        self.merged = {d: k for d, k in self.merged.items() if not {d, k} & ids}
        self.steps = [
            step
            for step in self.steps
            if step.kind == "import" or not ids & {step.archived, *step.changed}
        ]
        for step in self.steps:
            step.changed = {k: fields for k, fields in step.changed.items() if k not in ids}
            step.decided = {one for one in step.decided if one[0] not in ids}

    @invariant()
    def the_list_is_as_the_model(self) -> None:
        """Every entry, its fields, whether it is in the bin, and what finds it."""
        if not hasattr(self, "services"):
            return
        live = {key: entry for key, entry in self.model.items() if not entry.gone}
        rows = {row.id for row in self.services.businesses.rows(limit=500)}
        assert rows == set(live)
        for key, entry in self.model.items():
            data = self.services.businesses.get(key)
            assert (data.name, data.strapline, data.notes) == (entry.name, entry.line, entry.notes)
        for name, line in itertools.product(NAMES[:2], ("captions",)):
            found = {row.id for row in self.services.businesses.rows(f"{name} {line}", limit=500)}
            wanted = {k for k, e in live.items() if e.name == name and line in (e.line, e.notes)}
            assert found == wanted
        assert index_is_true(self.services)


def _run(examples: int, steps: int) -> None:
    checks: Any = [HealthCheck.too_slow, HealthCheck.data_too_large]
    run_state_machine_as_test(
        ContactMachine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=checks,
        ),
    )


def test_the_list_is_as_the_model_says() -> None:
    _run(examples=12, steps=20)


@pytest.mark.soak
def test_the_list_is_as_the_model_says_for_long() -> None:
    _run(examples=400, steps=50)
