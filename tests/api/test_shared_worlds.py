"""Shared worlds over HTTP: what each call answers, and to whom."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rest_framework.test import APIClient

from common import ids
from presence.services.visibility import set_visible
from profiles.models import User
from profiles.services import accounts
from tests.api.claims import refusal
from tests.api.conftest import PASSWORD, AtOnce
from worlds.models import GameSession, Invite, LocationLock, SharedWorld, TurnLease, TurnTicket, WorldEvent

pytestmark = pytest.mark.django_db

START, WORLDS = "/api/v1/game/start", "/api/v1/worlds"
SUMMARY = {
    "world_id", "scenario_id", "scenario_name", "game_mode", "status", "visibility", "player_count", "max_players", "turn",
    "players", "membership", "created_at", "last_activity_at",
}  # fmt: skip
DETAIL = SUMMARY | {"time_policy", "quorum", "agents_allowed", "spectators_allowed", "spectators", "archived_at"}
STARTED = {"session_id", "world_id", "scenario_id", "game_mode", "players", "view"}

Answered = dict[str, Any]


def posted(client: APIClient, path: str, body: object = None, *, status: int = 200) -> Answered:
    answer = client.post(path, body if body is not None else {})
    assert answer.status_code == status, answer.json()
    told: Answered = answer.json()
    return told


@pytest.fixture
def started(adas: APIClient, gate: str) -> Answered:
    return posted(adas, START, {"scenario_id": gate, "game_mode": "shared", "world_id": None})


@pytest.fixture
def world(started: Answered) -> str:
    """The path of a world of Ada's."""
    return f"{WORLDS}/{started['world_id']}"


def test_a_shared_game_without_a_world_makes_one_with_the_keys_of_the_contract(ada: User, started: Answered) -> None:
    assert set(started) == STARTED
    assert ids.is_short_id(started["session_id"], "ses")
    assert ids.is_short_id(started["world_id"], "wld")
    assert started["game_mode"] == started["view"]["game_mode"] == "shared"
    assert started["view"]["world_id"] == started["world_id"]
    assert started["players"] == [{"user_id": ada.short_id, "display_name": "Ada", "location": "road"}]


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


@pytest.mark.parametrize("wish", [{"visibility": "hidden"}, {"quorum": 9}, {"quorum": 1}, {"max_players": 99}])
def test_settings_that_make_no_sense_are_refused(adas: APIClient, world: str, wish: Answered) -> None:
    assert set(refusal(adas.patch(f"{world}/settings", wish), 400, "invalid_input")["details"]) == set(wish)


def test_a_full_world_tells_the_next_and_can_be_watched(
    adas: APIClient, bobs: APIClient, gate: str, signed_in: Callable[[User], APIClient]
) -> None:
    made = posted(adas, START, {"scenario_id": gate, "game_mode": "shared", "max_players": 2})
    world = f"{WORLDS}/{made['world_id']}"
    posted(bobs, f"{world}/join")
    carol = signed_in(accounts.register_account(username="Carol", password=PASSWORD))
    refusal(carol.post(f"{world}/join"), 409, "world_full")
    watched = posted(carol, f"{world}/spectate")
    assert (watched["membership"]["role"], watched["player_count"], watched["spectators"]) == ("spectator", 2, 1)
    assert "world_state" in watched


def test_a_detail_holds_the_world_for_its_members_only(adas: APIClient, bobs: APIClient, world: str) -> None:
    inside, outside = adas.get(world).json(), bobs.get(world).json()
    assert set(inside) == DETAIL | {"world_state"}
    assert inside["world_state"].keys() >= {"flags", "time", "npc_locations", "locations"}
    assert inside["world_state"]["locations"]["road"].keys() == {"items", "flags", "properties", "environment"}
    assert set(outside) == DETAIL
    assert (outside["players"], outside["player_count"], outside["membership"]) == ([], 1, None)


def test_strangers_see_those_players_who_let_themselves_be_seen(
    ada: User, adas: APIClient, bobs: APIClient, world: str
) -> None:
    set_visible(user_id=ada.pk, visible=True)
    listed = bobs.get(WORLDS).json()["results"]
    assert [player["display_name"] for player in listed[0]["players"]] == ["Ada"]


def test_the_list_is_filtered_searched_ordered_and_paged(adas: APIClient, bobs: APIClient, gate: str) -> None:
    def make(**wish: object) -> str:
        return str(posted(adas, START, {"scenario_id": gate, "game_mode": "shared", **wish})["world_id"])

    small, large, together = make(max_players=2), make(), make(game_mode="collaborative")
    posted(bobs, f"{WORLDS}/{small}/join")

    def found(**query: str) -> list[str]:
        return [row["world_id"] for row in bobs.get(WORLDS, query).json()["results"]]

    assert found(ordering="created_at") == [small, large, together]
    assert found(ordering="-player_count")[0] == small
    assert set(found(has_room="true")) == {large, together}
    assert found(has_room="false") == [small]
    assert found(game_mode="collaborative") == [together]
    assert found(scenario_id="nothing") == found(search="dragon") == []
    assert len(found(search="the GATE")) == 3
    assert found(search=large) == [large]
    page = bobs.get(f"{WORLDS}?limit=1&ordering=created_at").json()
    assert (page["count"], len(page["results"]), set(page["results"][0])) == (3, 1, SUMMARY)


@pytest.mark.parametrize(
    "query", [{"has_room": "maybe"}, {"game_mode": "solo"}, {"ordering": "host"}, {"limit": "0"}, {"search": "x" * 81}]
)
def test_a_filter_that_makes_no_sense_is_refused(adas: APIClient, query: dict[str, str]) -> None:
    refusal(adas.get(WORLDS, query), 400, "invalid_input")


def test_the_host_rules_and_others_do_not(ada: User, bob: User, adas: APIClient, bobs: APIClient, world: str) -> None:
    posted(bobs, f"{world}/join")
    for door, body in (("kick", {"user_id": ada.short_id}), ("ban", {"user_id": ada.short_id}), ("archive", {})):
        refusal(bobs.post(f"{world}/{door}", body), 403, "not_the_host")
    refusal(bobs.patch(f"{world}/settings", {"quorum": 2}), 403, "not_the_host")
    assert posted(bobs, f"{world}/ready")["membership"]["is_ready"]
    assert posted(adas, f"{world}/kick", {"user_id": bob.short_id, "reason": ""})["player_count"] == 1
    posted(bobs, f"{world}/join")
    assert posted(adas, f"{world}/ban", {"user_id": str(bob.pk), "reason": "Enough."})["player_count"] == 1
    refusal(bobs.post(f"{world}/join"), 403, "banned")


def test_an_invitation_leads_into_a_private_world_until_it_ends(
    adas: APIClient, bobs: APIClient, gate: str, signed_in: Callable[[User], APIClient]
) -> None:
    made = posted(adas, START, {"scenario_id": gate, "game_mode": "shared", "visibility": "private"})
    world = f"{WORLDS}/{made['world_id']}"
    invite = posted(adas, f"{world}/invites", status=201)
    assert set(invite) == {"code", "url", "expires_at"}
    assert invite["url"] == f"http://testserver/invites/{invite['code']}"
    assert posted(bobs, f"/api/v1/invites/{invite['code']}/accept")["world_id"] == made["world_id"]
    bobs_own = posted(bobs, f"{world}/invites", status=201)
    [first, second] = adas.get(f"{world}/invites").json()["results"]
    assert first | invite == first
    assert (second["code"], second["created_by"]["display_name"]) == (bobs_own["code"], "Bob")
    assert [each["code"] for each in bobs.get(f"{world}/invites").json()["results"]] == [bobs_own["code"]]
    assert adas.delete(f"{world}/invites/{bobs_own['code']}").status_code == 204
    carol = signed_in(accounts.register_account(username="Carol", password=PASSWORD))
    wish = {"scenario_id": gate, "game_mode": "shared", "world_id": made["world_id"]}
    refusal(carol.post(START, wish), 404, "not_found")
    Invite.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    refusal(carol.post(f"/api/v1/invites/{invite['code']}/accept"), 404, "not_found")
    second = posted(adas, f"{world}/invites", status=201)
    assert posted(carol, START, {**wish, "invite": second["code"]})["world_id"] == made["world_id"]
    assert adas.delete(f"{world}/invites/{second['code']}").status_code == 204
    refusal(carol.post(f"/api/v1/invites/{second['code']}/accept"), 404, "not_found")


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


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("rewind", {"steps": 1}, 409, "rewind_impossible"),
        ("verify", None, 409, "played_together"),
    ],
)
def test_what_cannot_be_done_in_a_world_is_refused(
    *, adas: APIClient, started: Answered, path: str, body: Answered | None, status: int, code: str
) -> None:
    game = f"/api/v1/game/{started['session_id']}/{path}"
    refusal(adas.get(game) if body is None else adas.post(game, body), status, code)


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
