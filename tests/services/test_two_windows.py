"""Two windows and scripts on one folder: no edit is lost, and each hears of the other's."""

import threading
from pathlib import Path

import pytest

from microbiz_desktop.domain.deal import as_number
from microbiz_desktop.domain.errors import StaleVersion
from microbiz_desktop.domain.states import Kind
from microbiz_desktop.services.agreements.values import AgreementData
from microbiz_desktop.services.wiring import Services
from tests.kept import Opener

EDITS = 40


def _count_up(services: Services, agreement_id: int) -> None:
    """Each edit adds one to the price it was shown; a refused one looks again."""
    done = 0
    while done < EDITS:
        shown = services.agreements.get(agreement_id)
        price = as_number(shown.deal.answers["price"]) + 1
        try:
            services.agreements.answer(agreement_id, shown.version, "price", price)
        except StaleVersion:
            continue
        done += 1


def test_no_edit_of_two_windows_is_lost(
    services: Services, draft: AgreementData, data_dir: Path, open_services: Opener
) -> None:
    other = open_services(data_dir)
    before = as_number(draft.deal.answers["price"])
    windows = [
        threading.Thread(target=_count_up, args=(window, draft.id)) for window in (services, other)
    ]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    assert services.agreements.get(draft.id).deal.answers["price"] == before + 2 * EDITS


def test_a_window_hears_of_what_another_program_did(
    services: Services, draft: AgreementData, data_dir: Path, open_services: Opener
) -> None:
    heard: list[frozenset[Kind]] = []
    services.subscribe(heard.append)
    assert not services.database.foreign_commits()
    open_services(data_dir).agreements.answer(draft.id, draft.version, "price", 5)
    assert services.database.foreign_commits()
    assert heard == [frozenset(Kind)]
    with pytest.raises(StaleVersion):
        services.agreements.answer(draft.id, draft.version, "price", 6)


def test_many_threads_may_ask_for_the_same_draft(services: Services, draft: AgreementData) -> None:
    views = []
    asking = [
        threading.Thread(target=lambda: views.append(services.drafts.compile(draft.id)))
        for _ in range(8)
    ]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    assert len(views) == 8
    assert all(view == views[0] for view in views)


def test_an_ended_subscription_hears_nothing(services: Services, draft: AgreementData) -> None:
    heard: list[frozenset[Kind]] = []
    end = services.subscribe(heard.append)
    end()
    services.agreements.delete(draft.id)
    assert heard == []
