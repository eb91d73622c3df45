import gc
from collections import Counter
from collections.abc import Generator
from functools import partial

import pytest
from django.db import connection
from hypothesis import HealthCheck, settings

from tests import contracts, emptying, machine, read_once
from tests.ready_made import ready_made
from tests.roomy import roomy

settings.register_profile("small", max_examples=12, derandomize=True, deadline=None)
settings.register_profile("full", max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow])

SERVICES_REQUIRED = machine.given("KLEENE_REQUIRE_SERVICES") == "1"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--all", action="store_true", help="run the long tests too, and properties at their full counts")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("full" if config.getoption("--all") else "small")
    emptying.install()
    contracts.install()
    read_once.install()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        item.setup, item.runtest = partial(roomy, item.setup), partial(roomy, item.runtest)  # type: ignore[method-assign]
        if uses_database(item):
            item.add_marker("database")
        if config.getoption("--all"):
            item.add_marker(pytest.mark.timeout(0))  # full counts take as long as they take
    if not config.getoption("--all"):
        config.hook.pytest_deselected(items=[item for item in items if is_left_out(item)])
        items[:] = [item for item in items if not is_left_out(item)]


def is_left_out(item: pytest.Item) -> bool:
    """Of an ordinary run: what takes long, and what is repeated on SQLite where PostgreSQL has been chosen."""
    is_repeated = item.get_closest_marker("sqlite") is not None and bool(machine.postgres().where)
    return is_repeated or item.get_closest_marker("long") is not None


def pytest_collection_finish() -> None:
    """What was imported stays: no collection need look at it again."""
    leave_statements_to_tests()
    gc.collect()
    gc.freeze()


def leave_statements_to_tests() -> None:
    """Tests that are about compiled statements turn them on, and off: no request does it for all that come after it."""
    from common.prepared import switch
    from kleene_site.hot import Readiness

    Readiness.__call__ = lambda _self: switch.is_on()  # type: ignore[method-assign, assignment]


def uses_database(item: pytest.Item) -> bool:
    names = set(getattr(item, "fixturenames", ()))
    is_marked = any(item.get_closest_marker(name) for name in ("django_db", "sqlite"))
    return is_marked or bool(names & {"db", "transactional_db"})


def pytest_runtest_setup(item: pytest.Item) -> None:
    for name, find in machine.SERVICES.items():
        if item.get_closest_marker(name) and find().why:
            miss(name, find().why)


def miss(name: str, why: str) -> None:
    # Who asks for SQLite by name has not lost a PostgreSQL.
    by_wish = name == "postgres" and machine.on_sqlite_by_wish()
    if SERVICES_REQUIRED and not by_wish:
        pytest.fail(f"KLEENE_REQUIRE_SERVICES=1, but {why}", pytrace=False)
    pytest.skip(why)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Generator[None]:
    """The last lines say which database served, and what could not be tested for want of a service."""
    yield
    database = "PostgreSQL" if machine.postgres().where else f"SQLite ({machine.postgres().why})"
    terminalreporter.write_line(f"Database of this run: {database}.")
    for why, count in skipped_for(terminalreporter).items():
        terminalreporter.write_line(f"Skipped {count} {'test' if count == 1 else 'tests'}: {why}.", yellow=True)


def skipped_for(terminalreporter: pytest.TerminalReporter) -> Counter[str]:
    """How many tests were skipped for which reason, in whichever process."""
    reasons = [report.longrepr[2] for report in terminalreporter.stats.get("skipped", [])]
    return Counter(reason.removeprefix("Skipped: ") for reason in reasons)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Before pytest-django makes the test database: let it copy one instead of migrating."""
    if server := machine.postgres().where:
        connection.settings_dict["TEST"]["TEMPLATE"] = ready_made(server)


@pytest.fixture(scope="session")
def redis_url() -> str:
    return machine.redis_server().where


@pytest.fixture(scope="session")
def chromium_path() -> str:
    return machine.chromium().where


@pytest.fixture(autouse=True)
def nobody_noticed() -> None:
    """Presence notes in memory who was heard of; people of another test are not there to be written."""
    from presence.services.attendance import attendance

    attendance.forget()


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are made anew at each look; tests of what is kept turn it on."""
    from common.answer_cache import answers

    answers.clear()
    monkeypatch.setattr(answers, "seconds", 0.0)
