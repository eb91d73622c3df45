import json
import stat
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.db import connection
from django.db.utils import ConnectionHandler
from django.test import Client
from pytest_django import DjangoDbBlocker

from common import environment as env
from kleene_site.page_files import PageFiles
from tests.kleene_site.programs import environment, forked, forked_for_settings, manage

PRODUCTION = {"DEBUG": "0", "SECRET_KEY": "k" * 40}


def loaded(data: Path, *names: str, **given: str) -> list[Any]:
    """The values that these settings have in a fresh process."""
    shown = f"import json, kleene_site.settings as s; print(json.dumps([getattr(s, n) for n in {names}], default=str))"
    done = forked_for_settings("-c", shown, env=environment(data, **given))
    assert done.returncode == 0, done.stderr
    values: list[Any] = json.loads(done.stdout)
    return values


@pytest.mark.slow
@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({"DEBUG": "perhaps"}, "DEBUG must be 1 or 0"),
        ({"DEBUG": "0"}, "SECRET_KEY must be set"),
        ({"DEBUG": "0", "SECRET_KEY": "short"}, "SECRET_KEY must be set to at least 32"),
        ({"TURN_LOCK_TIMEOUT": "soon"}, "TURN_LOCK_TIMEOUT must be a whole number from 1"),
        ({"TURN_WAIT_TIMEOUT": "0"}, "TURN_WAIT_TIMEOUT must be a whole number from 1"),
        ({"TURN_WAIT_TIMEOUT": "\u0661"}, "TURN_WAIT_TIMEOUT must be a whole number from 1"),
        ({"RATE_INPUT": "often"}, "RATE_INPUT must be a rate such as"),
        ({"KLEENE_TRUSTED_ORIGINS": "play.example.org"}, "KLEENE_TRUSTED_ORIGINS must be origins such as https://"),
        ({"REDIS_URL": "127.0.0.1:6379"}, "REDIS_URL must be a URL such as redis://"),
        ({"DATABASE_URL": "mysql://root@localhost/x"}, "DATABASE_URL must start with postgresql://"),
        ({"EMAIL_URL": "pigeon://loft"}, "EMAIL_URL must be a URL such as smtp+tls://"),
        ({"NARRATOR_URL": "models.example.org/v1"}, "NARRATOR_URL must be an address such as https://"),
        ({"NARRATOR_URL": "https://models.example.org:x/v1"}, "NARRATOR_URL must be an address such as https://"),
        ({"NARRATOR_URL": "http://[::1/v1"}, "NARRATOR_URL must be an address such as https://"),
        ({"NARRATOR_KEY": "two words"}, "NARRATOR_KEY must contain only printable ASCII"),
        ({"NARRATOR_TIMEOUT": "0"}, "NARRATOR_TIMEOUT must be a whole number from 1"),
        ({"NARRATOR_CONCURRENCY": "65"}, "NARRATOR_CONCURRENCY must be a whole number from 1 to 64"),
        ({"KLEENE_DATA": "/dev/null/x"}, "KLEENE_DATA: cannot create the folder /dev/null/x"),
        ({"KLEENE_DATA": "/proc"}, "KLEENE_DATA: cannot write to the folder /proc: "),
    ],
)
def test_a_wrong_value_stops_the_start_and_names_itself(tmp_path: Path, given: dict[str, str], complaint: str) -> None:
    done = forked_for_settings("-c", "import kleene_site.settings", env=environment(tmp_path) | given)
    assert done.returncode != 0
    assert complaint in done.stderr.splitlines()[-1]


@pytest.mark.slow
def test_a_narrator_that_is_none_stops_every_server_that_can_serve_the_site(tmp_path: Path) -> None:
    done = forked("-c", "import kleene_site.asgi", env=environment(tmp_path, KLEENE_NARRATOR="nobody.Here"))
    assert done.returncode != 0
    assert "KLEENE_NARRATOR must be the dotted path of a narrator class" in done.stderr.splitlines()[-1]


def test_a_refused_start_is_one_sentence_without_a_traceback(tmp_path: Path) -> None:
    done = manage("check", env=environment(tmp_path, PORT="many"))
    assert done.returncode == 1
    assert done.stderr == "Kleene does not start: PORT must be a whole number from 1 to 65535, not 'many'.\n"


@pytest.mark.parametrize(
    "given",
    [
        {"DATABASE_URL": "mysql://me:hush@x/y"},
        {"NARRATOR_URL": "https://me:hush@models.example.org/v1"},
        {"NARRATOR_URL": "https://models.example.org/v1?key=hush"},
        {"NARRATOR_KEY": "hush hush"},
    ],
)
def test_a_refused_value_is_not_repeated_where_it_may_hold_a_secret(tmp_path: Path, given: dict[str, str]) -> None:
    done = forked_for_settings("-c", "import kleene_site.settings", env=environment(tmp_path, **given))
    assert done.returncode != 0
    assert "hush" not in done.stderr


def test_a_development_key_is_made_once_and_for_the_owner_alone(tmp_path: Path) -> None:
    first, second = (loaded(tmp_path / "data", "SECRET_KEY") for _ in range(2))
    assert first == second
    assert len(first[0]) >= 32
    assert stat.S_IMODE((tmp_path / "data" / "secret_key").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


def test_production_keeps_cookies_on_https_and_hashes_static_files(tmp_path: Path) -> None:
    secure, hsts, storages = loaded(tmp_path, "SESSION_COOKIE_SECURE", "SECURE_HSTS_SECONDS", "STORAGES", **PRODUCTION)
    assert secure is True
    assert hsts > 0
    assert storages["staticfiles"]["BACKEND"] == "kleene_site.page_files.PageFiles"
    assert issubclass(PageFiles, ManifestStaticFilesStorage)


def test_development_needs_no_services(tmp_path: Path) -> None:
    databases, caches, layers = loaded(tmp_path, "DATABASES", "CACHES", "CHANNEL_LAYERS")
    assert databases["default"]["NAME"] == str(tmp_path / "kleene.sqlite3")
    assert "locmem" in caches["default"]["BACKEND"]
    assert "InMemory" in layers["default"]["BACKEND"]


def test_the_urls_switch_to_postgresql_and_redis(tmp_path: Path) -> None:
    databases, caches, layers, on_loops = loaded(
        tmp_path,
        *("DATABASES", "CACHES", "CHANNEL_LAYERS", "HOT_POOL"),
        DATABASE_URL="postgresql://me@db.example:5433/kleene?sslmode=require",
        REDIS_URL="redis://cache.example/1",
        DATABASE_POOL="5",
    )
    default = databases["default"]
    assert (default["HOST"], default["PORT"], default["NAME"]) == ("db.example", 5433, "kleene")
    assert default["OPTIONS"]["sslmode"] == "require"
    assert (default["OPTIONS"]["pool"]["max_size"], on_loops) == (3, 2)
    assert caches["default"]["LOCATION"] == "redis://cache.example/1"
    assert "RedisPubSubChannelLayer" in layers["default"]["BACKEND"]


@pytest.mark.parametrize(
    ("connections", "in_threads", "on_loops"), [("2", 2, 0), ("3", 3, 0), ("4", 2, 2), ("7", 4, 3)]
)
def test_no_side_of_a_process_is_left_with_a_single_connection(
    tmp_path: Path, connections: str, in_threads: int, on_loops: int
) -> None:
    url = "postgresql://me@db.example:5433/kleene"
    databases, hot = loaded(tmp_path, "DATABASES", "HOT_POOL", DATABASE_URL=url, DATABASE_POOL=connections)
    assert (databases["default"]["OPTIONS"]["pool"]["max_size"], hot) == (in_threads, on_loops)


def test_the_embedded_database_writes_ahead_and_keeps_foreign_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, django_db_blocker: DjangoDbBlocker
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    opened = ConnectionHandler({"default": env.database("DATABASE_URL", data=tmp_path, pool=2)})["default"]
    with django_db_blocker.unblock(), opened.cursor() as cursor:
        found = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "foreign_keys")]
    opened.close()
    assert found == ["wal", 1]
    assert opened.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


@pytest.mark.postgres
@pytest.mark.django_db
def test_a_killed_clients_query_frees_its_locks_within_half_a_second() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SHOW client_connection_check_interval")
        assert cursor.fetchone() == ("500ms",)


def test_pages_may_run_no_inline_script_or_style(client: Client) -> None:
    policy = client.get("/sign-up")["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


def test_only_the_admin_may_evaluate(client: Client) -> None:
    policy = client.get("/admin/login/")["Content-Security-Policy"]
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert scripts == "script-src 'self' 'unsafe-eval'"


def test_answers_are_framed_by_nobody_and_tell_no_other_site_where_the_reader_was(client: Client) -> None:
    answer = client.get("/sign-up")
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"


def test_a_request_for_a_host_that_is_not_ours_is_refused(client: Client) -> None:
    assert "*" not in settings.ALLOWED_HOSTS
    assert client.get("/admin/login/", headers={"host": "evil.example"}).status_code == 400
