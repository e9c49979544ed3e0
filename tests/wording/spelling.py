"""Sentences that somebody reads, in sources, templates and pages; the words in them.

`python -m tests.wording.spelling` prints words that are not in `words.txt`, and where they stand.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.wording.test_british import texts

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "microbiz_desktop"

#: One to a line, read by a proof-reader: look twice before a word is added.
WORDS = Path(__file__).with_name("words.txt")
_LABEL = re.compile(r"[A-Z][a-z]{2,}(-[a-z]+)*[.:…]?")
_SENTENCE = re.compile(r"[^\W\d_][^\w\s]*\s|\s[^\w\s]*[^\W\d_]")
#: What is read by programs only: patterns, queries, styles, pages of HTML, formats of dates.
_CODE = re.compile(
    r"\\|\(\?|^\^|[\w)]\s*=|[;{]\s*\n|%[a-zA-Z(]|</?\w|::|\w\[|MMMM|(^|\s)/[A-Z]|\||^<!"
    r"|;\s*[a-z-]+:|^([A-Z]{2,4} )+[A-Z]{2,4}$"
    r"|\b(SELECT|INSERT|CREATE|DELETE|UPDATE|DROP|WHERE|GROUP BY|ORDER BY|PRAGMA|VALUES|UNION)\b"
    r"|\b(CASE WHEN|LIKE|IMMEDIATE|AND NOT|NOT IN|EXISTS|ALTER|NULL)\b"
    r"|\b[a-z]\w*_\w+|[^\W\d],[^\W\d]"
)
_FIELD = re.compile(r"\{[^{}]*\}|`[^`]*`|\]\([^)]*\)|https?://\S+|(^|\s)--?[a-z]\S*|[\w/]+\.md\b")
_WORD = re.compile(r"(?<![\w’'])[^\W\d_]+(?:[’'-][^\W\d_]+)*(?!\w)")
#: Tables of other people's words: names of columns, of people and firms, of currencies, of PDF.
TABLES = frozenset(
    {"csv_headers.py", "csv_letters.py", "legal_form.py", "name_keys.py", "name_tables.py"}
    | {"letters.py", "currencies.py", "allowed.py", "synonyms.py"}
)


def known() -> frozenset[str]:
    """The words of the list; a capital in it means a name."""
    return frozenset(WORDS.read_text(encoding="utf-8").split())


def unknown(text: str, words: frozenset[str]) -> list[str]:
    """Words of a sentence that are not in the list; a capital may stand anywhere."""
    found = _WORD.findall(_FIELD.sub(" ", text))
    return [word for word in found if not _is_known(word, words)]


def _is_known(word: str, words: frozenset[str]) -> bool:
    """As it is, without its capitals, owning something, or in the parts that hyphens leave."""
    parts = word.split("-")
    if word.endswith(("'s", "’s")):
        return _is_known(word[:-2], words)
    if len(parts) > 1 and not {word, word.lower()} & words:
        return all(len(part) > 1 and _is_known(part, words) for part in parts)
    return bool({word, word.lower()} & words)


def of_source(source: bytes) -> Iterator[tuple[int, str]]:
    """Sentences and labels of a Python source, with their lines."""
    tree = ast.parse(source)
    beyond = {id(one) for one in _beyond(tree)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in beyond:
            continue
        if isinstance(node.value, str) and _is_read(node.value):
            yield node.lineno, node.value


def _beyond(tree: ast.Module) -> Iterator[ast.AST]:
    """Docstrings, and lists of names that are split where they stand."""
    for node in ast.walk(tree):
        splits = isinstance(node, ast.Attribute) and node.attr in ("split", "splitlines")
        if isinstance(node, ast.Expr) or (isinstance(node, ast.Attribute) and splits):
            yield node.value


def _is_read(text: str) -> bool:
    if _LABEL.fullmatch(text):
        return True
    return bool(_SENTENCE.search(text)) and not _CODE.search(text)


def sources() -> list[Path]:
    """Sources of the package that may say something."""
    found = PACKAGE.rglob("*.py")
    return sorted(
        path for path in found if path.name not in TABLES and "versions" not in path.parts
    )


def of_pages() -> Iterator[tuple[str, str]]:
    """Paragraphs of the pages for users, but for what stands there as code."""
    for path in (ROOT / "README.md", ROOT / "CHANGELOG.md"):
        prose = re.sub(
            r"```.*?```|\b[A-Za-z]\d*\b", "", path.read_text(encoding="utf-8"), flags=re.DOTALL
        )
        yield from ((path.name, part) for part in prose.split("\n\n"))


def everything() -> Iterator[tuple[str, str]]:
    """All sentences and where they stand."""
    for path in sources():
        name = str(path.relative_to(ROOT))
        yield from ((f"{name}:{line}", text) for line, text in of_source(path.read_bytes()))
    yield from texts()
    yield from of_pages()


if __name__ == "__main__":
    words = known()
    for where, text in everything():
        for word in unknown(text, words):
            print(f"{where}: {word}")
