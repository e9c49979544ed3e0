"""Pictures of cards are kept byte for byte beside the shown ones, and go out as they came."""

import base64
import io
from dataclasses import replace
from pathlib import Path

import pytest
import vobject  # type: ignore[import-untyped]  # it has no types of its own
from PIL import Image

from microbiz_desktop.domain.contacts.contacts import PersonData
from microbiz_desktop.interchange.vcard_read import read_vcards
from microbiz_desktop.pictures import vetted
from microbiz_desktop.services.transfer.imports import FileRead
from microbiz_desktop.services.transfer.values import ImportOutcome
from microbiz_desktop.services.wiring import Services
from microbiz_desktop.storage.check import thorough_problems

CASES = Path(__file__).parents[1] / "interchange" / "cards"
GIF = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==")
HEIC = b"\0\0\0\x18ftypheic" + bytes(range(200))
BROKEN = b"\xff\xd8\xff\xe0 a picture that was cut off"


def _jpeg(colour: str = "teal") -> bytes:
    out = io.BytesIO()
    picture = Image.new("RGB", (64, 48), colour)
    exif = picture.getexif()
    exif[0x010F] = "A camera"
    picture.save(out, "JPEG", quality=70, exif=exif)
    return out.getvalue()


def _card(*pictures: str, name: str = "Ann Reed", more: str = "") -> bytes:
    lines = ("BEGIN:VCARD", "VERSION:3.0", f"FN:{name}", *pictures, *filter(None, (more,)))
    return "\r\n".join((*lines, "END:VCARD", "")).encode()


def _line(content: bytes, head: str = "PHOTO;ENCODING=b;TYPE=JPEG") -> str:
    return f"{head}:{base64.b64encode(content).decode()}"


def _bring(services: Services, content: bytes) -> ImportOutcome:
    reading = FileRead("phone.vcf", read_vcards(content))
    return services.imports.apply(services.imports.propose([reading]))


def _out(services: Services, form: str = "vcard") -> str:
    ids = [row.id for row in services.businesses.rows()]
    written = services.exports.content(form, ids)
    return written.replace(b"\r\n ", b"").decode()


def test_a_picture_goes_out_byte_for_byte_and_is_shown_as_a_clean_one(services: Services) -> None:
    content = _jpeg()
    outcome = _bring(services, _card(_line(content)))
    assert outcome.troubles == ()
    data = services.businesses.get(outcome.first_id)
    shown = services.businesses.image(data.people[0].photo)
    assert shown.startswith(b"\x89PNG")
    assert b"A camera" not in shown
    assert vobject.readOne(_out(services)).photo.value == content
    assert f"PHOTO:data:image/jpeg;base64,{base64.b64encode(content).decode()}" in _out(
        services, "vcard4"
    )
    assert not thorough_problems(services.database.path)


@pytest.mark.parametrize(
    ("content", "kind"),
    [(GIF, "GIF"), (HEIC, "HEIC"), (BROKEN, "JPEG")],
    ids=lambda one: str(one)[:4],
)
def test_what_cannot_be_shown_is_kept_as_its_line_and_said(
    content: bytes, kind: str, services: Services
) -> None:
    line = _line(content, f"PHOTO;ENCODING=b;TYPE={kind}")
    outcome = _bring(services, _card("TEL:1", line))
    (trouble,) = outcome.troubles
    assert trouble.line == 5, "the line of the picture, not of its card"
    assert "Ann Reed is kept with the card, but not shown" in trouble.words
    assert services.businesses.get(outcome.first_id).people[0].photo == ""
    assert line in _out(services).splitlines()
    fourth = f"PHOTO:data:image/{kind.lower()};base64,{base64.b64encode(content).decode()}"
    assert fourth in _out(services, "vcard4").splitlines()


def test_base64_that_is_none_is_kept_as_it_came(services: Services) -> None:
    outcome = _bring(services, _card("PHOTO;ENCODING=b;TYPE=JPEG:=", "TEL:1"))
    (trouble,) = outcome.troubles
    assert (trouble.line, "kept as it came" in trouble.words) == (4, True)
    assert "PHOTO;ENCODING=b;TYPE=JPEG:=" in _out(services).splitlines()


def test_the_case_of_a_gif(services: Services) -> None:
    content = (CASES / "photo_gif.vcf").read_bytes()
    _bring(services, content)
    assert vobject.readOne(_out(services)).photo.value == GIF


def test_second_pictures_and_what_is_said_beside_a_picture_go_out_too(services: Services) -> None:
    first, second, logo = _jpeg(), _jpeg("red"), _jpeg("blue")
    crop = "PHOTO;ENCODING=b;TYPE=JPEG;X-ABCROP-RECTANGLE=ABClipRect_1&0&0&64&48"
    lines = (
        _line(first, crop),
        _line(second, "PHOTO;ENCODING=b;TYPE=JPEG"),
        _line(logo, "LOGO;ENCODING=b;TYPE=JPEG"),
    )
    _bring(services, _card(*lines))
    assert set(lines) <= set(_out(services).splitlines())


def test_a_company_shows_its_photo_and_gives_back_a_photo(services: Services) -> None:
    line = _line(_jpeg())
    outcome = _bring(services, _card(line, name="Mill Press", more="X-ABShowAs:COMPANY"))
    assert services.businesses.get(outcome.first_id).logo
    assert line in _out(services).splitlines()


def test_a_logo_taken_off_does_not_go_out_again(services: Services) -> None:
    content = _jpeg()
    outcome = _bring(services, _card(_line(content, "LOGO;ENCODING=b;TYPE=JPEG")))
    data = services.businesses.get(outcome.first_id)
    services.businesses.clear_logo(data.id, data.version)
    assert base64.b64encode(content).decode()[:60] not in _out(services)


def test_the_same_card_again_is_the_same(services: Services) -> None:
    content = _card(_line(_jpeg())) + _card(_line(GIF, "PHOTO;ENCODING=b;TYPE=GIF"), name="Bo")
    _bring(services, content)
    again = services.imports.propose([FileRead("phone.vcf", read_vcards(content))])
    assert {str(item.kind) for item in again.items} == {"same"}
    ours = services.imports.propose([FileRead("own.vcf", read_vcards(_out(services).encode()))])
    assert {str(item.kind) for item in ours.items} == {"same"}


def test_pages_and_tables_carry_the_shown_pictures_only(services: Services) -> None:
    outcome = _bring(services, _card(_line(_jpeg(), "LOGO;ENCODING=b;TYPE=JPEG")))
    (shown,) = services.exports.contacts([outcome.first_id])
    assert all(png.startswith(b"\x89PNG") for sha, png in shown.pictures if sha == shown.data.logo)
    assert "microbiz-picture" not in _out(services, "csv")


def test_forgetting_takes_the_bytes_that_came_along(services: Services) -> None:
    content = _jpeg()
    named = "FN;X-PHONETIC=ann-canary:Ann Canary\r\nORG:Mill\r\n" + _line(content)
    both = _bring(services, _card(named, name="x").replace(b"FN:x\r\n", b""))
    services.merging.forget_person(both.first_id, "Ann Canary")
    data = services.businesses.get(both.first_id)
    assert data.extra == ()
    other = _bring(services, _card(_line(content), name="Bo Reed"))
    services.merging.forget(other.first_id)
    held = services.database.path.read_bytes()
    assert content[40:120] not in held
    assert b"canary" not in held.lower()


def _clean_png(colour: str = "teal") -> bytes:
    """A picture that is stored as it is, as those that this program wrote are."""
    out = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "PNG", optimize=True)
    return vetted(out.getvalue()).png


def test_a_picture_of_our_own_comes_back_with_the_frame_a_phone_gave_it(services: Services) -> None:
    crop = "PHOTO;ENCODING=b;TYPE=PNG;X-ABCROP-RECTANGLE=ABClipRect_1&0&0&64&48"
    line = _line(_clean_png(), crop)
    outcome = _bring(services, _card(line))
    assert services.businesses.get(outcome.first_id).people[0].photo
    assert line in _out(services).splitlines()


def test_a_picture_of_our_own_comes_as_the_second_of_a_card_and_then_as_the_first(
    services: Services,
) -> None:
    first = _line(_jpeg("red"))
    second = _line(_clean_png(), "PHOTO;ENCODING=b;TYPE=PNG")
    _bring(services, _card(first, second))
    outcome = _bring(services, _card(second, name="Bo Oak"))
    shown = services.businesses.get(outcome.first_id).people[0].photo
    assert services.businesses.image(shown) == _clean_png()
    assert {first, second} <= set(_out(services).splitlines())
    assert not thorough_problems(services.database.path)


THEIRS = ("GENDER:F", "ANNIVERSARY:2001-01-01", "item1.RELATED;TYPE=spouse:Bo Reed", "TITLE:Boss")


@pytest.mark.parametrize(("forgotten", "left"), [("Ann Reed", ()), ("Jo Bell", THEIRS)])
def test_forgetting_takes_the_lines_of_a_card_that_are_about_its_person(
    forgotten: str, left: tuple[str, ...], services: Services
) -> None:
    lines = ("ORG:Mill", "TITLE:Owner", *THEIRS, "X-SHOE:38")
    outcome = _bring(services, _card(*lines))
    data = services.businesses.get(outcome.first_id)
    people = (*data.people, PersonData("Jo Bell"))
    services.businesses.save(replace(data, people=people))
    services.merging.forget_person(outcome.first_id, forgotten)
    assert services.businesses.get(outcome.first_id).extra == (*left, "X-SHOE:38")
