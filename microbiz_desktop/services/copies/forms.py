"""The forms in which an agreement leaves: one row a form, with all that is said of it, when it is
there and how it is made.

Menus of the window and the command line read these rows, so a new form appears in both. What makes
a copy is imported when one is made, because the rows are read at once, at each start.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...domain.edition import Standing
from ...domain.ledger import SIGN_OFF_SHEET
from ...domain.states import BINDING, LIVE, AgreementState
from ..shared.forms import Copy, Form

if TYPE_CHECKING:
    from ...domain.text import AgreementText
    from ...drafting.comparing.redline import Change, WordRun
    from .documents import Documents


#: What changed, as pages.
CHANGES_PDF = "changes as PDF"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementForm(Form):
    """A form of an agreement: in which state and after how many offers it is there, its making."""

    make: Callable[[Documents, int], Copy]
    there: Callable[[AgreementState, int], bool] = lambda _state, _revision: True


def forms_of(state: AgreementState, revision: int) -> tuple[AgreementForm, ...]:
    """What there is to give out now, the one to look at first."""
    return tuple(form for form in FORMS.values() if form.there(state, revision))


def _offered(source: Documents, agreement_id: int) -> Copy:
    return source.offers.offered_pdf(agreement_id)


def _executed(source: Documents, agreement_id: int) -> Copy:
    from ..shared.dependencies import the_agreement
    from ..signoff.execution import executed_copy

    with source.desk.database.reading() as session:
        return executed_copy(session, the_agreement(session, agreement_id))


def _draft(source: Documents, agreement_id: int) -> Copy:
    from ..shared.naming import copy_name

    view, pages = source.drafts.whole(agreement_id)
    return Copy(Standing.DRAFT, copy_name(view.text, "draft"), pages.pdf)


def _sign_off_sheet(source: Documents, agreement_id: int) -> Copy:
    from ..shared.dependencies import the_agreement
    from ..shared.naming import copy_name
    from .sign_off_sheet import read_sheet

    with source.desk.database.reading() as session:
        sheet, text, count = read_sheet(session, the_agreement(session, agreement_id))
    name = copy_name(text, f"{SIGN_OFF_SHEET}, {count}")
    return Copy(SIGN_OFF_SHEET, name, source.desk.worker.sheet(sheet, {}), agreement_id)


def _changes(source: Documents, agreement_id: int) -> Copy:
    """Every line that differs from the offer before, word by word."""
    from ...drafting.comparing.redline import by_group, compare
    from ...rendering.markdown import escaped

    before, now = source.text(agreement_id, before=True), source.text(agreement_id)
    parts = [f"# {escaped(now.title)}", f"What changed since revision {before.revision}"]
    for heading, lines in by_group(compare(before, now)):
        parts += [f"## {escaped(heading)}", *(_change(line) for line in lines)]
    which = f"what changed in revision {now.revision}" if now.revision else "what changed"
    return _written("changes", now, which, "\n\n".join(parts) + "\n")


def _changes_pdf(source: Documents, agreement_id: int) -> Copy:
    before, now = source.text(agreement_id, before=True), source.text(agreement_id)
    return source.changes_pdf(agreement_id, before.revision, now.revision)


def _change(line: Change) -> str:
    place = " → ".join(dict.fromkeys(filter(None, (line.before, line.after))))
    return f"{place}: {_marked(line.words)}"


def _marked(words: Iterable[WordRun]) -> str:
    """What is gone struck through, what is new bold; marks stand close to their words."""
    from ...drafting.comparing.redline import Fate
    from ...rendering.markdown import escaped

    marks = {Fate.SAME: "", Fate.ADDED: "**", Fate.REMOVED: "~~"}
    told = []
    for part in words:
        core, mark = part.text.strip(), marks[part.fate] if part.text.strip() else ""
        before, _, after = part.text.partition(core) if core else (part.text, "", "")
        told.append(f"{before}{mark}{escaped(core)}{mark}{after}")
    return "".join(told)


def _text(source: Documents, agreement_id: int) -> Copy:
    from ...rendering.markdown import markdown

    text = source.text(agreement_id)
    return _written("text", text, _which(text), markdown(text))


def _deal(source: Documents, agreement_id: int) -> Copy:
    from ...drafting.dealfile.writer import write_deal_file

    words = write_deal_file(source.deal(agreement_id), source.desk.shelf.catalogue())
    return _written("deal", source.text(agreement_id), "deal", words)


def _data(source: Documents, agreement_id: int) -> Copy:
    from ...domain.plain import canonical

    text = source.text(agreement_id)
    return _written("data", text, _which(text), canonical(text).decode())


def _which(text: AgreementText) -> str:
    return f"revision {text.revision}" if text.revision else "draft"


def _written(form: str, text: AgreementText, which: str, words: str) -> Copy:
    from ..shared.naming import copy_name

    return Copy(form, copy_name(text, which, FORMS[form].ending), words.encode())


#: Every form of an agreement, in the order of the menus.
FORMS: Mapping[str, AgreementForm] = {
    form.name: form
    for form in (
        AgreementForm(
            name=Standing.EXECUTED,
            menu="Save the executed copy",
            there=lambda state, _revision: state in BINDING,
            make=_executed,
        ),
        AgreementForm(
            name=Standing.DRAFT,
            menu="Save the draft as PDF",
            there=lambda state, _revision: state is AgreementState.DRAFT,
            make=_draft,
        ),
        AgreementForm(
            name=SIGN_OFF_SHEET,
            menu="Save a sign-off sheet",
            there=lambda state, _revision: state in LIVE,
            make=_sign_off_sheet,
        ),
        AgreementForm(
            name=Standing.OFFERED,
            menu="Save the offered PDF",
            there=lambda _state, revision: revision > 0,
            make=_offered,
        ),
        AgreementForm(
            name="changes",
            menu="Save what changed since the last offer",
            kind="Text (Markdown)",
            ending="md",
            there=lambda state, revision: revision > (state is not AgreementState.DRAFT),
            make=_changes,
        ),
        AgreementForm(
            name=CHANGES_PDF,
            menu="Save what changed since the last offer as PDF",
            there=lambda state, revision: revision > (state is not AgreementState.DRAFT),
            make=_changes_pdf,
        ),
        AgreementForm(
            name="text",
            menu="Save as text (Markdown)",
            kind="Text (Markdown)",
            ending="md",
            make=_text,
        ),
        AgreementForm(
            name="deal",
            menu="Save as a deal file",
            kind="Deal file",
            ending="toml",
            make=_deal,
        ),
        AgreementForm(
            name="data",
            menu="Save as data (JSON)",
            kind="Data",
            ending="json",
            make=_data,
        ),
    )
}
