"""Two of one name in a world are told apart wherever they are named."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model

from presence.services.heartbeats import record_heartbeats
from presence.services.roster import online_roster
from presence.services.visibility import set_visible
from profiles.models import User
from profiles.services import accounts, deletion
from tests.worlds.services.conftest import MakesPeople
from worlds.feed import event_log
from worlds.feed.names import people as at_hand
from worlds.models import GameSession, SharedWorld, WorldParticipant
from worlds.services import chat
from worlds.services.games.view import session_view
from worlds.services.membership import directory, joining, leaving, spectating
from worlds.services.turns.playing import play_turn
from worlds.services.turns.request import TurnRequest

pytestmark = pytest.mark.django_db(transaction=True)

Joins = Callable[[str], GameSession]


@pytest.fixture
def joins(world: SharedWorld) -> Joins:
    """Somebody new of a given name takes a seat."""

    def join(name: str) -> GameSession:
        username = f"walker{User.objects.count()}"
        user = get_user_model().objects.create_user(username, password="quiet-harbour-91", display_name=name)
        return joining.join_world(user_id=user.pk, world_id=world.pk).session

    return join


def called(session: GameSession) -> str:
    return WorldParticipant.objects.get(session=session).called


def names_told(world: SharedWorld) -> list[str]:
    at_hand.forget()
    return [event.actor.name for event in event_log.read(world.pk, after=0) if event.actor]


def test_the_second_of_a_name_is_marked_and_the_first_is_not(joins: Joins, kael: User) -> None:
    assert [called(joins(name)) for name in ("Kael", "ＫＡＥＬ", "Kael", "Mira")] == [
        "Kael",
        "ＫＡＥＬ (2)",
        "Kael (3)",
        "Mira",
    ]


def test_everybody_is_named_so_at_every_door(joins: Joins, world: SharedWorld, elena: User) -> None:
    first, second = joins("Kael"), joins("kael")
    play_turn(user_id=second.user_id, session_id=second.pk, request=TurnRequest(input="look at the road"))
    chat.send_message(user_id=second.user_id, world_id=world.pk, text="Hello.")
    assert names_told(world)[-3:] == ["kael (2)"] * 3
    detail = directory.world_detail(user_id=elena.pk, world_id=world.pk)
    assert [player["display_name"] for player in detail["players"]] == ["", "Kael", "kael (2)"]
    assert [each["display_name"] for each in session_view(first)["location"]["players"]] == ["", "kael (2)"]
    heard = chat.chat_history(user_id=first.user_id, world_id=world.pk)
    assert [event.actor.name for event in heard if event.actor] == ["kael (2)"]


def test_the_list_of_who_is_online_names_them_so_where_their_world_is_named(joins: Joins, elena: User) -> None:
    users = [joins("Kael").user_id, joins("Kael").user_id]
    for user_id in users:
        set_visible(user_id=user_id, visible=True)
    record_heartbeats(users)
    assert {each.display_name for each in online_roster(reader=elena.pk).online} == {"Kael", "Kael (2)"}


def test_a_mark_stays_when_the_first_leaves_and_goes_when_the_name_does(joins: Joins, world: SharedWorld) -> None:
    first, second = joins("Kael"), joins("Kael")
    leaving.leave_world(user_id=first.user_id, world_id=world.pk)
    assert called(second) == "Kael (2)"
    accounts.update_account(user_id=second.user_id, bio="I am another.", display_name="Kael")
    assert called(second) == "Kael (2)"
    accounts.update_account(user_id=second.user_id, display_name="Mira")
    assert called(second) == "Mira"


def test_who_takes_a_name_later_is_marked_from_then_on(joins: Joins, world: SharedWorld) -> None:
    joins("Kael")
    other = joins("Mira")
    accounts.update_account(user_id=other.user_id, display_name="KAEL")
    assert called(other) == "KAEL (2)"
    assert names_told(world)[-1] == "KAEL (2)"


def test_who_watches_is_marked_too(joins: Joins, world: SharedWorld, kael: User) -> None:
    joins("Kael")
    spectating.spectate_world(user_id=kael.pk, world_id=world.pk)
    assert WorldParticipant.objects.get(user=kael).called == "Kael (2)"


def test_who_left_for_good_bears_no_mark(joins: Joins) -> None:
    joins("Kael")
    second = joins("Kael")
    deletion.say_farewell(user_id=second.user_id, password="quiet-harbour-91", address="192.0.2.7")
    assert WorldParticipant.objects.get(user_id=second.user_id).called == "Former player"


def test_a_second_character_of_a_name_is_marked_and_replays_so(world: SharedWorld, people: MakesPeople) -> None:
    names = ["Ann", "ａｎｎ", "x" * 60, "X" * 60]
    games = [
        joining.join_world(user_id=user.pk, world_id=world.pk, character_name=name).session
        for user, name in zip(people(4), names, strict=True)
    ]
    assert [game.character_name for game in games] == ["Ann", "ａｎｎ (2)", "x" * 60, "X" * 56 + " (2)"]
    assert games[1].state["player"]["character"]["name"] == "ａｎｎ (2)"
    assert games[1].records.get(number=1).command["character_name"] == "ａｎｎ (2)"


def test_an_authors_own_name_for_everybody_is_left_alone(world: SharedWorld, people: MakesPeople) -> None:
    one, other = (joining.join_world(user_id=user.pk, world_id=world.pk).session for user in people(2))
    assert one.character_name == other.character_name


def test_a_character_and_an_account_of_one_name_are_told_apart(joins: Joins, world: SharedWorld, kael: User) -> None:
    joins("Wren")
    second = joining.join_world(user_id=kael.pk, world_id=world.pk, character_name="wren").session
    assert WorldParticipant.objects.get(session=second).known_as == "wren (2)"
    assert called(joins("WREN")) == "WREN (3)"


def test_who_comes_back_goes_by_their_characters_name(world: SharedWorld, kael: User) -> None:
    joining.join_world(user_id=kael.pk, world_id=world.pk, character_name="Wren")
    leaving.leave_world(user_id=kael.pk, world_id=world.pk)
    session = joining.join_world(user_id=kael.pk, world_id=world.pk, character_name="Moth").session
    assert WorldParticipant.objects.get(session=session).known_as == "Wren"


def test_a_new_character_without_a_name_goes_by_the_accounts(world: SharedWorld, kael: User) -> None:
    """The author's own name for the character is everybody's, so it tells nobody apart."""
    joining.join_world(user_id=kael.pk, world_id=world.pk)
    assert WorldParticipant.objects.get(user=kael).known_as == "Kael"


def test_the_character_of_who_left_for_good_is_not_named_any_more(joins: Joins, world: SharedWorld) -> None:
    person = joins("Kael").user_id
    WorldParticipant.objects.filter(user_id=person).update(character_name="Wren")
    deletion.say_farewell(user_id=person, password="quiet-harbour-91", address="192.0.2.7")
    assert WorldParticipant.objects.get(user_id=person).known_as == "Former player"


def test_who_joined_before_members_rows_held_the_name_is_found_in_the_log(
    world: SharedWorld, people: MakesPeople
) -> None:
    named, unnamed = people(2)
    joining.join_world(user_id=named.pk, world_id=world.pk, character_name="Wren")
    joining.join_world(user_id=unnamed.pk, world_id=world.pk)
    WorldParticipant.objects.update(character_name="")
    import_module("worlds.migrations.0030_names_of_characters_among_members").name_characters(apps, None)
    found = WorldParticipant.objects.filter(user__in=[named, unnamed]).order_by("joined_at")
    assert [place.character_name for place in found] == ["Wren", ""]
