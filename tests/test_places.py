"""Where the program reads and writes: two modules do it, and each exception gives its reason."""

import ast
from collections.abc import Iterator
from pathlib import Path

import microbiz_desktop

PACKAGE = Path(microbiz_desktop.__file__).parent
#: The one that writes and the one that reads.
DOORS = {"files.py", "foreign.py"}
SHIPPED = "reads what is shipped with the program"
BYTES = "opens bytes that were read already"
#: Module -> what it uses and why it may.
REASONS = {
    "cli/main.py": ({"open"}, "ends standard output when its reader has gone"),
    "evidence/fingerprint.py": ({"read_text"}, SHIPPED),
    "evidence/carried.py": ({"open", "read_bytes"}, BYTES),
    "evidence/graph.py": ({"read_bytes"}, BYTES),
    "interchange/csv_letters.py": ({"open"}, SHIPPED),
    "interchange/heading_words.py": ({"open"}, SHIPPED),
    "locks.py": ({"open"}, "locks files and folders, and neither reads nor writes them"),
    "pictures.py": ({"open"}, BYTES),
    "rendering/reading/extract.py": ({"read_bytes"}, BYTES),
    "rendering/fonts.py": (
        {"tempfile", "write_text"},
        "Fontconfig wants a file; the worker's temporary folder lies in the data folder",
    ),
    "rendering/html.py": ({"read_text"}, SHIPPED),
    "rendering/comparing/ink.py": ({"open", "read_text"}, BYTES),
    "rendering/comparing/page_fonts.py": ({"read_bytes"}, BYTES),
    "rendering/comparing/page_pictures.py": ({"open"}, BYTES),
    "rendering/pdf.py": ({"read_text"}, SHIPPED),
    "rendering/preview/previewing.py": ({"open"}, BYTES),
    "rendering/comparing/same_layout.py": ({"open", "read_bytes"}, BYTES),
    "rendering/sheets.py": ({"read_text"}, SHIPPED),
    "rendering/comparing/typefaces.py": ({"read_bytes"}, SHIPPED),
    "rendering/versions.py": ({"read_bytes"}, SHIPPED),
    "services/shared/dependencies.py": ({"read_text"}, SHIPPED),
    "services/signoff/record_faults.py": ({"open", "read_bytes"}, BYTES),
    "services/program/sample.py": ({"read_text", "read_bytes"}, SHIPPED),
    "storage/backup.py": ({"open"}, "takes one file out of an archive that `foreign` opened"),
    "storage/place.py": ({"read_text"}, "asks the system where disks are"),
    "ui/agreements/spokes/making.py": ({"touch"}, "has what is typed kept soon; no file's touch"),
    "ui/shell/first_look.py": ({"read_text"}, SHIPPED),
    "ui/look/icons.py": ({"read_text"}, SHIPPED),
    "ui/shell/window_needs.py": ({"open"}, "reads what libraries of Qt are linked to"),
    "worker/main.py": ({"fdopen"}, "keeps the pipe to the program for answers"),
}
_CALLS = {
    *("write_bytes", "read_bytes", "write_text", "fdopen", "touch", "QFile"),
    *("QSaveFile", "copyfile", "copy2", "copytree", "hardlink_to", "memfd_create"),
}
_MODULES = {"tempfile"}
#: Whose `open` is about files; everything else of that name opens a page or a dialog.
_OPENERS = {"os", "io", "Image", "pikepdf", "path", "file", "codecs", "gzip", "archive"}


def _uses(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from _MODULES & {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            yield from _MODULES & {str(node.module)}
        elif isinstance(node, ast.Call):
            yield from _called(node)


def _called(node: ast.Call) -> Iterator[str]:
    function = node.func
    if isinstance(function, ast.Name) and function.id in {"open", *_CALLS}:
        yield function.id
    elif isinstance(function, ast.Attribute):
        owner = function.value.id if isinstance(function.value, ast.Name) else ""
        mode = bool(node.args) and isinstance(node.args[0], ast.Constant)
        if function.attr in {"read_text", *_CALLS} or (
            function.attr == "open" and (owner in _OPENERS or mode)
        ):
            yield function.attr


def test_files_are_read_and_written_in_two_places_or_for_a_reason() -> None:
    found = {
        name: uses
        for path in sorted(PACKAGE.rglob("*.py"))
        if (name := path.relative_to(PACKAGE).as_posix()) not in DOORS
        and (uses := set(_uses(path)))
    }
    assert found == {name: uses for name, (uses, _) in REASONS.items()}
    assert all(reason for _, reason in REASONS.values())


def test_an_opened_file_anywhere_else_is_found(tmp_path: Path) -> None:
    for code, use in (
        ("open(path)", "open"),
        ("path.open('rb')", "open"),
        ("os.open(path, 0)", "open"),
        ("folder.joinpath('a').write_bytes(b'')", "write_bytes"),
        ("import tempfile", "tempfile"),
        ("from tempfile import mkdtemp", "tempfile"),
        ("self.dialog.open()", ""),
    ):
        (tmp_path / "module.py").write_text(code)
        assert set(_uses(tmp_path / "module.py")) == ({use} if use else set())
