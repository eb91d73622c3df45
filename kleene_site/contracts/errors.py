"""How the API refuses: one shape, and the stable codes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from typing import Any, Final

from django.urls import get_resolver

from common.errors import KleeneError

# Raised on sockets and by commands alone, so that no address leads to these modules.
BESIDE_ADDRESSES: Final = ("worlds.consumers.client_frames", "worlds.consumers.socket_session")


def schema() -> dict[str, Any]:
    """A refusal's body. `details` depends on the code; `x-codes` has the status and the usual sentence of each."""
    known = codes()
    error = {
        "type": "object",
        "properties": {
            "code": {"enum": sorted(known)},
            "message": {"type": "string", "description": "One sentence for people; it may change."},
            "details": {"type": "object"},
        },
        "required": ["code", "message", "details"],
    }
    return {
        "title": "Refusals",
        "type": "object",
        "properties": {"error": error},
        "required": ["error"],
        "x-codes": known,
    }


def codes() -> dict[str, list[dict[str, Any]]]:
    """For each code: the status and the sentence of every error that carries it."""
    found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for kind in sorted(_kinds(), key=lambda kind: (kind.code, kind.status, kind.message)):
        told = {"status": kind.status, "message": kind.message}
        if told not in found[kind.code]:
            found[kind.code].append(told)
    return dict(found)


def _kinds() -> Iterator[type[KleeneError]]:
    assert get_resolver().reverse_dict is not None  # imports every door, and with it whatever it may raise
    for name in BESIDE_ADDRESSES:
        import_module(name)
    waiting = [KleeneError]
    while waiting:
        kind = waiting.pop()
        yield kind
        waiting += kind.__subclasses__()
