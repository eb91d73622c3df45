import shutil
from collections.abc import Callable
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.conf import settings
from django.core.cache import cache
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from redis import RedisError

from common.database import knock
from worlds.likeness import chosen

ROOM_NEEDED = 200 * 2**20  # bytes


class Ailment(Exception):
    """Something that the doctor found wrong, in one sentence."""


class Command(BaseCommand):
    help = "Check the settings, the database, the cache, the channel layer and the disk. Exits with 1 if a check fails."

    def handle(self, *args: Any, **options: Any) -> None:
        ill = 0
        for name, look in LOOKS.items():
            try:
                self.stdout.write(f"{self.style.SUCCESS('ok  ')}  {name}: {look()}")
            except (Ailment, DatabaseError, RedisError, OSError) as trouble:
                ill += 1
                self.stdout.write(f"{self.style.ERROR('FAIL')}  {name}: {trouble}")
        if ill:
            raise CommandError(f"{ill} of {len(LOOKS)} checks failed.")


def settings_in_use() -> str:
    if not settings.DEBUG and not settings.KLEENE_HTTPS:
        raise Ailment("DEBUG is off but KLEENE_HTTPS is off too: cookies and passwords would travel in the clear.")
    mode = "development (DEBUG is on)" if settings.DEBUG else "production"
    return f"{mode}, data in {settings.KLEENE_DATA}, hosts {', '.join(settings.ALLOWED_HOSTS)}"


def check_database() -> str:
    knock()
    executor = MigrationExecutor(connection)
    if waiting := executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise Ailment(f"migrations are not applied: {len(waiting)}. Run ./kleene up, or manage.py migrate.")
    version = ".".join(map(str, connection.get_database_version()))
    return f"{connection.display_name} {version}, every migration applied"


def cache_in_use() -> str:
    cache.set("doctor", "well", timeout=10)
    if cache.get("doctor") != "well":
        raise Ailment("a value stored a moment ago cannot be read.")
    return "Redis" if settings.REDIS_URL else "in this process (set REDIS_URL before starting a second process)"


def channel_layer() -> str:
    layer = get_channel_layer()
    if layer is None:
        raise Ailment("no channel layer is configured.")
    async_to_sync(layer.group_send)("doctor", {"type": "doctor.visit"})
    return type(layer).__name__


def check_likeness() -> str:
    found = chosen.loaded()
    if found.trouble:
        raise Ailment(str(found))
    return f"typed texts are compared by {found}"


def check_disk() -> str:
    free = shutil.disk_usage(settings.KLEENE_DATA).free
    if free < ROOM_NEEDED:
        raise Ailment(f"only {free // 2**20} MiB are free at {settings.KLEENE_DATA}.")
    return f"{free // 2**20} MiB free"


LOOKS: dict[str, Callable[[], str]] = {
    "settings": settings_in_use,
    "database": check_database,
    "cache": cache_in_use,
    "channel layer": channel_layer,
    "likeness": check_likeness,
    "disk": check_disk,
}
