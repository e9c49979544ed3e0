"""What we write, we read back exactly; what others wrote, we give back."""

from dataclasses import replace

from hypothesis import given, settings

from microbiz_desktop.domain.contacts import Contact
from microbiz_desktop.interchange.vcard_read import read_vcards
from microbiz_desktop.interchange.vcard_write import Version, write_vcards

from .vcard_values import contacts


def _back(contact: Contact, version: Version) -> Contact:
    found = read_vcards(write_vcards([contact], version, include_private=True))
    assert found.troubles == ()
    (one,) = found.contacts
    return replace(one, line=0)


@settings(max_examples=150)
@given(contacts())
def test_3_0_reads_back_exactly(contact: Contact) -> None:
    assert _back(contact, "3.0") == contact


@settings(max_examples=150)
@given(contacts())
def test_4_0_reads_back_exactly(contact: Contact) -> None:
    assert _back(contact, "4.0") == contact
