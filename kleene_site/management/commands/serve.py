import ipaddress
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from common import environment as env
from common.database import TooFewConnections
from common.processes import AnotherProcess
from kleene_site.servers.listening import CannotListen, listening_sockets
from kleene_site.servers.supervisor import Refused
from kleene_site.serving import CannotServe, look_at_the_database, serve

REFUSALS = (CannotListen, CannotServe, TooFewConnections, AnotherProcess, Refused)
EXPOSED = (
    "  WARNING: DEBUG is on, and {host} can be reached from other machines: error pages show code and settings\n"
    "  to every visitor, and the secret key is a file in the data folder. Set DEBUG=0 and SECRET_KEY, or HOST=127.0.0.1.\n"
)


class Command(BaseCommand):
    help = "Serve the site at HOST and PORT, until SIGTERM or Ctrl-C."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--prepare", action="store_true", help="run `prepare` first")

    def handle(self, *args: Any, prepare: bool, **options: Any) -> None:
        if prepare:
            # In this process: most of what a start takes is bringing Django up, which two commands would do twice.
            call_command("prepare", skip_checks=False)
        host, port = env.text("HOST", "127.0.0.1"), env.whole_number("PORT", 8000, most=65535)
        try:
            look_at_the_database()
            listeners = listening_sockets(host, port, settings.WEB_CONCURRENCY)
            leave = serve(listeners, on_ready=lambda: self.welcome(host, port))
        except REFUSALS as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write("Stopped.")
        self.stdout.flush()
        leave()

    def welcome(self, host: str, port: int) -> None:
        shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
        self.stdout.write(
            f"\n  Kleene is ready: {self.style.SUCCESS(f'http://{shown}:{port}')}   (Ctrl-C stops it)\n\n"
        )
        self.stdout.flush()
        if settings.DEBUG and not is_loopback(host):
            self.stderr.write(self.style.ERROR(EXPOSED.format(host=host)))


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address that is listened on; a name is taken for one that others reach."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
