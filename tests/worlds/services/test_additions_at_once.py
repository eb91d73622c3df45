"""Curators and authors at one scenario in the same moment: its row lock loses none of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.worlds.services.at_once import at_once
from tests.worlds.services.ideas import climb
from tests.worlds.services.ready_stories import GATE
from worlds.models import GameSession, Scenario, ScenarioAddition, ScenarioRevision, SharedWorld
from worlds.models.compiled import compiled_scenario
from worlds.services.games import sessions
from worlds.services.games.replay import verify_game
from worlds.services.membership import creating
from worlds.services.membership.joining import Joined
from worlds.services.stories import additions, overlays
from worlds.services.stories.scenarios import import_scenario
from worlds.services.turns.playing import play_turn
from worlds.services.turns.request import TurnRequest

if TYPE_CHECKING:
    from profiles.models import User

pytestmark = pytest.mark.django_db(transaction=True)


def adds(scenario: Scenario, key: str) -> Callable[[], object]:
    return lambda: additions.publish_addition(scenario_id=scenario.pk, addition=climb(key))


def lays(joined: Joined, key: str) -> Callable[[], object]:
    return lambda: overlays.add_to_world(world_id=joined.world.pk, addition=climb(key), author_id=None)


def waits(session: GameSession, user: User) -> Callable[[], object]:
    request = TurnRequest("wait")
    return lambda: [play_turn(user_id=user.pk, session_id=session.pk, request=request) for _ in range(5)]


@pytest.fixture
def scenario(gate: str) -> Scenario:
    return Scenario.objects.get(slug=gate)


def added_to_newest(scenario: Scenario) -> set[str]:
    assert scenario.newest is not None
    return {
        option.id for option in compiled_scenario(scenario.newest).nodes["road"].options if option.id.startswith("imp_")
    }


def test_six_additions_at_once_are_six_revisions_and_none_is_lost(scenario: Scenario) -> None:
    keys = [f"imp_{number}" for number in range(6)]
    assert at_once(*(adds(scenario, key) for key in keys)) == ["done"] * 6
    assert added_to_newest(scenario) == set(keys)
    assert list(scenario.revisions.order_by("number").values_list("number", flat=True)) == list(range(1, 8))


def test_the_same_addition_six_times_at_once_is_made_once(scenario: Scenario) -> None:
    assert sorted(at_once(*[adds(scenario, "imp_one")] * 6)) == [*["added_before"] * 5, "done"]
    assert (ScenarioAddition.objects.count(), ScenarioRevision.objects.count()) == (1, 2)


def test_an_import_and_additions_at_once_keep_each_other(scenario: Scenario) -> None:
    newer = GATE.replace(b"It is cold.", b"It is warm.")
    imports = [lambda: import_scenario(source=newer, slug="gate")] * 2
    keys = [f"imp_{number}" for number in range(4)]
    assert at_once(*imports, *(adds(scenario, key) for key in keys)) == ["done"] * 6
    assert added_to_newest(scenario) == set(keys)
    assert scenario.newest is not None
    assert compiled_scenario(scenario.newest).nodes["road"].options[0].narrative == "It is warm."
    assert scenario.revisions.filter(origin="import").count() == 2


def test_taking_back_and_adding_at_once_do_both(scenario: Scenario) -> None:
    additions.publish_addition(scenario_id=scenario.pk, addition=climb("imp_old"))
    takes = [lambda: additions.retract_addition(scenario_id=scenario.pk, key="imp_old")] * 2
    assert sorted(at_once(*takes, adds(scenario, "imp_new"))) == ["done", "done", "taken_back"]
    assert scenario.newest is not None
    options = {option.id: option.retired for option in compiled_scenario(scenario.newest).nodes["road"].options}
    assert (options["imp_old"], options["imp_new"]) == (True, False)


def test_games_begin_and_go_on_while_revisions_are_made(elena: User, game: GameSession, scenario: Scenario) -> None:
    begun = [lambda: sessions.start_solo(user_id=elena.pk, scenario_slug="gate")] * 3
    keys = [f"imp_{number}" for number in range(3)]
    assert at_once(*begun, waits(game, elena), *(adds(scenario, key) for key in keys)) == ["done"] * 7
    assert GameSession.objects.count() == 4
    for session in GameSession.objects.select_related("revision"):
        assert verify_game(session=session)["ok"]
    assert GameSession.objects.get(pk=game.pk).revision_id == game.revision_id


def test_overlays_of_two_worlds_turns_in_them_and_additions_at_once_lose_nothing(
    elena: User, stranger: User, scenario: Scenario
) -> None:
    here = creating.create_world(user_id=elena.pk, scenario_slug="gate")
    there = creating.create_world(user_id=stranger.pk, scenario_slug="gate")
    works = [adds(scenario, "imp_all")]
    for joined, user in ((here, elena), (there, stranger)):
        works += [lays(joined, "imp_one"), lays(joined, "imp_two"), waits(joined.session, user)]
    assert at_once(*works) == ["done"] * 7
    assert added_to_newest(scenario) == {"imp_all"}
    for world in SharedWorld.objects.select_related("revision"):
        options = [option.id for option in compiled_scenario(world.revision).nodes["road"].options]
        assert (set(options[-2:]), world.turn, world.record_seq) == ({"imp_one", "imp_two"}, 5, 9)
