"""Static files, answered before Django's handler: a page asks for about twenty, and each cost a thread and every middleware."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Iterator
from functools import lru_cache
from io import BytesIO
from typing import Any, BinaryIO, Final

from django.utils.encoding import escape_uri_path
from whitenoise.middleware import WhiteNoiseMiddleware  # type: ignore[import-untyped]

from common.hot.headers import common_headers
from common.hot.request import Headers, Scope
from common.request_lines import tell_request

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

PIECE: Final = 64 * 1024  # bytes that are read at once; a client that reads slowly is waited for between two
# What the answer depends on, as WSGI spells it, which is how the library asks.
ASKED: Final = {
    b"accept-encoding": "HTTP_ACCEPT_ENCODING",
    b"if-modified-since": "HTTP_IF_MODIFIED_SINCE",
    b"if-none-match": "HTTP_IF_NONE_MATCH",
    b"range": "HTTP_RANGE",
}


class StaticFiles:
    """Answers what is a static file, by the rules of WhiteNoise and its settings; everything else goes to `application`."""

    _asgi_single_callable = True  # how asgiref knows ASGI 3 in what is no coroutine function

    def __init__(self, application: Any) -> None:
        self._application = application
        self._files = WhiteNoiseMiddleware(application)  # an index of the files; it is not called

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        """No coroutine of its own around what it passes on: that may be a stream, and stays as long."""
        if file := self._found(scope):
            return send_file(file, scope, send)
        passed_on: Awaitable[None] = self._application(scope, receive, send)
        return passed_on

    def _found(self, scope: Scope) -> Any:
        """The file of an address, or None: in development it is looked for anew, else it is known since the start."""
        if scope["type"] != "http":
            return None
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        if not path.startswith(self._files.static_prefix):
            return None
        return self._files.find_file(path) if self._files.autorefresh else self._files.files.get(path)


async def send_file(file: Any, scope: Scope, send: Send) -> None:
    """One file, or why there is none of it (304, 405, 416), with a line in the log."""
    began = time.perf_counter()
    given = {ASKED[name]: value.decode("latin-1") for name, value in scope["headers"] if name in ASKED}
    found = file.get_response(scope["method"], given)
    status, headers = int(found.status), [*_written(tuple(found.headers)), *common_headers(scope)]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    for piece, is_last in pieces(found.file):
        await send({"type": "http.response.body", "body": piece, "more_body": not is_last})
    ms = round((time.perf_counter() - began) * 1000)
    tell_request(method=scope["method"], path=escape_uri_path(scope["path"]), status=status, ms=ms, user="")


def pieces(file: BinaryIO | None) -> Iterator[tuple[bytes, bool]]:
    """A file's bytes, and whether they are its last; it is closed in the end, also where nobody reads on."""
    with file or BytesIO() as opened:
        piece, following = opened.read(PIECE), opened.read(PIECE)
        while following:
            yield piece, False
            piece, following = following, opened.read(PIECE)
        yield piece, True


@lru_cache(maxsize=4096)
def _written(headers: tuple[tuple[str, str], ...]) -> Headers:
    return [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
