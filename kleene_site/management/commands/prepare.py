from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from kleene_site.database import knock


class Command(BaseCommand):
    help = "Make everything ready for serving: tables, static files, bundled scenarios, demo accounts. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            knock()
        except DatabaseError as trouble:
            raise CommandError(f"The database does not answer: {trouble}") from trouble
        call_command("migrate", verbosity=0)
        if not settings.DEBUG:
            call_command("collectstatic", verbosity=0, interactive=False)
        bundled = sorted((settings.BASE_DIR / "worlds" / "scenarios").glob("*.yaml"))
        if "import_scenario" in get_commands():
            call_command("import_scenario", *map(str, bundled))
        call_command("seed_demo")
