from __future__ import annotations

import sys
from argparse import ArgumentParser
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError

CLIENTS: Final = Path(__file__).resolve().parents[3] / "clients"


class Command(BaseCommand):
    help = "Play in this terminal: the client of clients/terminal, which other machines install by itself."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--server", default="http://127.0.0.1:8000", help="The server's address.")
        parser.add_argument("--guest", action="store_true", help="Play as a guest without being asked.")
        parser.add_argument("--story", default="", metavar="ID", help="Begin this story alone.")
        parser.add_argument("--world", default="", metavar="ID", help="Join this world.")
        parser.add_argument(
            "--plain", action="store_true", help="Line by line, also where a full screen could be drawn."
        )
        parser.add_argument(
            "--look", choices=("auto", "light", "dark"), default="auto", help="The full screen's colours."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if find_spec("platformdirs") is None:
            raise CommandError(
                "The terminal client is not installed here: .venv/bin/pip install './clients/terminal[full]'"
            )
        sys.path += [str(CLIENTS / each) for each in ("terminal", "python")]
        from kleene_play.main import play
        from kleene_play.wishes import Wishes

        asked = {name: options[name] for name in ("server", "guest", "story", "world", "plain", "look")}
        if code := play(Wishes(**asked)):
            sys.exit(code)
