"""Where two JSON values first part, as a path that a person can follow."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any, Final

MISSING: Final = "(missing)"


def first_path(expected: Any, found: Any, path: str = "") -> tuple[str, object, object] | None:
    """The path of the first difference with both values there; None for equal values.

    Keys are looked at in sorted order; `path` is what stands before it. A key that one side lacks is `MISSING` there.
    """
    if type(expected) is type(found) and isinstance(expected, dict | list):
        pairs = ((name, one, other) for name, one, other in _parts(expected, found) if one != other)
        deeper = (first_path(one, other, f"{path}.{name}" if path else str(name)) for name, one, other in pairs)
        return next(deeper, None)
    return None if expected == found else (path, expected, found)


def _parts(expected: Any, found: Any) -> Iterator[tuple[object, Any, Any]]:
    if isinstance(expected, dict):
        for key in sorted({*expected, *found}):
            yield key, expected.get(key, MISSING), found.get(key, MISSING)
        return
    for at, (one, other) in enumerate(zip_longest(expected, found, fillvalue=MISSING)):
        yield at, one, other
