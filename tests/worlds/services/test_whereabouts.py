"""What presence learns of where players are."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, TypeAlias

import pytest

from presence.models import PlayerPresence
from presence.services.attendance import Whereabouts, presence_statuses
from presence.services.heartbeats import record_heartbeats
from profiles.models import User
from worlds.models import GameSession, SharedWorld
from worlds.services.games import abandoning, rewind, sessions
from worlds.services.membership import archiving, creating, hosting, joining, leaving
from worlds.services.presence_news import worlds_known
from worlds.services.turns import playing
from worlds.services.turns.request import TurnRequest

Commits: TypeAlias = Callable[..., AbstractContextManager[Any]]
Written: TypeAlias = Callable[[Callable[[], object]], Whereabouts]


@pytest.fixture
def kael(db: None) -> User:
    user: User = User.objects.create_user("kael", display_name="Kael")
    return user


@pytest.fixture
def after(elena: User, django_capture_on_commit_callbacks: Commits) -> Written:
    """Where Elena is written to be after something is done and committed."""

    def done(deed: Callable[[], object]) -> Whereabouts:
        with django_capture_on_commit_callbacks(execute=True):
            deed()
        record_heartbeats()
        row = PlayerPresence.objects.get(pk=elena.pk)
        return Whereabouts(row.scenario, row.game_mode, row.session_id, row.world_id, row.location, row.turn)

    return done


def play(user: User, session: GameSession, option: str) -> Callable[[], object]:
    return lambda: playing.play_turn(user_id=user.pk, session_id=session.pk, request=TurnRequest(option))


def test_a_game_alone_says_where_its_player_is_from_its_start_to_its_end(
    elena: User, gate: str, after: Written
) -> None:
    begun: list[GameSession] = []
    found = after(lambda: begun.append(sessions.start_solo(user_id=elena.pk, scenario_slug=gate)))
    [game] = begun
    assert found == Whereabouts("gate", "solo", game.pk, None, game.state["player"]["location"], game.turn)
    assert after(play(elena, game, "wait")).turn == game.turn + 1
    assert after(lambda: rewind.rewind_game(user_id=elena.pk, session_id=game.pk, steps=1)).turn == game.turn
    for option in ("take_key", "open_gate"):
        assert after(play(elena, game, option)).session_id == game.pk
    assert after(play(elena, game, "stay")) == Whereabouts(), "the story is over"


def test_who_gives_up_plays_nothing(elena: User, game: GameSession, after: Written) -> None:
    assert after(play(elena, game, "wait")).session_id == game.pk
    assert after(lambda: abandoning.abandon_game(user_id=elena.pk, session_id=game.pk)) == Whereabouts()


def test_a_world_says_where_its_players_are(elena: User, kael: User, gate: str, after: Written) -> None:
    joined = creating.create_world(user_id=kael.pk, scenario_slug=gate)
    world = joined.world
    found = after(lambda: joining.join_world(user_id=elena.pk, world_id=world.pk))
    assert (found.scenario, found.game_mode, found.world_id) == ("gate", "shared", world.pk)
    assert found.session_id is not None
    session = GameSession.objects.get(pk=found.session_id)
    assert after(play(elena, session, "wait")).turn == session.turn + 1
    assert after(lambda: leaving.leave_world(user_id=elena.pk, world_id=world.pk)) == Whereabouts()


@pytest.mark.parametrize("end", ["kick", "archive"])
def test_being_sent_away_is_no_sign_of_life(end: str, elena: User, kael: User, gate: str, after: Written) -> None:
    world = creating.create_world(user_id=kael.pk, scenario_slug=gate).world
    after(lambda: joining.join_world(user_id=elena.pk, world_id=world.pk))
    PlayerPresence.objects.update(last_heartbeat=None)

    def send_away() -> object:
        if end == "kick":
            return hosting.kick_player(user_id=kael.pk, world_id=world.pk, player=elena.short_id, reason="")
        return archiving.archive_world(user_id=kael.pk, world_id=world.pk)

    assert after(send_away) == Whereabouts()
    assert presence_statuses([elena.pk])[elena.pk].status == "offline"


def test_presence_may_name_a_private_world_to_those_who_know_it_alone(elena: User, kael: User, gate: str) -> None:
    hidden = creating.create_world(
        user_id=elena.pk, scenario_slug=gate, visibility=SharedWorld.Visibility.PRIVATE
    ).world
    shown = creating.create_world(user_id=elena.pk, scenario_slug=gate).world
    both = [hidden.pk, shown.pk]
    assert worlds_known(elena.pk, both) == {hidden.pk: hidden.short_id, shown.pk: shown.short_id}
    assert worlds_known(kael.pk, both) == worlds_known(None, both) == {shown.pk: shown.short_id}
