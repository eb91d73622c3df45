"""A silenced player is refused wherever something is said, by the plain path and by the hot one."""

from __future__ import annotations

import pytest
from django.test import Client

from profiles.models import User
from relations.services import silences
from tests.worlds.living_world import Living, living_world
from worlds.services import typing

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def living() -> Living:
    return living_world("ada", "ben")


def test_a_silenced_player_plays_on_and_is_told_why_they_cannot_talk(living: Living) -> None:
    ada, ben = living.people
    mira = User.objects.create_user("mira", is_staff=True)
    silences.silence_player(user_id=ada.pk, moderator_id=mira.pk, minutes=5, reason="shouting")
    client = Client()
    client.force_login(ada)
    path = f"/api/v1/worlds/{living.world.short_id}/chat"
    for body in ({"text": "hello"}, {"text": "hello", "channel": "room"}, {"text": "hello", "to": ben.short_id}):
        answer = client.post(path, body, content_type="application/json")
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "silenced")
        assert set(answer.json()["error"]["details"]) == {"until", "reason"}
    assert client.get(path).json()["events"] == []
    typing.announce_typing(user_id=ada.pk, world_id=living.world.pk)
    living.ticks(1)
    silences.lift_silence(user_id=ada.pk, moderator_id=mira.pk)
    assert client.post(path, {"text": "hello"}, content_type="application/json").status_code == 201


def test_who_is_silenced_on_one_channel_talks_on_the_others(living: Living) -> None:
    ada, ben = living.people
    mira = User.objects.create_user("mira", is_staff=True)
    silences.silence_player(user_id=ada.pk, moderator_id=mira.pk, minutes=5, reason="psst", channel="whisper")
    client = Client()
    client.force_login(ada)
    path = f"/api/v1/worlds/{living.world.short_id}/chat"
    answer = client.post(path, {"text": "hello", "to": ben.short_id}, content_type="application/json")
    assert (answer.status_code, answer.json()["error"]["details"]["channel"]) == (403, "whisper")
    assert client.post(path, {"text": "hello"}, content_type="application/json").status_code == 201
