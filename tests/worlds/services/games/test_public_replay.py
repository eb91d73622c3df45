"""The replay of a public world that has ended: what a spectator could have seen, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from profiles.models import User
from relations.services import mutes
from tests.worlds.views.pages import text_of
from worlds.models import SharedWorld
from worlds.services import chat
from worlds.services.membership import creating, hosting, joining, leaving
from worlds.services.membership.archiving import archive_any

pytestmark = pytest.mark.django_db


@pytest.fixture
def kael(db: None) -> User:
    user: User = get_user_model().objects.create_user("kael", display_name="Kael")
    return user


@pytest.fixture
def lived(elena: User, kael: User, gate: str) -> SharedWorld:
    """A world in which Elena, whom everybody may see, and hidden Kael have spoken."""
    world = creating.create_world(
        user_id=elena.pk, scenario_slug=gate, character_name="Ellie", show_character=True
    ).world
    joining.join_world(user_id=kael.pk, world_id=world.pk)
    chat.send_message(user_id=elena.pk, world_id=world.pk, text="Hello, all")
    chat.send_message(user_id=kael.pk, world_id=world.pk, text="A secret for the room", channel="room")
    chat.send_message(user_id=kael.pk, world_id=world.pk, text="A whisper", to=elena.pk)
    leaving.leave_world(user_id=kael.pk, world_id=world.pk)
    return world


@pytest.fixture
def visitor(stranger: User) -> Client:
    client = Client()
    client.force_login(stranger)
    return client


def replay(client: Client, world: SharedWorld, query: str = "") -> Any:
    return client.get(f"/api/v1/worlds/{world.short_id}/replay{query}")


def test_anybody_reads_what_everybody_could_see_with_its_moments(visitor: Client, lived: SharedWorld) -> None:
    archive_any(world_id=lived.pk)
    told = replay(visitor, lived).json()
    assert told["complete"]
    assert [event["type"] for event in told["events"]][-1] == "world_archived"
    assert "Hello, all" in [event.get("text") for event in told["events"]]
    assert all(event["timestamp"].endswith("Z") for event in told["events"])
    assert "Ellie" in [event.get("character_name") for event in told["events"]]


def test_neither_rooms_nor_whispers_nor_hidden_players_stand_in_it(
    kael: User, visitor: Client, lived: SharedWorld
) -> None:
    archive_any(world_id=lived.pk)
    page = text_of(visitor.get(f"/worlds/{lived.short_id}/replay"))
    for told in (replay(visitor, lived).content.decode(), page):
        assert "secret" not in told
        assert "whisper" not in told.lower()
        assert "Kael" not in told
        assert kael.short_id not in told
    assert "Hello, all" in page


def test_it_is_read_in_pages(visitor: Client, lived: SharedWorld) -> None:
    archive_any(world_id=lived.pk)
    told: list[int] = []
    after, complete = 0, False
    while not complete:
        page = replay(visitor, lived, f"?after={after}&limit=2").json()
        told += [event["sequence_number"] for event in page["events"]]
        after, complete = page["last_sequence"], page["complete"]
    assert told == [event["sequence_number"] for event in replay(visitor, lived).json()["events"]]


def test_a_world_that_goes_on_has_none(visitor: Client, lived: SharedWorld) -> None:
    answer = replay(visitor, lived)
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "not_over")


def test_nor_has_one_that_wanted_no_spectators(elena: User, visitor: Client, lived: SharedWorld) -> None:
    hosting.change_world_settings(user_id=elena.pk, world_id=lived.pk, spectators_allowed=False)
    archive_any(world_id=lived.pk)
    answer = replay(visitor, lived)
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "no_spectators")
    assert "replay" not in text_of(visitor.get(f"/worlds/{lived.short_id}"))


def test_a_private_world_is_as_unknown_as_ever(elena: User, visitor: Client, lived: SharedWorld) -> None:
    hosting.change_world_settings(user_id=elena.pk, world_id=lived.pk, visibility="private")
    archive_any(world_id=lived.pk)
    assert replay(visitor, lived).status_code == 404
    mine = Client()
    mine.force_login(elena)
    assert replay(mine, lived).status_code == 404


def test_the_page_of_the_world_leads_to_a_page_that_plays_it(visitor: Client, lived: SharedWorld) -> None:
    archive_any(world_id=lived.pk)
    assert "Watch its replay" in text_of(visitor.get(f"/worlds/{lived.short_id}"))
    page = visitor.get(f"/worlds/{lived.short_id}/replay?after=nonsense").content.decode()
    for control in ('data-speed="1"', 'data-speed="4"', 'data-speed="16"', "data-step", "data-all"):
        assert control in page
    assert page.count("data-at=") >= 4


def test_a_reader_is_not_told_whom_they_have_muted(
    visitor: Client, stranger: User, elena: User, lived: SharedWorld
) -> None:
    archive_any(world_id=lived.pk)
    mutes.mute_player(user_id=stranger.pk, other=elena.short_id, channel="world")
    told = replay(visitor, lived).json()["events"]
    assert "Hello, all" not in [event.get("text") for event in told]
    assert [event["prev_sequence"] for event in told] == [0, *(event["sequence_number"] for event in told[:-1])]
    page = f"/worlds/{lived.short_id}/replay"
    assert "Hello, all" not in visitor.get(page).content.decode()
    mutes.unmute_player(user_id=stranger.pk, other=elena.short_id)
    assert "Hello, all" in visitor.get(page).content.decode()
