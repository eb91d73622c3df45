"""Which services this machine offers to the tests. Looking is cheap, and happens once a run."""

import os
import shutil
from dataclasses import dataclass
from functools import cache

import psycopg
import redis

POSTGRES = "postgresql://postgres@127.0.0.1:5432/postgres"
AS_SUPERUSER = "-c session_replication_role=replica"  # tables are emptied so (tests/emptying.py)
REDIS = "redis://127.0.0.1:6379/0"
# The first is the same browser without the windows around its pages: one opens in a quarter of the time.
CHROMIUMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")

# As the shell had it: tests/settings.py clears what would make a test depend on the shell. Workers of a run inherit what is
# cleared already, so what it was goes to them under another name.
SHELL = dict(os.environ)
KEPT = "KLEENE_TESTS_"


@dataclass(frozen=True, slots=True)
class Service:
    """A server's URL, or a program's path, in `where`; empty when missing, and then `why` says what was tried."""

    where: str
    why: str = ""


def given(name: str) -> str:
    return SHELL.get(KEPT + name, SHELL.get(name, "")).strip()


def on_sqlite_by_wish() -> bool:
    return given("DATABASE_URL").startswith("sqlite:")


@cache
def postgres() -> Service:
    if on_sqlite_by_wish():
        return Service("", "DATABASE_URL asks for SQLite")
    tried = [url for url in (given("DATABASE_URL"), POSTGRES) if url]
    for url in tried:
        try:
            psycopg.connect(url, connect_timeout=3, options=AS_SUPERUSER).close()
        except psycopg.Error:
            continue
        return Service(url)
    return Service("", f"no PostgreSQL lets a superuser in at {' or at '.join(map(without_password, tried))}")


@cache
def redis_server() -> Service:
    tried = [url for url in (given("REDIS_URL"), REDIS) if url]
    for url in tried:
        try:
            with redis.Redis.from_url(url, socket_connect_timeout=3) as client:
                client.ping()
        except redis.RedisError:
            continue
        return Service(url)
    return Service("", f"no Redis answers at {' or at '.join(map(without_password, tried))}")


@cache
def chromium() -> Service:
    found = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    return Service(found or "", "" if found else "no chromium is on the PATH")


def without_password(url: str) -> str:
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}"


SERVICES = {"postgres": postgres, "redis": redis_server, "chromium": chromium}
