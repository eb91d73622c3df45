"""Which sessions are known to live in a shared world. A session never changes sides, so what is known stays true."""

from __future__ import annotations

import uuid
from collections import OrderedDict
from threading import Lock

REMEMBERED = 10_000

_known: OrderedDict[str, None] = OrderedDict()
_lock = Lock()


def is_known_shared(session_id: str | uuid.UUID) -> bool:
    return str(session_id) in _known


def remember_shared(session_id: str | uuid.UUID) -> None:
    with _lock:
        _known[str(session_id)] = None
        while len(_known) > REMEMBERED:
            _known.popitem(last=False)
