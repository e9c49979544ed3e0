"""Nothing is frozen whose ink, words and data do not say the same, or that could not be checked."""

import json
from collections.abc import Callable

import pytest

from microbiz_desktop.domain.errors import NotReady, WorkerStopped
from microbiz_desktop.domain.frozen import FrozenEdition
from microbiz_desktop.domain.ledger import Executed, Offered
from microbiz_desktop.domain.plain import from_plain
from microbiz_desktop.domain.states import AgreementState, EntryKind
from microbiz_desktop.domain.text import AgreementText
from microbiz_desktop.evidence.carried import carried, opened
from microbiz_desktop.evidence.chain import payload_of
from microbiz_desktop.evidence.fingerprint import sha256
from microbiz_desktop.records.agreement import ExecutedCopy, Revision
from microbiz_desktop.rendering.result import Rendered
from microbiz_desktop.services.agreements.values import AgreementData
from microbiz_desktop.services.shared.dependencies import the_agreement
from microbiz_desktop.services.signoff import ledgers
from microbiz_desktop.services.wiring import Services
from microbiz_desktop.worker.protocol import Worker
from tests.services.altered import ALTERED, edited

#: A line of the colour of rules is what pages have many of: seen only beside the page as it was.
_LIKE_OURS = {"a line through"}


@pytest.fixture
def frozen(offered: Services) -> tuple[bytes, AgreementText, FrozenEdition]:
    """An offer as it was frozen."""
    with opened(offered.offers.offered_pdf(1).content) as document:
        copy = carried(document)
    assert copy.edition is not None
    return offered.offers.offered_pdf(1).content, copy.text, copy.edition


#: Changes that need what only an executed copy has.
_EXECUTED = {
    "an alternative text",
    "a year on the certificate",
    "the offer gone",
    "the record gone",
    "the record cut",
}


@pytest.mark.parametrize("name", sorted(set(ALTERED) - _LIKE_OURS - _EXECUTED))
def test_what_does_not_say_what_it_must_is_refused(
    frozen: tuple[bytes, AgreementText, FrozenEdition], warm_worker: Worker, name: str
) -> None:
    pdf, text, edition = frozen
    assert warm_worker.guard(pdf, text, edition) == ()
    changed = edited(pdf, ALTERED[name][0])
    try:
        problems = warm_worker.guard(changed, text, edition)
    except IndexError:  # an operator without operands: a fault refuses the freeze as well
        problems = ("a fault",) if name.startswith("all pages") else ()
    assert problems != ()


def _nothing_was_kept(services: Services) -> None:
    agreement = services.agreements.get(1)
    assert (agreement.state, agreement.revision) == (AgreementState.DRAFT, 0)
    with services.database.reading() as session:
        kinds = [
            entry.kind for entry in ledgers.chain_of(session, the_agreement(session, agreement.id))
        ]
        assert session.query(Revision).count() == 0
    assert EntryKind.OFFERED not in kinds


def test_pages_with_other_ink_are_not_offered(
    services: Services, draft: AgreementData, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = services.worker.render

    def over_it(*given: object) -> Rendered:
        made = real(*given)  # type: ignore[arg-type]  # passed on as it came
        return Rendered(edited(made.pdf, ALTERED["a white box"][0]), made.pages, made.anchors)

    monkeypatch.setattr(services.worker, "render", over_it)
    with pytest.raises(NotReady, match="do not say what the text says, so nothing was kept"):
        services.offers.offer(draft.id, draft.version)
    _nothing_was_kept(services)


def _broken(*given: object) -> tuple[str, ...]:
    raise RuntimeError(f"{len(given)} things")


def _slow(*given: object) -> tuple[str, ...]:
    raise WorkerStopped("The pages took too long and were stopped.", f"{len(given)} things")


@pytest.mark.parametrize(
    ("guard", "said"),
    [(_broken, "could not be checked, so nothing was kept"), (_slow, "took too long")],
)
def test_a_fault_while_checking_refuses_the_freeze(
    services: Services,
    draft: AgreementData,
    monkeypatch: pytest.MonkeyPatch,
    guard: Callable[..., tuple[str, ...]],
    said: str,
) -> None:
    monkeypatch.setattr(services.worker, "guard", guard)
    with pytest.raises((NotReady, WorkerStopped), match=said):
        services.offers.offer(draft.id, draft.version)
    _nothing_was_kept(services)
    monkeypatch.undo()
    assert services.offers.offer(draft.id, draft.version).revision == 1


def test_no_executed_copy_is_kept_that_was_not_checked(
    all_signed: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(all_signed.worker, "guard", _broken)
    with pytest.raises(NotReady, match="so nothing was kept"):
        all_signed.signoffs.execute(1)
    with all_signed.database.reading() as session:
        assert session.query(ExecutedCopy).count() == 0
    assert all_signed.agreements.get(1).state is AgreementState.PARTLY_SIGNED_OFF


def test_the_edition_is_kept_and_its_hash_recorded(all_signed: Services) -> None:
    copy = all_signed.signoffs.execute(1)
    with all_signed.database.reading() as session:
        entries = ledgers.chain_of(session, the_agreement(session, 1))
        revision, executed = session.query(Revision).one(), session.query(ExecutedCopy).one()
        kept = {EntryKind.OFFERED: revision.edition, EntryKind.EXECUTED: executed.edition}
    said = {entry.kind: payload_of(entry) for entry in entries}
    for kind, pdf in (
        (EntryKind.OFFERED, all_signed.offers.offered_pdf(1).content),
        (EntryKind.EXECUTED, copy.content),
    ):
        payload = said[kind]
        assert isinstance(payload, Offered | Executed)
        with opened(pdf) as document:
            attached = carried(document).files["edition.json"]
        assert kept[kind] == attached
        assert payload.edition == sha256(attached)
        edition = from_plain(FrozenEdition, json.loads(attached))
        assert edition.versions == all_signed.worker.versions()
        assert (edition.said.zone, edition.format) == ("Europe/London", "microbiz-edition/1")
