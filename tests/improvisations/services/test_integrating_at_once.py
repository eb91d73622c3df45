"""Two curators at one improvisation, or members and a moderator, in the same moment: it is done once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from improvisations.models import Improvisation, ImprovisationMove, Integration
from improvisations.services import endorsing, integrating, reviewing
from improvisations.services.integration_request import IntegrationRequest
from profiles.models import User
from tests.improvisations.together import joins, shares
from tests.worlds.services.at_once import at_once
from tests.worlds.services.ready_stories import GATE
from worlds.models import GameSession, Scenario, ScenarioRevision, SharedWorld
from worlds.models.compiled import compiled_scenario
from worlds.services.games import sessions
from worlds.services.games.replay import verify_game
from worlds.services.membership import creating
from worlds.services.stories.scenarios import import_scenario
from worlds.services.turns.playing import play_turn
from worlds.services.turns.request import TurnRequest

pytestmark = pytest.mark.django_db(transaction=True)

HERE = IntegrationRequest("road")


def approved(author: User, by: User, words: str) -> Improvisation:
    session = sessions.start_solo(user_id=author.pk, scenario_slug="gate")
    row = shares(author, session, words)
    return reviewing.approve_idea(improvisation_id=row.pk, moderator_id=by.pk)


def integrates(row: Improvisation, by: User) -> Callable[[], object]:
    return lambda: integrating.integrate_idea(improvisation_id=row.pk, moderator_id=by.pk, wanted=HERE)


def ideas_at_road() -> set[str]:
    newest = Scenario.objects.get().newest
    assert newest is not None
    return {option.id for option in compiled_scenario(newest).nodes["road"].options if option.id.startswith("imp_")}


def test_two_integrations_at_once_both_stay(elena: User, stranger: User, mira: User, noor: User, gate: str) -> None:
    one, other = approved(elena, mira, "I hum a song."), approved(stranger, mira, "I climb the wall.")
    assert at_once(integrates(one, mira), integrates(other, noor)) == ["done", "done"]
    assert ideas_at_road() == {one.short_id, other.short_id}
    assert sorted(ScenarioRevision.objects.values_list("number", flat=True)) == [1, 2, 3]


def test_the_same_improvisation_by_six_curators_at_once_is_integrated_once(
    elena: User, mira: User, noor: User, gate: str
) -> None:
    row = approved(elena, mira, "I hum a song.")
    assert sorted(at_once(*[integrates(row, mira), integrates(row, noor)] * 3)) == [
        "done", *["illegal_transition"] * 5,
    ]  # fmt: skip
    assert (Integration.objects.count(), ScenarioRevision.objects.count()) == (1, 2)
    assert ImprovisationMove.objects.filter(to_status="integrated").count() == 1


def test_an_integration_while_a_newer_file_comes_in_is_in_it(
    elena: User, stranger: User, mira: User, gate: str
) -> None:
    row = approved(elena, mira, "I hum a song.")
    game = sessions.start_solo(user_id=stranger.pk, scenario_slug="gate")
    newer = GATE.replace(b"It is cold.", b"It is warm.")

    def plays_on() -> None:
        for _ in range(4):
            play_turn(user_id=stranger.pk, session_id=game.pk, request=TurnRequest("wait"))

    assert at_once(integrates(row, mira), lambda: import_scenario(source=newer, slug="gate"), plays_on) == ["done"] * 3
    assert ideas_at_road() == {row.short_id}
    newest = Scenario.objects.get().newest
    assert newest is not None
    assert compiled_scenario(newest).nodes["road"].options[0].narrative == "It is warm."
    session = GameSession.objects.select_related("revision").get(pk=game.pk)
    assert (session.revision.number, session.revision.content_hash) == (1, game.revision.content_hash)
    assert verify_game(session=session)["ok"]


def test_undoing_twice_at_once_is_done_once(elena: User, mira: User, gate: str) -> None:
    integration = integrating.integrate_idea(
        improvisation_id=approved(elena, mira, "I hum a song.").pk, moderator_id=mira.pk, wanted=HERE
    )
    undo = lambda: integrating.undo_integration(integration_id=integration.pk, moderator_id=mira.pk)  # noqa: E731 - said twice
    assert sorted(at_once(undo, undo)) == ["already_undone", "done"]
    assert ScenarioRevision.objects.count() == 3


def test_voices_and_a_moderator_at_once_make_it_part_of_the_world_once(elena: User, mira: User, gate: str) -> None:
    opened = creating.create_world(user_id=elena.pk, scenario_slug=gate, game_mode="collaborative", quorum=2)
    crowd = [User.objects.create_user(f"voice{number}") for number in range(4)]
    for voice in crowd:
        joins(voice, opened)
    row = shares(elena, opened.session)
    voices = [
        lambda voice=voice: endorsing.endorse_improvisation(user_id=voice.pk, improvisation_id=row.pk)
        for voice in crowd
    ]
    answers = at_once(*voices, lambda: reviewing.approve_idea(improvisation_id=row.pk, moderator_id=mira.pk))
    assert set(answers) <= {"done", "already_decided"}
    assert answers[-1] == "done"
    assert Integration.objects.count() == 1
    world = SharedWorld.objects.select_related("revision").get()
    assert [option.id for option in compiled_scenario(world.revision).nodes["road"].options].count(row.short_id) == 1
