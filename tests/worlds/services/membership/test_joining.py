from typing import TYPE_CHECKING

import pytest

from common.errors import InvalidInput, NotFound
from tests.worlds.services.conftest import MakesPeople
from tests.worlds.services.ready_stories import GATE
from worlds.models import GameSession, LocationLock, SharedWorld, WorldEvent, WorldParticipant, WorldStay
from worlds.rules.errors import SessionOver
from worlds.services.games import abandoning
from worlds.services.games.view import session_view
from worlds.services.membership import creating, joining, leaving
from worlds.services.membership.admission import WorldFull
from worlds.services.membership.creating import Terms
from worlds.services.membership.errors import NotAMember
from worlds.services.membership.joining import Joined, StillPlaying
from worlds.services.stories import availability, scenarios
from worlds.services.turns.playing import play_turn
from worlds.services.turns.request import TurnRequest

if TYPE_CHECKING:
    from profiles.models import User

pytestmark = pytest.mark.django_db(transaction=True)


def seats_of(world: SharedWorld) -> tuple[int, str]:
    world.refresh_from_db()
    return world.player_count, world.status


def events_of(world: SharedWorld) -> list[str]:
    return list(WorldEvent.objects.filter(world=world).values_list("type", flat=True))


def play(joined: Joined, option_id: str) -> None:
    play_turn(user_id=joined.session.user_id, session_id=joined.session.pk, request=TurnRequest(option_id))


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


@pytest.mark.parametrize(
    "terms", [{"max_players": 1}, {"max_players": 9}, {"quorum": 1}, {"max_players": 3, "quorum": 4}]
)
def test_terms_that_make_no_sense_make_no_world(elena: "User", gate: str, terms: Terms) -> None:
    with pytest.raises(InvalidInput):
        creating.create_world(user_id=elena.pk, scenario_slug=gate, **terms)
    assert not SharedWorld.objects.exists()


def test_a_withheld_story_gets_no_new_world_and_lets_people_into_the_old(
    elena: "User", kael: "User", world: SharedWorld
) -> None:
    availability.withhold_scenario(scenario_id=world.scenario_id)
    with pytest.raises(NotFound):
        creating.create_world(user_id=kael.pk, scenario_slug="gate")
    assert joining.join_world(user_id=kael.pk, world_id=world.pk).world == world


def test_two_who_meet_see_each_other(elena: "User", kael: "User", opened: Joined) -> None:
    second = joining.join_world(user_id=kael.pk, world_id=opened.world.short_id)
    assert [fellow["user_id"] for fellow in session_view(second.session)["location"]["players"]] == [elena.short_id]
    assert session_view(opened.session)["location"]["players"] == [
        {
            "user_id": kael.short_id,
            "display_name": "Kael",
            "character_name": "Kael",
            "status": "online",
            "colour": kael.colour,
            "is_agent": False,
        }
    ]


def test_who_joins_plays_the_worlds_revision_not_the_newest(kael: "User", opened: Joined) -> None:
    newer = GATE.replace(b"Grass, at last.", b"Grass, and a bench.")
    assert scenarios.import_scenario(source=newer, slug="gate").created
    assert joining.join_world(user_id=kael.pk, world_id=opened.world.pk).session.revision_id == opened.world.revision_id


def test_joining_twice_is_joining_once(kael: "User", world: SharedWorld) -> None:
    first, second = (joining.join_world(user_id=kael.pk, world_id=world.pk) for _ in range(2))
    assert first.session.pk == second.session.pk
    assert seats_of(world) == (2, "active")
    assert events_of(world) == ["player_joined", "player_entered", "player_joined"]


def test_the_last_seat_fills_the_world_and_the_next_is_told(elena: "User", gate: str, people: MakesPeople) -> None:
    small = creating.create_world(user_id=elena.pk, scenario_slug=gate, max_players=2).world
    second, third = people(2)
    joining.join_world(user_id=second.pk, world_id=small.pk)
    assert seats_of(small) == (2, "full")
    with pytest.raises(WorldFull):
        joining.join_world(user_id=third.pk, world_id=small.pk)
    leaving.leave_world(user_id=second.pk, world_id=small.pk)
    assert seats_of(small) == (1, "active")
    assert joining.join_world(user_id=third.pk, world_id=small.pk).world.status == "full"


def test_who_has_a_seat_gets_in_although_the_world_is_full(elena: "User", gate: str, kael: "User") -> None:
    small = creating.create_world(user_id=elena.pk, scenario_slug=gate, max_players=2)
    joining.join_world(user_id=kael.pk, world_id=small.world.pk)
    assert joining.join_world(user_id=elena.pk, world_id=small.world.pk).session.pk == small.session.pk


def test_an_unknown_world_is_not_found(elena: "User") -> None:
    for name in ("wld_aaaaaaaa", "0", "", "ses_aaaaaaaa", "1b4e28ba-2fa1-11d2-883f-0016d3cca427"):
        with pytest.raises(NotFound):
            joining.join_world(user_id=elena.pk, world_id=name)


def test_who_leaves_keeps_the_story_and_takes_it_up_again(kael: "User", world: SharedWorld) -> None:
    kaels = joining.join_world(user_id=kael.pk, world_id=world.pk)
    play(kaels, "wait")
    leaving.leave_world(user_id=kael.pk, world_id=world.pk)
    assert seats_of(world) == (1, "active")
    kaels.session.refresh_from_db()
    assert (kaels.session.status, kaels.session.turn) == ("active", 2)
    again = joining.join_world(user_id=kael.pk, world_id=world.pk)
    assert (again.session.pk, again.session.turn) == (kaels.session.pk, 2)
    assert seats_of(world) == (2, "active")


def test_a_stay_that_is_over_is_kept(kael: "User", world: SharedWorld) -> None:
    kaels = joining.join_world(user_id=kael.pk, world_id=world.pk)
    leaving.leave_world(user_id=kael.pk, world_id=world.pk)
    stay = WorldStay.objects.get()
    assert (stay.user_id, stay.session_id, stay.role, stay.reason) == (kael.pk, kaels.session.pk, "player", "left")
    assert stay.left_at > stay.joined_at


def test_what_lay_at_a_place_stays_there_when_its_holder_leaves(kael: "User", world: SharedWorld) -> None:
    kaels = joining.join_world(user_id=kael.pk, world_id=world.pk)
    play(kaels, "take_key")
    world.refresh_from_db()
    assert world.world_state["world"]["items"]["road"] == []
    leaving.leave_world(user_id=kael.pk, world_id=world.pk)
    world.refresh_from_db()
    assert world.world_state["world"]["items"]["road"] == ["key"]
    left = WorldEvent.objects.filter(world=world, type="world_state_changed").latest("sequence")
    assert left.payload["changes"] == [
        {"path": "world.locations.road.items", "action": "added", "item": "key", "caused_by": kael.short_id}
    ]


def test_leaving_twice_is_leaving_once_and_strangers_cannot_leave(kael: "User", world: SharedWorld) -> None:
    with pytest.raises(NotAMember):
        leaving.leave_world(user_id=kael.pk, world_id=world.pk)
    joining.join_world(user_id=kael.pk, world_id=world.pk)
    for _ in range(2):
        leaving.leave_world(user_id=kael.pk, world_id=world.pk)
    assert seats_of(world) == (1, "active")
    assert events_of(world).count("player_left") == 1


def test_who_left_cannot_play(kael: "User", world: SharedWorld) -> None:
    kaels = joining.join_world(user_id=kael.pk, world_id=world.pk)
    leaving.leave_world(user_id=kael.pk, world_id=world.pk)
    with pytest.raises(NotAMember):
        play(kaels, "wait")


def test_the_house_passes_to_whoever_has_stayed_longest(elena: "User", world: SharedWorld, people: MakesPeople) -> None:
    second, third = people(2)
    for person in (second, third):
        joining.join_world(user_id=person.pk, world_id=world.pk)
    leaving.leave_world(user_id=elena.pk, world_id=world.pk)
    world.refresh_from_db()
    assert world.host_id == second.pk
    joining.join_world(user_id=elena.pk, world_id=world.pk)
    leaving.leave_world(user_id=second.pk, world_id=world.pk)
    world.refresh_from_db()
    assert world.host_id == third.pk


def test_an_empty_world_stays_open_and_the_next_to_come_keeps_it(
    elena: "User", kael: "User", world: SharedWorld
) -> None:
    leaving.leave_world(user_id=elena.pk, world_id=world.pk)
    assert seats_of(world) == (0, "active")
    assert world.host_id == elena.pk
    joining.join_world(user_id=kael.pk, world_id=world.pk)
    world.refresh_from_db()
    assert world.host_id == kael.pk


def test_an_ending_frees_the_seat_and_its_player_stays_to_watch(elena: "User", opened: Joined) -> None:
    play(opened, "run")
    assert seats_of(opened.world) == (0, "active")
    place = WorldParticipant.objects.get()
    assert (place.role, place.left_at) == ("spectator", None)
    assert WorldStay.objects.get().reason == "finished"
    assert joining.join_world(user_id=elena.pk, world_id=opened.world.pk).session.pk == opened.session.pk


def test_after_an_ending_a_new_character_can_come(elena: "User", opened: Joined) -> None:
    with pytest.raises(StillPlaying):
        joining.join_with_new_character(user_id=elena.pk, world_id=opened.world.pk)
    play(opened, "run")
    again = joining.join_with_new_character(user_id=elena.pk, world_id=opened.world.pk, character_name="Second")
    assert again.session.pk != opened.session.pk
    assert (again.session.character_name, again.session.turn) == ("Second", 1)
    assert seats_of(opened.world) == (1, "active")
    opened.session.refresh_from_db()
    assert opened.session.status == "completed"


def test_who_has_ended_and_gone_comes_back_as_somebody_new(elena: "User", opened: Joined) -> None:
    play(opened, "run")
    leaving.leave_world(user_id=elena.pk, world_id=opened.world.pk)
    with pytest.raises(SessionOver):
        joining.join_world(user_id=elena.pk, world_id=opened.world.pk)
    assert joining.join_with_new_character(user_id=elena.pk, world_id=opened.world.pk).session.is_active


def test_a_first_character_may_be_called_new(kael: "User", world: SharedWorld) -> None:
    assert joining.join_with_new_character(user_id=kael.pk, world_id=world.pk).session.is_active


def test_giving_up_leaves_the_world(elena: "User", opened: Joined) -> None:
    play(opened, "take_key")
    abandoning.abandon_game(user_id=elena.pk, session_id=opened.session.pk)
    assert seats_of(opened.world) == (0, "active")
    assert opened.world.world_state["world"]["items"]["road"] == ["key"]
    opened.session.refresh_from_db()
    assert opened.session.status == "abandoned"
    with pytest.raises(SessionOver):
        abandoning.abandon_game(user_id=elena.pk, session_id=opened.session.pk)


def test_a_name_not_fit_to_show_opens_no_door(kael: "User", world: SharedWorld) -> None:
    with pytest.raises(InvalidInput):
        joining.join_world(user_id=kael.pk, world_id=world.pk, character_name="a\u202eb")
    assert seats_of(world) == (1, "active")


def test_one_may_live_in_two_worlds_and_each_goes_its_own_way(elena: "User", gate: str, opened: Joined) -> None:
    other = creating.create_world(user_id=elena.pk, scenario_slug=gate)
    play(opened, "take_key")
    other.world.refresh_from_db()
    assert other.world.world_state["world"]["items"] == {"road": ["key"]}
    assert events_of(other.world) == ["player_joined"]
