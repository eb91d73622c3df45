"""Who is online, over the API."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import override_settings
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from presence.models import PlayerPresence
from presence.services.attendance import attendance
from presence.services.heartbeats import record_heartbeats
from profiles.models import User

ONLINE = "/api/v1/presence"
ME = "/api/v1/presence/me"
BEAT = "/api/v1/presence/heartbeat"

pytestmark = pytest.mark.django_db


@pytest.fixture
def commits(django_capture_on_commit_callbacks: Any) -> Any:
    """Runs what is done on commit, as a request outside of a test would."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def start(client: APIClient, commits: Any, **more: object) -> dict[str, Any]:
    with commits():
        begun = client.post("/api/v1/game/start", {"scenario_id": "gate", **more})
    assert begun.status_code == 200, begun.content
    found: dict[str, Any] = begun.json()
    return found


def online(client: APIClient, **query: str) -> Any:
    """As it is told to somebody who is online too."""
    client.post(BEAT)
    record_heartbeats()
    answer = client.get(ONLINE, query)
    assert answer.status_code == 200
    return answer.json()


def let_be_seen(client: APIClient) -> None:
    assert client.patch(ME, {"visible": True}).json() == {"visible": True, "status": "online"}


def test_somebody_who_lets_it_be_seen_is_told_with_where_they_play(
    adas: APIClient, bobs: APIClient, ada: User, gate: str, commits: Any
) -> None:
    let_be_seen(adas)
    begun = start(adas, commits, game_mode="shared")
    with commits():
        adas.post(f"/api/v1/game/{begun['session_id']}/turns", {"option_id": "wait"})
    found = online(bobs, scenario_id="gate")
    [told] = found["online"]
    row = PlayerPresence.objects.get(pk=ada.pk)
    assert row.last_heartbeat is not None
    # A sign that was noted before may be written at any moment, also after the answer.
    assert told.pop("last_active") <= row.last_heartbeat.isoformat().replace("+00:00", "Z")
    assert told == {
        "user_id": ada.short_id,
        "display_name": "Ada",
        "is_agent": False,
        "scenario_id": "gate",
        "game_mode": "shared",
        "world_id": begun["world_id"],
        "location": begun["view"]["location"]["id"],
        "turn": begun["view"]["turn"] + 1,
    }
    assert set(found) == {"online", "total_online", "total_playing_scenario"}
    assert (found["total_online"], found["total_playing_scenario"]) == (2, 1)


def test_nobody_is_listed_who_has_not_asked_to_be_and_everybody_is_counted(
    adas: APIClient, bobs: APIClient, gate: str, commits: Any
) -> None:
    start(adas, commits)
    found = online(bobs, scenario_id="gate")
    assert found == {"online": [], "total_online": 2, "total_playing_scenario": 1}
    let_be_seen(adas)
    assert len(online(bobs)["online"]) == 1
    adas.patch(ME, {"visible": False})
    assert online(bobs)["online"] == []


def test_another_story_has_other_players(adas: APIClient, bobs: APIClient, gate: str, commits: Any) -> None:
    let_be_seen(adas)
    start(adas, commits)
    found = online(bobs, scenario_id="dragon_quest")
    assert found == {"online": [], "total_online": 2, "total_playing_scenario": 0}
    assert online(bobs)["total_playing_scenario"] == 1, "without a story everybody who plays is counted"


def test_a_private_world_is_named_to_those_in_it_alone(
    adas: APIClient, bobs: APIClient, gate: str, commits: Any
) -> None:
    let_be_seen(adas)
    begun = start(adas, commits, game_mode="shared", visibility="private")
    strangers = online(bobs)
    [told] = strangers["online"]
    assert (told["scenario_id"], told["game_mode"]) == ("gate", "shared")
    assert (told["world_id"], told["location"]) == (None, None)
    assert begun["world_id"] not in str(strangers)
    [own] = online(adas)["online"]
    assert own["world_id"] == begun["world_id"]


def test_who_was_not_heard_of_for_half_a_minute_is_not_online(adas: APIClient, bobs: APIClient) -> None:
    let_be_seen(adas)
    assert online(bobs)["total_online"] == 2
    for seconds, expected in ((29, 1), (31, 0)):
        PlayerPresence.objects.update(last_heartbeat=timezone.now() - timedelta(seconds=seconds))
        attendance.forget()
        found = bobs.get(ONLINE).json()
        assert (len(found["online"]), found["total_online"]) == (expected, 2 * expected)


def test_an_account_that_was_closed_is_not_listed(adas: APIClient, bobs: APIClient, ada: User) -> None:
    let_be_seen(adas)
    User.objects.filter(pk=ada.pk).update(is_active=False)
    assert online(bobs)["online"] == []


def test_a_heartbeat_says_that_somebody_is_there(adas: APIClient, bobs: APIClient, ada: User) -> None:
    assert adas.post(BEAT).json() == {"status": "online"}
    assert online(bobs)["total_online"] == 2
    assert PlayerPresence.objects.get(pk=ada.pk).is_connected is False


@pytest.mark.parametrize("away", [timedelta(seconds=31), timedelta(hours=1)], ids=["quiet", "gone"])
def test_who_was_not_online_is_listed_with_their_heartbeat(
    adas: APIClient, bobs: APIClient, ada: User, away: timedelta
) -> None:
    let_be_seen(adas)
    assert [each["user_id"] for each in online(adas)["online"]] == [ada.short_id]
    PlayerPresence.objects.filter(pk=ada.pk).update(last_heartbeat=timezone.now() - away)
    assert bobs.get(ONLINE).json()["online"] == []
    adas.post(BEAT)
    assert [each["user_id"] for each in bobs.get(ONLINE).json()["online"]] == [ada.short_id]


def test_signs_of_life_have_a_budget_of_their_own(adas: APIClient, bobs: APIClient) -> None:
    with override_settings(RATE_HEARTBEAT="2/minute"):
        answers = [adas.post(BEAT) for _ in range(3)]
        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert answers[-1].json()["error"]["code"] == "rate_limit_exceeded"
        assert int(answers[-1]["Retry-After"]) > 0
        assert bobs.post(BEAT).status_code == 200


def test_any_call_of_somebody_known_is_a_sign_of_life(adas: APIClient, stranger: APIClient, ada: User) -> None:
    stranger.get("/api/v1/scenarios")
    record_heartbeats()
    assert not PlayerPresence.objects.exists()
    adas.get("/api/v1/players/me")
    record_heartbeats()
    assert PlayerPresence.objects.get().user_id == ada.pk


def test_one_changes_what_is_given(adas: APIClient) -> None:
    assert adas.patch(ME, {"status": "busy"}).json() == {"visible": False, "status": "busy"}
    assert adas.patch(ME, {"visible": True}).json() == {"visible": True, "status": "busy"}
    assert adas.patch(ME, {}).json() == {"visible": True, "status": "busy"}


@pytest.mark.parametrize(
    "body", [{"status": "idle"}, {"status": None}, {"visible": "yes"}, {"visible": 1}, {"world_id": "wld_aaaaaaaa"}]
)
def test_nonsense_and_forged_fields_are_refused(adas: APIClient, body: dict[str, object]) -> None:
    answer = adas.patch(ME, body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "invalid_input")
    assert adas.post(BEAT, {"location": "cave"}).status_code == 400


@pytest.mark.parametrize("query", [{"limit": "0"}, {"limit": "101"}, {"offset": "x"}, {"scenario_id": "x" * 101}])
def test_wrong_questions_are_refused(adas: APIClient, query: dict[str, str]) -> None:
    assert adas.get(ONLINE, query).json()["error"]["code"] == "invalid_input"


def test_strangers_are_asked_to_sign_in(stranger: APIClient) -> None:
    asked: list[Callable[[], Any]] = [
        lambda: stranger.get(ONLINE),
        lambda: stranger.post(BEAT),
        lambda: stranger.patch(ME, {"visible": True}),
    ]
    assert [call().json()["error"]["code"] for call in asked] == ["auth_required"] * 3


def test_a_long_list_comes_in_pages_and_three_questions(
    adas: APIClient, bobs: APIClient, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    people = [User.objects.create_user(f"p{number}") for number in range(5)]
    record_heartbeats([person.pk for person in people])
    PlayerPresence.objects.update(visible=True)
    first, second = (bobs.get(ONLINE, {"limit": 3, "offset": offset}).json()["online"] for offset in (0, 3))
    assert len({person["user_id"] for person in [*first, *second]}) == 5
    record_heartbeats()
    with django_assert_num_queries(3):  # the caller, the people, the counts
        bobs.get(ONLINE)
