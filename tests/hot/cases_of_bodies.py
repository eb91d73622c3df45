"""Bodies that make sense, and bodies that make none; and what is too much."""

from __future__ import annotations

from typing import Final

from django.conf import settings

from tests.hot.asks import ALONE, CHAT, TURNS, beat, case, chat, turn
from tests.hot.before import ben_is_agent
from tests.hot.parity import Ask, Case

BODIES: Final = {
    "nothing": b"",
    "no JSON": b"{",
    "list": b"[]",
    "null": b"null",
    "text": b'"wait"',
    "empty": b"{}",
    "NUL": b'{"option_id": "wait\\u0000", "text": "a\\u0000"}',
    "half a pair": b'{"input": "\\ud800"}',
    "half a pair said": b'{"text": "\\ud800"}',
    "twice": b'{"option_id": "wait", "option_id": "wait"}',
    "twice said": b'{"text": "a", "text": "a"}',
    "unknown": b'{"option_id": "wait", "score": 5}',
    "unknown said": b'{"text": "a", "score": 5}',
    "option a number": b'{"option_id": 5}',
    "option null": b'{"option_id": null, "input": "wait"}',
    "both null": b'{"option_id": null, "input": null}',
    "input a list": b'{"input": ["wait"]}',
    "number a text": b'{"option_id": "wait", "expected_number": "0"}',
    "number with a fraction": b'{"option_id": "wait", "expected_number": 0.5}',
    "number whole with a point": b'{"option_id": "wait", "expected_turn": 1.0}',
    "number true": b'{"option_id": "wait", "expected_number": true}',
    "number below": b'{"option_id": "wait", "expected_number": -1}',
    "number huge": b'{"option_id": "wait", "expected_number": 9007199254740993}',
    "not a number": b'{"option_id": "wait", "expected_number": NaN}',
    "deep": b'{"option_id": ' + b"[" * 200 + b"]" * 200 + b"}",
    "not UTF-8": b'{"option_id": "\xff"}',
    "byte order mark": b'\xef\xbb\xbf{"option_id": "wait"}',
    "spaces": b'  {"option_id": "wait"}\n',
    "after it": b'{"option_id": "wait"} {}',
    "65 KiB": b'{"option_id": "' + b"x" * 65 * 1024 + b'"}',
    "64 KiB of space": b'{"option_id": "wait"}' + b" " * (64 * 1024 - 21),
    "501 letters": b'{"input": "' + b"x" * 501 + b'"}',
    "500 letters": b'{"input": "' + b"x" * 500 + b'"}',
    "said with control": b'{"text": "a\\u0007"}',
    "plain": b'{"option_id":"wait"}',
}

ODD: Final = tuple(
    Case(f"{name}: {path.rsplit('/', 1)[1]}", (Ask("POST", path, "ada", raw=body),))
    for name, body in BODIES.items()
    for path in (TURNS, CHAT)
) + tuple(
    case(f"{name}: alone", Ask("POST", ALONE, "ida", raw=BODIES[name]))
    for name in ("501 letters", "spaces", "number below")
)

LIMITED: Final = (
    case("inputs", *[turn(option_id="wait")] * 3, settings={"RATE_INPUT": "2/minute"}),
    case("inputs alone", *[turn("ida", option_id="wait")] * 3, settings={"RATE_INPUT": "2/minute"}),
    case(
        "repeated keys and late turns are free",
        *[turn(option_id="wait", key="k")] * 3,
        *[turn(option_id="wait", expected_number=50)] * 2,
        turn(option_id="wait"),
        turn(option_id="wait"),
        settings={"RATE_INPUT": "2/minute"},
    ),
    case(
        "repeated keys and late turns are free alone",
        *[turn("ida", option_id="wait", key="k")] * 3,
        *[turn("ida", option_id="wait", expected_number=50)] * 2,
        turn("ida", option_id="wait"),
        turn("ida", option_id="wait"),
        settings={"RATE_INPUT": "2/minute"},
    ),
    case("lines", *[chat(text="a")] * 3, settings={"RATE_CHAT": "2/minute"}),
    case(
        "lines that are refused", chat(text=""), chat(text="faggot"), chat(text="a", key="k"), chat(text="a", key="k"),
        chat(text="b", key="k"), chat(text="c"), settings={"RATE_CHAT": "3/minute"},
    ),
    case("guests' inputs", *[turn("hal", option_id="wait")] * 3, settings={"RATE_INPUT": "2/minute", "GUESTS_PER_ADDRESS": 1}),
    case(
        "an agent's inputs and lines",
        *[turn("ben", option_id="wait")] * 3,
        *[chat("ben", text="a")] * 2,
        before=ben_is_agent,
        settings={"RATE_AGENT_INPUT": "2/minute", "RATE_AGENT_CHAT": "1/minute"},
    ),
    case("heartbeats", *[beat()] * 4, settings={"RATE_HEARTBEAT": "2/minute"}),
    case("guests' lines", *[chat("hal", text="a")] * 3, settings={"RATE_CHAT": "2/minute", "GUESTS_PER_ADDRESS": 1}),
)  # fmt: skip

assert settings.DATA_UPLOAD_MAX_MEMORY_SIZE == 64 * 1024
