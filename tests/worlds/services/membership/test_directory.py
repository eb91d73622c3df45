from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from pytest_django import DjangoAssertNumQueries

from presence.services.visibility import set_visible
from tests.worlds.services.conftest import MakesPeople
from worlds.models import SharedWorld
from worlds.services.membership import creating, directory, hosting, invites, joining, leaving, spectating
from worlds.services.membership.archiving import archive_any
from worlds.services.membership.joining import Joined
from worlds.services.turns import playing
from worlds.services.turns.request import TurnRequest
from worlds.wire.filters import WorldFilter

if TYPE_CHECKING:
    from profiles.models import User

pytestmark = pytest.mark.django_db


def listed(user: "User") -> list[directory.WorldSummary]:
    return directory.world_summaries(directory.open_worlds(user_id=user.pk), user_id=user.pk)


def test_public_worlds_and_ones_own_are_listed(elena: "User", kael: "User", gate: str) -> None:
    public = creating.create_world(user_id=elena.pk, scenario_slug=gate).world
    private = creating.create_world(user_id=elena.pk, scenario_slug=gate, visibility="private").world
    assert {world["world_id"] for world in listed(kael)} == {public.short_id}
    assert {world["world_id"] for world in listed(elena)} == {public.short_id, private.short_id}


def test_a_world_that_one_has_left_is_still_ones_own(elena: "User", gate: str) -> None:
    private = creating.create_world(user_id=elena.pk, scenario_slug=gate, visibility="private").world
    leaving.leave_world(user_id=elena.pk, world_id=private.pk)
    assert [world["world_id"] for world in listed(elena)] == [private.short_id]
    assert listed(elena)[0]["membership"] is None


def test_archived_worlds_are_not_listed(elena: "User", kael: "User", world: SharedWorld) -> None:
    archive_any(world_id=world.pk)
    assert listed(elena) == listed(kael) == []


def test_strangers_see_the_count_and_nobody_who_has_not_asked_to_be_seen(
    elena: "User", kael: "User", stranger: "User", world: SharedWorld
) -> None:
    joining.join_world(user_id=kael.pk, world_id=world.pk)
    seen = listed(stranger)[0]
    assert (seen["player_count"], seen["players"]) == (2, [])
    set_visible(user_id=kael.pk, visible=True)
    assert [player["user_id"] for player in listed(stranger)[0]["players"]] == [kael.short_id]
    told = directory.world_detail(user_id=stranger.pk, world_id=world.short_id)
    assert [player["user_id"] for player in told["players"]] == [kael.short_id]
    assert "world_state" not in told
    for hidden in (elena.short_id, str(elena.pk), "elena"):
        assert hidden not in str(told)


def test_fellow_members_see_each_other_and_the_world(elena: "User", kael: "User", opened: Joined) -> None:
    joining.join_world(user_id=kael.pk, world_id=opened.world.pk)
    told = directory.world_detail(user_id=kael.pk, world_id=opened.world.pk)
    assert [(player["user_id"], player["location"], player["is_host"]) for player in told["players"]] == [
        (elena.short_id, "road", True),
        (kael.short_id, "road", False),
    ]
    assert told["world_state"]["flags"] == {"gate_open": False}
    assert told["world_state"]["locations"]["road"]["items"] == ["key"]
    assert told["world_state"]["npc_locations"] == {"keeper": "road"}


def test_what_is_private_of_others_stands_nowhere_in_a_world(elena: "User", kael: "User", opened: Joined) -> None:
    joining.join_world(user_id=kael.pk, world_id=opened.world.pk, character_name="Nightingale")
    told = str(directory.world_detail(user_id=elena.pk, world_id=opened.world.pk))
    assert "'character_name': 'Nightingale'" in told, "among themselves players go by their characters' names"
    for private in ("courage", "keeper': 0", "relationships", "inventory", "history"):
        assert private not in told


def test_spectators_see_the_world_and_are_counted_not_named(elena: "User", kael: "User", world: SharedWorld) -> None:
    spectating.spectate_world(user_id=kael.pk, world_id=world.pk)
    told = directory.world_detail(user_id=kael.pk, world_id=world.pk)
    assert "world_state" in told
    membership = {"role": "spectator", "session_id": None, "is_host": False, "is_ready": False}
    assert told["membership"] == {**membership, "shows_character": False, "allows_followers": False}
    assert told["spectators"] == 1
    assert kael.short_id not in str(directory.world_detail(user_id=elena.pk, world_id=world.pk))


def test_who_has_left_is_a_stranger_again(elena: "User", kael: "User", world: SharedWorld) -> None:
    joining.join_world(user_id=kael.pk, world_id=world.pk)
    leaving.leave_world(user_id=kael.pk, world_id=world.pk)
    told = directory.world_detail(user_id=kael.pk, world_id=world.pk)
    assert told["players"] == []
    assert "world_state" not in told


def test_an_archived_world_can_be_looked_up_and_tells_of_nobody(elena: "User", world: SharedWorld) -> None:
    archive_any(world_id=world.pk)
    told = directory.world_detail(user_id=elena.pk, world_id=world.pk)
    assert (told["status"], told["player_count"], told["players"]) == ("archived", 0, [])
    assert told["archived_at"] is not None


def test_a_long_list_costs_as_many_queries_as_a_short_one(
    elena: "User", gate: str, people: MakesPeople, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for person in people(4):
        world = creating.create_world(user_id=person.pk, scenario_slug=gate).world
        joining.join_world(user_id=elena.pk, world_id=world.pk)
    with django_assert_num_queries(2):
        assert len(listed(elena)) == 4


Ends = Callable[[SharedWorld, "User", "User"], object]


def leaves(world: SharedWorld, _host: "User", who: "User") -> object:
    return leaving.leave_world(user_id=who.pk, world_id=world.pk)


def is_kicked(world: SharedWorld, host: "User", who: "User") -> object:
    return hosting.kick_player(user_id=host.pk, world_id=world.pk, player=who.short_id)


def is_banned(world: SharedWorld, host: "User", who: "User") -> object:
    return hosting.ban_player(user_id=host.pk, world_id=world.pk, player=who.short_id)


def grows(opened: Joined, host: "User", newcomers: "list[User]") -> None:
    """The world becomes private, fills with visible people, one of them watching, and goes on."""
    hosting.change_world_settings(user_id=host.pk, world_id=opened.world.pk, visibility="private")
    code = invites.create_invite(user_id=host.pk, world_id=opened.world.pk).code
    *players, spectator = newcomers
    for newcomer in newcomers:
        set_visible(user_id=newcomer.pk, visible=True)
    for player in players:
        invites.accept_invite(user_id=player.pk, code=code)
    spectating.spectate_world(user_id=spectator.pk, world_id=opened.world.pk, invite=code)
    playing.play_turn(user_id=host.pk, session_id=opened.session.pk, request=TurnRequest("take_key"))


@pytest.mark.parametrize("ends", [leaves, is_kicked, is_banned])
def test_a_private_world_stands_still_for_whoever_has_left_it(
    elena: "User", kael: "User", opened: Joined, people: MakesPeople, ends: Ends
) -> None:
    joining.join_world(user_id=kael.pk, world_id=opened.world.pk)
    ends(opened.world, elena, kael)
    hosting.change_world_settings(user_id=elena.pk, world_id=opened.world.pk, visibility="private")
    at_that_moment = listed(kael)[0]
    detail_then = directory.world_detail(user_id=kael.pk, world_id=opened.world.pk)
    grows(opened, elena, people(8))
    assert listed(kael)[0] == at_that_moment
    assert directory.world_detail(user_id=kael.pk, world_id=opened.world.pk) == detail_then
    assert (detail_then["player_count"], detail_then["spectators"], detail_then["turn"]) == (1, 0, 0)
    now = directory.world_detail(user_id=elena.pk, world_id=opened.world.pk)
    assert (now["player_count"], now["spectators"], now["turn"], now["status"]) == (8, 1, 1, "full")


def test_a_private_world_that_one_has_left_is_neither_sorted_nor_searched_by_what_came_after(
    elena: "User", kael: "User", gate: str, opened: Joined, people: MakesPeople
) -> None:
    joining.join_world(user_id=kael.pk, world_id=opened.world.pk)
    leaves(opened.world, elena, kael)
    *newcomers, other = people(9)
    quiet = creating.create_world(user_id=other.pk, scenario_slug=gate).world
    joining.join_world(user_id=elena.pk, world_id=quiet.pk)
    grows(opened, elena, newcomers)

    def found(**wish: str) -> list[str]:
        known = directory.open_worlds(user_id=kael.pk)
        wanted: Any = WorldFilter(wish, queryset=known)  # type: ignore[no-untyped-call]  # the library has no types
        return [world.short_id for world in wanted.qs]

    private = opened.world.short_id
    assert found(ordering="-player_count") == [quiet.short_id, private]
    assert found(ordering="-last_activity_at") == [quiet.short_id, private]
    assert found(has_room="false") == []
    assert set(found(has_room="true")) == {quiet.short_id, private}


def test_a_public_world_that_one_has_left_is_told_as_strangers_are_told(
    elena: "User", kael: "User", stranger: "User", opened: Joined
) -> None:
    joining.join_world(user_id=kael.pk, world_id=opened.world.pk)
    leaves(opened.world, elena, kael)
    playing.play_turn(user_id=elena.pk, session_id=opened.session.pk, request=TurnRequest("take_key"))
    assert listed(kael) == listed(stranger)


def test_one_hosts_many_worlds_do_not_fill_the_list_before_everybody_elses(
    elena: "User", kael: "User", gate: str
) -> None:
    others = creating.create_world(user_id=kael.pk, scenario_slug=gate).world.short_id
    for _ in range(7):
        creating.create_world(user_id=elena.pk, scenario_slug=gate)
    for wish in ({}, {"ordering": "-last_activity_at"}, {"ordering": "-created_at"}, {"has_room": "true"}):
        wanted: Any = WorldFilter(wish, queryset=directory.open_worlds(user_id=kael.pk))  # type: ignore[no-untyped-call]  # the library has no types
        found = [world.short_id for world in wanted.qs]
        assert (found.index(others), len(found)) == (3, 8)
