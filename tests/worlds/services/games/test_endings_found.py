"""How many of a story's endings somebody has found."""

from __future__ import annotations

import pytest

from profiles.models import User
from tests.worlds.services.ready_stories import GATE
from worlds.models import GameSession
from worlds.services.games import sessions
from worlds.services.games.endings_found import EndingsFound, endings_found
from worlds.services.stories.scenarios import import_scenario
from worlds.services.turns import playing
from worlds.services.turns.request import TurnRequest

TITLED = GATE.replace(b"broken: {type", b"broken: {title: The gate, type")


@pytest.fixture
def elena(db: None) -> User:
    import_scenario(source=TITLED, slug="gate")
    return User.objects.create_user("elena")


def played(user: User, *options: str) -> GameSession:
    session = sessions.start_solo(user_id=user.pk, scenario_slug="gate")
    for option in options:
        playing.play_turn(user_id=user.pk, session_id=session.pk, request=TurnRequest(option_id=option))
    session.refresh_from_db()
    return session


def test_endings_are_counted_once_and_those_with_a_title_are_named(elena: User) -> None:
    assert endings_found(played(elena)) == EndingsFound(0, 2, ())
    played(elena, "take_key", "open_gate", "stay")
    played(elena, "run")
    assert endings_found(played(elena, "run")) == EndingsFound(2, 2, ("The gate",))


def test_what_others_found_does_not_count(elena: User) -> None:
    played(User.objects.create_user("kael"), "run")
    assert endings_found(played(elena)).found == 0


def test_a_further_revision_forgets_no_ending(elena: User) -> None:
    played(elena, "run")
    import_scenario(source=TITLED.replace(b"Dust, and", b"Mud, and"), slug="gate")
    assert endings_found(played(elena)).found == 1
