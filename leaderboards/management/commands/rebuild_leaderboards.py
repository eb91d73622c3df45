from typing import Any

from django.core.management.base import BaseCommand

from leaderboards.services.rebuilding import rebuild_boards


class Command(BaseCommand):
    help = "Rebuild all leaderboards from the games' records. Games can be played meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:
        rebuilt = rebuild_boards()
        self.stdout.write(
            f"Read {rebuilt.games} games ({rebuilt.refused} refused) and counted {rebuilt.players} players."
        )
