"""A note that declines and recommends: the client's name, the associate, and nothing private."""

from dataclasses import fields, replace

import pytest

from microbiz_desktop.domain.by_name import replaced
from microbiz_desktop.domain.contacts.contacts import (
    PRIVATE_FIELDS,
    BusinessData,
    Closeness,
    CustomField,
    PersonData,
    SkillData,
    Stage,
    StageChange,
)
from microbiz_desktop.domain.errors import BadInput, NotReady
from microbiz_desktop.services.wiring import Services
from tests.builders import fernhill, northlight

#: A value for each private field that nobody would take for another word.
PRIVATE: dict[str, object] = {
    "labels": ("ZZlabel",),
    "relations": ("ZZrelation",),
    "closeness": Closeness.CLOSE,
    "stage": Stage.TRUSTED,
    "stage_history": (StageChange(Stage.TRUSTED, "2001-01-01"),),
    "met_on": "2001-02-03",
    "met_how": "ZZmet",
    "introduced_by": "ZZintroducer",
    "introduced_by_id": 0,
    "next_action": "ZZnext",
    "next_on": "2001-03-04",
    "free_months": ("2001-04",),
    "fit": 4,
    "notes": "ZZnotes",
    "private": False,
}


def full() -> BusinessData:
    """An associate with everything open and everything private filled."""
    known = {field.name for field in fields(BusinessData)}
    assert set(PRIVATE_FIELDS) == set(PRIVATE) <= known
    shown = replace(
        northlight(),
        place="Whitby",
        phone="01947 600000",
        website="northlight.example",
        skills=(SkillData("Short film"), SkillData("Photography, interiors")),
        custom=(CustomField("Day rate", "ZZrate"),),
    )
    return replaced(shown, PRIVATE)


def test_the_note_names_client_work_and_associate(services: Services) -> None:
    services.settings.use_business(services.businesses.save(fernhill()).id)
    key = services.businesses.save(full()).id
    made = services.decline_notes.draft(key, "Harbour Lane Coffee Ltd", "a film")
    assert made.text == (
        "Dear Harbour Lane Coffee Ltd,\n\n"
        "Thank you for asking Fernhill Design about a film. We cannot take this work on.\n\n"
        "I recommend that you ask Northlight Film. Here is how to reach them:\n\n"
        "Northlight Film\nAsk for: Eilidh Fraser\nDoes: Short film; Photography, interiors\n"
        "Where: Whitby\nPhone: 01947 600000\nE-mail: eilidh@northlight.example\n"
        "Website: northlight.example\n\n"
        "Northlight Film is a business of its own: what you agree is between you and them.\n\n"
        "With kind regards,\nPriya Raman\nFernhill Design\n"
    )
    assert made.file_name == "recommending-northlight-film.txt"


def test_nothing_private_is_in_it(services: Services) -> None:
    key = services.businesses.save(full()).id
    text = services.decline_notes.draft(key, "", "").text
    assert "ZZ" not in text
    assert "200" not in text.replace("600000", "")
    assert text.startswith("Hello,\n\nThank you for asking us. We cannot take this work on.")


def test_who_is_reached_through_a_person_is_reached(services: Services) -> None:
    one = BusinessData(
        legal_name="Ana Lind",
        people=(PersonData("Ana Lind", email="ana@lind.example", phone="01943 1"),),
    )
    text = services.decline_notes.draft(services.businesses.save(one).id, "", "").text
    assert "Phone: 01943 1\nE-mail: ana@lind.example\n" in text
    assert "Ask for" not in text


def test_whoever_is_kept_out_of_introductions_is_not_recommended(services: Services) -> None:
    key = services.businesses.save(replace(northlight(), private=True)).id
    with pytest.raises(NotReady, match="kept out of introductions"):
        services.decline_notes.draft(key, "", "")
    with pytest.raises(BadInput):
        services.decline_notes.draft(99, "", "")
