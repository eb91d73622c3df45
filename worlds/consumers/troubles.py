"""What went wrong while a frame was answered, as its client is told."""

from __future__ import annotations

import structlog

from common import api_errors
from common.errors import KleeneError

log = structlog.get_logger("kleene.sockets")


def refusal_of(trouble: Exception) -> KleeneError:
    refusal = api_errors.translated(trouble)
    if refusal is None:
        log.error("frame broke", exc_info=trouble)
        return api_errors.InternalError()
    return refusal
