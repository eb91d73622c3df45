"""A scenario grows by revisions: games that run keep theirs, new ones are offered what was added."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction

from tests.worlds.services.conftest import Plays
from tests.worlds.services.ideas import climb, plea
from tests.worlds.services.ready_stories import GATE
from worlds.models import GameSession, Scenario, ScenarioAddition, ScenarioRevision
from worlds.models.compiled import compiled_scenario
from worlds.rules.additions import Misfit, NoImproviseOption
from worlds.services.games import sessions
from worlds.services.games.replay import verify_game
from worlds.services.games.view import session_view
from worlds.services.stories import additions
from worlds.services.stories.additions import AddedBefore, TakenBack
from worlds.services.stories.scenarios import import_scenario
from worlds.services.turns import playing
from worlds.services.turns.request import TurnRequest

if TYPE_CHECKING:
    from profiles.models import User

pytestmark = pytest.mark.django_db

NEWER = GATE.replace(b"It is cold.", b"It is warm.")
SILENT = NEWER.replace(b"next: improvise", b"next_node: road").replace(b"improvise_context:", b"zz_context:")


@pytest.fixture
def scenario(gate: str) -> Scenario:
    return Scenario.objects.get(slug=gate)


def newest(scenario: Scenario) -> ScenarioRevision:
    revision = scenario.newest
    assert revision is not None
    return revision


def conflicts(scenario: Scenario) -> dict[str, str]:
    """Why the newest revision has no place for what was added; empty where it has one."""
    return dict(ScenarioAddition.objects.of_scenario(scenario.pk).values_list("key", "conflict"))


def options_of(session: GameSession) -> list[str]:
    return [option["id"] for option in session_view(session)["node"]["options"]]


def test_an_addition_is_a_new_revision_on_top_of_the_file(scenario: Scenario) -> None:
    before = newest(scenario)
    published = additions.publish_addition(scenario_id=scenario.pk, addition=climb())
    made = newest(scenario)
    assert (published.revision, published.created, published.lost) == (made, True, ())
    assert (made.number, made.origin, made.based_on, made.world) == (2, "integration", before, None)
    assert compiled_scenario(made).nodes["road"].options[-1].id == "imp_climbing"
    assert made.report["errors"] == []


def test_a_running_game_keeps_its_story_and_a_new_one_is_offered_the_option(
    elena: User, scenario: Scenario, game: GameSession, plays: Plays
) -> None:
    revision, told = ScenarioRevision.objects.get(pk=game.revision_id), game.state_hash
    additions.publish_addition(scenario_id=scenario.pk, addition=climb())
    running = sessions.get_owned(user_id=elena.pk, session_id=game.pk)
    assert "imp_climbing" not in options_of(running)
    assert (running.revision, running.revision.content_hash, running.state_hash) == (
        revision, revision.content_hash, told,
    )  # fmt: skip
    plays("wait")
    assert verify_game(session=GameSession.objects.get(pk=game.pk))["ok"]
    fresh = sessions.start_solo(user_id=elena.pk, scenario_slug="gate")
    assert options_of(fresh)[-1] == "imp_climbing"
    request = TurnRequest("imp_climbing")
    result = playing.play_turn(user_id=elena.pk, session_id=fresh.pk, request=request).result
    assert (result["cell"], result["view"]["node"]["id"]) == ("discovery", "garden")
    assert verify_game(session=GameSession.objects.get(pk=fresh.pk))["ok"]


def test_additions_stand_in_the_order_in_which_they_came(scenario: Scenario) -> None:
    for key in ("imp_b", "imp_a", "imp_c"):
        additions.publish_addition(scenario_id=scenario.pk, addition=climb(key))
    ids = [option.id for option in compiled_scenario(newest(scenario)).nodes["road"].options]
    assert ids[-3:] == ["imp_b", "imp_a", "imp_c"]


def test_the_same_addition_twice_is_refused_also_after_it_was_taken_back(scenario: Scenario) -> None:
    additions.publish_addition(scenario_id=scenario.pk, addition=climb())
    with pytest.raises(AddedBefore):
        additions.publish_addition(scenario_id=scenario.pk, addition=climb())
    additions.retract_addition(scenario_id=scenario.pk, key="imp_climbing")
    with pytest.raises(AddedBefore):
        additions.publish_addition(scenario_id=scenario.pk, addition=climb())
    assert newest(scenario).number == 3


def test_what_has_no_place_is_refused_and_nothing_is_stored(scenario: Scenario) -> None:
    with pytest.raises(Misfit):
        additions.publish_addition(scenario_id=scenario.pk, addition=climb(node="cellar"))
    with pytest.raises(NoImproviseOption):
        additions.publish_addition(
            scenario_id=scenario.pk, addition=plea().__class__("imp_x", "garden", "stay", "x", "y", None)
        )
    assert (newest(scenario).number, ScenarioAddition.objects.count()) == (1, 0)


def test_taking_back_hides_the_option_in_a_further_revision_and_games_that_have_it_keep_it(
    elena: User, scenario: Scenario
) -> None:
    additions.publish_addition(scenario_id=scenario.pk, addition=climb())
    game = sessions.start_solo(user_id=elena.pk, scenario_slug="gate")
    additions.retract_addition(scenario_id=scenario.pk, key="imp_climbing")
    later = sessions.start_solo(user_id=elena.pk, scenario_slug="gate")
    assert ("imp_climbing" in options_of(game), "imp_climbing" in options_of(later)) == (True, False)
    assert compiled_scenario(newest(scenario)).nodes["road"].options[-1].retired
    with pytest.raises(TakenBack):
        additions.retract_addition(scenario_id=scenario.pk, key="imp_climbing")


def test_taking_back_an_answer_leaves_the_option_as_its_author_wrote_it(scenario: Scenario) -> None:
    additions.publish_addition(scenario_id=scenario.pk, addition=plea())
    additions.retract_addition(scenario_id=scenario.pk, key="imp_pleading")
    ask = compiled_scenario(newest(scenario)).nodes["road"].option("ask")
    assert ask == compiled_scenario(ScenarioRevision.objects.get(number=1)).nodes["road"].option("ask")


# -- A newer file.


def test_a_newer_file_gets_everything_that_was_added_before(scenario: Scenario) -> None:
    additions.publish_addition(scenario_id=scenario.pk, addition=climb())
    additions.publish_addition(scenario_id=scenario.pk, addition=plea())
    outcome = import_scenario(source=NEWER, slug="gate")
    road = compiled_scenario(outcome.revision).nodes["road"]
    assert (outcome.created, outcome.lost, outcome.revision.number) == (True, (), 5)
    assert (road.options[0].narrative, road.options[-1].id) == ("It is warm.", "imp_climbing")
    file = ScenarioRevision.objects.get(number=4)
    assert (file.origin, outcome.revision.based_on, compiled_scenario(file).nodes["road"].options[-1].id) == (
        "import", file, "run",
    )  # fmt: skip


def test_the_same_file_again_changes_nothing_whatever_was_added_and_taken_back(scenario: Scenario) -> None:
    additions.publish_addition(scenario_id=scenario.pk, addition=climb())
    additions.publish_addition(scenario_id=scenario.pk, addition=plea())
    for key in ("imp_climbing", "imp_pleading"):
        again = import_scenario(source=GATE, slug="gate")
        assert (again.created, again.revision) == (False, newest(scenario))
        additions.retract_addition(scenario_id=scenario.pk, key=key)
    again = import_scenario(source=GATE, slug="gate")
    assert (again.created, again.revision) == (False, newest(scenario))


def test_what_a_newer_file_has_no_place_for_is_told_and_comes_back_with_a_later_one(scenario: Scenario) -> None:
    additions.publish_addition(scenario_id=scenario.pk, addition=climb())
    additions.publish_addition(scenario_id=scenario.pk, addition=plea())
    outcome = import_scenario(source=SILENT, slug="gate")
    [lost] = outcome.lost
    assert (lost.key, lost.node, lost.misfit.reason) == ("imp_pleading", "road", "no_improvise_option")
    assert compiled_scenario(outcome.revision).nodes["road"].options[-1].id == "imp_climbing"
    assert "no longer asks" in conflicts(scenario)["imp_pleading"]
    assert import_scenario(source=NEWER, slug="gate").lost == ()
    assert conflicts(scenario) == {"imp_climbing": "", "imp_pleading": ""}


def test_a_lost_addition_keeps_no_other_from_being_added(scenario: Scenario) -> None:
    additions.publish_addition(scenario_id=scenario.pk, addition=plea())
    import_scenario(source=SILENT, slug="gate")
    published = additions.publish_addition(scenario_id=scenario.pk, addition=climb())
    assert compiled_scenario(published.revision).nodes["road"].options[-1].id == "imp_climbing"
    additions.retract_addition(scenario_id=scenario.pk, key="imp_pleading")
    assert conflicts(scenario) == {"imp_climbing": "", "imp_pleading": ""}


# -- Before it is done.


def test_a_preview_shows_the_story_with_the_option_and_stores_nothing(scenario: Scenario) -> None:
    seen = additions.preview_addition(scenario_id=scenario.pk, addition=climb())
    assert seen.story.nodes["road"].options[-1].id == "imp_climbing"
    assert seen.report.ok
    assert (newest(scenario).number, ScenarioAddition.objects.count()) == (1, 0)
    with pytest.raises(Misfit):
        additions.preview_addition(scenario_id=scenario.pk, addition=climb(next_node="cellar"))


def test_a_preview_tells_warnings_that_are_new(scenario: Scenario) -> None:
    idle = climb(consequence=(), next_node="broken")
    seen = additions.preview_addition(scenario_id=scenario.pk, addition=idle)
    assert [problem.code for problem in seen.new_warnings] == []
    same = additions.preview_addition(
        scenario_id=scenario.pk, addition=climb(node="garden", consequence=(), next_node="home")
    )
    assert [problem.code for problem in same.new_warnings] == ["same_option"]


def test_an_overlay_without_a_world_cannot_be_stored(scenario: Scenario) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ScenarioRevision.objects.create(
            scenario=scenario, number=9, content_text="{}", content_hash="", origin=ScenarioRevision.Origin.OVERLAY
        )
