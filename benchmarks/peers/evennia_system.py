"""Evennia: members are players in rooms, who say their lines; its storage is SQLite, as it is set up by default."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

from benchmarks.harness.site import free_port
from benchmarks.harness.websocket_client import Socket
from benchmarks.peers.installing import HERE, NotInstalled, python_packages
from benchmarks.peers.ledger import line_text
from benchmarks.peers.systems import SocketSystem

PATIENCE: Final = 180.0  # seconds for one of its commands
SETTINGS: Final = """
from evennia.settings_default import *

TELNET_ENABLED = False
WEBSERVER_PORTS = [({web}, {inner})]
WEBSERVER_INTERFACES = ["127.0.0.1"]
WEBSOCKET_CLIENT_PORT = {port}
WEBSOCKET_CLIENT_INTERFACE = "127.0.0.1"
AMP_PORT = {amp}
MAX_CONNECTION_RATE = 1000
MAX_COMMAND_RATE = 1000
LOGIN_THROTTLE_LIMIT = CREATION_THROTTLE_LIMIT = 1000000
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = []
SECRET_KEY = "k" * 50
"""


class Evennia(SocketSystem):
    NAME = "Evennia"
    MOST = 200

    def start(self, members: int) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._python = python_packages(self.folder, "evennia")
        shutil.rmtree(self.folder / "game", ignore_errors=True)
        self._run("evennia", "--init", "game", at=self.folder)
        ports = {"port": self.port, "web": free_port(), "inner": free_port(), "amp": free_port()}
        (self.folder / "game/server/conf/settings.py").write_text(SETTINGS.format(**ports))
        self._run("evennia", "migrate")
        self._run("evennia", "start")  # once without members: it makes what they live in
        self._run("evennia", "stop")
        self._run("python", str(HERE / "evennia_members.py"), str(members))
        self._run("evennia", "start")

    @property
    def pids(self) -> list[int]:
        return [pid for pid in map(int, self._noted_pids()) if Path(f"/proc/{pid}").exists()]

    def stop(self) -> None:
        if self._noted_pids():
            self._run("evennia", "stop")

    async def join(self, member: int) -> Socket:
        def log_in(socket: Socket, body: bytes) -> bool:
            if b"connect" in body:  # the screen that asks who is there
                socket.say(_told(f"connect member{member} bench-pass"))
            return b"You become" in body

        return await self.joined("/", log_in)

    def say(self, member: int, number: int) -> None:
        self.sockets[member].say(_told(f"say {line_text(number)}"))

    def _noted_pids(self) -> list[str]:
        files = [self.folder / f"game/server/{name}.pid" for name in ("portal", "server")]
        return [file.read_text().strip() for file in files if file.exists()]

    def _run(self, program: str, *words: str, at: Path | None = None) -> None:
        """Raises NotInstalled."""
        admin = {"USERNAME": "admin", "PASSWORD": "bench-pass-1", "EMAIL": "admin@example.org"}
        env = {
            **os.environ,
            **{f"EVENNIA_SUPERUSER_{name}": value for name, value in admin.items()},
            "PATH": f"{self._python.parent}:{os.environ['PATH']}",
        }
        env.pop("DJANGO_SETTINGS_MODULE", None)
        log = (self.folder / "log").open("ab")
        with log:
            done = subprocess.run(  # noqa: S603 - our own
                [str(self._python.parent / program), *words],
                cwd=at or self.folder / "game",
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                check=False,
                timeout=PATIENCE,
            )
        if done.returncode:
            raise NotInstalled(f"`{program} {words[0]}` failed")


def _told(text: str) -> bytes:
    return json.dumps(["text", [text], {}]).encode()
