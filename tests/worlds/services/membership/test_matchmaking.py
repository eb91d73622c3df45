from typing import TYPE_CHECKING

import pytest

from common.errors import InvalidInput, NotFound
from tests.worlds.services.conftest import MakesPeople
from worlds.models import SharedWorld
from worlds.services.membership import creating, hosting, joining
from worlds.services.membership.archiving import archive_any
from worlds.services.membership.creating import start_shared
from worlds.services.membership.joining import Joined
from worlds.services.membership.matchmaking import quick_join
from worlds.services.turns.playing import play_turn
from worlds.services.turns.request import TurnRequest

if TYPE_CHECKING:
    from profiles.models import User

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_fullest_world_with_a_free_seat_is_joined(elena: "User", gate: str, people: MakesPeople) -> None:
    lonely, pair, full = (
        creating.create_world(user_id=elena.pk, scenario_slug=gate, max_players=n).world for n in (8, 8, 2)
    )
    first, second, third = people(3)
    joining.join_world(user_id=first.pk, world_id=pair.pk)
    joining.join_world(user_id=second.pk, world_id=full.pk)
    assert quick_join(user_id=third.pk, scenario_slug=gate).world == pair
    assert lonely.participants.count() == 1


def test_without_an_open_world_one_is_made(elena: "User", kael: "User", gate: str) -> None:
    creating.create_world(user_id=elena.pk, scenario_slug=gate, visibility="private")
    creating.create_world(user_id=elena.pk, scenario_slug=gate, game_mode="collaborative")
    archive_any(world_id=creating.create_world(user_id=elena.pk, scenario_slug=gate).world.pk)
    made = quick_join(user_id=kael.pk, scenario_slug=gate).world
    assert (made.host_id, made.player_count, made.game_mode) == (kael.pk, 1, "shared")


def test_who_plays_in_one_already_gets_that(elena: "User", kael: "User", gate: str, opened: Joined) -> None:
    busier = creating.create_world(user_id=kael.pk, scenario_slug=gate).world
    assert busier.player_count == 1
    assert quick_join(user_id=elena.pk, scenario_slug=gate).session.pk == opened.session.pk


def test_nobody_is_led_where_they_are_banned_or_have_ended(
    elena: "User", kael: "User", gate: str, opened: Joined
) -> None:
    hosting.ban_player(user_id=elena.pk, world_id=opened.world.pk, player=kael.short_id)
    assert quick_join(user_id=kael.pk, scenario_slug=gate).world != opened.world
    play_turn(user_id=elena.pk, session_id=opened.session.pk, request=TurnRequest("run"))
    archive_any(world_id=SharedWorld.objects.exclude(pk=opened.world.pk).get().pk)
    assert quick_join(user_id=elena.pk, scenario_slug=gate).world != opened.world


def test_an_unknown_story_is_not_found(elena: "User") -> None:
    with pytest.raises(NotFound):
        quick_join(user_id=elena.pk, scenario_slug="nothing")


def test_a_game_is_started_in_a_world_of_this_story_and_mode_only(kael: "User", world: SharedWorld) -> None:
    with pytest.raises(InvalidInput):
        start_shared(user_id=kael.pk, scenario_slug="other", game_mode="shared", world_id=world.short_id)
    with pytest.raises(InvalidInput):
        start_shared(user_id=kael.pk, scenario_slug="gate", game_mode="collaborative", world_id=world.short_id)
    assert (
        start_shared(user_id=kael.pk, scenario_slug="gate", game_mode="shared", world_id=world.short_id).world == world
    )
