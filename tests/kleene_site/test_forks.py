"""A fork of the loaded site is what a start would have made of its environment."""

import json
import os
import signal
from collections.abc import Callable, Mapping
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.kleene_site.forks import ORIGINS
from tests.kleene_site.programs import environment, forked, python
from tests.kleene_site.programs import site as begun

# What modules and settings hold, after all that a server loads; what has an order of its own in each process is put in order.
HELD = """
import json, os, re, sys
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kleene_site.settings")
import kleene_site.asgi, kleene_site.serving, kleene_site.urls
from django.conf import settings
from django.db import connection
from rest_framework.settings import api_settings
from rest_framework_simplejwt.settings import api_settings as tokens

PLAIN = (bool, int, float, str, bytes, type(None))

def told(value):
    if isinstance(value, (set, frozenset)):
        return sorted(map(repr, value))
    return re.sub(" at 0x[0-9a-f]+", "", repr(value))

def is_plain(value):
    parts = value if isinstance(value, (tuple, frozenset)) else [value]
    return all(isinstance(part, PLAIN) for part in parts)

ours = {app.split(".")[0] for app in settings.INSTALLED_APPS if os.path.isdir(app.split(".")[0])} | {"kleene_site"}
held = {
    f"{name}.{word}": told(value)
    for name, module in sorted(sys.modules.items()) if name.split(".")[0] in ours
    for word, value in vars(module).items() if is_plain(value) and not word.startswith("__")
}
held |= {f"settings {name}": told(getattr(settings, name)) for name in dir(settings) if name.isupper()}
held |= {f"requests {name}": told(getattr(api_settings, name)) for name in api_settings.defaults}
held |= {f"tokens {name}": told(getattr(tokens, name)) for name in tokens.defaults}
held["database"] = told(sorted(connection.settings_dict.items(), key=str))
held["middleware"] = repr(kleene_site.asgi.site._middleware_chain.__class__)
print(json.dumps(held))
"""
RANDOM = {"common.page_cache.TOKEN"}  # made anew by each start, and shared by forks
ENVIRONMENTS = [
    {},
    {
        "DEBUG": "0",
        "SECRET_KEY": "k" * 50,
        "ALLOWED_HOSTS": "play.example.org",
        "KLEENE_TRUSTED_ORIGINS": "https://play.example.org",
        "PORT": "8123",
        "EMAIL_URL": "smtp://user:password@mail.example.org:2525",
        "EMAIL_FROM": "host@example.org",
        "DATABASE_URL": "postgresql://somebody@127.0.0.1:1/nothing",
        "DATABASE_POOL": "7",
        "RATE_INPUT": "7/minute",
        "WORLD_MAX_PLAYERS": "5",
        "TURN_WAIT_TIMEOUT": "9",
        "NARRATOR_CONCURRENCY": "3",
        "KLEENE_APPEAL": "help@example.org",
        "KLEENE_PROXIES": "2",
    },
]


@pytest.mark.parametrize("chosen", ENVIRONMENTS, ids=["bare", "chosen"])
def test_a_fork_holds_what_a_start_would(chosen: dict[str, str], tmp_path: Path) -> None:
    env = environment(tmp_path, **chosen)
    begun, fork = held_by(python, env), held_by(forked, env)
    assert len(begun) > 1000
    differs = {name: (begun[name], fork.get(name)) for name in begun if begun[name] != fork.get(name)}
    assert differs.keys() <= RANDOM, differs


def held_by(run: Callable[..., CompletedProcess[str]], env: Mapping[str, str]) -> dict[str, str]:
    done = run("-c", HELD, env=env)
    assert done.returncode == 0, done.stderr
    held: dict[str, str] = json.loads(done.stdout.splitlines()[-1])
    return held


@pytest.mark.parametrize("name", ["RATE_INPUT", "KLEENE_LIKENESS", "DATABASE_POOL"])
def test_a_wrong_setting_refuses_the_start_of_a_fork_in_one_sentence(name: str, tmp_path: Path) -> None:
    done = forked("manage.py", "check", env=environment(tmp_path, **{name: "often"}))
    assert done.returncode == 1
    assert done.stderr.startswith(f"Kleene does not start: {name} must be"), done.stderr


def test_a_fork_hashes_as_its_environment_asks(tmp_path: Path) -> None:
    asked = ("-c", "print(hash('a place'))")
    seeds = [environment(tmp_path, PYTHONHASHSEED=seed) for seed in ("1", "2")]
    assert [forked(*asked, env=env).stdout for env in seeds] == [python(*asked, env=env).stdout for env in seeds]


def test_the_exit_code_of_a_fork_is_that_of_its_program(tmp_path: Path) -> None:
    assert forked("-c", "raise SystemExit(7)", env=environment(tmp_path)).returncode == 7


def test_a_killed_fork_is_gone_and_says_by_which_signal(tmp_path: Path) -> None:
    with (tmp_path / "log").open("wb") as log:
        program = ORIGINS.fork(["-c", "import time; time.sleep(600)"], environment(tmp_path), log, log)
    assert program.poll() is None
    program.kill()
    assert program.wait(20) == -signal.SIGKILL
    with pytest.raises(ProcessLookupError):
        os.kill(program.pid, 0)


def test_forks_are_not_told_what_the_tests_environment_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KLEENE_SECRET_OF_THE_SHELL", "1")
    done = forked("-c", "import os; print('KLEENE_SECRET_OF_THE_SHELL' in os.environ)", env=environment(tmp_path))
    assert done.stdout.split() == ["False"]


def test_a_site_that_cannot_begin_says_why_in_its_log(tmp_path: Path) -> None:
    with (tmp_path / "log").open("wb") as log:
        program = begun(environment(tmp_path, PORT="8124"), log)
    assert program.wait(60) == 1
    assert "The database is not prepared." in (tmp_path / "log").read_text()
