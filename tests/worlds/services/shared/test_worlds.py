from typing import TYPE_CHECKING

import pytest

from worlds.models import GameSession, LocationLock, SharedWorld, WorldParticipant
from worlds.services.shared import worlds
from worlds.services.shared.worlds import Joined
from worlds.services.views import session_view

if TYPE_CHECKING:
    from profiles.models import User

pytestmark = pytest.mark.django_db


def test_who_makes_a_world_is_its_host_and_first_player(elena: "User", opened: Joined) -> None:
    world = SharedWorld.objects.get()
    assert (world.host_id, world.player_count, world.max_players, world.status) == (elena.pk, 1, 8, "active")
    place = WorldParticipant.objects.get()
    assert (place.user_id, place.session_id, place.location) == (elena.pk, opened.session.pk, "road")


def test_a_new_world_has_a_lock_for_every_place_of_its_story(world: SharedWorld) -> None:
    assert set(LocationLock.objects.values_list("location", flat=True)) == {"road", "garden"}


def test_the_player_owns_what_is_private_and_the_world_the_rest(opened: Joined) -> None:
    session, world = GameSession.objects.get(), SharedWorld.objects.get()
    assert set(session.state) == {"schema", "player"}
    assert set(world.world_state) == {"schema", "world"}
    assert world.world_state["world"]["items"] == {"road": ["key"]}


def test_two_who_meet_see_each_other(elena: "User", kael: "User", opened: Joined) -> None:
    second = worlds.join(user_id=kael.pk, world_id=opened.world.short_id)
    assert [fellow["display_name"] for fellow in session_view(second.session)["location"]["players"]] == [
        ""
    ]  # who gave no name
    assert [fellow["user_id"] for fellow in session_view(opened.session)["location"]["players"]] == [kael.short_id]
