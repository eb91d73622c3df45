import gc
import shutil
from collections import Counter
from collections.abc import Generator
from functools import partial

import pytest
import pytest_django.fixtures
from django.db import connection
from hypothesis import HealthCheck, settings

from tests import contracts, emptying, machine, read_once, shared_trust
from tests.kleene_site.forks import origins_folder
from tests.ready_made import ready_made, ready_made_file
from tests.roomy import roomy

settings.register_profile("small", max_examples=12, derandomize=True, deadline=None)
settings.register_profile("full", max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow])

SERVICES_REQUIRED = machine.given("KLEENE_REQUIRE_SERVICES") == "1"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--all", action="store_true", help="run the slow and the long tests too, and properties at their full counts"
    )
    parser.addoption("--slow", action="store_true", help="run the slow tests too, as a run of named files does")


def pytest_configure(config: pytest.Config) -> None:
    # A worker is given the same words as the run, and finds out for itself.
    config.option.slow |= config.option.all or config.args_source is config.ArgsSource.ARGS
    origins_folder()  # before any worker begins, so that all of them share what is forked from
    settings.load_profile("full" if config.getoption("--all") else "small")
    emptying.install()
    contracts.install()
    read_once.install()
    shared_trust.install()
    # pytest-django looks for its own fixtures: without this, files whose tests have only a server's data find no database.
    pytest_django.fixtures._get_databases_for_setup = lambda _items: ({"default"}, set())  # type: ignore[assignment]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        item.setup, item.runtest = partial(roomy, item.setup), partial(roomy, item.runtest)  # type: ignore[method-assign]
        if uses_database(item):
            item.add_marker("database")
        if config.getoption("--all"):
            item.add_marker(pytest.mark.timeout(0))  # full counts take as long as they take
    config.hook.pytest_deselected(items=[item for item in items if is_left_out(item, config)])
    items[:] = [item for item in items if not is_left_out(item, config)]


def is_left_out(item: pytest.Item, config: pytest.Config) -> bool:
    """What takes long, what is slow where the whole suite is run, and what is repeated on SQLite where PostgreSQL has been chosen."""
    if config.getoption("--all"):
        return False
    is_repeated = item.get_closest_marker("sqlite") is not None and bool(machine.postgres().where)
    is_slow = item.get_closest_marker("slow") is not None and not config.getoption("--slow")
    return is_repeated or is_slow or item.get_closest_marker("long") is not None


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
    test = connection.settings_dict["TEST"]
    if server := machine.postgres().where:
        test["TEMPLATE"] = ready_made(server)
    else:
        shutil.copyfile(ready_made_file() / "kleene.sqlite3", test["NAME"])


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Whether a file that is there is used: on SQLite that is the copy, which goes with the folder that it is in."""
    return not machine.postgres().where


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> Generator[None]:
    """A database goes only when nothing is connected to it."""
    contracts.read()  # on a busy machine it takes longer than PostgreSQL lets a test's transaction wait
    yield
    emptying.close_emptiers()


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
