"""How many wait for company, and how long it took others to find it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from profiles.models import User
from tests.worlds.views.pages import text_of
from worlds.models import SharedWorld, WorldParticipant
from worlds.services.membership import creating, hosting, joining
from worlds.services.membership.queue import queue_statistics

pytestmark = pytest.mark.django_db


def test_who_is_alone_waits_and_who_has_company_does_not(kael: User, world: SharedWorld) -> None:
    assert queue_statistics() == {"waiting": 1, "worlds": 1, "average_wait_seconds": None}
    joining.join_world(user_id=kael.pk, world_id=world.pk)
    told = queue_statistics()
    assert (told["waiting"], told["worlds"]) == (0, 0)


def test_who_wants_to_start_together_waits_in_company_too(elena: User, kael: User, gate: str) -> None:
    made = creating.create_world(user_id=elena.pk, scenario_slug=gate, ready_check=True)
    joining.join_world(user_id=kael.pk, world_id=made.world.pk)
    assert queue_statistics(scenario_slug=gate)["waiting"] == 2
    assert queue_statistics(scenario_slug="another")["waiting"] == 0


def test_private_worlds_wait_for_nobody_unknown(elena: User, world: SharedWorld) -> None:
    hosting.change_world_settings(user_id=elena.pk, world_id=world.pk, visibility="private")
    assert queue_statistics()["waiting"] == 0


def test_the_wait_is_until_the_second_player_came(kael: User, world: SharedWorld) -> None:
    joining.join_world(user_id=kael.pk, world_id=world.pk)
    came = world.created_at + timedelta(seconds=90)
    WorldParticipant.objects.of(kael.pk).update(joined_at=came)
    assert queue_statistics()["average_wait_seconds"] == 90


def test_calls_and_the_lobby_tell_it(kael: User, world: SharedWorld, gate: str) -> None:
    client = Client()
    client.force_login(kael)
    path = "/api/v1/worlds/quick-join"
    assert client.get(f"{path}?scenario_id={gate}").json()["waiting"] == 1
    assert client.get(f"{path}?scenario_id=nothing-like-it").status_code == 404
    assert client.get(f"{path}?scenario_id=%00").status_code == 400
    assert "1 player is waiting for others to join." in text_of(client.get("/worlds"))
