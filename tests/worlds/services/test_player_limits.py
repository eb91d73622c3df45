"""What one player may have open, begin and look back at, so that the others are served."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from common.errors import RateLimited
from profiles.services import export as account
from tests.worlds.services.conftest import Plays
from worlds.models import GameSession, SharedWorld
from worlds.services import budgets
from worlds.services.games import abandoning, export, sessions
from worlds.services.games.replay import verify_game, verify_own
from worlds.services.games.rewind import rewind_game
from worlds.services.games.transcript import full_transcript
from worlds.services.membership import archiving, creating, joining
from worlds.services.membership.forking import fork_game
from worlds.services.player_limits import TooManyGames, TooManyWorlds

if TYPE_CHECKING:
    from profiles.models import User

pytestmark = pytest.mark.django_db


def test_a_game_is_finished_or_given_up_before_one_too_many_is_begun(elena: User, gate: str, settings: Any) -> None:
    settings.GAMES_PER_PLAYER = 2
    first, _ = (sessions.start_solo(user_id=elena.pk, scenario_slug=gate) for _ in range(2))
    with pytest.raises(TooManyGames) as refused:
        sessions.start_solo(user_id=elena.pk, scenario_slug=gate)
    assert (refused.value.status, refused.value.details) == (409, {"limit": 2})
    with pytest.raises(TooManyGames):
        creating.create_world(user_id=elena.pk, scenario_slug=gate)
    abandoning.abandon_game(user_id=elena.pk, session_id=first.pk)
    sessions.start_solo(user_id=elena.pk, scenario_slug=gate)


def test_games_in_worlds_and_those_that_left_them_count_too(
    elena: User, stranger: User, gate: str, settings: Any
) -> None:
    settings.GAMES_PER_PLAYER = 1
    world = creating.create_world(user_id=stranger.pk, scenario_slug=gate).world
    mine = joining.join_world(user_id=elena.pk, world_id=world.pk).session
    with pytest.raises(TooManyGames):
        fork_game(user_id=elena.pk, session_id=mine.pk)
    assert joining.join_world(user_id=elena.pk, world_id=world.pk).session == mine
    other = creating.create_world(user_id=make("cleo").pk, scenario_slug=gate).world
    with pytest.raises(TooManyGames):
        joining.join_world(user_id=elena.pk, world_id=other.pk)
    other.refresh_from_db()
    assert other.player_count == 1


def test_a_host_ends_a_world_before_one_too_many_is_opened(elena: User, gate: str, settings: Any) -> None:
    settings.WORLDS_PER_HOST = 2
    first, _ = (creating.create_world(user_id=elena.pk, scenario_slug=gate).world for _ in range(2))
    with pytest.raises(TooManyWorlds) as refused:
        creating.create_world(user_id=elena.pk, scenario_slug=gate)
    assert (refused.value.status, refused.value.details) == (409, {"limit": 2})
    archiving.archive_world(user_id=elena.pk, world_id=first.pk)
    creating.create_world(user_id=elena.pk, scenario_slug=gate)
    assert SharedWorld.objects.open().count() == 2


def test_beginning_has_a_rate(elena: User, gate: str, settings: Any) -> None:
    settings.RATE_START = "2/minute"
    for _ in range(2):
        sessions.start_solo(user_id=elena.pk, scenario_slug=gate)
    with pytest.raises(RateLimited):
        creating.create_world(user_id=elena.pk, scenario_slug=gate)
    assert not SharedWorld.objects.exists()


READINGS: dict[str, Callable[[GameSession], object]] = {
    "verify": lambda game: verify_own(user_id=game.user_id, session_id=game.pk),
    "rewind": lambda game: rewind_game(user_id=game.user_id, session_id=game.pk, to="T1"),
    "transcript": full_transcript,
    "markdown": export.as_markdown,
    "json": export.as_json,
}


@pytest.mark.parametrize("reading", READINGS)
def test_whatever_reads_a_whole_log_spends_one_budget(
    elena: User, game: GameSession, settings: Any, reading: str
) -> None:
    settings.RATE_REPLAY = "2/minute"
    READINGS[reading](sessions.get_owned(user_id=elena.pk, session_id=game.pk))
    budgets.REPLAYS.spend(str(elena.pk))
    with pytest.raises(RateLimited):
        READINGS[reading](sessions.get_owned(user_id=elena.pk, session_id=game.pk))


def test_a_turn_asked_for_again_costs_a_replay_only_when_others_came_after_it(
    plays: Plays, elena: User, game: GameSession, settings: Any
) -> None:
    settings.RATE_REPLAY = "1/minute"
    first = plays("take_key", key="one")
    for _ in range(3):
        assert plays("take_key", key="one") == first
    plays("wait", key="two")
    assert plays("take_key", key="one") == first
    with pytest.raises(RateLimited):
        plays("take_key", key="one")


def test_moderators_and_a_whole_accounts_export_do_not_spend_a_players_replays(
    elena: User, game: GameSession, settings: Any
) -> None:
    settings.RATE_REPLAY = "1/minute"
    budgets.REPLAYS.spend(str(elena.pk))
    assert verify_game(session=sessions.get_any(session_id=game.pk))["ok"]
    assert len(list(account.export_sessions(elena))) == 1


def make(name: str) -> User:
    from profiles.models import User

    user: User = User.objects.create_user(name)
    return user
