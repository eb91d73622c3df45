"""Who is told by name as the one who took what somebody wants, and where no names are held."""

from __future__ import annotations

import pytest

from profiles.models import User
from tests.worlds.services.conftest import MakesPeople
from tests.worlds.views.stories import HOUSE
from worlds.models import TurnRecord
from worlds.services.games import sessions
from worlds.services.games.seen_view import look_and_remember
from worlds.services.games.view import session_view
from worlds.services.membership import creating, joining, leaving
from worlds.services.membership.joining import Joined
from worlds.services.stories import scenarios
from worlds.services.turns.playing import play_turn
from worlds.services.turns.request import TurnRequest

pytestmark = pytest.mark.django_db(transaction=True)
BY_WREN = "Wren took the brass lamp before you, and there is no other."


@pytest.fixture
def first(people: MakesPeople) -> Joined:
    """The game of Wren, who takes the lamp."""
    [maker] = people(1)
    scenarios.import_scenario(source=HOUSE, slug="house")
    opened = creating.create_world(user_id=maker.pk, scenario_slug="house", character_name="Wren")
    play_turn(user_id=maker.pk, session_id=opened.session.pk, request=TurnRequest("take_lamp"))
    return opened


@pytest.fixture
def second(elena: User, first: Joined) -> Joined:
    """The game of somebody who comes too late for it."""
    return joining.join_world(user_id=elena.pk, world_id=first.world.pk)


def reason(second: Joined) -> str | None:
    view = session_view(sessions.get_owned(user_id=second.session.user_id, session_id=second.session.pk))
    return next(option["locked_reason"] for option in view["node"]["options"] if option["id"] == "take_lamp")


def test_an_answer_and_its_view_name_who_took_it_and_the_log_does_not(second: Joined) -> None:
    mine, too_late = second.session, TurnRequest("take_lamp")
    for _ in range(2):  # the second time it is answered again
        answer = play_turn(user_id=mine.user_id, session_id=mine.pk, request=too_late, idempotency_key="k").result
        assert answer["narrative"] == BY_WREN
        assert BY_WREN in [option["locked_reason"] for option in answer["view"]["node"]["options"]]
    kept = TurnRecord.objects.get(session=second.session, kind="choice")
    assert kept.result["narrative"] == BY_WREN.replace("Wren", "Someone")


def test_a_view_names_who_took_it_by_their_name_of_today(second: Joined, first: Joined) -> None:
    game = sessions.get_owned(user_id=second.session.user_id, session_id=second.session.pk)
    version = look_and_remember(game, has=lambda _: False).version
    assert reason(second) == BY_WREN
    first.world.participants.of(first.session.user_id).update(character_name="Moth")
    assert reason(second) == BY_WREN.replace("Wren", "Moth")
    assert look_and_remember(game, has=lambda _: False).version != version


def test_who_has_left_the_world_is_told_of_nobody(second: Joined, first: Joined) -> None:
    leaving.leave_world(user_id=second.session.user_id, world_id=first.world.pk)
    assert reason(second) == BY_WREN.replace("Wren", "Someone")
