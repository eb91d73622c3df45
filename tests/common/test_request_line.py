import json
import logging
import tracemalloc
from collections.abc import Callable
from typing import Any

import pytest
import structlog
from django.test import Client
from structlog.stdlib import ProcessorFormatter

from common.hot import application
from common.logs import json_lines, readable_lines
from common.request_lines import NAME, JsonLines, tell_request
from profiles.models import User


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Callable[[dict[str, Any]], list[str]]:
    """The request lines of a test as a kind of log shows them."""
    caplog.set_level(logging.INFO, logger="kleene.request")

    def shown(config: dict[str, Any]) -> list[str]:
        formatter = config["formatters"]["lines"]
        form = ProcessorFormatter(**{key: value for key, value in formatter.items() if key != "()"})
        return [form.format(record) for record in caplog.records if record.name == "kleene.request"]

    return shown


Shown = Callable[[dict[str, Any]], list[str]]


def test_people_read_a_sentence(client: Client, lines: Shown) -> None:
    client.get("/health/live?ticket=secret")
    (line,) = lines(readable_lines())
    _clock, method, path, status, _ms, unit = line.split()
    assert (method, path, status, unit) == ("GET", "/health/live", "200", "ms")


def test_machines_read_json(client: Client, lines: Shown) -> None:
    client.get("/health/live")
    (line,) = lines(json_lines())
    assert json.loads(line).items() >= {"method": "GET", "path": "/health/live", "status": 200, "user": ""}.items()


def test_a_hostile_path_cannot_write_lines_of_its_own(client: Client, lines: Shown) -> None:
    client.get("/x%0aGET%20/admin%1b%5b2J")
    (line,) = lines(readable_lines())
    assert line.isprintable()
    assert "/x%0AGET%20/admin%1B%5B2J 404" in line


@pytest.mark.django_db
def test_the_line_names_who_asked(client: Client, lines: Shown) -> None:
    client.force_login(User.objects.create_user("ada", is_staff=True))
    client.get("/admin/password_change/")
    (line,) = lines(readable_lines())
    assert line.endswith(" ms ada")


@pytest.mark.django_db
def test_the_line_asks_no_database_who_asked(client: Client, lines: Shown) -> None:
    client.force_login(User.objects.create_user("ada"))
    client.get("/health/live")
    (line,) = lines(json_lines())
    assert json.loads(line)["user"] == ""


def test_other_libraries_log_in_the_same_form(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("elsewhere").warning("the %s is low", "disk")
    formatter = json_lines()["formatters"]["lines"]
    form = ProcessorFormatter(**{key: value for key, value in formatter.items() if key != "()"})
    assert (
        json.loads(form.format(caplog.records[-1])).items() >= {"event": "the disk is low", "level": "warning"}.items()
    )


def test_our_loggers_reach_the_standard_library(caplog: pytest.LogCaptureFixture) -> None:
    structlog.get_logger("kleene.test").warning("Heard", by="all")
    assert caplog.records[-1].name == "kleene.test"


@pytest.mark.parametrize("path", ["/health/live", "/invites/k2hushhush", '/x"y\\z', "/über"])
def test_the_short_way_writes_what_the_ordinary_one_would(caplog: pytest.LogCaptureFixture, path: str) -> None:
    caplog.set_level(logging.INFO, logger=NAME)
    tell_request(method="GET", path=path, status=200, ms=3, user="ada")
    formatter = json_lines()["formatters"]["lines"]
    settings = {key: value for key, value in formatter.items() if key != "()"}
    (record,) = caplog.records
    quick, ordinary = (json.loads(made(**settings).format(record)) for made in (JsonLines, ProcessorFormatter))
    assert formatter["()"] is JsonLines
    assert list(quick) == list(ordinary)
    assert quick.pop("timestamp")[:10] == ordinary.pop("timestamp")[:10]
    assert quick == ordinary


def written(path: str) -> str:
    about: Any = {"path": path}  # as `tell_request` has it, for the annotation means a text
    settings = {key: value for key, value in json_lines()["formatters"]["lines"].items() if key != "()"}
    return JsonLines(**settings).format(logging.LogRecord(NAME, logging.INFO, "", 0, about, (), None))


@pytest.mark.parametrize("shown", [written, application._shown], ids=["lines", "hot doors"])
def test_long_paths_of_strangers_are_not_kept(shown: Callable[[str], str]) -> None:
    shown("/short")
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        for number in range(300):
            assert shown(f"/{number}/" + "a" * 10_000)
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert after - before < 500_000
