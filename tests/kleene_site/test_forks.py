"""A fork of the loaded site is what a start would have made of its environment."""

import json
import os
import signal
from collections.abc import Callable, Mapping
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.kleene_site.forks import FOLDER, ORIGINS
from tests.kleene_site.programs import environment, forked, python
from tests.kleene_site.programs import site as begun
from tests.kleene_site.test_serving import wait_until

# What modules and settings hold, after all that a server loads; what has an order of its own in each process is put in order.
HELD = """
import json, os, re, sys
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kleene_site.settings")
import kleene_site.asgi, kleene_site.serving, kleene_site.urls
from django.conf import settings
from django.db import connection
from django.template import engines
from rest_framework.settings import api_settings
from rest_framework_simplejwt.settings import api_settings as tokens
from worlds.likeness.chosen import loaded

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
held["likeness"] = repr(type(loaded().comparer))
held["templates"] = told((engines["django"].engine.debug, sorted(engines.templates["django"].items(), key=str)))
held["middleware"] = repr(kleene_site.asgi.site._middleware_chain.__class__)
print(json.dumps(held))
"""
# Whose child keeps this program.
ORIGIN = """
import os
with open(f"/proc/{os.getppid()}/stat") as file:
    print(file.read().rpartition(")")[2].split()[1])
"""
ORIGIN_OF_A_FORK = f"""
import os
from tests.kleene_site.programs import forked
print(forked("-c", {ORIGIN!r}, env=os.environ).stdout, end="")
"""
LEAVES_A_FORK = """
import os, sys
from tests.kleene_site.forks import FOLDER, ORIGINS
with open(os.devnull, "wb") as out:
    print(ORIGINS.fork(["-c", "import time; time.sleep(600)"], os.environ, out, out).pid, flush=True)
os._exit(0)
"""
LEAVES_AN_ORIGIN = """
import os
from tests.kleene_site.forks import FOLDER, ORIGINS
with open(os.devnull, "wb") as out:
    ORIGINS.fork(["-c", "import time; time.sleep(600)"], os.environ, out, out)
print(*(begun.pid for begun in ORIGINS._begun))
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
        "KLEENE_LIKENESS": "tokens",
        "KLEENE_APPEAL": "help@example.org",
        "KLEENE_PROXIES": "2",
    },
]


@pytest.mark.slow
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


@pytest.mark.slow
def test_a_fork_hashes_as_its_environment_asks(tmp_path: Path) -> None:
    asked = ("-c", "print(hash('a place'))")
    nowhere = "postgresql://somebody@127.0.0.1:1/nothing"  # what others of these seeds are forked from serves here, too
    seeds = [environment(tmp_path, PYTHONHASHSEED=seed, DATABASE_URL=nowhere) for seed in ("1", "4242")]
    assert [forked(*asked, env=env).stdout for env in seeds] == [python(*asked, env=env).stdout for env in seeds]


@pytest.mark.parametrize("ending", ["", "raise SystemExit", "raise SystemExit(7)", "raise SystemExit('why')", "1 / 0"])
def test_a_fork_ends_as_its_program_would_and_does_what_is_left_for_the_end(ending: str, tmp_path: Path) -> None:
    words = ("-c", f"import atexit\natexit.register(print, 'done')\nprint('begun')\n{ending}")
    begun, fork = (run(*words, env=environment(tmp_path)) for run in (python, forked))
    assert (fork.returncode, fork.stdout) == (begun.returncode, begun.stdout)
    assert fork.stderr.splitlines()[-1:] == begun.stderr.splitlines()[-1:]


def test_a_killed_fork_is_gone_and_says_by_which_signal(tmp_path: Path) -> None:
    with (tmp_path / "log").open("wb") as log:
        program = ORIGINS.fork(["-c", "import time; time.sleep(600)"], environment(tmp_path), log, log)
    assert program.poll() is None
    program.kill()
    assert program.wait(20) == -signal.SIGKILL
    with pytest.raises(ProcessLookupError):
        os.kill(program.pid, 0)


def test_processes_of_one_run_share_what_they_fork_from(tmp_path: Path) -> None:
    env = environment(tmp_path)
    assert forked("-c", ORIGIN_OF_A_FORK, env=env).stdout == forked("-c", ORIGIN, env=env).stdout


def test_a_fork_ends_with_the_program_that_asked_for_it(tmp_path: Path) -> None:
    asked = forked("-c", LEAVES_A_FORK, env=environment(tmp_path))
    wait_until(lambda: not Path("/proc", asked.stdout.strip()).exists())


def test_what_is_forked_from_ends_with_the_process_that_made_its_folder(tmp_path: Path) -> None:
    wrong = environment(tmp_path, DATABASE_POOL="often")  # it loads nothing
    made = python("-c", LEAVES_AN_ORIGIN, env={name: value for name, value in wrong.items() if name != FOLDER})
    assert made.returncode == 0, made.stderr
    wait_until(lambda: not any(Path("/proc", pid).exists() for pid in made.stdout.split()))


def test_forks_are_not_told_what_the_tests_environment_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KLEENE_SECRET_OF_THE_SHELL", "1")
    done = forked("-c", "import os; print('KLEENE_SECRET_OF_THE_SHELL' in os.environ)", env=environment(tmp_path))
    assert done.stdout.split() == ["False"]


def test_a_site_that_cannot_begin_says_why_in_its_log(tmp_path: Path) -> None:
    with (tmp_path / "log").open("wb") as log:
        program = begun(environment(tmp_path, PORT="8124"), log)
    assert program.wait(60) == 1
    assert "The database is not prepared." in (tmp_path / "log").read_text()
