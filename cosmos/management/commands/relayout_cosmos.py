from typing import Any

from django.core.management.base import BaseCommand, CommandError

from worlds.likeness.protocol import NoVectors


class Command(BaseCommand):
    help = "Recompute the positions of all stars of the cosmos. The cosmos can be used meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:
        from cosmos.services.layouts import rebuild_layout  # here, so that other commands load no vectors

        try:
            relaid = rebuild_layout()
        except NoVectors:
            raise CommandError("The service of KLEENE_EMBEDDER did not answer. Nothing was changed.") from None
        self.stdout.write(f"Layout {relaid.version}: {relaid.stars} stars, {relaid.embedded} texts embedded again.")
