import ipaddress
from argparse import ArgumentParser
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from common import environment as env
from common.database import knock
from common.processes import AnotherProcess
from kleene_site.companions import accompanied, announced
from kleene_site.servers.bounds import LONGEST_REQUEST
from kleene_site.servers.chosen import site_class
from kleene_site.servers.listening import CannotListen, listening_sockets

if TYPE_CHECKING:
    from kleene_site.servers.uvicorn_server import Site

PATIENCE = 10.0
EXPOSED = (
    "  WARNING: DEBUG is on, and {host} is not this machine alone: mistakes are shown to whoever makes them, and the\n"
    "  secret key is a file in the folder of data. Set DEBUG=0 and SECRET_KEY, or HOST=127.0.0.1.\n"
)
NO_TABLES = "The database is not prepared. Run ./kleene up, or manage.py prepare."


class Command(BaseCommand):
    help = "Serve the site at HOST and PORT, until SIGTERM or Ctrl-C."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--prepare", action="store_true", help="first make everything ready, as `prepare` does")

    def handle(self, *args: Any, prepare: bool, **options: Any) -> None:
        if prepare:
            # In this process: most of what a start takes is bringing Django up, which two commands would do twice.
            call_command("prepare", skip_checks=False)
        from kleene_site.asgi import application

        host, port = env.text("HOST", "127.0.0.1"), env.whole_number("PORT", 8000, most=65535)
        slowest = settings.TURN_WAIT_TIMEOUT + settings.NARRATOR_TIMEOUT + 15.0
        try:
            [listener] = listening_sockets(host, port)
            site = site_class()(application, listener, patience=PATIENCE, longest_request=max(LONGEST_REQUEST, slowest))
            site.ready_callable = lambda: self.welcome(host, port)
            self.serve(site)
        except (CannotListen, AnotherProcess) as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write("Goodbye.")
        self.stdout.flush()
        site.leave_threads_behind()

    def serve(self, site: "Site") -> None:
        try:
            knock()
        except DatabaseError as trouble:
            raise CommandError(f"The database does not answer: {trouble}") from trouble
        try:
            with announced() as process_id, accompanied(process_id, give_way=site.leave_soon, patience=PATIENCE):
                site.run()
        except DatabaseError as trouble:
            raise CommandError(NO_TABLES) from trouble

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
