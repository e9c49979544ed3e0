"""A name as people say it, without the legal form at its end."""

import pytest

from microbiz_desktop.domain.contacts.legal_form import form_of, without_form


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Otley Clay Ltd", "Otley Clay"),
        ("Otley Clay Limited.", "Otley Clay"),
        ("Otley Clay Company Ltd", "Otley Clay"),
        ("Otley Clay Co. Limited", "Otley Clay"),
        ("Otley Clay Company", "Otley Clay"),
        ("Hart & Co", "Hart"),
        ("Stern GmbH", "Stern"),
        ("Stern GmbH & Co. KG", "Stern"),
        ("Stella S.r.l.", "Stella"),
        ("Étoile S. à r. l.", "Étoile"),
        ("Gwiazda Sp. z o.o.", "Gwiazda"),
        ("Ster B.V.", "Ster"),
        ("Otley Clay Community Interest Company", "Otley Clay"),
        ("SIA Zvaigzne", "Zvaigzne"),
    ],
)
def test_a_legal_form_is_left_off(name: str, said: str) -> None:
    assert form_of(name) != "" or name.endswith("Company")
    assert without_form(name) == said


@pytest.mark.parametrize("name", ["Otley Clay", "Ltd", "GmbH", "Ann Sa", "Limited Editions", ""])
def test_what_bears_no_form_stays_as_it_is(name: str) -> None:
    assert without_form(name) == name
