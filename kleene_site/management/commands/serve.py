from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kleene_site.common import environment as env

PATIENCE = 10.0


class Command(BaseCommand):
    help = "Serve the site at HOST and PORT, until SIGTERM or Ctrl-C."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        # Both choose an event loop when they are imported, which no other command should.
        from kleene_site.asgi import application
        from kleene_site.serving import CannotListen, Site

        host, port = env.text("HOST", "127.0.0.1"), env.whole_number("PORT", 8000, most=65535)
        site = Site(application, host=host, port=port, patience=PATIENCE)
        site.ready_callable = lambda: self.welcome(host, port)
        try:
            site.run()
        except CannotListen as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write("Goodbye.")

    def welcome(self, host: str, port: int) -> None:
        shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
        self.stdout.write(
            f"\n  Kleene is ready: {self.style.SUCCESS(f'http://{shown}:{port}')}   (Ctrl-C stops it)\n\n"
        )
        self.stdout.flush()
