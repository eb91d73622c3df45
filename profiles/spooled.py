"""Answers that are written to a file first, and then sent from it."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator, Iterable, Iterator
from typing import IO, Any

from django.http import StreamingHttpResponse

IN_MEMORY = 1024 * 1024  # bytes; what is longer goes to disk
CHUNK = 64 * 1024


class Spooled(StreamingHttpResponse):
    """Pieces are all made before the first is sent, so that what fails fails as a refusal; memory stays flat."""

    def __init__(self, pieces: Iterable[bytes], *, content_type: str, file_name: str) -> None:
        spool: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
        spool.writelines(pieces)
        length = spool.tell()
        spool.seek(0)
        # Django closes what it streams, when it is done with it.
        super().__init__(Chunks(spool), content_type=content_type)
        self["Content-Length"] = str(length)
        self["Content-Disposition"] = f'attachment; filename="{file_name}"'
        self["Cache-Control"] = "no-store"

    async def __aiter__(self) -> AsyncIterator[Any]:
        # Django would read all of it into memory first.
        for part in self:
            yield part


class Chunks:
    def __init__(self, spool: IO[bytes]) -> None:
        self.spool = spool

    def __iter__(self) -> Iterator[bytes]:
        while part := self.spool.read(CHUNK):
            yield part

    def close(self) -> None:
        self.spool.close()
