from typing import Any

from django.core.management.base import BaseCommand

from kleene_site.client_library import module


class Command(BaseCommand):
    help = "Write the generated part of clients/python/kleene_client.py anew; it needs the development requirements."

    def handle(self, *args: Any, **options: Any) -> None:
        module.FILE.write_text(module.source())
        self.stdout.write(f"{module.FILE.name} is written.")
