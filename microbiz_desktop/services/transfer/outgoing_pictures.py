"""Pictures on their way out with a card: each as it came, where that is kept.

Exports call it. What is shown here is a copy made for showing; others are given the very bytes.
"""

from collections.abc import Collection
from dataclasses import replace

from ...domain.contacts.contacts import BusinessData
from ...domain.contacts.kept_lines import KeptPicture, kept_picture
from ...interchange.vcard_plain import main_person


def named_pictures(data: BusinessData) -> list[str]:
    """The pictures an entry shows, and those that its kept lines name."""
    kept = (kept_picture(line) for line in data.extra)
    shown = (data.logo, *(person.photo for person in data.people))
    return list(dict.fromkeys(filter(None, (*shown, *(one.raw for one in kept if one)))))


def with_pictures_as_came(data: BusinessData, stored: Collection[str]) -> BusinessData:
    """The entry with the pictures that came, also those that cannot be shown here.

    One that is shown no more was taken off, so it stays here.
    """
    shown = {data.logo, "", *(person.photo for person in data.people)}
    kept_lines = ((line, kept_picture(line)) for line in data.extra)
    extra = tuple(line for line, kept in kept_lines if kept is None or kept.shown in shown)
    data = data if extra == data.extra else replace(data, extra=extra)
    for line in data.extra:
        kept = kept_picture(line)
        if kept is not None and kept.raw in stored:
            data = _with(data, line, kept)
    return data


def _with(data: BusinessData, line: str, kept: KeptPicture) -> BusinessData:
    """The entry with one of them in the place of what is shown; without a place it stays a line."""
    main = main_person(data)
    logo, people = data.logo, list(data.people)
    if kept.shown:
        logo = kept.raw if logo == kept.shown else logo
        people = [replace(p, photo=kept.raw) if p.photo == kept.shown else p for p in people]
    elif (kept.name == "LOGO" and not logo) or (kept.name == "PHOTO" and main < 0 and not logo):
        logo = kept.raw
    elif kept.name == "PHOTO" and main >= 0 and not people[main].photo:
        people[main] = replace(people[main], photo=kept.raw)
    else:
        return data
    came = KeptPicture(kept.head, kept.raw, kept.raw).line()
    extra = tuple(came if one == line else one for one in data.extra)
    return replace(data, logo=logo, people=tuple(people), extra=extra)
