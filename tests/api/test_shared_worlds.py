"""Shared worlds over HTTP: what each call answers, and to whom."""

from collections import Counter
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from common import ids
from profiles.models import User
from profiles.services import accounts
from tests.api.claims import START, WORLDS, Answered, posted, refusal
from tests.api.conftest import AtOnce
from worlds.models import GameSession, LocationLock, SharedWorld, TurnLease, TurnTicket, WorldEvent

pytestmark = pytest.mark.django_db

STARTED = {"session_id", "world_id", "scenario_id", "game_mode", "players", "view"}


def test_a_shared_game_without_a_world_makes_one_with_the_keys_of_the_contract(ada: User, started: Answered) -> None:
    assert set(started) == STARTED
    assert ids.is_short_id(started["session_id"], "ses")
    assert ids.is_short_id(started["world_id"], "wld")
    assert started["game_mode"] == started["view"]["game_mode"] == "shared"
    assert started["view"]["world_id"] == started["world_id"]
    player = {"user_id": ada.short_id, "display_name": "Ada", "character_name": "Ada", "location": "road"}
    assert started["players"] == [player]


def test_a_world_is_joined_by_either_form_of_its_id(ada: User, bob: User, bobs: APIClient, started: Answered) -> None:
    by_uuid = str(SharedWorld.objects.get().pk)
    body = {"scenario_id": "gate", "game_mode": "shared"}
    first = posted(bobs, START, {**body, "world_id": by_uuid})
    second = posted(bobs, START, {**body, "world_id": started["world_id"]})
    assert first["session_id"] == second["session_id"]
    assert [player["user_id"] for player in first["players"]] == [ada.short_id, bob.short_id]
    assert [player["user_id"] for player in first["view"]["location"]["players"]] == [ada.short_id]


def test_the_terms_of_a_world_are_kept(adas: APIClient, gate: str) -> None:
    terms = {"visibility": "private", "max_players": 3, "time_policy": "sum", "quorum": 2, "agents_allowed": False}
    made = posted(adas, START, {"scenario_id": gate, "game_mode": "collaborative", "character_name": "Ada L", **terms})
    told = adas.get(f"{WORLDS}/{made['world_id']}").json()
    assert {key: told[key] for key in terms} == terms
    assert (told["game_mode"], made["view"]["character"]["name"]) == ("collaborative", "Ada L")


def test_another_story_or_mode_than_the_worlds_is_refused_at_its_field(
    bobs: APIClient, gate: str, started: Answered
) -> None:
    body = {"scenario_id": "other", "game_mode": "shared", "world_id": started["world_id"]}
    assert set(refusal(bobs.post(START, body), 400, "invalid_input")["details"]) == {"scenario_id"}
    body = {"scenario_id": gate, "game_mode": "collaborative", "world_id": started["world_id"]}
    assert set(refusal(bobs.post(START, body), 400, "invalid_input")["details"]) == {"game_mode"}


@pytest.mark.parametrize("unknown", ["wld_aaaaaaaa", "x", "ses_aaaaaaaa", "1b4e28ba-2fa1-11d2-883f-0016d3cca427"])
def test_an_unknown_world_is_not_found_at_any_door(adas: APIClient, gate: str, unknown: str) -> None:
    refusal(adas.post(START, {"scenario_id": gate, "game_mode": "shared", "world_id": unknown}), 404, "not_found")
    for method, door, body in DOORS:
        refusal(getattr(adas, method)(f"{WORLDS}/{unknown}{door}", body), 404, "not_found")


DOORS: list[tuple[str, str, Answered | None]] = [
    ("get", "", None),
    ("post", "/join", {}),
    ("post", "/leave", {}),
    ("post", "/spectate", {}),
    ("patch", "/settings", {"visibility": "private"}),
    ("post", "/kick", {"user_id": "usr_aaaaaaaa", "reason": "x"}),
    ("post", "/ban", {"user_id": "usr_aaaaaaaa"}),
    ("post", "/ready", {}),
    ("post", "/archive", {}),
    ("get", "/invites", None),
    ("post", "/invites", {}),
    ("delete", "/invites/abc", None),
]


@pytest.mark.parametrize(("method", "door", "body"), DOORS)
def test_a_private_world_looks_to_strangers_like_one_that_is_not_there(
    *, adas: APIClient, bobs: APIClient, world: str, method: str, door: str, body: Answered | None
) -> None:
    assert adas.patch(f"{world}/settings", {"visibility": "private"}).status_code == 200
    theirs = getattr(bobs, method)(f"{world}{door}", body)
    nobodys = getattr(bobs, method)(f"{WORLDS}/wld_aaaaaaaa{door}", body)
    refusal(theirs, 404, "not_found")
    assert theirs.json() == nobodys.json()


@pytest.mark.parametrize(("method", "door", "body"), [*DOORS, ("get", "s", None)])
def test_nobody_comes_near_a_world_unasked(
    stranger: APIClient, world: str, method: str, door: str, body: Answered | None
) -> None:
    path = WORLDS if door == "s" else f"{world}{door}"
    refusal(getattr(stranger, method)(path, body), 401, "auth_required")


def test_joining_twice_is_joining_once_and_leaving_keeps_the_session(bobs: APIClient, world: str) -> None:
    first, second = (posted(bobs, f"{world}/join") for _ in range(2))
    assert set(first) == STARTED
    assert first["session_id"] == second["session_id"]
    left = posted(bobs, f"{world}/leave")
    assert left == {"world_id": first["world_id"], "session_id": first["session_id"], "player_count": 1}
    assert posted(bobs, f"{world}/leave/") == left
    assert bobs.get(f"/api/v1/game/{first['session_id']}").json()["status"] == "active"
    assert posted(bobs, f"{world}/join/")["session_id"] == first["session_id"]


def test_who_was_never_there_cannot_leave(bobs: APIClient, world: str) -> None:
    refusal(bobs.post(f"{world}/leave"), 403, "not_a_member")


@pytest.mark.parametrize(
    ("door", "body", "field"),
    [
        ("join", {"character_name": "a\u202eb"}, None),
        ("join", {"character_name": "x" * 61}, "character_name"),
        ("join", {"new_character": "yes"}, "new_character"),
        ("join", {"world_state": {}}, "world_state"),
        ("leave", {"score": 9}, "score"),
        ("spectate", {"role": "player"}, "role"),
        ("ready", {"ready": 1}, "ready"),
        ("kick", {"reason": "x"}, "user_id"),
        ("ban", {"user_id": "usr_aaaaaaaa", "reason": "x" * 501}, "reason"),
        ("archive", {"status": "archived"}, "status"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(
    adas: APIClient, world: str, door: str, body: Answered, field: str | None
) -> None:
    details = refusal(adas.post(f"{world}/{door}", body), 400, "invalid_input")["details"]
    assert set(details) == ({field} if field else set())
    assert SharedWorld.objects.get().player_count == 1


def test_a_quick_join_finds_room_and_else_makes_some(adas: APIClient, bobs: APIClient, started: Answered) -> None:
    body = {"scenario_id": "gate"}
    assert posted(bobs, f"{WORLDS}/quick-join", body)["world_id"] == started["world_id"]
    other = posted(bobs, f"{WORLDS}/quick-join", {**body, "game_mode": "collaborative", "character_name": "Bob"})
    assert other["world_id"] != started["world_id"]
    refusal(bobs.post(f"{WORLDS}/quick-join", {"scenario_id": "nothing"}), 404, "not_found")


def test_an_archived_world_is_gone_and_its_stories_stay(
    adas: APIClient, bobs: APIClient, world: str, started: Answered
) -> None:
    bobs_game = posted(bobs, f"{world}/join")["session_id"]
    assert posted(adas, f"{world}/archive")["status"] == "archived"
    for method, door, body in DOORS[1:-1]:
        refusal(getattr(adas, method)(f"{world}{door}", body), 410, "world_archived")
    refusal(bobs.post(f"/api/v1/game/{bobs_game}/turns", {"option_id": "wait"}), 410, "world_archived")
    refusal(
        bobs.post(START, {"scenario_id": "gate", "game_mode": "shared", "world_id": started["world_id"]}),
        410,
        "world_archived",
    )
    assert bobs.get(f"/api/v1/game/{bobs_game}").json()["node"]["id"] == "road"
    alone = posted(bobs, f"/api/v1/game/{bobs_game}/fork")
    assert (alone["game_mode"], alone["world_id"]) == ("solo", None)
    assert posted(bobs, f"/api/v1/game/{alone['session_id']}/turns", {"option_id": "wait"})["turn"] == 2


def test_staff_may_archive_any_world(bob: User, bobs: APIClient, adas: APIClient, world: str) -> None:
    adas.patch(f"{world}/settings", {"visibility": "private"})
    User.objects.filter(pk=bob.pk).update(is_staff=True)
    assert posted(bobs, f"{world}/archive")["status"] == "archived"


def test_a_game_in_a_world_is_not_rewound(adas: APIClient, started: Answered) -> None:
    refusal(adas.post(f"/api/v1/game/{started['session_id']}/rewind", {"steps": 1}), 409, "rewind_impossible")


def test_members_verify_their_world_and_their_game_in_it(adas: APIClient, started: Answered, world: str) -> None:
    adas.post(f"/api/v1/game/{started['session_id']}/turns", {"option_id": "wait"})
    found = adas.get(f"{world}/verify").json()
    assert (found["ok"], found["first_difference"]) == (True, None)
    assert found["records"] == SharedWorld.objects.get().record_seq
    assert adas.get(f"/api/v1/game/{started['session_id']}/verify").json()["ok"]


def test_a_difference_in_a_world_is_located_and_shows_no_fellows_values(adas: APIClient, world: str) -> None:
    GameSession.objects.update(cells=["limbo"])
    difference = adas.get(f"{world}/verify").json()["first_difference"]
    assert difference["path"].endswith(".cells.0")
    assert difference["expected"] == difference["found"] == "(not shown)"


def test_a_shared_game_is_one_of_its_players_games(adas: APIClient, bobs: APIClient, started: Answered) -> None:
    games = adas.get("/api/v1/game/sessions", {"game_mode": "shared"}).json()["results"]
    assert [(game["session_id"], game["world_id"]) for game in games] == [(started["session_id"], started["world_id"])]
    refusal(bobs.get(f"/api/v1/game/{started['session_id']}"), 404, "not_found")
    refusal(bobs.post(f"/api/v1/game/{started['session_id']}/fork"), 404, "not_found")


def test_a_game_alone_makes_nothing_of_a_world(adas: APIClient, gate: str) -> None:
    game = posted(adas, START, {"scenario_id": gate})["session_id"]
    posted(adas, f"/api/v1/game/{game}/turns", {"option_id": "wait"})
    for table in (SharedWorld, LocationLock, TurnLease, TurnTicket, WorldEvent):
        assert not table.objects.exists()
    refusal(adas.post(f"/api/v1/game/{game}/fork"), 409, "already_alone")


def test_starting_alone_costs_as_many_queries_as_before_there_were_worlds(adas: APIClient, gate: str) -> None:
    posted(adas, START, {"scenario_id": gate})  # the story is compiled once a process
    with CaptureQueriesContext(
        connection,
    ) as asked:
        posted(adas, START, {"scenario_id": gate})
    assert len(asked) == 8, "\n".join(query["sql"][:120] for query in asked)


@pytest.mark.django_db(transaction=True)
def test_of_twenty_who_knock_at_once_eight_get_in(
    adas: APIClient, gate: str, signed_in: Callable[[User], APIClient], at_once: AtOnce
) -> None:
    made = posted(adas, START, {"scenario_id": gate, "game_mode": "shared"})
    posted(adas, f"{WORLDS}/{made['world_id']}/leave")
    crowd = [signed_in(accounts.create_guest()) for _ in range(20)]
    answers = at_once(lambda: crowd.pop().post(f"{WORLDS}/{made['world_id']}/join"), 20)
    codes = Counter(answer.json().get("error", {}).get("code", "in") for answer in answers)
    assert codes == {"in": 8, "world_full": 12}
    told = adas.get(f"{WORLDS}/{made['world_id']}").json()
    assert (told["player_count"], told["status"]) == (8, "full")
    assert GameSession.objects.filter(world__short_id=made["world_id"]).count() == 9
