from typing import Any

from django.core.management.base import BaseCommand

from leaderboards.services.rebuilding import rebuild_boards


class Command(BaseCommand):
    help = "Count all leaderboards again, from the games' own records. Games may be played meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:
        rebuilt = rebuild_boards()
        self.stdout.write(
            f"Read {rebuilt.games} games of which {rebuilt.refused} were refused, and counted {rebuilt.players} players."
        )
