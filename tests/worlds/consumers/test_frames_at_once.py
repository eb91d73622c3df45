"""Frames that are read and written by a shorter way are the same frames."""

from __future__ import annotations

import json

import pytest
from websockets.frames import Frame, Opcode

from common.direct_socket import text_frame
from worlds.consumers.client_frames import Ack, parse_frame, plain_ack


@pytest.mark.parametrize("number", [0, 7, 10**14])
def test_an_acknowledgement_is_read_the_same_by_both_ways(number: int) -> None:
    frame = {"type": "ack", "sequence": number}
    for text in (json.dumps(frame), json.dumps(frame, separators=(",", ":"))):
        _, read = parse_frame(text)
        assert read() == Ack(number)
        assert plain_ack(text) == number


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        '{"type":"ping"}',
        '{"type":"ack","sequence":-1}',
        '{"type":"ack","sequence":1.0}',
        '{"type":"ack","sequence":01}',
        '{"type":"ack","sequence":١}',
        '{"type":"ack","sequence":1,"id":"x"}',
        '{"type":"ack","sequence":%s}' % ("9" * 16),
        '{"type":"ack","sequence":1}\n',
        '{"sequence":1,"type":"ack"}',
    ],
)
def test_anything_else_is_read_with_the_other_frames(text: str | None) -> None:
    assert plain_ack(text) is None


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 65_536, 100_000])
def test_a_frame_of_text_is_what_the_library_would_have_written(size: int) -> None:
    body = b"a" * size
    assert text_frame(body) == Frame(Opcode.TEXT, body).serialize(mask=False)
