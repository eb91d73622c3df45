"""What worlds hear of: how their members stand, and that the tables are made."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate

from presence.signals import presence_changed
from worlds.models import guards
from worlds.services import presence_news


def connect_listeners(app: AppConfig) -> None:
    post_migrate.connect(guard_history, sender=app)
    presence_changed.connect(presence_news.tell_fellows, dispatch_uid="worlds")


def guard_history(*, using: str, **_: Any) -> None:
    guards.ready(connections[using])
