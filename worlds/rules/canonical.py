"""One spelling for every value, so that equal values have equal hashes on every machine.

RFC 8785 for the values we store: text, whole numbers within ±(2^53-1), true, false, null, lists, and mappings whose keys
are ASCII. Among those keys, sorting by bytes and by UTF-16 units is the same thing; floats never occur.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

import orjson

from worlds.rules.quantities import LIMIT
from worlds.rules.storage import state_to_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from worlds.rules.state import State

_OPTIONS: Final = orjson.OPT_SORT_KEYS | orjson.OPT_STRICT_INTEGER


def canonical(value: object) -> bytes:
    """The only spelling of `value`. Raises TypeError for a float, a number past the limit or a key that is not ASCII."""
    _refuse_foreign(value)
    return orjson.dumps(value, option=_OPTIONS)


def digest(value: object) -> str:
    """SHA-256 of the canonical spelling, in hex."""
    return hashlib.sha256(canonical(value)).hexdigest()


def state_hash(state: State) -> str:
    """SHA-256 of a state, in hex. What a state holds needs no second look: loading refuses all else."""
    return stored_hash(state_to_json(state))


def stored_hash(stored: Mapping[str, object]) -> str:
    """The same of a state, or of one part of it, that storage has spelt already."""
    return hashlib.sha256(orjson.dumps(stored, option=_OPTIONS)).hexdigest()


def chain(previous: str, record: Mapping[str, object]) -> str:
    """The hash of a record and, through `previous`, of every record before it."""
    return hashlib.sha256(previous.encode() + canonical(record)).hexdigest()


def _refuse_foreign(value: object) -> None:
    # A stack instead of recursion: stored values may be nested as deeply as the database lets them.
    pending = [value]
    while pending:
        here = pending.pop()
        if type(here) is dict:
            _refuse_foreign_keys(here)
            pending.extend(here.values())
        elif type(here) is list or type(here) is tuple:
            pending.extend(here)
        elif type(here) is int:
            if not -LIMIT <= here <= LIMIT:
                raise TypeError(f"{here} is too large for every JSON reader to hold exactly.")
        elif here is not None and type(here) not in (str, bool):
            raise TypeError(f"{type(here).__name__} has no canonical spelling.")


def _refuse_foreign_keys(mapping: Mapping[object, object]) -> None:
    for key in mapping:
        if type(key) is not str or not key.isascii():
            raise TypeError(f"The key {key!r} has no canonical spelling: keys are ASCII text.")
