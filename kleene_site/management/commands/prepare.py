import os
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from common.database import knock


class Command(BaseCommand):
    help = "Prepare for serving: apply migrations, import the bundled scenarios, then create demo accounts (in development) or collect static files (in production). Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            knock()
        except DatabaseError as trouble:
            raise CommandError(f"The database does not answer: {trouble}") from trouble
        call_command("migrate", verbosity=0)
        call_command("import_scenario", os.path.relpath(settings.BASE_DIR / "worlds" / "scenarios"))
        if settings.DEBUG:
            call_command("seed_demo")
        else:
            call_command("collectstatic", verbosity=0, interactive=False)
