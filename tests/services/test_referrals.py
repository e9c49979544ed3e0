"""Referrals: kept, counted, and passed on only with consent."""

import subprocess
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from microbiz_desktop.domain.errors import BadInput, NotReady, StaleVersion
from microbiz_desktop.domain.network.referring import Consent, Direction, ReferralOutcome
from microbiz_desktop.domain.states import Kind
from microbiz_desktop.services.network.values import ReferralData
from microbiz_desktop.services.wiring import Services
from tests.services.circle import associate, own


def _given(amara: int) -> ReferralData:
    return ReferralData(
        associate_id=amara,
        referred="Lena Petrova",
        reach="07700 900188",
        what_for="a cake for forty",
        on="2026-11-02",
    )


def test_a_referral_is_kept_changed_deleted_and_brought_back(services: Services) -> None:
    amara = associate(services, "Amara")
    made = services.referrals.save(_given(amara))
    assert made.associate == "Amara"
    changed = services.referrals.save(replace(made, outcome=ReferralOutcome.WORK, worth=12_000))
    assert services.referrals.get(made.id) == changed
    services.referrals.delete(made.id)
    assert services.referrals.rows() == ()
    services.referrals.undelete(made.id)
    (row,) = services.referrals.rows()
    assert (row.referred, row.associate, row.outcome) == (
        "Lena Petrova",
        "Amara",
        ReferralOutcome.WORK,
    )


def test_a_stale_form_is_refused(services: Services) -> None:
    made = services.referrals.save(_given(associate(services, "Amara")))
    services.referrals.save(replace(made, what_for="two cakes"))
    with pytest.raises(StaleVersion):
        services.referrals.save(replace(made, what_for="no cake"))


def test_what_is_no_referral_is_refused(services: Services) -> None:
    amara = associate(services, "Amara")
    with pytest.raises(BadInput):
        services.referrals.save(ReferralData(referred="Lena"))
    with pytest.raises(BadInput):
        services.referrals.save(ReferralData(associate_id=amara, referred=" "))
    with pytest.raises(BadInput):
        services.referrals.get(99)


def test_without_a_day_it_is_todays_and_an_associate_lends_its_name(services: Services) -> None:
    amara, gwen = associate(services, "Amara"), associate(services, "Gwen")
    made = services.referrals.save(ReferralData(associate_id=amara, referred_id=gwen))
    assert (made.on, made.referred, made.referred_id) == ("2026-11-21", "Gwen", gwen)


def test_rows_are_found_by_words_and_by_associate(services: Services) -> None:
    amara, gwen = associate(services, "Amara"), associate(services, "Gwén")
    services.referrals.save(_given(amara))
    services.referrals.save(ReferralData(associate_id=gwen, referred="Jun", on="2026-11-20"))
    assert [row.referred for row in services.referrals.rows()] == ["Jun", "Lena Petrova"]
    assert [row.referred for row in services.referrals.rows("gwen")] == ["Jun"]
    assert [row.referred for row in services.referrals.rows(associate_id=amara)] == ["Lena Petrova"]


def test_changes_are_announced(services: Services) -> None:
    amara = associate(services, "Amara")
    heard: list[frozenset[Kind]] = []
    services.subscribe(heard.append)
    services.referrals.save(_given(amara))
    assert heard == [frozenset({Kind.NETWORK})]


def test_the_balance_counts_both_ways_and_keeps_currencies_apart(services: Services) -> None:
    amara = associate(services, "Amara")
    won = replace(_given(amara), outcome=ReferralOutcome.WORK, worth=30_000)
    services.referrals.save(won)
    services.referrals.save(replace(won, worth=5_000, currency="EUR"))
    services.referrals.save(replace(won, outcome=ReferralOutcome.NOTHING))
    services.referrals.save(replace(_given(amara), direction=Direction.RECEIVED))
    balance = services.referrals.balance(amara)
    assert (balance.given, balance.received) == (3, 1)
    assert (balance.work_given, balance.work_received) == (2, 0)
    assert balance.worth_given == "€50.00 and £300.00"
    assert balance.words == "3 given, 1 received: two more given than received."
    assert services.referrals.balance(associate(services, "Gwen")).words == (
        "No referrals with Gwen yet."
    )


def test_no_consent_is_a_warning_that_says_what_to_do(services: Services) -> None:
    data = _given(associate(services, "Amara"))
    assert services.referrals.warnings(data) == (
        "Ask Lena Petrova before the details go anywhere, then note the answer here.",
    )
    assert services.referrals.warnings(replace(data, consent=Consent.GIVEN)) == ()
    assert services.referrals.warnings(replace(data, consent=Consent.ASKED))
    assert services.referrals.warnings(replace(data, consent=Consent.REFUSED))
    assert services.referrals.warnings(replace(data, direction=Direction.RECEIVED))


@pytest.mark.parametrize("consent", [Consent.NOT_ASKED, Consent.ASKED])
def test_a_card_without_consent_leaves_the_person_out(services: Services, consent: Consent) -> None:
    own(services)
    made = services.referrals.save(replace(_given(associate(services, "Amara")), consent=consent))
    card = services.referrals.card(made.id)
    assert "Lena" not in card.text
    assert "07700 900188" not in card.text
    assert "a cake for forty" in card.text
    assert not card.details


def test_a_card_with_consent_says_who_and_from_whom(services: Services) -> None:
    own(services)
    data = replace(_given(associate(services, "Amara")), consent=Consent.GIVEN, notes="CANARY")
    card = services.referrals.card(services.referrals.save(data).id)
    assert card.text == (
        "A referral for Amara\n\n"
        "Who: Lena Petrova\n"
        "How to reach: 07700 900188\n"
        "What for: a cake for forty\n"
        "From: Priya Raman, Fernhill Design, hello@fernhill.example\n"
        "Date: 2 November 2026\n\n"
        "Passed on with consent."
    )
    assert card.file_name == "referral-for-amara.pdf"


def test_no_card_when_it_was_refused_or_came_to_us(services: Services) -> None:
    amara = associate(services, "Amara")
    for data in (
        replace(_given(amara), consent=Consent.REFUSED),
        replace(_given(amara), direction=Direction.RECEIVED, consent=Consent.GIVEN),
    ):
        made = services.referrals.save(data)
        with pytest.raises(NotReady):
            services.referrals.card(made.id)


def test_the_card_is_one_small_page_that_says_the_same(services: Services) -> None:
    own(services)
    data = replace(_given(associate(services, "Amara")), consent=Consent.GIVEN)
    made = services.referrals.save(data)
    pdf = services.referrals.card_pdf(made.id)
    with pikepdf.open(BytesIO(pdf)) as document:
        (page,) = document.pages
        assert max(float(edge) for edge in page.mediabox) < 600
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    words = done.stdout.decode()
    assert "Lena Petrova" in words
    assert "A referral for Amara" in words
