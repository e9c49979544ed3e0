"""`agreements spokes`: one agreement with each of several members of a project, in one go."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..domain.errors import BadInput
from ..domain.findings import Severity
from ..files import make_folder
from .common import (
    FINE,
    NOT_FINE,
    Commands,
    add_command,
    add_json,
    existing_data_dir,
    opened,
    print_json,
    say,
)

if TYPE_CHECKING:
    from ..services.agreements.spoke_values import SpokeDraft, SpokesWanted
    from ..services.wiring import Services


def add_spokes(commands: Commands) -> None:
    """`agreements spokes PROJECT --of NAME …`."""
    words = "make an agreement with each member of a project, all of them or none"
    parser = add_command(commands, "spokes", _spokes, words)
    parser.add_argument("project", metavar="PROJECT", help="its name")
    words = "with these members of its team (everybody who has none yet)"
    parser.add_argument("--of", nargs="+", default=[], metavar="NAME", help=words)
    words = "a kind that is made with each (the first there is)"
    parser.add_argument("--kind", default="", metavar="KIND", help=words)
    words = "make them even where one tells of another"
    parser.add_argument("--all-the-same", action="store_true", help=words)
    words = "save the draft of each as PDF into this folder"
    parser.add_argument("--out", type=Path, metavar="DIR", help=words)
    add_json(parser)


def _spokes(options: argparse.Namespace) -> int:
    """The exit code says whether each could be offered as it is."""
    with opened(existing_data_dir(options)) as services:
        wanted = _chosen(services, _project(services, options.project), options)
        made = services.spokes.make(wanted, all_the_same=options.all_the_same)
        ids = {one.id for one in made}
        drafts = [
            one for one in services.spokes.drafts_of(wanted.project_id) if one.agreement.id in ids
        ]
        files = _saved(services, drafts, options.out) if options.out else {}
    if options.json:
        told = [_told(one, files.get(one.agreement.id)) for one in drafts]
        print_json({"made": len(drafts), "agreements": told})
    else:
        for one in drafts:
            _say(one, files.get(one.agreement.id))
    return NOT_FINE if any(one.stopped for one in drafts) else FINE


def _project(services: Services, name: str) -> int:
    wanted = " ".join(name.split()).casefold()
    rows = services.projects.rows()
    found = [row.id for row in rows if " ".join(row.name.split()).casefold() == wanted]
    if len(found) != 1:
        said = "no project" if not found else "more than one project"
        known = "; ".join(row.name for row in rows) or "none"
        raise BadInput(f"There is {said} called “{name}”.", f"Projects here: {known}.")
    return found[0]


def _chosen(services: Services, project: int, options: argparse.Namespace) -> SpokesWanted:
    wanted = services.spokes.begin(project, options.kind)
    if not options.of:
        return wanted
    by_name = {one.name.casefold(): one.business_id for one in services.spokes.members(wanted)}
    for name in options.of:
        if name.casefold() not in by_name:
            known = "; ".join(one.name for one in services.spokes.members(wanted)) or "nobody"
            raise BadInput(f"“{name}” is not in the team.", f"In the team: {known}.")
    return replace(wanted, members=tuple(by_name[name.casefold()] for name in options.of))


def _saved(services: Services, drafts: Sequence[SpokeDraft], folder: Path) -> dict[int, Path]:
    """The files, by agreement; two of one title get the name of the member as well."""
    out, files = make_folder(folder), dict[int, Path]()
    for one in drafts:
        copy = services.documents.copy(one.agreement.id, "draft")
        path = out / copy.file_name
        if path in files.values():
            path = out / f"{path.stem}, {one.agreement.id}{path.suffix}"
        files[one.agreement.id] = services.documents.save_copy(copy, path)
    return files


def _left(one: SpokeDraft) -> list[str]:
    return [f.message for f in one.view.findings if f.severity is Severity.ERROR]


def _told(one: SpokeDraft, file: Path | None) -> dict[str, object]:
    return {
        "number": one.agreement.id,
        "title": one.agreement.title,
        "with": one.with_whom,
        "left": _left(one),
        "file": str(file) if file else None,
    }


def _say(one: SpokeDraft, file: Path | None) -> None:
    say(f"{one.agreement.id:>6}  {one.agreement.title}, with {one.with_whom}")
    for message in _left(one):
        say(f"        left: {message}")
    if file is not None:
        say(f"        {file}")
