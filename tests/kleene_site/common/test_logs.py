"""What the log of development shows."""

import io

import structlog

from kleene_site.common import logs


def test_a_traceback_shows_no_local_variables() -> None:
    formatter = logs.readable_lines()["formatters"]["lines"]
    shown = io.StringIO()
    renderer = formatter["processors"][-1]
    try:
        given = "hunter2".upper()
        raise ValueError(len(given))
    except ValueError as trouble:
        shown.write(renderer(None, "error", {"event": "broke", "exc_info": trouble}))
    assert isinstance(renderer, structlog.dev.ConsoleRenderer)
    assert "ValueError: 7" in shown.getvalue()
    assert "HUNTER2" not in shown.getvalue()
