"""Which words of each kind of thing the search index holds, as the SQL that gathers them.

A row of the index is numbered by its id and the kind of thing (`rows_of()`). Facts of one column
are parted by a middle dot, so that the one that matched can be shown alone; a telephone number is
followed by its bare digits without the leading nought.
"""

# ruff: noqa: S608 - every name put into a statement here is a constant of this module

import sqlite3
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..domain.contacts.contacts import FIELDS, ITEMS
from ..domain.words.letters import own_letters

#: So many kinds of things have room in the index; what the rest of a row's number by it says.
ROOM = 16
OWN, ASSOCIATE, PROJECT, AGREEMENT, EVENT, REFERRAL = 0, 1, 2, 3, 4, 5
#: Somebody who is on the map and no associate.
OUTSIDE = 15
COLUMNS = ("title", "names", "skills", "places", "reach", "rest")
# Beginnings of three letters and more are read off the words themselves fast enough. Neither where
# in a column a word stands nor how long a column is are kept, as nothing asks for them: there are
# no phrases, then, only single words.
SEARCH_TABLE = (
    f"CREATE VIRTUAL TABLE search USING fts5({', '.join(COLUMNS)}, "
    "tokenize='unicode61 remove_diacritics 2', prefix='1 2', detail=column, columnsize=0)"
)
#: The words of the index themselves, for reading typing slips.
TERMS_TABLE = "CREATE VIRTUAL TABLE search_terms USING fts5vocab(search, row)"


def _digits(number: str) -> str:
    bare = f"replace({number}, '(0)', '')"
    for sign in " -().+/":
        bare = f"replace({bare}, '{sign}', '')"
    return f"ltrim({bare}, '0')"


def _fact(column: str) -> str:
    return f"CASE {column} WHEN '' THEN '' ELSE {column} || ' · ' END"


def _number(column: str) -> str:
    return f"CASE {column} WHEN '' THEN '' ELSE {column} || ' · ' || {_digits(column)} || ' · ' END"


def _listed(column: str, what: str = "value || ' · '") -> str:
    """A JSON list as facts; most are empty, and asking costs less than reading."""
    return (
        f"CASE {column} WHEN '[]' THEN '' ELSE coalesce((SELECT group_concat({what}, '')"
        f" FROM json_each({column})), '') END"
    )


def _of(*names: str) -> str:
    """Fields of the objects in a JSON list, those with nothing in them left out."""
    fields = " || ".join(f"coalesce(json_extract(value, '$.{name}') || ' ', '')" for name in names)
    return f"{fields} || '· '"


_WAY_VALUE = "json_extract(value, '$.value')"
#: Fields of which more than the plain words are told; of an item in a list, how it is told.
_OWN_WAY = {
    "trading_name": "CASE trading_name WHEN '' THEN legal_name ELSE trading_name END",
    "legal_name": "CASE WHEN trading_name IN ('', legal_name) THEN '' ELSE legal_name || ' · ' END",
    "phone": _number("phone"),
}
_ITEMS = {
    "ways": f"{_WAY_VALUE} || ' · ' || CASE json_extract(value, '$.kind')"
    f" WHEN 'phone' THEN {_digits(_WAY_VALUE)} || ' · ' ELSE '' END",
    "addresses": _of(
        *("po_box", "extended", "street", "locality", "postcode", "region", "country", "label")
    ),
    "supplies": _of("name", "supplier", "note"),
    "custom": _of("name", "value"),
}
_PERSON_NAME = (
    "name || CASE nickname WHEN '' THEN '' ELSE ' · ' || nickname END || CASE"
    " WHEN instr(name, given) AND instr(name, family) THEN ''"
    " ELSE ' · ' || given || ' ' || family END || ' · '"
)
_PERSON_REACH = " || ".join(
    (_number("person.phone"), _fact("person.email"), _listed("person.ways", _ITEMS["ways"]))
)
#: Fields with a table of their own: what each column of the index gathers of its rows.
_GATHERED = {
    "people": (
        "person",
        {"names": _PERSON_NAME, "reach": _PERSON_REACH, "rest": _fact("person.role")},
    ),
    "skills": ("skill", {"skills": _fact("name"), "rest": _fact("evidence")}),
    "papers": ("paper", {"rest": "name || ' ' || details || ' · '"}),
    "timeline": ("timeline_entry", {"rest": _fact("words")}),
}
#: Which rows of a table are gathered, when not all.
_ONLY = {"timeline_entry": " AND timeline_entry.archived_at IS NULL"}


def _told(column: str) -> Iterator[str]:
    """What a column of the index holds of a business, in the order of the table of fields."""
    for name in (*FIELDS, "timeline"):
        if name in _GATHERED:
            table, gathered = _GATHERED[name]
            if column in gathered:
                yield f"{{{table}_{column}}}"
        elif FIELDS[name].index == column:
            listed = _listed(name, _ITEMS.get(name, "value || ' · '")) if name in ITEMS else ""
            yield listed or _OWN_WAY.get(name) or _fact(name)


def _businesses() -> str:
    """The rows of businesses, each table of parts read once."""
    parts: dict[str, str] = {}
    joins = ""
    for table, columns in _GATHERED.values():
        each = ", ".join(f"group_concat({what}, '') AS in_{name}" for name, what in columns.items())
        joins += (
            f" LEFT JOIN (SELECT business_id, {each} FROM {table}"
            f" WHERE {{of_part}}{_ONLY.get(table, '')} GROUP BY business_id) AS all_{table}"
            f" ON all_{table}.business_id = business.id"
        )
        parts |= {f"{table}_{name}": f"coalesce(all_{table}.in_{name}, '')" for name in columns}
    told = {column: " || ".join(_told(column)).format(**parts) for column in COLUMNS}
    which = f"CASE WHEN own THEN {OWN} WHEN outside THEN {OUTSIDE} ELSE {ASSOCIATE} END"
    return _selected(f"business.id * {ROOM} + {which}", f"business{joins}", told)


def _selected(number: str, table: str, told: Mapping[str, str]) -> str:
    """The query for the rows of a kind of thing; columns that are not told are empty."""
    columns = ", ".join(f"{told.get(column, chr(39) * 2)} AS {column}" for column in COLUMNS)
    return f"SELECT {number} AS number, {columns} FROM {table}"


_PARTIES = (
    "coalesce((SELECT group_concat("
    "json_extract(value, '$.trading_name') || ' · ' || json_extract(value, '$.legal_name'), ' · ')"
    " FROM json_each(deal_json, '$.parties')), '')"
)


_TITLES = "SELECT group_concat(title, ' · ') FROM deliverable WHERE project_id = project.id"
_DELIVERABLES = f"coalesce(({_TITLES}), '')"
#: What was typed into a draft, but for what only programs read.
_ANSWERS = (
    "coalesce((SELECT group_concat(atom, ' · ') FROM json_tree(deal_json) WHERE type = 'text'"
    " AND atom <> '' AND (key IS NULL OR key NOT IN ('logo', 'key', 'legal_form', 'sign_rule'))"
    " AND fullkey NOT IN ('$.template', '$.template_version', '$.pack', '$.pack_version',"
    " '$.currency', '$.title')), '') || ' · '"
)
#: The words of the offer that was made last, as it was frozen.
_CLAUSES = (
    "coalesce((SELECT group_concat(atom, ' · ') FROM revision, json_tree("
    "CASE WHEN json_valid(CAST(text AS TEXT)) THEN CAST(text AS TEXT) ELSE '[]' END)"
    " WHERE agreement_id = agreement.id AND revision.number = agreement.revision"
    " AND type = 'text' AND (instr(atom, ' ') OR atom GLOB '[A-Z]*')), '')"
)
_REFERRED = (
    "coalesce((SELECT CASE trading_name WHEN '' THEN legal_name ELSE trading_name END"
    " FROM business WHERE business.id = associate_id), '')"
)


class Thing(NamedTuple):
    """A kind of thing that is found: what its numbers say, its columns, what changes its words."""

    numbers: Mapping[int, str]
    query: str
    worded: str


_WITH_WORDS = (name for name, about in FIELDS.items() if about.index and name not in _GATHERED)
#: Every kind by its table; the query is for all of them.
THINGS = {
    "business": Thing(
        {OWN: "own business", ASSOCIATE: "associate", OUTSIDE: "somebody known"},
        _businesses(),
        ", ".join(("own", "outside", "archived_at", *_WITH_WORDS)),
    ),
    "project": Thing(
        {PROJECT: "project"},
        _selected(
            f"id * {ROOM} + {PROJECT}",
            "project",
            {
                "title": "name",
                "names": "client || ' · '",
                "places": "client_address",
                "rest": f"brief || ' · ' || {_DELIVERABLES}",
            },
        ),
        "name, client, client_address, brief, archived_at",
    ),
    "agreement": Thing(
        {AGREEMENT: "agreement"},
        _selected(
            f"id * {ROOM} + {AGREEMENT}",
            "agreement",
            {
                "title": "title",
                "names": f"{_PARTIES} || ' · '",
                "rest": f"{_ANSWERS} || {_CLAUSES}",
            },
        ),
        "title, deal_json, revision, archived_at",
    ),
    "event": Thing(
        {EVENT: "event"},
        _selected(
            f"id * {ROOM} + {EVENT}",
            "event",
            {"title": "name", "places": "place", "rest": "notes || ' · ' || verdict"},
        ),
        "name, place, notes, verdict, archived_at",
    ),
    "referral": Thing(
        {REFERRAL: "referral"},
        _selected(
            f"id * {ROOM} + {REFERRAL}",
            "referral",
            {
                "title": "referred",
                "names": _REFERRED,
                "reach": f"{_number('reach')}",
                "rest": "what_for || ' · ' || notes",
            },
        ),
        "referred, reach, what_for, notes, associate_id, archived_at",
    ),
}
#: Tables whose rows are parts of a thing: which kind it is, and the column with its id.
PARTS = {table: ("business", "business_id") for table, _ in _GATHERED.values()} | {
    "deliverable": ("project", "project_id"),
    "revision": ("agreement", "agreement_id"),
}
#: Kinds with words of another kind among theirs: its table, their column that names it, and the
#: columns that the words come from.
TOLD_OF = {"referral": ("business", "associate_id", "legal_name, trading_name")}

_OWN_LETTERS = own_letters()
_LETTERS, _CELLS = "".join(_OWN_LETTERS), "".join(f"{plain:2}" for plain in _OWN_LETTERS.values())
#: Letters of a text one by one: a list as long as the text has the places of all of them.
_EACH = (
    "SELECT substr({0}, key + 1, 1) AS letter FROM json_each("
    "'[' || substr(replace(hex(zeroblob(length({0}))), '00', ',0'), 2) || ']')"
)
_PLAIN = (
    "CASE WHEN instr('@letters', letter) = 0 THEN letter"
    " ELSE rtrim(substr('@cells', 2 * instr('@letters', letter) - 1, 2)) END"
)
_PLAIN = _PLAIN.replace("@letters", _LETTERS).replace("@cells", _CELLS)
#: Whether something but ASCII and the dots between facts is in a text, which is asked fast.
_IF_MORE = (
    "CASE WHEN length(CAST({0} AS BLOB)) - 2 * length({0}) + length(replace({0}, '·', '')) > 0"
)


def _plainly(text: str) -> str:
    """A text once more in plain letters, if it has some that the tokenizer leaves as they are."""
    return (
        f"{_IF_MORE} THEN CASE WHEN {{0}} GLOB '*[{_LETTERS}]*' THEN"
        f" ' · ' || (SELECT group_concat({_PLAIN}, '') FROM ({_EACH})) || ' · ' ELSE '' END"
        " ELSE '' END"
    ).format(text)


#: The columns with their words in plain letters; a title is shown, and has them behind the names.
_TOLD = (
    f"number, title, names || {_plainly('called')} AS names, skills,"
    f" places || {_plainly('places')} AS places, reach, rest || {_plainly('others')} AS rest"
)
#: Of an agreement the names alone: the words of its clauses are many, and plain ones.
_OTHERS = {"agreement": "''"}


def rows_of(kind: str, thing: str) -> list[str]:
    """The numbers under which a thing may stand in the index; `thing` says its id in SQL."""
    return [f"{thing} * {ROOM} + {number}" for number in THINGS[kind].numbers]


def put(kind: str, which: str = "@ > 0") -> str:
    """The statement that puts things into the index; `which` chooses them, "@" being their id."""
    return f"INSERT INTO search(rowid, {', '.join(COLUMNS)}) {rows(kind, which)}"


def told_anew(kind: str, which: str) -> list[str]:
    """The statements that write a kind of `TOLD_OF` anew; `which` chooses what it tells of."""
    _, column, _ = TOLD_OF[kind]
    telling = f"FROM {kind} WHERE {which.replace('@', column)}"
    forget = (
        f"DELETE FROM search WHERE rowid IN (SELECT {number} {telling})"
        for number in rows_of(kind, "id")
    )
    return [*forget, put(kind, f"@ IN (SELECT id {telling})")]


def rows(kind: str, which: str = "@ > 0") -> str:
    """The query for the rows of the index that some things of a kind should have."""
    query = f"{THINGS[kind].query} WHERE {kind}.archived_at IS NULL AND {{of_thing}}"
    of_part, of_thing = (which.replace("@", name) for name in ("business_id", f"{kind}.id"))
    told = query.format(of_part=of_part, of_thing=of_thing)
    others = _OTHERS.get(kind, "skills || reach || rest")
    return (
        f"SELECT {_TOLD} FROM (SELECT *, title || ' · ' || names AS called, {others} AS others"
        f" FROM ({told}))"
    )


def expected() -> str:
    """The query for every row the index should have."""
    return " UNION ALL ".join(map(rows, THINGS))


def search_differs(connection: sqlite3.Connection) -> list[int]:
    """Numbers of rows of the index that are missing, too many, or hold other words than the tables.

    Made for the thorough check and for tests: it gathers every word there is.
    """
    have = f"SELECT rowid AS number, {', '.join(COLUMNS)} FROM search"
    wanted = expected()
    rows = connection.execute(
        f"SELECT number FROM ({have} EXCEPT {_ALL.format(wanted)})"
        f" UNION SELECT number FROM ({_ALL.format(wanted)} EXCEPT {have}) ORDER BY 1"
    )
    return [int(row[0]) for row in rows]


_NAMED = ", ".join(f"NULL AS {name}" for name in ("number", *COLUMNS))
_ALL = f"SELECT * FROM (SELECT {_NAMED} WHERE 0 UNION ALL {{}})"
