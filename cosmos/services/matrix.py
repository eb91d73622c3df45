"""All vectors of the sky as one matrix, kept in a file that processes map into memory, and made anew from the rows when it is stale.

Rows that came after the file was written are held beside it; when they are many the file is written again. A file in
which a vector stands that has been erased since is never used again.
"""

from __future__ import annotations

import os
import threading
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from django.conf import settings
from django.db import connection
from numpy.typing import NDArray

from cosmos.models import CosmosEntry
from cosmos.services.likeness_kind import embedder_name
from cosmos.services.log import current_layout

Numbers = NDArray[np.int64]
Rows = NDArray[np.float32]
BESIDE: Final = 1_000  # rows that are held beside the file

_lock: Final = threading.Lock()
_kept: dict[str, Matrix] = {}


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows of length 1 and their numbers, rising: those of the file, and those beside it."""

    erasures: int
    numbers: Numbers
    rows: Rows
    late_numbers: Numbers
    late_rows: Rows

    @property
    def last(self) -> int:
        known = self.late_numbers if len(self.late_numbers) else self.numbers
        return int(known[-1]) if len(known) else 0

    def nearest(self, vector: Any, *, limit: int, besides: int = 0) -> dict[int, float]:
        """The most alike by number, the first the most; of equals the older first. `besides` is one's own number."""
        wanted = np.asarray(vector, dtype=np.float32)
        if not len(self.numbers) + len(self.late_numbers):
            return {}
        alike = np.concatenate([self.rows @ wanted, self.late_rows @ wanted]).round(3)
        numbers = np.concatenate([self.numbers, self.late_numbers])
        if len(alike) > limit + 1:
            # With all that equal the last of them, so that it is the numbers that choose among equals.
            least = np.partition(alike, len(alike) - limit - 1)[len(alike) - limit - 1]
            chosen = alike >= least
            alike, numbers = alike[chosen], numbers[chosen]
        order = np.lexsort((numbers, -alike))
        pairs = ((int(numbers[at]), float(alike[at])) for at in order if numbers[at] != besides)
        return dict(pair for pair, _ in zip(pairs, range(limit), strict=False))


def current_matrix() -> Matrix:
    """The vectors of the chosen embedder, as far as they are committed."""
    sky, name = current_layout(), embedder_name()
    with _lock:
        kept = _kept.get(str(_path(name)))
        if kept is None or kept.erasures != sky.erasures:
            kept = _from_file(name, sky.erasures) or _rebuilt(name, sky.erasures)
        if kept.last < sky.vector_seq:
            kept = _with_late(kept, name)
        _kept.clear()
        _kept[str(_path(name))] = kept
        return kept


def extend_matrix(known: Matrix) -> Matrix:
    """The same with the rows that were committed since, held beside the file: cheap enough to be called under a lock.

    Vectors that were erased since are still in it.
    """
    numbers, rows = _rows_after(known.last, embedder_name(), known.rows.shape[1])
    return _beside(known, numbers, rows) if len(numbers) else known


def as_row(vector: bytes) -> Rows:
    """A vector as it stands in a row of the table."""
    return np.frombuffer(vector, dtype=np.float16).astype(np.float32)


def _with_late(kept: Matrix, name: str) -> Matrix:
    numbers, rows = _rows_after(kept.last, name, kept.rows.shape[1])
    if not len(numbers):
        return kept
    if not len(kept.numbers) or len(kept.late_numbers) + len(numbers) > BESIDE:
        return _rebuilt(name, kept.erasures)
    return _beside(kept, numbers, rows)


def _beside(kept: Matrix, numbers: Numbers, rows: Rows) -> Matrix:
    if not len(kept.numbers) and not len(kept.late_numbers):
        return Matrix(kept.erasures, kept.numbers, rows[:0], numbers, rows)  # now the length of a row is known
    late = np.concatenate([kept.late_numbers, numbers]), np.concatenate([kept.late_rows, rows])
    return Matrix(kept.erasures, kept.numbers, kept.rows, *late)


def _rebuilt(name: str, erasures: int) -> Matrix:
    numbers, rows = _rows_after(0, name, 0)
    _remove_files()
    if len(numbers):
        _write(_path(name), erasures, numbers, rows)
    return _from_file(name, erasures) or Matrix(erasures, numbers, rows, numbers[:0], rows[:0])


def _rows_after(number: int, name: str, width: int) -> tuple[Numbers, Rows]:
    found = CosmosEntry.objects.shining().filter(vector_number__gt=number, embedder=name).order_by("vector_number")
    rows = found.values_list("vector_number", "vector").iterator()
    pairs = [(number, bytes(vector or b"")) for number, vector in rows]
    width = width or (len(pairs[0][1]) // 2 if pairs else 0)
    same = [(number, vector) for number, vector in pairs if len(vector) == 2 * width]
    numbers = np.asarray([number for number, _ in same], dtype=np.int64)
    joined = b"".join(vector for _, vector in same)
    return numbers, as_row(joined).reshape(len(same), width)


def _path(name: str) -> Path:
    # A database of its own has vectors of its own, in whatever folder several are served from.
    return _folder() / f"{_safe(_database())}-{_safe(name)}"


def _folder() -> Path:
    return Path(settings.KLEENE_DATA) / "cosmos"


def _database() -> str:
    return str(connection.settings_dict["NAME"])


def _safe(text: str) -> str:
    return "".join(sign if sign.isalnum() else "-" for sign in text)[-75:]


def _write(path: Path, erasures: int, numbers: Numbers, rows: Rows) -> None:
    """Written beside and moved over: a reader finds the old file or the new one, whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for kind, table in (("vectors", rows), ("numbers", np.concatenate([np.asarray([erasures]), numbers]))):
        beside = path.with_name(f"{path.name}.{uuid.uuid4().hex}.npy")
        np.save(beside, table)
        os.replace(beside, _file(path, kind))  # noqa: PTH105 - Path.replace says no more


def _remove_files() -> None:
    """The files of this database, of every embedder: they may hold vectors that were erased. A process that has mapped one still reads it."""
    for file in _folder().glob(f"{_safe(_database())}-*.npy"):
        file.unlink(missing_ok=True)


def _file(path: Path, kind: str) -> Path:
    return path.with_name(f"{path.name}.{kind}.npy")


def _from_file(name: str, erasures: int) -> Matrix | None:
    """What the file holds, unless it is of another time; None also where it cannot be read."""
    path = _path(name)
    try:
        told = np.load(_file(path, "numbers"), allow_pickle=False)
        rows = np.load(_file(path, "vectors"), mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError):
        return None
    numbers = told[1:]
    if not len(told) or told[0] != erasures or len(numbers) != len(rows):
        return None
    return Matrix(erasures, numbers, rows, numbers[:0], np.asarray(rows[:0]))
