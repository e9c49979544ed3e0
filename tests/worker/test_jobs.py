"""Compile, verify and doctor through both workers; what the files say of themselves."""

import io
import json
from collections.abc import Iterator
from dataclasses import replace

import pikepdf
import pytest

from microbiz_desktop.domain.edition import Attachment
from microbiz_desktop.domain.errors import WorkerStopped
from microbiz_desktop.domain.frozen import Said, freeze, with_edition_json
from microbiz_desktop.domain.plain import canonical
from microbiz_desktop.domain.verdicts import Compared, CopyClaim, Outcome
from microbiz_desktop.drafting.dealfile.reader import load_deal_file
from microbiz_desktop.evidence.derive import offered_edition
from microbiz_desktop.evidence.expected import KeptHere
from microbiz_desktop.paths import resource
from microbiz_desktop.worker import frames
from microbiz_desktop.worker.jobs import Jobs, no_font
from microbiz_desktop.worker.process import ProcessWorker
from microbiz_desktop.worker.protocol import Worker
from tests import builders_text as build
from tests.in_process import InProcessWorker

ROOT = resource("templates", "agreements")


@pytest.fixture(scope="module", params=[InProcessWorker, ProcessWorker])
def worker(request: pytest.FixtureRequest) -> Iterator[Worker]:
    """Both ways of working behind the one interface."""
    made: Worker = request.param(ROOT)
    yield made
    made.close()


@pytest.fixture(scope="module")
def file(worker: Worker) -> bytes:
    """An offer as this worker makes it, with its data."""
    text = build.agreement(2)
    said = Said("2026-11-21T10:42:00+00:00", "Europe/London")
    data = Attachment(
        "agreement.json", canonical(text), "application/json", "The agreement as data"
    )
    edition = replace(offered_edition(text, said), attachments=(data,))
    frozen = freeze(edition, said, "", build.logos(2), worker.versions())
    whole, _ = with_edition_json(edition, frozen)
    pdf = worker.render(text, whole, build.logos(2)).pdf
    assert worker.guard(pdf, text, frozen) == ()
    return pdf


def test_a_sample_deal_compiles_and_renders(worker: Worker) -> None:
    catalogue = Jobs(ROOT).catalogue()
    sample = load_deal_file(ROOT / "joint-venture" / "sample.toml", catalogue)
    done = worker.compile(sample.deal, "id-1", 4)
    assert done.text.revision == 4
    assert done.text.agreement_id == "id-1"
    assert done.places
    assert not [f for f in done.findings if f.severity == "error"]
    pages = worker.render(done.text, build.offered(), sample.logos)
    assert pages.pages > 5


def test_a_file_agrees_with_itself_and_never_more(worker: Worker, file: bytes) -> None:
    text = build.agreement(2)
    assert worker.look(file) == CopyClaim(text.agreement_id, text.revision, executed=False)
    read = worker.verify(file, KeptHere())
    assert (read.outcome, read.details) == (Outcome.AGREES, ())
    assert read.compared is Compared.FRESH
    assert dict(read.facts)["Agreement"] == text.title


def test_swapped_data_is_a_difference(worker: Worker, file: bytes) -> None:
    swapped = json.loads(canonical(build.agreement(2)))
    swapped["parties"][0]["name"] = "Another business"
    with pikepdf.open(io.BytesIO(file)) as document:
        document.attachments["agreement.json"] = json.dumps(swapped).encode()
        out = io.BytesIO()
        document.save(out)
    assert worker.verify(out.getvalue(), KeptHere()).outcome is Outcome.CHANGED


@pytest.mark.parametrize("pdf", [b"", b"no PDF", b"%PDF-1.7\n%%EOF", b"%PDF-1.7\n" + b"x" * 999])
def test_a_strange_file_is_a_result_not_an_error(worker: Worker, pdf: bytes) -> None:
    assert worker.look(pdf) == CopyClaim()
    read = worker.verify(pdf, KeptHere())
    assert (read.outcome, len(read.details)) == (Outcome.CANNOT_TELL, 1)


def test_a_truncated_file_never_passes(worker: Worker, file: bytes) -> None:
    for cut in (10, 1000, len(file) // 2):
        assert worker.verify(file[:-cut], KeptHere()).outcome is Outcome.CANNOT_TELL


def test_the_doctor_names_libraries_and_fonts(worker: Worker) -> None:
    found = worker.doctor()
    assert found["weasyprint"] and found["pango"][0].isdigit()
    assert int(found["fonts"]) > 20


def test_closed_means_closed() -> None:
    worker = InProcessWorker(ROOT)
    worker.close()
    with pytest.raises(WorkerStopped):
        worker.verify(b"", KeptHere())


def test_a_character_without_a_font_is_a_finding_that_says_what_to_install() -> None:
    (finding,) = no_font("Plain words and தமிழ்", None)
    assert finding.code == "no-font"
    assert finding.severity == "error"
    assert "Tamil" in finding.message
    assert "Noto Sans Tamil" in finding.reason
    assert no_font("مخبز, 星空, Zoë", None) == ()


def test_messages_keep_bytes_apart_from_data_that_looks_like_them() -> None:
    data = {"a": b"\x00\xff", "b": [{"deadbeef": [0, 1]}, b""], "c": "ü", "$bytes": [0, 2]}
    assert frames.read(io.BytesIO(frames.pack(data))) == data


def test_a_message_that_is_cut_or_too_large_is_refused() -> None:
    whole = frames.pack({"a": b"x" * 50})
    for size in (0, 3, 30, len(whole) - 1):
        with pytest.raises(frames.PipeClosed):
            frames.read(io.BytesIO(whole[:size]))
    with pytest.raises(frames.FrameTooLarge):
        frames.read(io.BytesIO(b"\xff" * 24))
    with pytest.raises(TypeError, match="no plain data"):
        frames.pack({"a": object()})


def test_a_damaged_attachment_is_a_doubt_and_no_fault(file: bytes) -> None:
    with pikepdf.open(io.BytesIO(file)) as document:
        stream = document.attachments["edition.json"].obj.EF.F
        packed = bytearray(stream.read_raw_bytes())
        packed[2:12] = b"\xff" * 10
        stream.write(bytes(packed), filter=pikepdf.Name.FlateDecode)
        out = io.BytesIO()
        document.save(out, recompress_flate=False, compress_streams=False)
    read = Jobs(ROOT).verify(out.getvalue(), KeptHere())
    assert read.details == ("The file is damaged: a part of it cannot be read.",)
    assert read.outcome is Outcome.CANNOT_TELL
