"""What log lines show, and what they never do."""

import io
import logging
from typing import Any

import pytest
import structlog
from django.test import Client
from structlog.stdlib import ProcessorFormatter

from common import logs, masking


def test_a_traceback_shows_no_local_variables() -> None:
    formatter = logs.readable_lines()["formatters"]["lines"]
    shown = io.StringIO()
    renderer = formatter["processors"][-2]
    try:
        given = "hunter2".upper()
        raise ValueError(len(given))
    except ValueError as trouble:
        shown.write(renderer(None, "error", {"event": "broke", "exc_info": trouble}))
    assert isinstance(renderer, structlog.dev.ConsoleRenderer)
    assert "ValueError: 7" in shown.getvalue()
    assert "HUNTER2" not in shown.getvalue()


# As clients send them: an address, and what of it no log may hold.
SECRETS = {
    "/account/reset/usr_2zswij2v/disskx-db39f7ad99afa555eed895f89a03b6b6": "db39f7ad99afa555eed895f89a03b6b6",
    "/account/reset/usr_2zswij2v/mistyped-hush/": "mistyped-hush",
    "/account/address/usr_2zswij2v/disskx-5eba7a2c382611bf68ba6f941da96739": "5eba7a2c382611bf68ba6f941da96739",
    "/invites/k2hushhush": "k2hushhush",
    "/api/v1/invites/k2hushhush/accept": "k2hushhush",
    "/worlds/wld_aaaaaaaa/invites/k2hushhush": "k2hushhush",
    "/api/v1/worlds/wld_aaaaaaaa/invites/k2hushhush": "k2hushhush",
    "/api/v1/worlds/wld_aaaaaaaa/events?after=3&ticket=hush": "hush",
    "/ws/worlds/wld_aaaaaaaa?ticket=hush": "hush",
    "/read/hush-Hush_hush": "hush-Hush_hush",
    "/report/story/hush-Hush_hush": "hush-Hush_hush",
    "/api/v1/public-stories/hush-Hush_hush": "hush-Hush_hush",
    "/sign-in?next=/invites/k2hushhush": "k2hushhush",
}


def lines_of(config: dict[str, Any], record: logging.LogRecord) -> str:
    formatter = config["formatters"]["lines"]
    return ProcessorFormatter(**{key: value for key, value in formatter.items() if key != "()"}).format(record)


def record(words: str, *args: object, trouble: BaseException | None = None) -> logging.LogRecord:
    exc_info = (type(trouble), trouble, trouble.__traceback__) if trouble else None
    return logging.LogRecord("elsewhere", logging.ERROR, "file.py", 1, words, args, exc_info)


@pytest.mark.parametrize("config", [logs.readable_lines(), logs.json_lines()], ids=["readable", "json"])
@pytest.mark.parametrize(("address", "secret"), SECRETS.items())
def test_no_line_of_any_library_holds_a_secret(config: dict[str, Any], address: str, secret: str) -> None:
    killed = record("Application instance for <WebRequest method=GET uri=%s clientproto=HTTP/1.1> was killed.", address)
    broke = record("broke", trouble=ValueError(f'no route to "{address}" here'))
    for line in (lines_of(config, killed), lines_of(config, broke)):
        assert secret not in line
        assert masking.MASK in line
    assert "clientproto=HTTP/1.1" in lines_of(config, killed)


@pytest.mark.parametrize(
    "said",
    [
        "Authorization: Bearer hush.hush-hush",
        "token eyJhbGciOiJIUzI1NiJ9.eyJmYW1pbHkiOiJoIn0.hush refused",
        "{'ticket': 1, 'url': 'x?ticket=hush'}",
        "password=hush&x=1",
    ],
)
def test_tokens_are_masked_wherever_they_stand(said: str) -> None:
    shown = masking.masked(said)
    assert "hush" not in shown
    assert masking.MASK in shown
    assert masking.masked(shown) == shown


@pytest.mark.parametrize(
    "said",
    [
        "GET /worlds/wld_aaaaaaaa 200 12 ms ada",
        "What now? x=1",
        "/account/password",
        "/api/v1/worlds/wld_aaaaaaaa/invites",
    ],
)
def test_what_is_no_secret_stays_readable(said: str) -> None:
    assert masking.masked(said) == said


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "secret"), SECRETS.items())
def test_no_line_about_a_request_holds_a_secret(
    client: Client, caplog: pytest.LogCaptureFixture, address: str, secret: str
) -> None:
    caplog.set_level(logging.INFO)
    client.get(address)
    assert "kleene.request" in {one.name for one in caplog.records}
    assert secret not in caplog.text
