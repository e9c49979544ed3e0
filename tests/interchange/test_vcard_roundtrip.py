"""What we write, we read back exactly; what others wrote, we give back."""

from dataclasses import replace

import pytest
from hypothesis import example, given, settings

from microbiz_desktop.domain.contacts.contacts import BusinessData, Contact
from microbiz_desktop.domain.errors import BadInput
from microbiz_desktop.interchange.vcard_read import MOST_CARDS, read_vcards
from microbiz_desktop.interchange.vcard_write import Version, write_vcards

from .vcard_values import contacts


def _back(contact: Contact, version: Version) -> Contact:
    found = read_vcards(write_vcards([contact], version, include_private=True))
    assert found.troubles == ()
    (one,) = found.contacts
    return replace(one, line=0)


@settings(max_examples=150)
@given(contacts())
@example(Contact(BusinessData(address="\n")))  # once a line that nobody knew
def test_3_0_reads_back_exactly(contact: Contact) -> None:
    assert _back(contact, "3.0") == contact


@settings(max_examples=150)
@given(contacts())
@example(Contact(BusinessData(address="\n")))  # once a line that nobody knew
def test_4_0_reads_back_exactly(contact: Contact) -> None:
    assert _back(contact, "4.0") == contact


def test_our_own_file_comes_back_however_many_are_in_it() -> None:
    many = MOST_CARDS + 5
    cards = write_vcards(Contact(BusinessData(legal_name=f"Works {n}")) for n in range(many))
    assert len(read_vcards(cards).contacts) == many
    with pytest.raises(BadInput, match="more than 20,000 cards"):
        read_vcards(cards.replace(b"-//Microbiz Desktop//EN", b"-//Another//EN"))
