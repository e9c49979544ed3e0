"""What a card calls the business and its person: FN, N, ORG, KIND in any mixture."""

from collections.abc import Iterable

from microbiz_desktop.domain.by_name import made_of
from microbiz_desktop.domain.contacts.contacts import BusinessData, CustomField
from microbiz_desktop.domain.contacts.legal_form import form_of
from microbiz_desktop.domain.words.names import fold

from .vcard_card import VCard
from .vcard_line import GUESSED, Property, escape, is_list, split_value

NO_NAME = "Unnamed"
#: The custom field that holds the units of ORG.
DEPARTMENT = "Department"
#: The name parts in the order of N.
NAME_PARTS = ("family", "given", "additional", "prefix", "suffix")
_SAYING = frozenset({"KIND", "X-ABSHOWAS"})
_SAID_ORDER = ("prefix", "given", "additional", "family", "suffix")


def name_everybody(card: VCard, values: dict[str, object]) -> dict[str, object] | None:
    """Set the name of the business; give the fields of its person, if the card has one."""
    called, parts = card.best("FN"), _name_parts(card)
    full = called.text() if called else ""
    organisation = _organisation(card, values)
    if _is_company(card, full, parts, organisation):
        made = _said(parts)
        legal = organisation or full or made or any_name(values)
        values["legal_name"], values["legal_form"] = legal, _form(legal)
        name = made if made not in {full, organisation} else ""
        if called and full.casefold() not in {"", legal.casefold()}:
            _called_besides(card, called, values, is_person=bool(name))
    elif organisation:
        values["legal_name"], values["legal_form"] = organisation, _form(organisation)
        same = full.casefold() == organisation.casefold()
        name = (_said(parts) if same else "") or full or _said(parts)
    else:
        name = full or _said(parts) or card.text("SORT-STRING") or any_name(values)
        values["legal_name"] = name
    return {"name": name, **parts, "contact": True} if name else None


def _called_besides(
    card: VCard, called: Property, values: dict[str, object], *, is_person: bool
) -> None:
    """Another name of a company; where FN has to be that of a person, it stays a line."""
    if is_person:
        card.leave(called)
    else:
        values["trading_name"] = called.text()


def any_name(values: dict[str, object]) -> str:
    """What a card without a name can be called by."""
    data = made_of(BusinessData, values)
    known = (data.email, data.phone, data.website, *(way.value for way in data.ways))
    return next((one for one in known if one), NO_NAME)


def _said(parts: dict[str, str]) -> str:
    return " ".join(parts[key] for key in _SAID_ORDER if key in parts)


def _name_parts(card: VCard) -> dict[str, str]:
    found = card.best("N")
    if found is None or (found.head.params and found.head.param(GUESSED)):
        return {}
    parts = named_by(found)
    beyond = split_value(found.value, ";")[len(NAME_PARTS) :]
    card.understood(found, odd=any(map(str.strip, beyond)) or is_list(found.value))
    return parts


def named_by(found: Property) -> dict[str, str]:
    """The five parts of N that are filled; what newer standards add says more of these."""
    parts = map(str.strip, split_value(found.value, ";"))
    return {key: part for key, part in zip(NAME_PARTS, parts, strict=False) if part}


def name_value(parts: Iterable[str]) -> str:
    """Parts of a name as a value."""
    return ";".join(map(escape, parts))


def _organisation(card: VCard, values: dict[str, object]) -> str:
    found = card.best("ORG")
    if found is None:
        return ""
    name, department = units_of(found)
    units = map(str.strip, found.value.rstrip(";").split(";")[1:])
    card.understood(found, odd=not all(units))
    if department:
        values["custom"] = (CustomField(DEPARTMENT, department, shared=True),)
    return name


def units_of(found: Property) -> tuple[str, str]:
    """The name of an organisation, and its units as one text."""
    name, *units = [part.strip() for part in split_value(found.value, ";")]
    return name, "; ".join(unit for unit in units if unit)


def organisation_value(name: str, department: str) -> str:
    """An organisation with its units as a value."""
    units = (unit for unit in department.split("; ") if unit.strip())
    return ";".join(map(escape, (name, *units)))


def _is_company(card: VCard, full: str, parts: dict[str, str], organisation: str) -> bool:
    """Said so (KIND, Apple's flag), or the one name is an organisation's."""
    if card.has(_SAYING) and _is_said(card):
        return True
    if not organisation:
        return fold(_said(parts)) in {"", fold(full)} and bool(form_of(full))
    if len(parts) > 1:
        return False
    one_name = {organisation.casefold()}
    return (
        full.casefold() in {"", *one_name}
        and {part.casefold() for part in parts.values()} <= one_name
    )


def _is_said(card: VCard) -> bool:
    said = False
    for one in card.take("KIND"):
        kind = one.text().lower()
        said = said or kind in {"org", "organization", "group", "location"}
        if kind not in {"org", "individual", ""} or one.head.more:
            card.leave(one)
    for one in card.take("X-ABSHOWAS"):
        said = said or one.text().upper() == "COMPANY"
        if one.text().upper() != "COMPANY":
            card.leave(one)
    return said


def _form(name: str) -> str:
    """The legal form a name tells of, else "other": an organisation is no sole trader."""
    return form_of(name) or "other"
