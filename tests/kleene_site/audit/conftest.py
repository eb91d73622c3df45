"""An installation in which something of most kinds has happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from profiles.models import User
from profiles.services import moderation, reports
from tests.staff import signed_in, superuser
from tests.worlds.living_world import Living, shared_world
from worlds.models import GameSession
from worlds.services.critical_items.policies import change_world_policies
from worlds.services.games import sessions
from worlds.services.snapshots.taking import take_world_snapshot
from worlds.services.turns.playing import play_turn
from worlds.services.turns.request import TurnRequest

MARKER = "quillberry"
KEY = {"item_id": "key", "policy_type": "unique_persistent", "anchor_locations": ["road"]}


@dataclass(frozen=True, slots=True)
class Busy:
    """Ada hosts a world in which Ben talks, whispers and types; Ada plays alone, too. Root is the staff, and has renamed Ben."""

    world: Living
    alone: GameSession
    root: User

    @property
    def ada(self) -> User:
        return self.world.people[0]

    @property
    def ben(self) -> User:
        return self.world.people[1]

    @property
    def browser(self) -> Client:
        return signed_in(self.root)


@pytest.fixture
def busy(db: None, settings: Any) -> Busy:
    world, root = shared_world("ada", "ben"), superuser()
    ada, ben = world.people
    world.says(ben, f"The {MARKER} is ripe.")
    world.says(ben, f"A {MARKER} for you.", ada)
    played = GameSession.objects.get(user=ben, world=world.world)
    play_turn(user_id=ben.pk, session_id=played.pk, request=TurnRequest(input=f"I hum about a {MARKER}"))
    alone = sessions.start_solo(user_id=ada.pk, scenario_slug="gate")
    play_turn(user_id=ada.pk, session_id=alone.pk, request=TurnRequest(option_id="take_key"))
    change_world_policies(world_id=world.world.pk, policies=[KEY])
    take_world_snapshot(world_id=world.world.pk, reason="demand")
    reports.report_anything(reporter_id=ada.pk, kind="player", subject_id=ben.short_id, reason=f"That {MARKER}!")
    moderation.rename_account(
        user_id=ben.pk, moderator_id=root.pk, username="benny", display_name=f"{MARKER.title()} Ben"
    )
    return Busy(world, GameSession.objects.get(pk=alone.pk), root)
