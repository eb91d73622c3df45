"""The line of log for an answer. Each request has one, so it takes a short way through the standard library, and looks as every other."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import Any, Final

from structlog.stdlib import ProcessorFormatter

from common.masking import masked
from common.recent import kept_where_short

NAME: Final = "kleene.request"
_log: Final = logging.getLogger(NAME)


def tell_request(*, method: str | None, path: str, status: int, ms: int, user: str) -> None:
    """`path` is escaped, `user` empty for a stranger, `ms` how long it took; secrets in any of them are masked where it is written."""
    if not _log.isEnabledFor(logging.INFO):
        return
    said = {
        "method": method,
        "path": path,
        "status": status,
        "ms": ms,
        "user": user,
        "event": "request",
        "level": "info",
    }
    record = logging.LogRecord(NAME, logging.INFO, "", 0, said, (), None)
    # As structlog marks what it has made, for whoever formats it.
    record.__dict__.update(_logger=_log, _name="info")
    _log.handle(record)


class JsonLines(ProcessorFormatter):
    """Lines for machines; those of requests in a fifth of the time."""

    def format(self, record: logging.LogRecord) -> str:
        said: Any = record.msg
        if record.name != NAME or type(said) is not dict or record.exc_info:
            return super().format(record)
        at = datetime.fromtimestamp(record.created, UTC).isoformat().replace("+00:00", "Z")
        shown = {name: _shown(value) if type(value) is str else value for name, value in said.items()}
        return json.dumps(shown | {"timestamp": at, "logger": NAME})


@kept_where_short
def _shown(value: str) -> str:
    return masked(value)
