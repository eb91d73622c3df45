"""What members choose for themselves: whether outsiders are told of their character."""

from __future__ import annotations

import pytest

from presence.services.visibility import set_visible
from profiles.models import User
from tests.worlds.services.conftest import MakesPeople
from worlds.feed.names import people as at_hand
from worlds.models import SharedWorld
from worlds.services import chat
from worlds.services.membership import archiving, directory, joining, leaving, own_place, spectating
from worlds.services.membership.directory import PlayerInWorld
from worlds.services.membership.errors import NotAMember, SpectatorsWatch, WorldArchived

pytestmark = pytest.mark.django_db(transaction=True)


def players_told(reader: User, world: SharedWorld) -> list[PlayerInWorld]:
    return directory.world_detail(user_id=reader.pk, world_id=world.pk)["players"]


def test_strangers_are_told_of_a_character_that_is_shown_and_not_of_its_account(
    kael: User, world: SharedWorld, people: MakesPeople
) -> None:
    [stranger] = people(1)
    joining.join_world(user_id=kael.pk, world_id=world.pk, character_name="Wren")
    assert players_told(stranger, world) == []
    own_place.choose_own_place(user_id=kael.pk, world_id=world.pk, show_character=True)
    [told] = players_told(stranger, world)
    assert (told["character_name"], told["location"]) == ("Wren", "road")
    assert (told["user_id"], told["display_name"], told["status"]) == (None, "Wren", None)
    set_visible(user_id=kael.pk, visible=True)
    [told] = players_told(stranger, world)
    assert (told["user_id"], told["display_name"]) == (kael.short_id, "Kael")
    own_place.choose_own_place(user_id=kael.pk, world_id=world.pk, show_character=False)
    assert players_told(stranger, world) == []


def test_what_was_chosen_on_joining_stays_for_who_comes_back(kael: User, world: SharedWorld) -> None:
    joining.join_world(user_id=kael.pk, world_id=world.pk, character_name="Wren", show_character=True)
    leaving.leave_world(user_id=kael.pk, world_id=world.pk)
    joining.join_world(user_id=kael.pk, world_id=world.pk)
    assert own_place.choose_own_place(user_id=kael.pk, world_id=world.pk).shows_character


def test_events_name_a_character_to_watchers_from_when_it_is_shown(
    kael: User, world: SharedWorld, people: MakesPeople
) -> None:
    [watcher] = people(1)
    spectating.spectate_world(user_id=watcher.pk, world_id=world.pk)
    joining.join_world(user_id=kael.pk, world_id=world.pk, character_name="Wren")
    chat.send_message(user_id=kael.pk, world_id=world.pk, text="Hello.")

    def speaker(reader: User) -> tuple[str, str, str]:
        [event] = chat.chat_history(user_id=reader.pk, world_id=world.pk)
        assert event.actor is not None
        return event.actor.short_id, event.actor.name, event.actor.known_as

    at_hand.forget()
    assert speaker(kael) == (kael.short_id, "Kael", "Wren")
    assert speaker(watcher) == ("", "Someone", "")
    own_place.choose_own_place(user_id=kael.pk, world_id=world.pk, show_character=True)
    assert speaker(watcher) == ("", "Wren", "Wren")


def test_a_shown_character_without_a_name_goes_by_the_storys_among_outsiders(
    kael: User, world: SharedWorld, people: MakesPeople
) -> None:
    watcher, stranger = people(2)
    spectating.spectate_world(user_id=watcher.pk, world_id=world.pk)
    session = joining.join_world(user_id=kael.pk, world_id=world.pk, show_character=True).session
    chat.send_message(user_id=kael.pk, world_id=world.pk, text="Hello.")
    [told] = players_told(stranger, world)
    assert (told["character_name"], told["display_name"]) == (session.character_name, session.character_name)
    assert (told["user_id"], told["location"]) == (None, "road")
    at_hand.forget()
    [event] = chat.chat_history(user_id=watcher.pk, world_id=world.pk)
    assert event.actor is not None
    assert (event.actor.short_id, event.actor.name) == ("", session.character_name)


def test_who_watches_after_playing_is_a_fellow_still(kael: User, world: SharedWorld, elena: User) -> None:
    joining.join_world(user_id=kael.pk, world_id=world.pk)
    leaving.leave_world(user_id=kael.pk, world_id=world.pk)
    assert players_told(kael, world) == []
    spectating.spectate_world(user_id=kael.pk, world_id=world.pk)
    assert [player["user_id"] for player in players_told(kael, world)] == [elena.short_id]


def test_only_who_has_a_character_in_a_living_world_has_something_to_choose(
    kael: User, world: SharedWorld, elena: User
) -> None:
    with pytest.raises(NotAMember):
        own_place.choose_own_place(user_id=kael.pk, world_id=world.pk, show_character=True)
    spectating.spectate_world(user_id=kael.pk, world_id=world.pk)
    with pytest.raises(SpectatorsWatch):
        own_place.choose_own_place(user_id=kael.pk, world_id=world.pk, show_character=True)
    archiving.archive_any(world_id=world.pk)
    with pytest.raises(WorldArchived):
        own_place.choose_own_place(user_id=elena.pk, world_id=world.pk, show_character=True)
