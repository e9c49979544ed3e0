"""Options that a law leaves out are not offered in the interview."""

from dataclasses import replace

import pytest

from microbiz_desktop.drafting.asking.questions import Section, all_questions, only_allowed
from microbiz_desktop.services.agreements.values import AgreementData
from microbiz_desktop.services.shared.dependencies import TemplateCatalogue
from microbiz_desktop.services.wiring import Services


def _options(sections: tuple[Section, ...], name: str) -> list[str]:
    question = next(q for q in all_questions(sections) if q.id == name)
    return [option.value for option in question.options]


def test_what_the_pack_leaves_out_is_not_offered(
    services: Services, draft: AgreementData, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert set(_options(services.agreements.questions(draft.id), "execution")) > {"simple"}
    real = TemplateCatalogue.catalogue

    def narrow(shelf: TemplateCatalogue) -> object:
        catalogue = real(shelf)
        pack = replace(catalogue.packs[draft.deal.pack], allowed={"execution": ("simple",)})
        return replace(catalogue, packs={pack.id: pack})

    monkeypatch.setattr(TemplateCatalogue, "catalogue", narrow)
    assert _options(services.agreements.questions(draft.id), "execution") == ["simple"]
    assert _options(services.agreements.sections_of(draft.deal), "execution") == ["simple"]


def test_an_option_chosen_before_stays_to_be_seen(services: Services, draft: AgreementData) -> None:
    sections = services.agreements.questions(draft.id)
    every = _options(sections, "execution")
    narrowed = only_allowed(sections, {"execution": ("simple",)}, {"execution": "deed"})
    assert _options(narrowed, "execution") == [v for v in every if v in ("simple", "deed")]
    other = next(q.id for q in all_questions(sections) if q.options and q.id != "execution")
    assert _options(narrowed, other) == _options(sections, other)


def test_an_option_that_does_not_go_with_an_answer_is_left_out_and_comes_back(
    services: Services, draft: AgreementData
) -> None:
    """Decided in pairs.toml: without a client nobody can own the work, or pay for what is open."""

    def left_out(**answers: str) -> frozenset[object]:
        deal = replace(draft.deal, answers={**draft.deal.answers, **answers})
        found = services.agreements.asked(deal).left_out
        return frozenset(found.get("ip_new_work", ()))

    both = {"client_on_payment", "open_licence"}
    assert left_out(client_contract="lead") == frozenset()
    assert left_out(client_contract="own_product") == both
    chosen = left_out(client_contract="own_product", ip_new_work="open_licence")
    assert chosen == both - {"open_licence"}
