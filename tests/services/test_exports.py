"""Associates on their way out: nothing private in any byte, files whole or not, pages read back."""

import io
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from microbiz_desktop.domain.contacts.contacts import (
    PRIVATE_FIELDS,
    BusinessData,
    Closeness,
    CustomField,
    Level,
    Paper,
    PersonData,
    SkillData,
    Stage,
    StageChange,
)
from microbiz_desktop.domain.errors import BadInput, CannotSave
from microbiz_desktop.interchange.vcard_read import read_vcards
from microbiz_desktop.paths import resource
from microbiz_desktop.services.transfer.forms import FORMS
from microbiz_desktop.services.transfer.printed import listing
from microbiz_desktop.services.wiring import Services, build_services
from tests.builders import northlight
from tests.in_process import InProcessWorker

CANARY = "CANARY-7F3A"


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    worker = InProcessWorker(resource("templates", "agreements"))
    made = build_services(tmp_path / "data", worker=worker)
    yield made
    made.close()


def _filled(introducer: int = 0) -> BusinessData:
    """An associate with a canary in every field that is private."""
    return replace(
        northlight(),
        notes=f"{CANARY} notes",
        fit=4,
        private=True,
        closeness=Closeness.CLOSE,
        relations=("family", "competitor"),
        stage=Stage.NOT_AGAIN,
        stage_history=(StageChange(Stage.NOT_AGAIN, "2026-01-02"),),
        met_on="2024-05-01",
        met_how=f"{CANARY} met",
        introduced_by_id=introducer,
        introduced_by=f"{CANARY} introducer",
        next_action=f"{CANARY} next",
        next_on="2026-12-24",
        skills=(SkillData("Short film", Level.EXPERT, "12 films"), SkillData("Captions")),
        papers=(Paper("insurance", "Public liability", "£2m", "2027-01-31"),),
        free_months=("2027-02",),
        custom=(
            CustomField("Van", "Yes", shared=True),
            CustomField("Day rate", f"{CANARY} £450"),
        ),
        labels=(f"{CANARY} label",),
        address="18 Quay Street, Whitby YO21 0AB",
    )


def _canaries(content: bytes) -> list[bytes]:
    private = (
        b"competitor",
        b"not-again",
        b"2024-05-01",
        b"2026-12-24",
        b"2026-01-02",
        b"2027-02",
        b"Day rate",
    )
    return [word for word in (CANARY.encode(), *private) if word in content]


def _text(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


def test_nothing_private_is_in_any_byte_of_any_form(services: Services, tmp_path: Path) -> None:
    """The canaries cover every private field, a timeline line and a referral's notes as well."""
    introducer = services.businesses.save(replace(northlight(), legal_name="Okafor Cakes"))
    saved = services.businesses.save(_filled(introducer.id))
    services.timeline.add(saved.id, "call", "2026-11-20", f"{CANARY} call")
    for name in PRIVATE_FIELDS:
        assert getattr(saved, name) != getattr(BusinessData(), name), name
    ids = [saved.id]
    for form in FORMS:
        path = services.exports.save(form, ids, tmp_path / f"out.{FORMS[form].ending}")
        content = path.read_bytes()
        assert "Northlight" in (_text(content) if content.startswith(b"%PDF") else content.decode())
        assert _canaries(content) == [], form
        if content.startswith(b"%PDF"):
            assert CANARY not in _text(content)


def test_ticked_the_private_fields_go_along_and_come_back(
    services: Services, tmp_path: Path
) -> None:
    saved = services.businesses.save(_filled())
    cards = services.exports.content("vcard", [saved.id], include_private=True)
    assert CANARY.encode() in cards
    (back,) = read_vcards(cards).contacts
    assert (back.data.notes, back.data.fit, back.data.stage) == (saved.notes, 4, Stage.NOT_AGAIN)
    assert (back.data.custom, back.data.free_months) == (saved.custom, saved.free_months)
    table = tmp_path / "all.csv"
    services.exports.save("csv", [saved.id], table, include_private=True)
    assert CANARY.encode() in table.read_bytes()


def test_cards_come_in_the_order_asked_and_without_who_is_gone(services: Services) -> None:
    made = [
        services.businesses.save(replace(northlight(), legal_name=name, trading_name=""))
        for name in ("One", "Two", "Three")
    ]
    services.businesses.delete(made[1].id)
    cards = services.exports.content("vcard", [made[2].id, made[1].id, made[0].id])
    assert [c.data.legal_name for c in read_vcards(cards).contacts] == ["Three", "One"]


def test_a_logo_goes_along_byte_for_byte(services: Services) -> None:
    from PIL import Image

    picture = io.BytesIO()
    Image.new("RGB", (8, 8), "#0B6E87").save(picture, "PNG")
    saved = services.businesses.save(northlight())
    saved = services.businesses.set_logo(saved.id, saved.version, picture.getvalue())
    (back,) = read_vcards(services.exports.content("vcard", [saved.id])).contacts
    assert dict(back.pictures)[back.data.logo] == services.businesses.image(saved.logo)


def test_the_sheet_says_what_they_do_and_the_labels_where_they_are(services: Services) -> None:
    saved = services.businesses.save(_filled())
    sheet = _text(services.exports.content("sheet", [saved.id]))
    for said in ("Capability sheet", "Short film", "Expert", "12 films", "Captions", "Eilidh"):
        assert said in sheet, said
    labels = _text(services.exports.content("labels", [saved.id]))
    assert "18 Quay Street\nWhitby YO21 0AB" in labels


def test_the_list_reaches_a_business_by_its_own_ways_before_its_persons() -> None:
    person = PersonData("Bo", contact=True, phone="2", email="bo@two.example")
    own = BusinessData(legal_name="One", phone="1", email="a@one.example", people=(person,))
    sheet = listing([own, replace(own, phone="", email="")], date(2026, 11, 21))
    assert [[fact.value for fact in entry.facts] for entry in sheet.entries] == [
        ["1", "a@one.example"],
        ["2", "bo@two.example"],
    ]
    assert [entry.second for entry in sheet.entries] == ["Bo", "Bo"]


def test_thousands_of_labels_lie_on_their_sheets(services: Services) -> None:
    """22 labels need a second sheet of 21."""
    made = [
        services.businesses.save(replace(_filled(), legal_name=f"Maker {n}", trading_name=""))
        for n in range(22)
    ]
    text = _text(services.exports.content("labels", [data.id for data in made]))
    assert text.count("\f") == 2
    assert all(f"Maker {n}\n" in text for n in range(22))


def test_what_cannot_be_printed_is_said(services: Services) -> None:
    without = services.businesses.save(
        BusinessData(legal_name="Nowhere", people=(PersonData("Sam Okonjo"),))
    )
    with pytest.raises(BadInput, match="has an address"):
        services.exports.content("labels", [without.id])
    with pytest.raises(BadInput, match="nobody"):
        services.exports.content("list", [])
    with pytest.raises(BadInput, match="too many"):
        services.exports.content("list", range(3000))


def test_a_file_that_cannot_be_written_leaves_the_old_one(
    services: Services, tmp_path: Path
) -> None:
    saved = services.businesses.save(northlight())
    with pytest.raises(CannotSave):
        services.exports.save("vcard", [saved.id], tmp_path / "missing" / "a.vcf")
    assert services.exports.file_name("vcard", [saved.id]).endswith(".vcf")


def test_stopped_on_the_way_nothing_is_written_and_the_old_file_stays(
    services: Services, tmp_path: Path
) -> None:
    ids = [
        services.businesses.save(replace(northlight(), legal_name=f"Maker {n}")).id
        for n in range(3)
    ]
    for form in ("vcard", "csv"):
        path = tmp_path / f"all.{FORMS[form].ending}"
        path.write_bytes(b"old")
        with pytest.raises(BadInput, match="stopped"):
            services.exports.save(form, ids, path, cancelled=lambda: True)
        assert path.read_bytes() == b"old"
    assert {file.name for file in tmp_path.iterdir()} == {"data", "all.vcf", "all.csv"}
