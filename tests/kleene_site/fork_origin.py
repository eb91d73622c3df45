"""The process that our programs are forked from: it loads the site under settings of nobody, and forks whatever is asked for.

A keeper stands between it and each program, which waits for the program's end and tells it. Whoever's parent ends, ends too,
and so does a program when nobody is left who would hear of its end.
"""

from __future__ import annotations

import atexit
import ctypes
import gc
import importlib
import json
import os
import runpy
import select
import signal
import socket
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import Any, Final, NoReturn

from django.core.exceptions import ImproperlyConfigured

LONGEST: Final = 1 << 20  # bytes of a message: words and an environment
DIES_WITH_ITS_PARENT: Final = 1  # PR_SET_PDEATHSIG
SETTINGS: Final = "kleene_site.settings"
# What reads settings when it is imported, and so is imported by each fork: the site's own address table and its middleware.
LATER: Final = frozenset({"kleene_site.asgi", "kleene_site.urls"})
LOADED: Final = (
    *("agents.mcp.door", "common.request_limits", "cosmos.consumers.sky", "django.core.servers.basehttp"),
    *(
        "django.test.signals",
        "drf_spectacular.views",
        "kleene_site.hot",
        "kleene_site.listening",
        "kleene_site.routing",
    ),
    *("kleene_site.servers.uvicorn_server", "kleene_site.serving", "uvicorn", "worlds.consumers.sse"),
    *("worlds.consumers.world", "worlds.narrators.chosen", "worlds.wire.origins"),
)
FOUND_BY: Final = ("*/api_urls.py", "*/page_urls.py", "*/management/commands/*.py")
ROOT: Final = Path(__file__).resolve().parents[2]


class Ending:
    """Ends a program after all that was to be done at its end: an interpreter would then take its modules apart.

    That copies most of the memory which the program shares, and is more work than many a program.
    """

    def __init__(self) -> None:
        self.code: int | None = None
        atexit.register(self)  # first, and so called last

    def __call__(self) -> None:
        if self.code is not None:
            for told in (sys.stdout, sys.stderr):
                with suppress(OSError, ValueError):
                    told.flush()
            os._exit(self.code)


ENDING: Final = Ending()


def main(asked: socket.socket, life: int) -> None:
    """Until nobody holds the other end of `life`."""
    with suppress(ImproperlyConfigured):  # what is forked then loads the site itself, and is refused
        load_site()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks after keepers
    while not is_over(life):
        if asked.fileno() not in select.select([asked.fileno(), life], [], [])[0]:
            continue
        with asked.accept()[0] as line:
            words, files, _, _ = socket.recv_fds(line, LONGEST, 3)
        if words and not os.fork():
            asked.close()
            keep(*json.loads(words), files=files)
        for file in files:
            os.close(file)


def is_over(life: int) -> bool:
    try:
        return not os.read(life, 1)
    except BlockingIOError:
        return False


def load_site() -> None:
    """As a server loads it, but for LATER; with a data folder that nobody uses."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    with tempfile.TemporaryDirectory() as nobodys:
        os.environ["KLEENE_DATA"] = nobodys
        import django

        django.setup()
        for name in [*LOADED, *of_our_apps()]:
            importlib.import_module(name)
        load_what_servers_keep()
    assert not LATER & set(sys.modules)
    gc.collect()
    gc.freeze()


def load_what_servers_keep() -> None:
    """Whatever a server's start loads after its imports, as long as no setting changes it: then Django, or we, forget it."""
    from common.text_filter.finding import dictionary
    from kleene_site.warm_up import load_templates
    from worlds.likeness import chosen

    dictionary()
    chosen.loaded()
    load_templates()


def of_our_apps() -> list[str]:
    """Their addresses and commands."""
    found = [path for pattern in FOUND_BY for path in sorted(ROOT.glob(pattern))]
    return [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in found if path.stem != "__init__"]


def keep(words: list[str], env: dict[str, str], *, files: list[int]) -> NoReturn:
    """Run the program, and tell its number at once and its exit code at its end."""
    end_with_parent()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    out, complaints, news = files
    if not (program := os.fork()):
        os.close(news)
        become(words, env, out, complaints)
    os.close(out)
    os.close(complaints)
    os.write(news, f"{program}\n".encode())
    if not is_awaited(program, news):
        os.kill(program, signal.SIGKILL)
    code = os.waitstatus_to_exitcode(os.waitpid(program, 0)[1])
    with suppress(BrokenPipeError):
        os.write(news, f"{code}\n".encode())
    os._exit(0)


def is_awaited(program: int, news: int) -> bool:
    """Whether somebody still hears the news when the program ends; if not, it may not have ended."""
    watched = select.poll()
    watched.register(os.pidfd_open(program), select.POLLIN)
    watched.register(news, 0)  # whose other end has closed is told nonetheless
    return news not in dict(watched.poll())


def end_with_parent() -> None:
    ctypes.CDLL(None).prctl(DIES_WITH_ITS_PARENT, signal.SIGKILL)


def become(words: list[str], env: dict[str, str], out: int, complaints: int) -> NoReturn:
    """What is raised ends the process as it ends any, at the interpreter's own hands."""
    end_with_parent()
    nothing = os.open(os.devnull, os.O_RDONLY)
    for ours, theirs in ((nothing, 0), (out, 1), (complaints, 2)):
        os.dup2(ours, theirs)
        os.close(ours)
    os.environ.clear()
    os.environ.update({"DJANGO_SETTINGS_MODULE": SETTINGS} | env)
    read_settings_again()
    sys.argv = words[1:] if words[0] == "-m" else ["-c", *words[2:]] if words[0] == "-c" else words
    try:
        run(words)
    except SystemExit as asked:
        ENDING.code = asked.code if isinstance(asked.code, int) else int(asked.code is not None)
        raise
    except Exception:
        ENDING.code = 1
        raise
    ENDING.code = 0
    sys.exit()


def run(words: list[str]) -> None:
    if words[0] == "-c":
        exec(compile(words[1], "<string>", "exec"), {"__name__": "__main__"})  # noqa: S102 - a test's own
    elif words[0] == "-m":
        runpy.run_module(words[1], run_name="__main__", alter_sys=True)
    else:
        runpy.run_path(words[0], run_name="__main__")


def read_settings_again() -> None:
    """From the environment of now; whoever has kept one of the old settings is told, as by Django's own tests."""
    from django.conf import settings
    from django.core.signals import setting_changed
    from django.utils.functional import empty

    if SETTINGS not in sys.modules:
        return
    before = chosen()
    forget_connections()
    try:
        for module in modules_of_settings():
            importlib.reload(module)
    except ImproperlyConfigured:
        for module in modules_of_settings():
            del sys.modules[module.__name__]  # the program meets the refusal itself
        return
    finally:
        settings._wrapped = empty
    for name in sorted(before.keys() | chosen().keys()):
        if before.get(name) != chosen().get(name) and name != "DATABASES":
            setting_changed.send(sender=None, setting=name, value=chosen().get(name), enter=True)


def forget_connections() -> None:
    """None was opened; but Django keeps how it would open them."""
    from django.db import connections

    for alias in connections.settings:
        with suppress(AttributeError):  # none has been made
            del connections[alias]
    vars(connections)["_settings"] = None
    del connections.settings


def chosen() -> dict[str, Any]:
    from django.conf import settings

    return {name: getattr(settings, name) for name in dir(settings) if name.isupper()}


def modules_of_settings() -> list[ModuleType]:
    """Those that the settings are made of, the settings last."""
    parts = [name for name in sys.modules if name.startswith("kleene_site.") and name.endswith("_settings")]
    names = dict.fromkeys([*parts, "kleene_site.content_security", SETTINGS, os.environ["DJANGO_SETTINGS_MODULE"]])
    return [sys.modules[name] for name in names]


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])), int(sys.argv[2]))
