"""The whole way over HTTP: shared, claimed, approved, integrated, and played by somebody else."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from improvisations.models import Improvisation
from profiles.models import User
from tests.api.claims import refusal
from tests.staff import moderator, staff_with
from worlds.models import ScenarioRevision, SharedWorld
from worlds.services.membership import archiving
from worlds.services.membership.errors import WorldArchived

PATH = "/api/v1/improvisations"
QUEUE = "/api/v1/admin/improvisations"
WORDS = "I hum an old song until the keeper smiles."
HERE = {"target_node_id": "road", "as_option": True}

ClientOf = Callable[[User], APIClient]


def sharing_in(player: APIClient, game: str) -> str:
    turn = player.post(f"{game}/turns", {"input": WORDS}).json()
    told = {"session_id": turn["session_id"], "scenario_id": "gate", "node_id": "road", "player_input": WORDS}
    return str(player.post(PATH, told).json()["improvisation_id"])


@pytest.fixture
def miras(db: None, signed_in: ClientOf) -> APIClient:
    return signed_in(moderator("mira"))


@pytest.fixture
def shared(adas: APIClient, game: str) -> str:
    return sharing_in(adas, game)


@pytest.fixture
def approved(miras: APIClient, shared: str) -> str:
    assert miras.post(f"{QUEUE}/{shared}/claim").status_code == 200
    assert miras.post(f"{QUEUE}/{shared}/review", {"action": "approve", "reviewer_notes": "Lovely."}).status_code == 200
    return shared


def options(player: APIClient) -> tuple[str, list[dict[str, Any]]]:
    begun = player.post("/api/v1/game/start", {"scenario_id": "gate"}).json()
    listed: list[dict[str, Any]] = begun["view"]["node"]["options"]
    return f"/api/v1/game/{begun['session_id']}", listed


def test_an_idea_becomes_an_option_that_others_play(
    adas: APIClient, bobs: APIClient, miras: APIClient, approved: str, game: str
) -> None:
    running = adas.get(game).json()
    wish = {**HERE, "option_text": "Hum an old song", "outcome_node_id": "garden"}
    answer = miras.post(f"{QUEUE}/{approved}/integrate", wish)
    assert answer.status_code == 200, answer.json()
    told = answer.json()
    assert (told["status"], told["integration"]) == (
        "integrated",
        {
            "revision": 2, "target_node_id": "road", "as_option": True, "option_id": approved,
            "outcome_node_id": "garden",
        },
    )  # fmt: skip
    path, listed = options(bobs)
    assert (listed[-1]["text"], listed[-1]["credit"]["name"]) == ("Hum an old song", "Ada")
    played = bobs.post(f"{path}/turns", {"option_id": approved}).json()
    assert (played["kind"], played["view"]["node"]["id"]) == ("choice", "garden")
    assert adas.get(game).json() == running
    assert adas.get(f"{game}/verify").json()["ok"]
    own = adas.get(f"{PATH}/{approved}").json()
    assert [step["to_status"] for step in own["history"]] == ["submitted", "under_review", "approved", "integrated"]


def test_an_idea_becomes_an_answer_to_the_same_words(bobs: APIClient, miras: APIClient, approved: str) -> None:
    told = miras.post(f"{QUEUE}/{approved}/integrate", {"target_node_id": "road", "as_option": False}).json()
    assert (told["integration"]["option_id"], told["integration"]["outcome_node_id"]) == ("ask", None)
    path, _ = options(bobs)
    played = bobs.post(f"{path}/turns", {"option_id": "ask", "input": "I hum an old song"}).json()
    assert played["cell"] == "discovery"


def test_without_an_improvise_option_there_is_nothing_that_could_answer(miras: APIClient, approved: str) -> None:
    answer = miras.post(f"{QUEUE}/{approved}/integrate", {"target_node_id": "garden", "as_option": False})
    refusal(answer, 409, "no_improvise_option")


@pytest.mark.parametrize("wish", [{"target_node_id": "cellar"}, {**HERE, "outcome_node_id": "cellar"}])
def test_where_the_story_has_no_place_for_it_that_is_said(miras: APIClient, approved: str, wish: Any) -> None:
    refusal(miras.post(f"{QUEUE}/{approved}/integrate", wish), 409, "does_not_fit")
    assert ScenarioRevision.objects.count() == 1


def test_a_text_that_an_option_there_has_already_is_refused(miras: APIClient, approved: str) -> None:
    wish = {**HERE, "option_text": "take the KEY"}
    told = refusal(miras.post(f"{QUEUE}/{approved}/integrate", wish), 409, "does_not_fit")
    assert told["details"]["reason"] == "text_taken"
    assert ScenarioRevision.objects.count() == 1


@pytest.mark.parametrize(
    "wish",
    [
        {}, {"target_node_id": ""}, {**HERE, "as_option": "yes"}, {**HERE, "option_text": "x" * 501},
        {**HERE, "option_text": "\u200bhum"}, {**HERE, "consequences": [{"type": "gain_item", "item": "key"}]},
        {**HERE, "credit": {"user_id": "usr_x", "name": "Me"}},
    ],
)  # fmt: skip
def test_a_wish_that_makes_no_sense_is_refused(miras: APIClient, approved: str, wish: dict[str, Any]) -> None:
    refusal(miras.post(f"{QUEUE}/{approved}/integrate", wish), 400, "invalid_input")
    assert ScenarioRevision.objects.count() == 1


def test_it_is_done_once_and_only_with_what_is_approved(miras: APIClient, shared: str) -> None:
    path = f"{QUEUE}/{shared}/integrate"
    refusal(miras.post(path, HERE), 409, "illegal_transition")
    miras.post(f"{QUEUE}/{shared}/review", {"action": "approve"})
    refusal(miras.post(path, {**HERE, "version": 1}), 409, "stale_version")
    assert miras.post(path, HERE).status_code == 200
    refusal(miras.post(path, HERE), 409, "illegal_transition")
    refusal(miras.post(f"{QUEUE}/imp_aaaaaaaa/integrate", HERE), 404, "not_found")


def test_only_who_may_integrate_does(adas: APIClient, stranger: APIClient, signed_in: ClientOf, approved: str) -> None:
    reader = signed_in(staff_with("improvisations.moderate", name="reader"))
    for client in (adas, reader):
        refusal(client.post(f"{QUEUE}/{approved}/integrate", HERE), 403, "forbidden")
    refusal(stranger.post(f"{QUEUE}/{approved}/integrate", HERE), 401, "auth_required")
    refusal(reader.get(f"{QUEUE}/{approved}/integrate"), 405, "method_not_allowed")
    assert Improvisation.objects.get().status == "approved"


def test_a_moderator_is_told_whether_its_world_took_up_what_was_approved(
    adas: APIClient, miras: APIClient, gate: str
) -> None:
    said = []
    for is_over in (False, True):
        begun = adas.post("/api/v1/game/start", {"scenario_id": gate, "game_mode": "collaborative"}).json()
        shared = sharing_in(adas, f"/api/v1/game/{begun['session_id']}")
        if is_over:
            archiving.archive_any(world_id=SharedWorld.objects.get(short_id=begun["world_id"]).pk)
        answer = miras.post(f"{QUEUE}/{shared}/review", {"action": "approve"}).json()
        said.append((answer["status"], answer["note"]))
    assert said == [("approved", None), ("approved", f"could not add it to its world: {WorldArchived.message}")]
