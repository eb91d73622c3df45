"""The boards as pages, read without a script."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from leaderboards import views
from profiles.models import User
from profiles.services import agents
from tests.leaderboards.conftest import BROKEN, HOME, LONG_WAY, Person, Plays
from tests.markup import on_one_line
from tests.staff import signed_in
from worlds.models import Scenario

pytestmark = pytest.mark.django_db


@pytest.fixture
def crowd(plays: Plays, person: Person) -> list[User]:
    """Five players, each slower than the one before."""
    users = [person(name) for name in ("anna", "bela", "cara", "dora", "emma")]
    for number, user in enumerate(users):
        plays(user, *["wait"] * number, *HOME)
    return users


def read(browser: Client, path: str, status: int = 200) -> str:
    answer = browser.get(path)
    assert answer.status_code == status, answer.content.decode()
    return on_one_line(answer.content.decode())


def lines(page: str) -> list[str]:
    """What each line of the tables says, tags left out."""
    found = re.findall(r"<tr(?: class=\"own\")?>\s*<td.*?</tr>", page, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", line).split()) for line in found]


def test_a_board_lists_rank_name_cells_and_score(plays: Plays, elena: User, gate: Scenario) -> None:
    session = plays(elena, *LONG_WAY)
    [line] = lines(read(Client(), "/leaderboards/turn_efficiency?scenario_id=gate"))
    assert line.startswith("1 Elena ")
    assert line.endswith(f"{len(session.cells)} of nine cells 4 turns")


def test_every_category_has_a_tab_and_the_chosen_one_is_marked(gate: Scenario) -> None:
    page = read(Client(), "/leaderboards/gold_achiever")
    tabs = page[page.index('class="board-tabs"') : page.index('class="board-choices"')]
    assert tabs.count("<a ") == 5
    assert re.search(r'aria-current="page">Gold<', tabs)


def test_tabs_keep_the_story_and_the_time(gate: Scenario) -> None:
    page = read(Client(), "/leaderboards/gold_achiever?scenario_id=gate&period=week")
    assert 'href="/leaderboards/grid_coverage?scenario_id=gate&amp;period=week"' in page
    assert '<option value="gate" selected>' in page


def test_agents_have_boards_of_their_own(plays: Plays, elena: User, gate: Scenario) -> None:
    plays(elena, *HOME)
    agents.mark_agent(user_id=elena.pk)
    browser = Client()
    assert lines(read(browser, "/leaderboards/grid_coverage")) == []
    page = read(browser, "/leaderboards/grid_coverage?players=agents")
    assert len(lines(page)) == 1
    assert "1 agent on this leaderboard" in " ".join(page.split())
    assert 'href="/leaderboards/grid_coverage"' in page
    read(browser, "/leaderboards/grid_coverage?players=robots", 404)


def test_an_empty_board_invites(gate: Scenario) -> None:
    assert "No entries yet this week" in read(Client(), "/leaderboards?period=week")
    assert "yours may be the first" in read(Client(), "/leaderboards/improvisation_accepted")


def test_there_are_boards_before_there_is_a_story(db: None) -> None:
    assert "No entries yet" in read(Client(), "/leaderboards/turn_efficiency")


def test_ones_own_line_is_marked(crowd: list[User]) -> None:
    page = read(signed_in(crowd[1]), "/leaderboards/turn_efficiency")
    assert "Your rank: <strong>2</strong> of 5, with <strong>4</strong> turns" in page
    assert [line for line in lines(page) if "You" in line] == [lines(page)[1]]
    assert "Around you" not in page


def test_who_stands_further_down_sees_their_neighbours_too(crowd: list[User], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "LINES", 1)
    page = read(signed_in(crowd[3]), "/leaderboards/turn_efficiency")
    names = [line.split()[1] for line in lines(page)]
    assert names == ["Bela", "Cara", "Dora", "Emma", "Anna"]


def test_further_down_is_a_link_away_and_back(crowd: list[User], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "LINES", 3)
    further = re.search(r'href="([^"]+)">Next page<', read(Client(), "/leaderboards/turn_efficiency"))
    assert further is not None
    page = read(Client(), further[1].replace("&amp;", "&"))
    assert [line.split()[:2] for line in lines(page)] == [["4", "Dora"], ["5", "Emma"]]
    assert "First page" in page


def test_hidden_players_are_told_how_others_see_them_and_lead_nowhere(crowd: list[User]) -> None:
    User.objects.filter(pk=crowd[0].pk).update(stats_public=False)
    mine = read(signed_in(crowd[0]), "/leaderboards/turn_efficiency")
    assert "Others see you here as “Anonymous player”" in mine
    theirs = read(signed_in(crowd[1]), "/leaderboards/turn_efficiency")
    assert "Anna" not in theirs
    assert crowd[0].short_id not in theirs


def test_names_are_escaped(plays: Plays, person: Person) -> None:
    plays(person("<b>x</b>"), *BROKEN)
    assert "<b>X</b>" not in read(Client(), "/leaderboards")


def test_unknown_boards_are_pages_that_are_not_there(gate: Scenario) -> None:
    for path in ("/leaderboards/luck", "/leaderboards?period=decade", "/leaderboards?scenario_id=nowhere"):
        assert "Page not found" in read(Client(), path, 404)


def test_a_cursor_that_is_none_is_refused(gate: Scenario) -> None:
    read(Client(), "/leaderboards?cursor=nonsense", 400)


def test_a_score_cannot_be_sent_to_a_page(elena: User) -> None:
    assert signed_in(elena).post("/leaderboards/grid_coverage", {"score": 9}).status_code == 405


def test_every_page_leads_to_the_boards(gate: Scenario) -> None:
    assert 'href="/leaderboards"' in read(Client(), "/")
