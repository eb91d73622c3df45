"""How many chose otherwise: counted by the worker over finished games, and told only of enough of them."""

from __future__ import annotations

import pytest

from profiles.models import User
from tests.worlds.services.ready_stories import GATE
from worlds import limits
from worlds.models import ChoiceCounts, GameSession
from worlds.services.games import rewind, sessions
from worlds.services.games.others_choices import others_choices
from worlds.services.stories.choice_counts import count_choices
from worlds.services.stories.scenarios import import_scenario
from worlds.services.turns import playing
from worlds.services.turns.request import TurnRequest

RUNS, STAYS = ("run",), ("take_key", "open_gate", "stay")


@pytest.fixture
def elena(db: None, monkeypatch: pytest.MonkeyPatch) -> User:
    monkeypatch.setattr(limits, "GAMES_FOR_SHARES", 4)
    import_scenario(source=GATE, slug="gate")
    return User.objects.create_user("elena")


def played(user: User, *options: str) -> GameSession:
    session = sessions.start_solo(user_id=user.pk, scenario_slug="gate")
    for option in options:
        playing.play_turn(user_id=user.pk, session_id=session.pk, request=TurnRequest(option_id=option))
    session.refresh_from_db()
    return session


def counts() -> dict[str, dict[str, int]]:
    told: dict[str, dict[str, int]] = ChoiceCounts.objects.get().counts
    return told


def test_who_chose_otherwise_is_told_in_a_hundred(elena: User) -> None:
    mine = played(elena, *RUNS)
    for options in (RUNS, RUNS, STAYS):
        played(elena, *options)
    assert "gate" in count_choices()
    told = others_choices(mine)
    assert told["games"] == 4
    assert [(one["option_id"], one["otherwise_percent"]) for one in told["choices"]] == [("run", 25)]


def test_nothing_is_told_of_fewer_games_than_enough(elena: User) -> None:
    mine = played(elena, *RUNS)
    for options in (RUNS, STAYS):
        played(elena, *options)
    count_choices()
    assert others_choices(mine) == {"games": 0, "choices": []}


def test_nothing_is_told_before_the_end(elena: User) -> None:
    for options in (RUNS, RUNS, STAYS, STAYS):
        played(elena, *options)
    count_choices()
    assert others_choices(played(elena, "take_key"))["choices"] == []


def test_a_game_counts_once_at_a_node_by_its_last_choice_there(elena: User) -> None:
    played(elena, "take_key", "run")
    count_choices()
    assert counts()["road"] == {"run": 1}


def test_what_was_undone_does_not_count(elena: User) -> None:
    game = played(elena, "take_key", "open_gate")
    rewind.rewind_game(user_id=elena.pk, session_id=game.pk, steps=1)
    playing.play_turn(user_id=elena.pk, session_id=game.pk, request=TurnRequest(option_id="run"))
    count_choices()
    assert counts() == {"road": {"run": 1}}


def test_an_unfinished_game_does_not_count_and_nothing_new_is_not_counted_again(elena: User) -> None:
    played(elena, "take_key")
    assert count_choices() == ""
    assert not ChoiceCounts.objects.exists()
