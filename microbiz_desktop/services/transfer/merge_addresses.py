"""The addresses of two entries of one business, put together without losing a part of any.

The rule of merging asks it. The address for notices is a text; what is known of its parts stands
among the further ones, and goes there with it.
"""

from ...domain.contacts.contacts import Address, BusinessData
from ...domain.words.names import fold


def joined_addresses(
    here: BusinessData, theirs: BusinessData, *, theirs_win: bool
) -> dict[str, object]:
    """The address for notices; the one that gives way stays among the further ones."""
    mine = {_key(one) for one in here.addresses}
    coming = {_key(one) for one in theirs.addresses}
    seen = mine | {fold(here.address)} - {""}
    further, first = list(here.addresses), here.address
    if theirs.address.strip() and fold(theirs.address) not in seen:
        gives_way = theirs.address
        if theirs_win or not here.address:
            first, gives_way = theirs.address, here.address
        if gives_way.strip() and fold(gives_way) not in mine | coming:
            further.append(Address(street=gives_way))
    for one in theirs.addresses:
        if _key(one) not in seen:
            seen.add(_key(one))
            further.append(one)
    return {"address": first, "addresses": tuple(further)}


def _key(address: Address) -> str:
    return fold(" ".join(address.lines()))
