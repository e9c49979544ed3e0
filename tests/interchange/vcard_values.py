"""Any contact at all, for the law that what is written reads back the same."""

import hashlib
from dataclasses import fields
from typing import Any, get_type_hints

from hypothesis import strategies as st

from microbiz_desktop.domain.contacts import contacts as c

#: Everything but what a line can hide in; those have tests of their own.
CHARACTERS = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), include_characters="\n\t")
_TRICKY = (
    *("", " ", "a;b", "a,b", "a\\nb", "a\\", "\\", "a:b", '"q"', "^n", "=3D=", "x\ny", "\n", " a "),
    *("END:VCARD", "BEGIN:VCARD", "tel:1", "http://a.example/?a=b,c;d", "xmpp:a@b.example"),
    *("_$!<HomePage>!$_", "home", "work mobile", "home home", "Ada Lovelace", "Works Ltd"),
    *("1922-03-10", "--04-15", "19220310", "yes", "myContacts", "ÄÖ" * 40, "\U0001f9c1" * 30),
)
TEXT = st.one_of(st.just(""), st.sampled_from(_TRICKY), st.text(CHARACTERS, max_size=12))
_PICTURE = st.one_of(
    st.sampled_from([b"\xff\xd8\xff\xe0 a JPEG", b"\x89PNG\r\n\x1a\n a PNG"]),
    st.binary(min_size=1, max_size=90),
)
_LISTS: dict[str, type] = {
    "skills": c.SkillData,
    "ways": c.Way,
    "addresses": c.Address,
    "papers": c.Paper,
    "supplies": c.Supply,
    "stage_history": c.StageChange,
    "custom": c.CustomField,
    "people": c.PersonData,
}
_FOREIGN = (
    *("X-SKILL:joinery", "item1.X-ABDATE:1975-03-01", "item1.X-ABLabel:_$!<Anniversary>!$_"),
    *("ROLE:Baker", "REV:20261121T120000Z", "mb1.X-ABADR:gb", "FN;PREF=2:Other", "nonsense", ""),
    *("PHOTO;VALUE=uri:https://a.example/p.jpg", "KIND:group", "NOTE:a note", "END:VCARD"),
    *("X-Q;ENCODING=QUOTED-PRINTABLE:=C3=A4=", "KEY;ENCODING=b:AAAA", 'X-P;A="b:c;d":e'),
    *("X-MICROBIZ-LEGAL-NAME:trick", "X-MICROBIZ-FUTURE:1", "TITLE:Chief", "AGENT:", "LABEL:x"),
)


def _value(kind: Any, name: str = "") -> st.SearchStrategy[Any]:
    if kind is bool:
        return st.booleans()
    if kind is int:
        return st.integers(0, 5)
    if kind is str:
        return TEXT
    if name in _LISTS:
        return st.lists(record(_LISTS[name]), max_size=3).map(tuple)
    if name == "extra":
        return st.lists(st.sampled_from(_FOREIGN) | TEXT, max_size=4).map(tuple)
    if str(kind).startswith("tuple"):
        return st.lists(TEXT, max_size=3).map(tuple)
    return st.sampled_from(list(kind))


def record(cls: Any) -> st.SearchStrategy[Any]:
    """Any value of a frozen class; half of its fields are left as they are by default."""
    hints = get_type_hints(cls)
    needed = {f.name: _value(hints[f.name], f.name) for f in fields(cls) if _is_needed(f)}
    usual = {
        f.name: _value(hints[f.name], f.name)
        for f in fields(cls)
        if not _is_needed(f) and f.name not in {*c.LOCAL_FIELDS, "introduced_by_id"}
    }
    chosen = (
        st.lists(st.sampled_from(sorted(usual)), unique=True, max_size=7) if usual else st.just([])
    )
    return chosen.flatmap(
        lambda names: st.builds(cls, **needed, **{name: usual[name] for name in names})
    )


def _is_needed(field: Any) -> bool:
    return bool(field.default is field.default_factory)  # both are "missing"


@st.composite
def contacts(draw: Any) -> c.Contact:
    """A contact with up to three pictures, which its logo and people may use."""
    content = draw(st.lists(_PICTURE, max_size=3, unique=True))
    pictures = {hashlib.sha256(one).hexdigest(): one for one in content}
    data = draw(record(c.BusinessData))
    if pictures:
        shas = st.sampled_from(["", *pictures])
        people = tuple(
            c.PersonData(**{**_as_dict(one), "photo": draw(shas)}) for one in data.people
        )
        data = c.BusinessData(**{**_as_dict(data), "logo": draw(shas), "people": people})
    return c.Contact(data, tuple(sorted(pictures.items())))


def _as_dict(value: Any) -> dict[str, Any]:
    return {field.name: getattr(value, field.name) for field in fields(value)}
