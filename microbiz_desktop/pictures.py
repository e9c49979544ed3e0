"""Pictures: vetted, re-encoded as PNG without metadata, and named by their SHA-256."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass

from .domain.errors import BadInput

#: Larger files and pictures are refused before they are decoded.
MAX_BYTES = 5 * 2**20
MAX_PIXELS = 25_000_000
#: Longer sides are scaled down to this: 45 mm at 600 dots an inch.
MAX_SIDE = 1064
_MAGIC = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}


@dataclass(frozen=True, slots=True)
class Picture:
    """A stored picture: PNG bytes, its SHA-256 in hex, and its size in pixels."""

    sha256: str
    png: bytes
    width: int
    height: int


def vetted(content: bytes) -> Picture:
    """The picture as clean PNG. Raises BadInput for anything but a small enough PNG or JPEG."""
    kind = next((kind for magic, kind in _MAGIC.items() if content.startswith(magic)), None)
    if kind is None:
        raise BadInput("This is not a PNG or JPEG picture.", "Choose a .png or .jpg file.")
    if len(content) > MAX_BYTES:
        raise BadInput("The picture is larger than 5 MB.", "Save it smaller and choose it again.")
    return _encoded(_decoded(content, kind))


def _decoded(content: bytes, kind: str) -> bytes:
    """PNG bytes with pixels only: no profile, no text, no thumbnail, turned the right way up."""
    from PIL import Image, ImageOps

    # Our own limit is lower, and asked before anything is decoded; theirs only warns or raises.
    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open(io.BytesIO(content), formats=[kind]) as opened:
            if opened.width * opened.height > MAX_PIXELS:
                raise BadInput(
                    "The picture has more than 25 million pixels.",
                    "Save it smaller and choose it again.",
                )
            upright = ImageOps.exif_transpose(opened)
            picture = upright.convert("RGBA" if _has_alpha(upright.mode, opened.info) else "RGB")
            picture.thumbnail((MAX_SIDE, MAX_SIDE))
    except BadInput:
        raise
    except Exception as error:  # whatever a library says of foreign bytes: no picture for us
        raise BadInput(
            "The picture is damaged and cannot be read.", "Choose another file."
        ) from error
    clean = Image.new(picture.mode, picture.size)
    clean.paste(picture)
    out = io.BytesIO()
    clean.save(out, "PNG", optimize=True)
    return out.getvalue()


def _has_alpha(mode: str, info: dict[str | tuple[int, int], object]) -> bool:
    return mode in {"RGBA", "LA", "PA"} or "transparency" in info


def _encoded(png: bytes) -> Picture:
    width, height = int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
    return Picture(hashlib.sha256(png).hexdigest(), png, width, height)
