"""Ways to reach somebody (TEL, EMAIL, URL, IMPP ...) and addresses, from a card.

`vcard_map` calls it for each card, and writing asks it what a line would say. The label of the
first of each stands among the further ways, as a contact has a place for labels only there.
"""

import re
from collections.abc import Mapping

from microbiz_desktop.domain.contacts.contacts import Address, Way
from microbiz_desktop.domain.contacts.number_kinds import main_rank

from .vcard_card import VCard
from .vcard_line import (
    MESSENGERS,
    PHONE_TYPES,
    TYPES,
    LineStart,
    Property,
    escape,
    is_list,
    split_value,
    unescape,
)

#: What each property of a way is here.
KINDS = {
    "TEL": "phone",
    "X-MS-TEL": "phone",
    "EMAIL": "email",
    "URL": "link",
    "IMPP": "link",
    "X-SOCIALPROFILE": "link",
    **dict.fromkeys(MESSENGERS, "link"),
}
#: The field of the first of each; a messenger is nobody's website.
_FIRST = {"TEL": "phone", "EMAIL": "email", "URL": "website"}
#: The property of each kind of way.
PROPERTIES = {"phone": "TEL", "email": "EMAIL", "link": "URL"}
_MESSENGER = re.compile(
    r"(?:aim|icq|xmpp|skype|sip|msnim|ymsgr|qq|gg|im|irc|matrix):[^\s\x00-\x20\"<>\\^`{|}]+\Z",
    re.ASCII,
)
_Found = tuple[Property, Way]


def property_of(way: Way) -> str:
    """The property that a way is written as."""
    if way.kind not in ("phone", "email") and _MESSENGER.match(way.value):
        return "IMPP"
    return PROPERTIES.get(way.kind, "URL")


def types_of(label: str, name: str) -> tuple[str, ...]:
    """The types that say the same as a label; none when it has other words."""
    known = PHONE_TYPES if name == "TEL" else TYPES
    words = label.split(" ")
    if not label or len(set(words)) < len(words) or not all(word in known for word in words):
        return ()
    return tuple([known[word] for word in words])


def labels_of(card: VCard) -> Mapping[str, str]:
    """Labels by group as they came; of other things or nothing, and second ones, they are left."""
    found = card.take("X-ABLABEL")
    if not found:
        return {}
    groups = {one.head.group for one in card.named((*KINDS, "ADR")) if _says_something(one)} - {""}
    labels: dict[str, str] = {}
    for one in found:
        if one.head.group in groups and one.head.group not in labels:
            labels[one.head.group] = one.value.replace("\n", "\\n")
        else:
            card.leave(one)
    return labels


def _says_something(one: Property) -> bool:
    return not _is_blank(address_of(one, None)) if one.head.name == "ADR" else bool(one.text())


def _is_blank(address: Address) -> bool:
    return address == Address(label=address.label)


def said_label(label: str) -> str:
    """A label beside a value as people read it: Apple and Google put signs around their own."""
    return unescape(label).strip().removeprefix("_$!<").removesuffix(">!$_")


def ways_of(card: VCard, labels: Mapping[str, str]) -> tuple[dict[str, object], dict[str, object]]:
    """What the business and what the contact person has of ways, as fields of theirs."""
    business: list[_Found] = []
    person: list[_Found] = []
    for one in card.take_these(KINDS):
        head = one.head
        way = way_of(one, labels.get(head.group) if head.group else None)
        if not way.value:
            continue
        whose = head.whose
        if whose:
            person.append((one, way))
        if whose != "person":
            business.append((one, way))
    of_person = _sorted_out(card, person, labels, of_person=True) if person else {}
    return _sorted_out(card, business, labels, of_person=False), of_person


def way_of(one: Property, label: str | None) -> Way:
    """A property as a way to reach; `label` is the text beside it, as it came."""
    head = one.head
    said = _label(head, label) if head.params or label else ""
    return Way(KINDS[head.name], _value(one, head.name), said)


def _value(one: Property, name: str) -> str:
    value = one.text()
    if name in MESSENGERS and value:
        return f"{MESSENGERS[name]}:{value}"
    if name == "TEL" and value[:4].lower() == "tel:":
        return value[4:].replace(";ext=", " ext. ")
    return value


def _label(head: LineStart, label: str | None) -> str:
    if label and (said := said_label(label)):
        return said
    if head.name == "IMPP" and head.param("X-SERVICE-TYPE"):
        return head.param("X-SERVICE-TYPE").lower()
    return head.label


def _sorted_out(
    card: VCard, found: list[_Found], labels: Mapping[str, str], *, of_person: bool
) -> dict[str, object]:
    """The first of each kind in its own field, with its label among the ways before the others."""
    fields: dict[str, object] = {}
    if not found:
        return fields
    best = _firsts(found, website=not of_person)
    firsts, others = [], []
    for field, (_, way) in sorted(best.items(), key=lambda item: _ORDER[item[0]]):
        fields[field] = way.value
        # One without a label is told apart so from a second one of the same value that has one.
        same = (w for _, w in found if (w.kind, w.value) == (way.kind, way.value))
        if way.label or any(one.label for one in same):
            firsts.append(way)
    chosen = {id(one) for one, _ in best.values()}
    for one, way in found:
        first = id(one) in chosen
        if not first:
            others.append(way)
        if one.head.params or one.head.group or one.head.name != property_of(way):
            _remember(card, one, way, labels.get(one.head.group), first=first)
    if firsts or others:
        fields["ways"] = (*firsts, *others)
    return fields


_ORDER = {"phone": 0, "email": 1, "website": 2}


def _remember(card: VCard, one: Property, way: Way, label: str | None, *, first: bool) -> None:
    """A line is odd when its label or its name would be written in another way."""
    name = "URL" if first and way.kind == "link" else property_of(way)
    odd = one.head.name != name
    if label is not None:
        odd = odd or label != escape(way.label) or bool(types_of(way.label, name))
        odd = odd or bool(one.head.more)
    value = None if one.head.name in MESSENGERS else escape(way.value)
    card.understood(one, beside=_beside(label), value=value, odd=odd, first=first)


def _beside(label: str | None) -> str:
    return "" if label is None else f"X-ABLabel:{label}"


def _firsts(found: list[_Found], *, website: bool) -> dict[str, _Found]:
    """The main way of each kind: the preferred one, of numbers then the best by what it is for."""
    best: dict[str, tuple[tuple[int, int], _Found]] = {}
    for one, way in found:
        head = one.head
        field = _FIRST.get(head.name)
        if not field or not (website or field != "website"):
            continue
        rank = main_rank((*head.types, way.label)) if way.label and field == "phone" else 0
        if rank is None:
            continue
        if field not in best or (head.pref, rank) < best[field][0]:
            best[field] = ((head.pref, rank), (one, way))
    return {field: pair for field, (_, pair) in best.items()}


#: What parts of an address are parted by, and what is no word of one.
_NOTHING = "; \t\n"


def addresses_of(card: VCard, labels: Mapping[str, str]) -> dict[str, object]:
    """The address for notices as text, and every address that has parts or a label."""
    found = card.take("ADR")
    if not found:
        return _written_label(card)
    pairs = [(one, address_of(one, labels.get(one.head.group))) for one in found]
    for one, address in pairs:
        if _is_blank(address) and (one.head.more or unescape(one.value).strip(_NOTHING)):
            card.leave(one)
    pairs = [(one, address) for one, address in pairs if not _is_blank(address)]
    if not pairs:
        return {}
    best, main = pairs[0] if len(pairs) == 1 else min(pairs, key=lambda pair: pair[0].head.pref)
    for one, address in pairs:
        _remember_address(card, one, address, labels.get(one.head.group), first=one is best)
    # Of one free text without a label, the text for notices says all.
    kept = [a for one, a in pairs if one is not best or a != Address(a.street)]
    return {
        "address": "\n".join(main.lines()),
        "place": main.locality,
        "addresses": tuple(kept),
    }


def _written_label(card: VCard) -> dict[str, object]:
    """Without an address, what is written on letters; the line itself stays beside it."""
    found = card.take("LABEL")
    if not found:
        return {}
    for one in found:
        card.leave(one)
    best = min(found, key=lambda one: one.head.pref)
    lines = "\n".join(filter(None, map(str.strip, best.text().splitlines())))
    label = best.head.label
    kept = (Address(lines, label=label),) if label and lines else ()
    return {"address": lines, "addresses": kept}


def _remember_address(
    card: VCard, one: Property, address: Address, label: str | None, *, first: bool
) -> None:
    odd = is_list(one.value) or any(map(str.strip, split_value(one.value, ";")[7:]))
    if label is not None:
        odd = odd or label != escape(address.label) or bool(types_of(address.label, "ADR"))
        odd = odd or bool(one.head.more)
    card.understood(one, beside=_beside(label), odd=odd, first=first)


def address_value(one: Address) -> str:
    """The seven parts as a value."""
    parts = (one.po_box, one.extended, one.street, one.locality, one.region)
    return ";".join(map(escape, (*parts, one.postcode, one.country)))


def address_of(one: Property, label: str | None) -> Address:
    """A property as an address; parts beyond the seventh say what the first seven say too."""
    parts = [part.strip() for part in split_value(one.value, ";")][:7]
    parts += [""] * (7 - len(parts))
    said = _label(one.head, label)
    if not any(parts):
        written = one.head.param("LABEL").replace("\\n", "\n")
        return Address(street=written.strip(), label=said)
    po_box, extended, street, locality, region, postcode, country = parts
    return Address(street, locality, region, postcode, country, said, po_box, extended)
