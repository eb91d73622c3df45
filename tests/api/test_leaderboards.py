"""The boards over HTTP, after real games."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from leaderboards.models import LeaderboardEntry, ScoreBucket
from leaderboards.rules.categories import CATEGORIES
from leaderboards.services import histogram
from profiles.models import User
from profiles.services import accounts, agents
from tests.api.claims import refusal
from tests.api.conftest import PASSWORD
from tests.leaderboards.conftest import BROKEN, HOME, LONG_WAY, Commits

BOARDS = "/api/v1/leaderboards"
COVERAGE = f"{BOARDS}/grid_coverage?scenario_id=gate"
TURNS = f"{BOARDS}/turn_efficiency?scenario_id=gate"


@pytest.fixture
def plays(gate: str, django_capture_on_commit_callbacks: Commits) -> Callable[..., dict[str, Any]]:
    """A whole game through the API."""

    def play(client: APIClient, *options: str) -> dict[str, Any]:
        with django_capture_on_commit_callbacks(execute=True):
            view = client.post("/api/v1/game/start", {"scenario_id": gate}).json()["view"]
            for option in options:
                answer = client.post(f"/api/v1/game/{view['session_id']}/turns", {"option_id": option})
                view = answer.json()["view"]
        assert view["ending"] is not None
        return dict(view)

    return play


@pytest.fixture
def others(signed_in: Callable[[User], APIClient], db: None) -> list[tuple[User, APIClient]]:
    users = [accounts.register_account(username=name, password=PASSWORD) for name in ("Cara", "Dov", "Eve", "Finn")]
    return [(user, signed_in(user)) for user in users]


def test_every_category_says_what_it_ranks_by(stranger: APIClient, db: None) -> None:
    listed = stranger.get(BOARDS).json()
    assert [row["category"] for row in listed["results"]] == [
        "grid_coverage",
        "turn_efficiency",
        "scenario_completion",
        "improvisation_accepted",
        "gold_achiever",
    ]
    assert [row["category"] for row in listed["results"] if row["ascending"]] == ["turn_efficiency"]


def test_a_finished_game_stands_on_the_board_as_the_contract_shows_it(
    plays: Any, ada: User, adas: APIClient, stranger: APIClient
) -> None:
    view = plays(adas, *LONG_WAY)
    board = stranger.get(f"{COVERAGE}&limit=10").json()
    [entry] = board.pop("entries")
    assert board == {
        "category": "grid_coverage",
        "scenario_id": "gate",
        "period": "all",
        "players": "people",
        "total_entries": 1,
        "my_rank": None,
        "next_cursor": None,
    }
    assert entry.pop("achieved_at").endswith("Z")
    assert sorted(entry["details"].pop("cells")) == sorted(view["grid"]["cells"])
    assert entry == {
        "rank": 1,
        "user_id": ada.short_id,
        "display_name": "Ada",
        "score": len(view["grid"]["cells"]),
        "details": {"tier": view["grid"]["tier"]},
    }
    assert adas.get(COVERAGE).json()["my_rank"] == 1


def test_fewer_turns_come_first_and_ties_are_listed_by_date(
    plays: Any, adas: APIClient, bobs: APIClient, others: list[tuple[User, APIClient]], stranger: APIClient
) -> None:
    cara, dov, eve, _ = (client for _, client in others)
    for client, way in ((adas, LONG_WAY), (bobs, HOME), (cara, BROKEN), (dov, HOME), (eve, LONG_WAY)):
        plays(client, *way)
    board = stranger.get(TURNS).json()
    assert [(row["display_name"], row["score"], row["rank"]) for row in board["entries"]] == [
        ("Cara", 1, 1),
        ("Bob", 3, 2),
        ("Dov", 3, 2),
        ("Ada", 4, 4),
        ("Eve", 4, 4),
    ]
    assert adas.get(TURNS).json()["my_rank"] == 4


def test_three_replays_of_one_story_change_nothing(plays: Any, adas: APIClient, stranger: APIClient) -> None:
    plays(adas, *HOME)
    paths = [COVERAGE, TURNS, f"{BOARDS}/scenario_completion", f"{BOARDS}/grid_coverage?period=week"]
    before = [stranger.get(path).json() for path in paths]
    for _ in range(3):
        plays(adas, *HOME)
    assert [stranger.get(path).json() for path in paths] == before


def test_pages_by_offset_and_by_cursor_hold_everybody_once(
    plays: Any, adas: APIClient, others: list[tuple[User, APIClient]], stranger: APIClient
) -> None:
    for client in (adas, *(client for _, client in others)):
        plays(client, *HOME)
    whole = stranger.get(TURNS).json()["entries"]
    by_offset = [stranger.get(f"{TURNS}&limit=2&offset={offset}").json()["entries"] for offset in (0, 2, 4)]
    assert [row for page in by_offset for row in page] == whole
    path, met = f"{TURNS}&limit=2", []
    while path:
        page = stranger.get(path).json()
        met += page["entries"]
        path = page["next_cursor"] and f"{TURNS}&limit=2&cursor={page['next_cursor']}"
    assert met == whole
    assert len(whole) == 5


def test_one_sees_oneself_among_the_neighbours(
    plays: Any, adas: APIClient, bobs: APIClient, others: list[tuple[User, APIClient]]
) -> None:
    for number, client in enumerate((bobs, *(client for _, client in others), adas)):
        plays(client, *["wait"] * number, *HOME)
    around = others[1][1].get(f"{BOARDS}/turn_efficiency/me?scenario_id=gate&around=1").json()
    assert [row["display_name"] for row in around["entries"]] == ["Cara", "Dov", "Eve"]
    assert (around["my_rank"], around["me"]["rank"], around["me"]["score"], around["total_entries"]) == (3, 3, 5, 6)


def test_who_has_finished_nothing_stands_nowhere(adas: APIClient, gate: str) -> None:
    around = adas.get(f"{BOARDS}/grid_coverage/me").json()
    assert (around["entries"], around["me"], around["my_rank"], around["total_entries"]) == ([], None, None, 0)
    assert adas.get(f"{BOARDS}/gold_achiever").json()["entries"] == []


def test_players_who_chose_so_are_shown_without_a_name_or_an_id(plays: Any, adas: APIClient, bobs: APIClient) -> None:
    plays(adas, *HOME)
    User.objects.filter(username="Ada").update(stats_public=False)
    [entry] = bobs.get(COVERAGE).json()["entries"]
    assert (entry["display_name"], entry["user_id"], entry["rank"]) == ("Anonymous player", None, 1)
    assert b"Ada" not in bobs.get(COVERAGE).content
    assert adas.get(COVERAGE).json()["my_rank"] == 1


def test_players_who_are_gone_keep_their_place_without_a_name(plays: Any, adas: APIClient, stranger: APIClient) -> None:
    plays(adas, *HOME)
    User.objects.filter(username="Ada").update(anonymised_at=timezone.now(), is_active=False, stats_public=False)
    [entry] = stranger.get(COVERAGE).json()["entries"]
    assert (entry["display_name"], entry["user_id"]) == ("Former player", None)


def test_turns_of_different_stories_are_not_compared(stranger: APIClient, adas: APIClient, gate: str) -> None:
    assert "scenario_id" in refusal(stranger.get(f"{BOARDS}/turn_efficiency"), 400, "invalid_input")["details"]
    refusal(adas.get(f"{BOARDS}/turn_efficiency/me"), 400, "invalid_input")


@pytest.mark.parametrize("tail", ["", "/me"])
def test_unknown_boards_and_stories_are_not_found(adas: APIClient, gate: str, tail: str) -> None:
    refusal(adas.get(f"{BOARDS}/luck{tail}"), 404, "not_found")
    refusal(adas.get(f"{BOARDS}/grid_coverage{tail}?scenario_id=nowhere"), 404, "not_found")
    refusal(adas.get(f"{BOARDS}/grid_coverage{tail}?scenario_id=%00"), 404, "not_found")
    refusal(adas.get(f"{BOARDS}/grid_coverage{tail}?period=decade"), 400, "invalid_input")


def test_only_known_people_have_a_rank_of_their_own(stranger: APIClient, db: None) -> None:
    refusal(stranger.get(f"{BOARDS}/grid_coverage/me"), 401, "auth_required")


def cursor(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=101",
        "offset=-1",
        "offset=9999999",
        "cursor=x",
        "cursor=%00",
        "cursor=",
        "cursor=\N{SNOWMAN}",
        f"cursor={cursor('1 2026-01-01T00:00:00 8cbb44a0d5ae4d13a4f3a2e1d0000000')}",
        f"cursor={cursor('99999999999 2026-01-01T00:00:00+00:00 8cbb44a0d5ae4d13a4f3a2e1d0000000')}",
        f"cursor={cursor('1 0001-01-01T00:00:00+23:00 8cbb44a0d5ae4d13a4f3a2e1d0000000')}&offset=1",
    ],
)
def test_windows_that_are_none_are_refused(stranger: APIClient, gate: str, query: str) -> None:
    refusal(stranger.get(f"{COVERAGE}&{query}"), 400, "invalid_input")


def test_a_cursor_at_the_edge_of_time_is_no_fault_of_ours(stranger: APIClient, gate: str) -> None:
    for moment in ("0001-01-01T00:00:00+23:00", "9999-12-31T23:59:59-23:00"):
        edge = cursor(f"1 {moment} 8cbb44a0d5ae4d13a4f3a2e1d0000000")
        assert stranger.get(f"{COVERAGE}&cursor={edge}").status_code in {200, 400}


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_no_door_takes_a_score(adas: APIClient, ada: User, gate: str, game: str, method: str) -> None:
    forged = {"category": "grid_coverage", "scenario_id": "gate", "score": 9, "user_id": ada.short_id}
    paths = [BOARDS, *(f"{BOARDS}/{category.name}{tail}" for category in CATEGORIES for tail in ("", "/me"))]
    paths += [game, f"{game}/turns", f"{game}/settings", f"{game}/snapshot", f"{game}/verify", "/api/v1/game/start"]
    paths += ["/leaderboards", "/leaderboards/grid_coverage"]
    for path in paths:
        assert getattr(adas, method)(path, forged).status_code in {400, 403, 404, 405}, path
    assert not LeaderboardEntry.objects.exists()


def test_a_board_is_read_with_few_queries_whatever_its_size(
    plays: Any, adas: APIClient, others: list[tuple[User, APIClient]], django_assert_max_num_queries: Any
) -> None:
    for _, client in others:
        plays(client, *HOME)
    with django_assert_max_num_queries(9):
        adas.get(COVERAGE)


def test_agents_rank_among_agents_and_people_among_people(
    plays: Any, adas: APIClient, bobs: APIClient, stranger: APIClient
) -> None:
    assert bobs.put("/api/v1/players/me/agent", {"policy": "random"}).status_code == 200
    plays(adas, *LONG_WAY)
    plays(bobs, *LONG_WAY)
    for api, theirs, others in ((adas, "people", "agents"), (bobs, "agents", "people")):
        own = api.get(f"{COVERAGE}&players={theirs}").json()
        assert (own["players"], own["total_entries"], own["my_rank"], len(own["entries"])) == (theirs, 1, 1, 1)
        assert api.get(f"{COVERAGE}&players={others}").json()["my_rank"] is None
        around = api.get(f"{BOARDS}/grid_coverage/me?scenario_id=gate&players={theirs}").json()
        assert around["me"]["rank"] == 1
    assert stranger.get(COVERAGE).json()["entries"][0]["display_name"] == "Ada"
    refusal(stranger.get(f"{COVERAGE}&players=robots"), 400, "invalid_input")


def test_who_turns_out_to_be_an_agent_moves_to_the_boards_of_agents(
    plays: Any, ada: User, adas: APIClient, stranger: APIClient
) -> None:
    plays(adas, *LONG_WAY)

    def totals() -> list[int]:
        boards = (stranger.get(f"{COVERAGE}&players={players}").json() for players in ("people", "agents"))
        return [board["total_entries"] for board in boards]

    assert totals() == [1, 0]
    agents.mark_agent(user_id=ada.pk)
    assert totals() == [0, 1]
    before = list(ScoreBucket.objects.order_by("board").values_list("board", "score", "players"))
    histogram.rebuild_histogram()
    assert list(ScoreBucket.objects.order_by("board").values_list("board", "score", "players")) == before
    agents.unmark_agent(user_id=ada.pk)
    assert totals() == [1, 0]
