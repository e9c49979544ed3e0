"""Channels of sign-off: each is told whole, takes its own evidence, and a stranger is refused."""

from dataclasses import replace
from typing import Any

import pytest

from microbiz_desktop.domain.errors import BadInput, UnknownWord
from microbiz_desktop.domain.plain import from_plain, to_plain
from microbiz_desktop.domain.signing import EVIDENCE, WAYS, Channel, SignedOff

BOUND = ("agreement", "1" * 64, "2" * 64, "fernhill", "Priya Raman", "director")

#: One sign-off of each channel with all its evidence, and its two printed lines.
WHOLE: dict[Channel, tuple[dict[str, Any], str, str]] = {
    Channel.SCREEN: (
        {"typed": "Priya", "strokes": (((1, 2), (3, 4)),), "witness": "Jo Bell"},
        "Signed on this screen",
        "On this screen, drawn",
    ),
    Channel.PAPER: (
        {
            "signed_on": "2026-11-21",
            "file": "3" * 64,
            "file_name": "scan.pdf",
            "received_how": "by post",
            "received_by": "Priya",
        },
        "Signed on paper; received by post",
        "Paper, scan kept",
    ),
}


def _whole(channel: Channel, **changed: Any) -> SignedOff:
    return SignedOff(*BOUND, channel, "Agreed.", **(WHOLE[channel][0] | changed))


def test_every_channel_has_its_row_and_its_evidence_here() -> None:
    assert set(Channel) == set(WAYS) == set(WHOLE)


def test_every_fact_of_evidence_belongs_to_a_channel() -> None:
    assert set(EVIDENCE) == {name for way in WAYS.values() for name in way.may}
    for way in WAYS.values():
        assert way.needs
        assert {name for group in way.needs for name in group} <= way.may


@pytest.mark.parametrize("channel", Channel)
def test_a_sign_off_is_told_as_its_channel_tells_it(channel: Channel) -> None:
    said, way = _whole(channel), WAYS[channel]
    assert set(WHOLE[channel][0]) == way.may
    assert (way.block(said), way.table(said)) == WHOLE[channel][1:]
    assert from_plain(SignedOff, to_plain(said)) == said


def test_what_is_not_there_is_not_told() -> None:
    typed = _whole(Channel.SCREEN, strokes=())
    assert WAYS[Channel.SCREEN].table(typed) == "On this screen, typed"
    kept = _whole(Channel.PAPER, received_how=" ")
    assert WAYS[Channel.PAPER].block(kept) == "Signed on paper; copy kept"


@pytest.mark.parametrize("channel", Channel)
def test_evidence_that_lacks_a_part_or_is_of_another_channel_is_refused(channel: Channel) -> None:
    for group in WAYS[channel].needs:
        bare: dict[str, Any] = dict.fromkeys(group, "")
        with pytest.raises(BadInput, match=f"sign-off {WAYS[channel].where} records"):
            replace(_whole(channel), **bare)
    for name in set(EVIDENCE) - WAYS[channel].may:
        more: dict[str, Any] = {name: "something"}
        with pytest.raises(BadInput, match=f"sign-off {WAYS[channel].where} records"):
            replace(_whole(channel), **more)


def test_an_unknown_channel_is_refused_when_it_is_read() -> None:
    said = {**to_plain(_whole(Channel.SCREEN)), "method": "fax"}
    with pytest.raises(UnknownWord, match="“fax” is not one of: screen, paper"):
        from_plain(SignedOff, said)
