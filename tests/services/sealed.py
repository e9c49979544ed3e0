"""An agreement that records an idea without telling it, for tests of what may know the idea."""

import io
import zipfile
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf

from microbiz_desktop.domain.deal import frozen
from microbiz_desktop.drafting.dealfile.reader import read_deal_file
from microbiz_desktop.paths import resource
from microbiz_desktop.services.agreements.values import AgreementData
from microbiz_desktop.services.transfer.ideas import IdeaRow
from microbiz_desktop.services.wiring import Services
from tests.builders import fernhill

#: Words that stand nowhere else, with letters of two and four bytes.
CANARY = "Zwetschgenofen 7f3a: a kiln fired with plum stones – höher, 🔥"
SAMPLE = resource("templates", "agreements", "mutual-nda", "sample.toml")
ROLE = "sealed_ideas"


def idea(services: Services, words: str = CANARY) -> IdeaRow:
    """An idea of our own business, which is made first where there is none."""
    own = services.settings.current_business() or services.businesses.save(fernhill()).id
    services.settings.use_business(own)
    return services.ideas.make(own, "An idea for the autumn", words.encode())


def draft_with(services: Services, number: str) -> AgreementData:
    """A draft of the sample of two parties with this number in its schedule."""
    catalogue = services.agreements.catalogue()
    text = SAMPLE.read_text(encoding="utf-8")
    deal = read_deal_file(text, SAMPLE.name, catalogue, SAMPLE.parent).deal
    row = {"name": "An idea for the autumn", "party": deal.parties[0].key, "number": number}
    deal = replace(deal, answers={**deal.answers, ROLE: frozen([row])})
    own = services.settings.current_business()
    return services.agreements.create_from_deal(deal, own)


def traces(of: bytes) -> tuple[bytes, ...]:
    """These bytes as a file may hold them: plain, as other letters, in figures."""
    spelt = of.decode("latin-1").encode("unicode_escape")
    hexed = of.hex().encode()
    wide = of.decode("utf-8", "replace").encode("utf-16-be")[:24]
    return (of[:24], of[-24:], spelt[:24], hexed[:24], hexed[:24].upper(), b64encode(of)[:24], wide)


def layers(content: bytes) -> Iterator[bytes]:
    """A file, what is packed in it, and what is packed in that."""
    yield content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for name in packed.namelist():
                yield from layers(packed.read(name))
    if content.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(content)) as document:
            for thing in document.objects:
                if isinstance(thing, pikepdf.Stream):
                    yield from layers(_decoded(thing))


def _decoded(stream: pikepdf.Stream) -> bytes:
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:  # a picture, which holds no words
        return stream.read_raw_bytes()


def holds(content: bytes, *secrets: bytes) -> bool:
    """Whether any layer of a file has any trace of these bytes."""
    wanted = [trace for secret in secrets for trace in traces(secret)]
    return any(trace in layer for layer in layers(content) for trace in wanted)


def holding(folder: Path, *secrets: bytes) -> list[str]:
    """The files below a folder with a trace of these bytes."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return [
        path.relative_to(folder).as_posix() for path in files if holds(path.read_bytes(), *secrets)
    ]
