from typing import TYPE_CHECKING

import pytest

from common.errors import InvalidInput, NotFound
from worlds import limits
from worlds.models import SharedWorld, WorldEvent, WorldParticipant, WorldStay
from worlds.services.membership import creating, directory, hosting, joining, leaving, spectating
from worlds.services.membership.admission import Banned
from worlds.services.membership.archiving import archive_any
from worlds.services.membership.errors import NotAMember, WorldArchived
from worlds.services.membership.hosting import NotTheHost
from worlds.services.membership.spectating import AlreadyPlaying, NoSpectators, SpectatorsFull

if TYPE_CHECKING:
    from profiles.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def visited(kael: "User", world: SharedWorld) -> SharedWorld:
    """Elena's world, with Kael in it."""
    joining.join_world(user_id=kael.pk, world_id=world.pk)
    return world


def test_the_host_changes_what_is_given_and_keeps_the_rest(elena: "User", world: SharedWorld) -> None:
    hosting.change_world_settings(user_id=elena.pk, world_id=world.pk, visibility="private", quorum=2)
    hosting.change_world_settings(user_id=elena.pk, world_id=world.pk, spectators_allowed=False)
    world.refresh_from_db()
    assert (world.visibility, world.quorum, world.spectators_allowed, world.agents_allowed) == (
        "private",
        2,
        False,
        True,
    )
    hosting.change_world_settings(user_id=elena.pk, world_id=world.pk, quorum=None)
    world.refresh_from_db()
    assert world.quorum is None


def test_a_quorum_beyond_the_seats_is_refused(elena: "User", gate: str) -> None:
    small = creating.create_world(user_id=elena.pk, scenario_slug=gate, max_players=2).world
    with pytest.raises(InvalidInput):
        hosting.change_world_settings(user_id=elena.pk, world_id=small.pk, quorum=3)


def test_only_the_host_decides(kael: "User", elena: "User", visited: SharedWorld) -> None:
    with pytest.raises(NotTheHost):
        hosting.change_world_settings(user_id=kael.pk, world_id=visited.pk, visibility="private")
    with pytest.raises(NotTheHost):
        hosting.kick_player(user_id=kael.pk, world_id=visited.pk, player=elena.short_id)
    with pytest.raises(NotTheHost):
        hosting.ban_player(user_id=kael.pk, world_id=visited.pk, player="usr_aaaaaaaa")


@pytest.mark.parametrize("send_away", [hosting.kick_player, hosting.ban_player])
def test_a_reason_that_hides_its_neighbours_sends_nobody_away(
    send_away: hosting.SendsAway, elena: "User", kael: "User", visited: SharedWorld
) -> None:
    with pytest.raises(InvalidInput):
        send_away(user_id=elena.pk, world_id=visited.pk, player=kael.short_id, reason="\u202edual ooT")
    assert visited.participants.present().of(kael.pk).exists()


def test_who_is_kicked_is_gone_with_a_reason_and_may_come_back(
    elena: "User", kael: "User", visited: SharedWorld
) -> None:
    hosting.kick_player(user_id=elena.pk, world_id=visited.pk, player=kael.short_id, reason="Too loud.")
    visited.refresh_from_db()
    assert visited.player_count == 1
    stay = WorldStay.objects.get()
    assert (stay.user_id, stay.reason, stay.note) == (kael.pk, "kicked", "Too loud.")
    told = WorldEvent.objects.get(type="player_left")
    assert (told.actor_id, told.payload) == (kael.pk, {"reason": "kicked"})
    assert joining.join_world(user_id=kael.pk, world_id=visited.pk).world.player_count == 2


def test_who_is_banned_is_gone_for_good(elena: "User", kael: "User", visited: SharedWorld) -> None:
    for _ in range(2):
        hosting.ban_player(user_id=elena.pk, world_id=visited.pk, player=str(kael.pk))
    visited.refresh_from_db()
    assert visited.player_count == 1
    with pytest.raises(Banned):
        joining.join_world(user_id=kael.pk, world_id=visited.pk)
    with pytest.raises(Banned):
        spectating.spectate_world(user_id=kael.pk, world_id=visited.pk)


def test_somebody_can_be_banned_before_they_ever_come(elena: "User", kael: "User", world: SharedWorld) -> None:
    hosting.ban_player(user_id=elena.pk, world_id=world.pk, player=kael.short_id)
    with pytest.raises(Banned):
        joining.join_world(user_id=kael.pk, world_id=world.pk)


def test_nobody_sends_themselves_away_or_who_is_not_there(elena: "User", kael: "User", world: SharedWorld) -> None:
    with pytest.raises(InvalidInput):
        hosting.kick_player(user_id=elena.pk, world_id=world.pk, player=elena.short_id)
    for name in (kael.short_id, "usr_aaaaaaaa", "", "wld_aaaaaaaa"):
        with pytest.raises(NotFound):
            hosting.kick_player(user_id=elena.pk, world_id=world.pk, player=name)


def test_a_kicked_spectator_leaves_no_word_in_the_log(elena: "User", kael: "User", world: SharedWorld) -> None:
    spectating.spectate_world(user_id=kael.pk, world_id=world.pk)
    hosting.kick_player(user_id=elena.pk, world_id=world.pk, player=kael.short_id)
    world.refresh_from_db()
    assert world.player_count == 1
    assert not WorldEvent.objects.filter(type="player_left").exists()


def test_players_say_that_they_are_ready_and_all_see_it(elena: "User", kael: "User", visited: SharedWorld) -> None:
    hosting.set_ready(user_id=kael.pk, world_id=visited.pk, is_ready=True)
    seen = {
        player["user_id"]: player["is_ready"]
        for player in directory.world_detail(user_id=elena.pk, world_id=visited.pk)["players"]
    }
    assert seen == {elena.short_id: False, kael.short_id: True}
    hosting.set_ready(user_id=kael.pk, world_id=visited.pk, is_ready=False)
    assert not WorldParticipant.objects.filter(is_ready=True).exists()


def test_who_only_watches_is_not_asked(kael: "User", world: SharedWorld) -> None:
    spectating.spectate_world(user_id=kael.pk, world_id=world.pk)
    with pytest.raises(NotAMember):
        hosting.set_ready(user_id=kael.pk, world_id=world.pk, is_ready=True)


def test_spectators_take_no_seat_and_watching_twice_is_watching_once(kael: "User", world: SharedWorld) -> None:
    for _ in range(2):
        spectating.spectate_world(user_id=kael.pk, world_id=world.pk)
    world.refresh_from_db()
    assert world.player_count == 1
    place = WorldParticipant.objects.get(user=kael)
    assert (place.role, place.session) == ("spectator", None)


def test_a_full_world_can_be_watched_and_a_spectator_takes_the_seat_that_comes_free(
    elena: "User", kael: "User", stranger: "User", gate: str
) -> None:
    small = creating.create_world(user_id=elena.pk, scenario_slug=gate, max_players=2).world
    joining.join_world(user_id=kael.pk, world_id=small.pk)
    spectating.spectate_world(user_id=stranger.pk, world_id=small.pk)
    leaving.leave_world(user_id=kael.pk, world_id=small.pk)
    assert joining.join_world(user_id=stranger.pk, world_id=small.pk).world.player_count == 2
    assert WorldParticipant.objects.get(user=stranger).role == "player"


def test_there_is_room_for_so_many_spectators(
    elena: "User", kael: "User", stranger: "User", world: SharedWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SPECTATORS", 1)
    spectating.spectate_world(user_id=kael.pk, world_id=world.pk)
    with pytest.raises(SpectatorsFull):
        spectating.spectate_world(user_id=stranger.pk, world_id=world.pk)
    leaving.leave_world(user_id=kael.pk, world_id=world.pk)
    assert spectating.spectate_world(user_id=stranger.pk, world_id=world.pk) == world


def test_the_host_may_want_nobody_to_watch_and_players_do_not(elena: "User", kael: "User", world: SharedWorld) -> None:
    hosting.change_world_settings(user_id=elena.pk, world_id=world.pk, spectators_allowed=False)
    with pytest.raises(NoSpectators):
        spectating.spectate_world(user_id=kael.pk, world_id=world.pk)
    with pytest.raises(AlreadyPlaying):
        spectating.spectate_world(user_id=elena.pk, world_id=world.pk)


def test_an_archived_world_has_no_host_any_more(elena: "User", kael: "User", visited: SharedWorld) -> None:
    archive_any(world_id=visited.pk)
    with pytest.raises(WorldArchived):
        hosting.change_world_settings(user_id=elena.pk, world_id=visited.pk, visibility="private")
    with pytest.raises(WorldArchived):
        hosting.kick_player(user_id=elena.pk, world_id=visited.pk, player=kael.short_id)
    with pytest.raises(WorldArchived):
        hosting.set_ready(user_id=kael.pk, world_id=visited.pk, is_ready=True)
    with pytest.raises(WorldArchived):
        spectating.spectate_world(user_id=kael.pk, world_id=visited.pk)
