"""Whom one mutes, blocks and follows, over the API."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from profiles.models import User
from profiles.services import deletion, export
from relations import limits
from relations.models import Block, Follow, Mute, Silence
from relations.services import blocks, follows, mutes, silences
from relations.services.blocks import KeptApart, are_apart
from relations.services.people import TooManyRelations

pytestmark = pytest.mark.django_db
LISTS = ("mutes", "blocks", "follows")


@pytest.fixture
def ada() -> User:
    return User.objects.create_user("ada")


@pytest.fixture
def ben() -> User:
    return User.objects.create_user("ben")


@pytest.fixture
def adas(ada: User) -> Client:
    client = Client()
    client.force_login(ada)
    return client


def add(client: Client, name: str, **body: object) -> tuple[int, dict[str, object]]:
    answer = client.post(f"/api/v1/players/me/{name}", body, content_type="application/json")
    return answer.status_code, answer.json()


@pytest.mark.parametrize("name", LISTS)
def test_a_player_is_added_once_listed_and_removed(adas: Client, ben: User, name: str) -> None:
    status, told = add(adas, name, user_id=ben.short_id)
    assert (status, told["user_id"]) == (200, ben.short_id)
    assert add(adas, name, user_id=ben.short_id) == (200, told)
    listed = adas.get(f"/api/v1/players/me/{name}").json()
    assert (listed["count"], listed["results"]) == (1, [told])
    for _ in range(2):
        assert adas.delete(f"/api/v1/players/me/{name}/{ben.short_id}").status_code == 204
    assert adas.get(f"/api/v1/players/me/{name}").json()["results"] == []


@pytest.mark.parametrize("name", LISTS)
def test_nobody_is_in_their_own_list_and_nobody_unknown_in_any(adas: Client, ada: User, name: str) -> None:
    assert add(adas, name, user_id=ada.short_id)[0] == 400
    assert add(adas, name, user_id=str(ada.pk))[0] == 400
    assert add(adas, name, user_id="usr_nobodyyy")[0] == 404
    assert adas.delete(f"/api/v1/players/me/{name}/usr_nobodyyy").status_code == 404
    assert add(adas, name, user_id=ada.short_id, score=1)[0] == 400
    assert Client().get(f"/api/v1/players/me/{name}").status_code == 401


def test_a_mute_is_of_a_channel_and_ends(adas: Client, ben: User) -> None:
    soon = timezone.now() + timedelta(hours=1)
    told = add(adas, "mutes", user_id=ben.short_id, channel="whisper", until=soon.isoformat())[1]
    assert (told["channel"], str(told["until"])[:16]) == ("whisper", soon.isoformat()[:16])
    assert add(adas, "mutes", user_id=ben.short_id)[1] == {"user_id": ben.short_id, "channel": None, "until": None}
    assert adas.get("/api/v1/players/me/mutes").json()["count"] == 2
    assert add(adas, "mutes", user_id=ben.short_id, channel="everything")[0] == 400
    assert add(adas, "mutes", user_id=ben.short_id, until="2001-01-01T00:00:00Z")[0] == 400
    Mute.objects.update(until=timezone.now() - timedelta(minutes=1))
    assert adas.get("/api/v1/players/me/mutes").json()["results"] == []
    assert mutes.forget_those_over() == "2 over"


def test_a_block_keeps_both_apart_and_ends_that_they_follow(ada: User, ben: User) -> None:
    follows.follow_player(user_id=ben.pk, other=ada.short_id)
    follows.follow_player(user_id=ada.pk, other=ben.short_id)
    blocks.block_player(user_id=ada.pk, other=ben.short_id)
    assert not Follow.objects.exists()
    assert are_apart(ada.pk, ben.pk)
    assert are_apart(ben.pk, ada.pk)
    for one, other in ((ada, ben), (ben, ada)):
        with pytest.raises(KeptApart):
            follows.follow_player(user_id=one.pk, other=other.short_id)
    blocks.unblock_player(user_id=ada.pk, other=ben.short_id)
    assert not are_apart(ada.pk, ben.pk)


def test_a_list_has_an_end(ada: User, ben: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "BLOCKS", 1)
    blocks.block_player(user_id=ada.pk, other=ben.short_id)
    blocks.block_player(user_id=ada.pk, other=ben.short_id)
    carl = User.objects.create_user("carl")
    with pytest.raises(TooManyRelations):
        blocks.block_player(user_id=ada.pk, other=carl.short_id)
    assert Block.objects.count() == 1


def test_lists_are_in_the_export_of_their_owner_alone_and_go_with_them(ada: User, ben: User) -> None:
    mutes.mute_player(user_id=ada.pk, other=ben.short_id, channel="room")
    blocks.block_player(user_id=ada.pk, other=ben.short_id)
    silences.silence_player(user_id=ada.pk, moderator_id=ben.pk, minutes=5, reason="shouting")
    adas, bens = (b"".join(export.everything_about(user_id=one.pk)).decode() for one in (ada, ben))
    assert f'"mutes":[{{"user_id":"{ben.short_id}","channel":"room"' in adas
    assert f'"blocks":[{{"user_id":"{ben.short_id}"' in adas
    assert '"silences":[{"reason":"shouting"' in adas
    assert '"mutes":[],"blocks":[],"follows":[],"silences":[]' in bens
    deletion.erase_traces(ada.pk)
    assert not Mute.objects.exists()
    assert not Block.objects.exists()
    assert [kept.reason for kept in Silence.objects.filter(user=ada)] == [""]
