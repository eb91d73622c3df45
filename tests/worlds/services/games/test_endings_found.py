"""How many of a story's endings somebody has found."""

from __future__ import annotations

import pytest

from profiles.models import User
from tests.worlds.services.ready_stories import GATE
from worlds.models import GameSession
from worlds.services.games import rewind, sessions
from worlds.services.games.endings_found import EndingFound, endings_found
from worlds.services.stories.scenarios import import_scenario
from worlds.services.turns import playing
from worlds.services.turns.request import TurnRequest

NOT_FOUND = EndingFound(is_found=False, is_this=False)
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


def amount_found(session: GameSession) -> int:
    return sum(one.is_found for one in endings_found(session))


def test_endings_are_counted_once_and_those_with_a_title_are_named(elena: User) -> None:
    assert endings_found(played(elena)) == [NOT_FOUND, NOT_FOUND]
    played(elena, "take_key", "open_gate", "stay")
    played(elena, "run")
    found = endings_found(played(elena, "run"))
    assert [one.title for one in found if one.is_found] == ["", "The gate"]
    assert [one.is_this for one in found].count(True) == 1


def test_what_others_found_does_not_count(elena: User) -> None:
    played(User.objects.create_user("kael"), "run")
    assert amount_found(played(elena)) == 0


def test_a_further_revision_forgets_no_ending(elena: User) -> None:
    played(elena, "run")
    import_scenario(source=TITLED.replace(b"Dust, and", b"Mud, and"), slug="gate")
    assert amount_found(played(elena)) == 1


def test_an_ending_that_was_undone_stays_found(elena: User) -> None:
    over = played(elena, "run")
    rewind.rewind_game(user_id=elena.pk, session_id=over.pk, steps=1)
    over.refresh_from_db()
    assert over.ending_id == ""
    assert amount_found(over) == 1
