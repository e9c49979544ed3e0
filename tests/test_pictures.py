"""Pictures from elsewhere: whatever a library says of them, a bad one costs the picture only."""

import base64
import io
import json
import random
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from microbiz_desktop.cli.main import NOT_FINE, main
from microbiz_desktop.domain.errors import BadInput
from microbiz_desktop.pictures import MAX_BYTES, MAX_PIXELS, vetted


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)


def _png(width: int, height: int, rows: bytes = b"", *more: bytes) -> bytes:
    """A PNG whose header promises this size, whatever its rows hold."""
    header = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    end = _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(more) + _chunk(b"IDAT", rows) + end


def _jpeg(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG")
    content = bytearray(out.getvalue())
    frame = content.index(b"\xff\xc0")
    content[frame + 5 : frame + 9] = struct.pack(">HH", height, width)
    return bytes(content)


_ZEROS = zlib.compress(bytes(50_000_000))
PROMISING = {
    "a gigantic PNG": _png(60_000, 60_000),
    "the largest PNG": _png(2**31 - 1, 2**31 - 1),
    "a PNG beyond the limit": _png(MAX_PIXELS // 1000 + 1, 1000),
    "a PNG twice beyond the library's": _png(20_000, 20_000),
    "a gigantic JPEG": _jpeg(65_500, 65_500),
    "a PNG of no size": _png(0, 0),
    "a PNG without rows": _png(10, 10),
    "a PNG that packs too much": _png(100, 100, _ZEROS[:100_000]),
    "a PNG with a text that packs too much": _png(
        10, 10, zlib.compress(bytes(310)), _chunk(b"zTXt", b"a\0\0" + _ZEROS)
    ),
    "a PNG with a profile that packs too much": _png(
        10, 10, zlib.compress(bytes(310)), _chunk(b"iCCP", b"a\0\0" + _ZEROS)
    ),
    "a PNG with a chunk beyond its end": b"\x89PNG\r\n\x1a\n\x7f\xff\xff\xffIHDR",
    "only a beginning": b"\x89PNG\r\n\x1a\n",
    "another beginning": b"\xff\xd8\xff",
}


@pytest.mark.timeout(30)
@pytest.mark.parametrize("what", PROMISING)
def test_a_picture_that_promises_what_it_does_not_hold_costs_the_picture_only(
    what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = PROMISING[what]
    try:
        assert vetted(content).width <= 100
    except BadInput as refused:
        assert refused.message
    else:
        return
    photo = base64.b64encode(content[:MAX_BYTES]).decode()
    cards = [
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nORG:{name}\r\n{more}END:VCARD\r\n"
        for name, more in (
            ("Hart Lane Books", ""),
            ("Chevin Maps", f"PHOTO;ENCODING=b;TYPE=PNG:{photo}\r\n"),
            ("Abara Audio", ""),
        )
    ]
    (tmp_path / "cards.vcf").write_text("".join(cards))
    command = ["--data-dir", str(tmp_path / "data"), "contacts", "import"]
    assert main([*command, str(tmp_path / "cards.vcf"), "--apply", "--json"]) == NOT_FINE
    told = json.loads(capsys.readouterr().out)
    assert told["outcome"]["added"] == 3
    (trouble,) = told["troubles"]
    assert "The picture of" in trouble["message"]
    assert "Chevin Maps" in trouble["message"]


def test_no_flipped_byte_of_a_picture_is_more_than_a_refusal() -> None:
    chance = random.Random(8)
    out = io.BytesIO()
    for kind in ("PNG", "JPEG"):
        out = io.BytesIO()
        Image.effect_noise((40, 30), 50).convert("RGB").save(out, kind)
        whole = out.getvalue()
        for _ in range(400):
            torn = bytearray(whole)
            for _ in range(chance.randint(1, 4)):
                torn[chance.randrange(len(torn))] ^= 1 << chance.randrange(8)
            try:
                assert vetted(bytes(torn)).png.startswith(b"\x89PNG")
            except BadInput:
                continue
