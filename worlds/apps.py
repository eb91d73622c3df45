from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


def guard_history(*, using: str, **_: Any) -> None:
    from worlds.models import guards

    guards.ready(connections[using])


class WorldsConfig(AppConfig):
    name = "worlds"
    verbose_name = "Worlds"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from worlds.narrators import checks  # noqa: F401  # registers the check
        from worlds.services import presence_news
        from worlds.services.housekeeping import register_jobs

        register_jobs()
        post_migrate.connect(guard_history, sender=self)
        presence_news.connect_presence()
