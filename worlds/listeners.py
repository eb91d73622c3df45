"""What worlds hear of: how their members stand, that the tables are made, and what changes of that which others are shown."""

import uuid
from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate

from common import table_changes
from presence.signals import presence_changed
from relations.signals import players_parted
from worlds import signals
from worlds.feed import publisher
from worlds.models import guards
from worlds.services import presence_news
from worlds.services.groups import group_moves, parting
from worlds.services.turns.result import LeaderMove


def connect_listeners(app: AppConfig) -> None:
    post_migrate.connect(guard_history, sender=app)
    presence_changed.connect(presence_news.tell_fellows, dispatch_uid="worlds")
    signals.leader_moved.connect(go_after, dispatch_uid="worlds")
    players_parted.connect(part_players, dispatch_uid="worlds")
    watch_tables()


def watch_tables() -> None:
    """What lists of stories and worlds show. Turns are left out: their counts may lag behind for a moment."""
    table_changes.watch_table("worlds.Scenario")
    table_changes.watch_table("worlds.ScenarioRevision")
    table_changes.watch_table("worlds.SharedWorld", ("visibility", "status", "max_players", "revision"))
    table_changes.watch_table("worlds.WorldParticipant", ("left_at", "role", "character_name", "shows_character"))
    table_changes.watch_table("presence.PlayerPresence", ("visible",), new_rows=False)
    table_changes.tell_others_by(publisher.publish_changes)


def go_after(*, move: LeaderMove, **_: Any) -> None:
    group_moves.begin_moves(move)


def part_players(*, blocker: uuid.UUID, blocked: uuid.UUID, **_: Any) -> None:
    parting.part_players(blocker=blocker, blocked=blocked)


def guard_history(*, using: str, **_: Any) -> None:
    guards.ready(connections[using])
