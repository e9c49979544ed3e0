"""A wording that differs from the shipped one as a new version would: for what compares two."""

import shutil
from pathlib import Path

from microbiz_desktop.paths import resource

#: What the changed copy says is new.
NEWS = "Page 1 is a guide now and does not bind."


def changed_copy(folder: Path) -> Path:
    """The wording 1.0.0 changed into 9.0.0 below `folder/agreements`; what was is kept beside it.

    A unit is gone (meetings), one has a new first paragraph (talks), a row of page 1 has a new
    label, one of its notices is worded anew, a usual value (acceptance) and a question are new.
    """
    old = resource("templates", "earlier", "joint-venture-1.0.0")
    root = folder / "agreements"
    shutil.copytree(old, root)
    shutil.copytree(old, folder / "earlier" / old.name)
    template, clauses = root / "joint-venture", root / "clauses"
    _in(template / "template.toml", 'version = "1.0.0"', 'version = "9.0.0"')
    _in(template / "template.toml", '"reserved_matters", "meetings", ', '"reserved_matters", ')
    _in(template / "template.toml", 'label = "Decisions"', 'label = "Who decides"')
    _in(template / "template.toml", "this page counts. The", "the clause counts. The")
    (clauses / "meetings.toml").unlink()
    talks = 'text = """\n'
    _in(clauses / "talks.toml", talks, f"{talks}Nobody goes to court in anger.\n\n")
    _in(template / "questions.toml", 'default = "5 working days"', 'default = "9 working days"')
    _in(template / "questions.toml", _REFERRALS, f"{_NEW}\n{_REFERRALS}")
    _say_what_is_usual(template / "questions.toml")
    news = f'[[versions]]\nversion = "9.0.0"\nsays = "{NEWS}"\n'
    (template / "news.toml").write_text(news, encoding="utf-8")
    return root


_REFERRALS = '[[sections.questions]]\nid = "referrals"'
_NEW = """[[sections.questions]]
id = "quiet_hours"
kind = "duration"
label = "How long may a message wait?"
default = "2 working days"
"""


def _say_what_is_usual(path: Path) -> None:
    """The wording of then is older than the rule that each question says what is usual."""
    head = "[[sections.questions]]\n"
    first, *parts = path.read_text(encoding="utf-8").split(head)
    said = [p if "\nusual = " in p else f'no_usual = "As it was then."\n{p}' for p in parts]
    path.write_text(head.join((first, *said)), encoding="utf-8")


def without_question(root: Path, question: str) -> None:
    """Ask one question less, as a later wording may; nothing else names it."""
    path = root / "joint-venture" / "questions.toml"
    head = "[[sections.questions]]\n"
    parts = path.read_text(encoding="utf-8").split(head)
    kept = [part for part in parts if f'id = "{question}"\n' not in part]
    assert len(kept) == len(parts) - 1
    path.write_text(head.join(kept), encoding="utf-8")


def _in(path: Path, old: str, new: str, count: int = -1) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {path.name}"
    path.write_text(text.replace(old, new, count), encoding="utf-8")
