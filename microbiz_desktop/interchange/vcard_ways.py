"""Ways to reach somebody (TEL, EMAIL, URL, IMPP ...) and addresses, from a card."""

from collections.abc import Mapping

from microbiz_desktop.domain.contacts.contacts import Address, Way

from .vcard_card import VCard
from .vcard_line import LineStart, Property, split_value

_MESSENGERS = {
    "X-AIM": "aim",
    "X-ICQ": "icq",
    "X-JABBER": "xmpp",
    "X-GTALK": "xmpp",
    "X-GOOGLE-TALK": "xmpp",
    "X-MSN": "msnim",
    "X-YAHOO": "ymsgr",
    "X-SKYPE": "skype",
    "X-SKYPE-USERNAME": "skype",
    "X-QQ": "qq",
    "X-MS-IMADDRESS": "im",
}
_KINDS = {
    "TEL": "phone",
    "X-MS-TEL": "phone",
    "EMAIL": "email",
    "URL": "link",
    "IMPP": "link",
    "X-SOCIALPROFILE": "link",
    **dict.fromkeys(_MESSENGERS, "link"),
}
#: The field of the first of each; a messenger is nobody's website.
_FIRST = {"TEL": "phone", "EMAIL": "email", "URL": "website"}
_Found = tuple[Property, Way]


def labels_of(card: VCard) -> Mapping[str, str]:
    """Labels by group, as Apple and Google write them; those of other things are left alone."""
    found = card.take("X-ABLABEL")
    if not found:
        return {}
    groups = card.groups((*_KINDS, "ADR"))
    labels: dict[str, str] = {}
    for one in found:
        if one.head.group in groups:
            text = one.text()
            labels[one.head.group] = text.removeprefix("_$!<").removesuffix(">!$_")
        else:
            card.leave(one)
    return labels


def ways_of(card: VCard, labels: Mapping[str, str]) -> tuple[dict[str, object], dict[str, object]]:
    """What the business and what the contact person has of ways, as fields of theirs."""
    business: list[_Found] = []
    person: list[_Found] = []
    for one in card.take_these(_KINDS):
        head = one.head
        value = _value(one, head.name)
        if not value:
            continue
        label = _label(head, labels) if head.params or head.group else ""
        found = (one, Way(_KINDS[head.name], value, label))
        whose = head.whose
        if whose:
            person.append(found)
        if whose != "person":
            business.append(found)
    of_person = _sorted_out(person, website=False) if person else {}
    return _sorted_out(business, website=True), of_person


def _value(one: Property, name: str) -> str:
    value = one.text()
    if name in _MESSENGERS and value:
        return f"{_MESSENGERS[name]}:{value}"
    if name == "TEL" and value[:4].lower() == "tel:":
        return value[4:].replace(";ext=", " ext. ")
    return value


def _label(head: LineStart, labels: Mapping[str, str]) -> str:
    if head.group and head.group in labels:
        return labels[head.group]
    if not head.params:
        return ""
    if head.name == "IMPP" and head.param("X-SERVICE-TYPE"):
        return head.param("X-SERVICE-TYPE").lower()
    return head.label


def _sorted_out(found: list[_Found], *, website: bool) -> dict[str, object]:
    """The first of each kind in its own field, the others as ways in the order of the card."""
    fields: dict[str, object] = {}
    if not found:
        return fields
    best: dict[str, _Found] = {}
    for pair in found:
        head = pair[0].head
        field = _FIRST.get(head.name)
        if not field or head.machine or not (website or field != "website"):
            continue
        if field not in best or head.pref < best[field][0].head.pref:
            best[field] = pair
    for field, pair in best.items():
        fields[field] = pair[1].value
        found.remove(pair)
    if found:
        fields["ways"] = tuple([way for _, way in found])
    return fields


def addresses_of(card: VCard, labels: Mapping[str, str]) -> dict[str, object]:
    """The address for notices as text, and every address that has parts or a label."""
    found = card.take("ADR")
    if not found:
        label = card.best("LABEL")
        lines = map(str.strip, label.text().splitlines()) if label else ()
        return {"address": "\n".join(filter(None, lines))} if label else {}
    pairs = [(one, address) for one in found if (address := _address(one, labels))]
    if not pairs:
        return {}
    best, main = pairs[0] if len(pairs) == 1 else min(pairs, key=lambda pair: pair[0].head.pref)
    # Of one free text without a label, the text for notices says all.
    kept = [a for one, a in pairs if one is not best or a != Address(a.street)]
    return {
        "address": "\n".join(main.lines()),
        "place": main.locality,
        "addresses": tuple(kept),
    }


def _address(one: Property, labels: Mapping[str, str]) -> Address | None:
    parts = [part.strip() for part in split_value(one.value, ";", 6)]
    parts += [""] * (7 - len(parts))
    label = _label(one.head, labels)
    if not any(parts):
        written = one.head.param("LABEL").replace("\\n", "\n")
        return Address(street=written, label=label) if written.strip() else None
    po_box, extended, street, locality, region, postcode, country = parts
    return Address(street, locality, region, postcode, country, label, po_box, extended)
