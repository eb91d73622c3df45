from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.contrib import admin
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from profiles.models import User
from tests.admin_pages import act, heading, page, read, rows, without_badges
from tests.staff import signed_in, staff_with
from tests.worlds.admin.conftest import Plays
from tests.worlds.services.ready_stories import GATE
from worlds.admin.log import PER_PAGE
from worlds.models import GameSession, PlayerText, TurnRecord
from worlds.services.games import rewind, sessions
from worlds.services.stories.scenarios import import_scenario


def listed(told: str) -> set[str]:
    return set(GameSession.objects.values_list("short_id", flat=True)) & set(
        told.replace("<", " ").replace(">", " ").split()
    )


def test_the_heading_of_a_game_says_who_plays_what(root: Client, game: GameSession) -> None:
    assert f"{game.user} in {game.revision.scenario.name}" in heading(read(root, page(game)))


def test_a_game_is_told_with_what_was_done_and_what_came_of_it(root: Client, game: GameSession, plays: Plays) -> None:
    plays("take_key")
    plays(text="please let me in")
    told = read(root, page(game))
    assert "Take the key" in told
    assert "please let me in" in told
    assert "It is cold." in told
    assert "character.inventory: key added" in told
    assert "Elena" in told
    assert game.short_id in told


def test_hashes_are_there_for_who_opens_them(root: Client, game: GameSession, plays: Plays) -> None:
    plays("take_key")
    told = read(root, page(game))
    assert all(record.record_hash in told for record in game.records.all())


def test_what_a_rewind_left_is_marked_as_taken_back(root: Client, game: GameSession, plays: Plays, elena: User) -> None:
    plays("take_key")
    assert "taken back" not in read(root, page(game))
    rewind.rewind_game(user_id=elena.pk, session_id=game.pk, steps=1)
    told = read(root, page(game))
    assert told.count("taken back") == 1
    assert "Rewound." in told


def test_erased_texts_stay_erased_here(root: Client, game: GameSession, plays: Plays) -> None:
    plays(text="my telephone number")
    PlayerText.objects.get().redact()
    told = read(root, page(game))
    assert "my telephone number" not in told
    assert "(removed)" in told


def test_a_whole_log_is_told_to_be_whole(root: Client, game: GameSession, plays: Plays) -> None:
    plays("take_key")
    assert "The log is intact" in root.post(act(game, "verify"), follow=True).content.decode()


def test_the_first_difference_is_told(root: Client, game: GameSession, plays: Plays) -> None:
    plays("take_key")
    GameSession.objects.filter(pk=game.pk).update(turn=7)
    told = root.post(act(game, "verify"), follow=True).content.decode()
    assert "The log does not match at record 2 (turn 2)" in told


@pytest.mark.parametrize("state", [{}, [], {"player": 3}, "nonsense"])
def test_a_row_that_was_tampered_with_still_has_a_page(root: Client, game: GameSession, state: object) -> None:
    GameSession.objects.filter(pk=game.pk).update(state=state, cells=[])
    assert game.short_id in read(root, page(game))


def test_long_games_are_told_page_by_page(root: Client, game: GameSession, plays: Plays, settings: Settings) -> None:
    settings.RATE_INPUT = "1000/minute"
    for _ in range(PER_PAGE):
        plays("wait")
    assert "Page 1 of 2" in read(root, page(game))
    last = read(root, page(game) + "?page=2")
    assert last.count('class="k-entry') == 1
    for nonsense in ("0", "-1", "x", "9" * 5000, "\u0663"):
        assert 'class="k-entry' in read(root, f"{page(game)}?page={nonsense}")


@pytest.mark.parametrize("short_id", ["ses_k3wq7p2a", "ses_26tyd6nk", "ses_22222222"])
def test_a_game_is_found_by_either_form_of_its_id(root: Client, game: GameSession, short_id: str) -> None:
    """The admin reads `_26` and `_22` in an address as signs that it had quoted."""
    GameSession.objects.filter(pk=game.pk).update(short_id=short_id)
    game.refresh_from_db()
    assert game.short_id in read(root, page(game).replace(str(game.pk), game.short_id))


def test_who_may_not_read_records_sees_the_game_without_its_texts(game: GameSession, plays: Plays) -> None:
    plays(text="my secret plan")
    clerk = signed_in(staff_with("worlds.view_gamesession"))
    told = read(clerk, page(game))
    assert "my secret plan" not in told
    assert clerk.post(act(game, "verify")).status_code == 403


def test_staff_without_the_permission_sees_no_games(game: GameSession) -> None:
    clerk = signed_in(staff_with("worlds.view_scenario"))
    assert clerk.get(rows(GameSession)).status_code == 403
    assert clerk.get(page(game)).status_code == 403


# --- the list -------------------------------------------------------------------------------------------------------


@pytest.fixture
def another(revision: object) -> GameSession:
    kael: User = User.objects.create_user("kael", display_name="Kael of the North")
    return sessions.start_solo(user_id=kael.pk, scenario_slug="gate")


def test_the_list_costs_the_same_queries_for_any_number_of_games_and_counts_none(
    root: Client, elena: User, game: GameSession, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(30):
        sessions.start_solo(user_id=elena.pk, scenario_slug="gate")
    with django_assert_max_num_queries(5) as queries:  # session, user, what waits, scenarios to filter by, games
        told = read(root, rows(GameSession))
    assert len(listed(told)) == 31
    sql = [query["sql"] for query in queries.captured_queries]
    assert not any("COUNT(" in query or '."state"' in query for query in without_badges(sql))


@pytest.mark.parametrize("term", ["kael", "North", "short id", "uuid", " kael "])
def test_a_search_finds_games_by_player_and_by_id(
    root: Client, game: GameSession, another: GameSession, term: str
) -> None:
    asked = {"short id": another.short_id, "uuid": str(another.pk)}.get(term, term)
    assert listed(read(root, f"{rows(GameSession)}?q={asked}")) == {another.short_id}


@pytest.mark.parametrize("term", ["nobody", "ses_aaaaaaaa", "' OR 1=1 --"])
def test_a_search_for_nothing_finds_nothing(root: Client, game: GameSession, term: str) -> None:
    assert listed(read(root, f"{rows(GameSession)}?q={term}")) == set()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("status__exact=active", {"active"}),
        ("status__exact=abandoned", {"given up"}),
        ("tier=gold", {"given up"}),
        ("game_mode__exact=shared", set()),
        ("last_turn_at_from=2026-03-02", {"active"}),
        ("last_turn_at_to=2026-03-01", {"given up"}),
        ("last_turn_at_from=2026-03-01&last_turn_at_to=2026-03-01", {"given up"}),
        ("created_at_to=1999-01-01", set()),
        ("last_turn_at_from=yesterday", {"active", "given up"}),
    ],
)
def test_filters_narrow_the_list(
    root: Client, game: GameSession, another: GameSession, query: str, found: set[str]
) -> None:
    late = datetime(2026, 3, 1, 23, 59, 59, tzinfo=UTC)
    GameSession.objects.filter(pk=another.pk).update(status="abandoned", tier="gold", last_turn_at=late)
    GameSession.objects.filter(pk=game.pk).update(last_turn_at=datetime(2026, 3, 2, tzinfo=UTC))
    names = {game.short_id: "active", another.short_id: "given up"}
    assert {names[one] for one in listed(read(root, f"{rows(GameSession)}?{query}"))} == found


def test_games_are_picked_by_scenario(root: Client, game: GameSession) -> None:
    other = import_scenario(source=GATE.replace(b"The gate", b"The door"), slug="door").scenario
    by_scenario = f"{rows(GameSession)}?revision__scenario__id__exact="
    assert listed(read(root, f"{by_scenario}{game.revision.scenario_id}")) == {game.short_id}
    assert listed(read(root, f"{by_scenario}{other.pk}")) == set()


def test_records_are_no_door_of_their_own() -> None:
    assert not admin.site.is_registered(TurnRecord)
