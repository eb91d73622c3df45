"""A story that many tests import is read and checked once in a process: both are pure, and took a tenth of the tests' time."""

from __future__ import annotations

from functools import cache

import orjson

from worlds.rules.checking import Report, check
from worlds.rules.loading import content_of
from worlds.rules.tree import Value


def install() -> None:
    """For the rest of the process, for what is brought in; the rules themselves are asked anew by whoever asks them."""
    from worlds.services.stories import scenarios

    for name, ours in (("check", checked), ("content_of", content)):
        setattr(scenarios, name, ours)  # what it imported


@cache
def checked(source: bytes, *, name: str) -> Report:
    return check(source, name=name)


def content(source: bytes, *, name: str) -> dict[str, Value]:
    """A copy for each caller, who may change it."""
    copied: dict[str, Value] = orjson.loads(_content(source, name=name))
    return copied


@cache
def _content(source: bytes, *, name: str) -> bytes:
    return orjson.dumps(content_of(source, name=name))
