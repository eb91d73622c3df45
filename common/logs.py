"""How log lines look: sentences while people watch, JSON where machines collect."""

import sys
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from common.masking import masked
from common.request_lines import JsonLines

SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.ExtraAdder(),
    structlog.processors.StackInfoRenderer(),
]


def readable_lines() -> dict[str, Any]:
    return logging_config(
        structlog.stdlib.ProcessorFormatter,
        structlog.processors.TimeStamper(fmt="%H:%M:%S", utc=False),
        request_sentence,
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(),
            pad_event_to=0,
            pad_level=False,
            # The richer ones show local variables: passwords, and what players wrote.
            exception_formatter=structlog.dev.plain_traceback,
        ),
    )


def json_lines() -> dict[str, Any]:
    return logging_config(
        JsonLines,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.add_logger_name,
        structlog.processors.format_exc_info,
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        structlog.processors.JSONRenderer(),
    )


def request_sentence(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """`GET /worlds 200 12 ms ada` instead of a row of keys."""
    if event.get("event") == "request":
        words = (event.pop(key) for key in ("method", "path", "status"))
        user = event.pop("user")
        event["event"] = " ".join([*map(str, words), f"{event.pop('ms')} ms", *([user] if user else [])])
        event.pop("level", None)
    return event


def mask_line(_logger: WrappedLogger, _method: str, line: Any) -> str:
    return masked(str(line))


def logging_config(formatter: type[structlog.stdlib.ProcessorFormatter], *processors: Processor) -> dict[str, Any]:
    """Set structlog up, and return the standard library's half, so that both kinds of line look the same."""
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "lines": {
                "()": formatter,
                # Last: also what other libraries say, and the lines of a traceback, are masked.
                "processors": [*processors, mask_line],
                "foreign_pre_chain": SHARED,
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["console"], "level": "INFO"},
        "loggers": {
            "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
            # Our own line tells the same, shorter.
            "django.request": {"level": "ERROR"},
            "django.channels.server": {"level": "WARNING"},
            "daphne": {"level": "WARNING"},
            # It warns of whatever strangers send that is not HTTP, and tells addresses with their queries.
            "uvicorn.error": {"level": "ERROR"},
            # While Redis is away it tells of every second with its whole stack; publisher and feeds say it in a line.
            "channels_redis": {"level": "CRITICAL"},
            "httpx": {"level": "WARNING"},
            # Tells, when asked to, what servers answer, and some repeat a key.
            "httpcore": {"level": "WARNING"},
        },
    }
