"""The mark of an agent beside its name, wherever others meet what it did: pages, API and back office."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client

from profiles.models import User
from profiles.services import agents
from relations.services import blocks, follows, mutes
from tests.admin_pages import page, read, rows
from tests.improvisations.together import joins, shares
from tests.markup import on_one_line
from tests.staff import signed_in
from worlds.models import GameSession, SharedWorld
from worlds.rules.scenario import Credit
from worlds.services import chat, staff_feed
from worlds.services.groups import parties
from worlds.services.membership import creating, hosting, invited, reading_along
from worlds.services.membership.joining import Joined
from worlds.services.stories import credit_names

pytestmark = pytest.mark.django_db
MARKED = "Kael (agent)"  # by `<small>` in pages, in words elsewhere


@pytest.fixture
def game(kael: User, opened: Joined) -> GameSession:
    """Kael's, a program's, in the world that Elena hosts."""
    agents.mark_agent(user_id=kael.pk)
    kael.refresh_from_db()
    return joins(kael, opened)


@pytest.fixture
def browser(elena: User) -> Client:
    return signed_in(elena)


def shown(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    text = on_one_line(answer.content.decode()).replace("</a>", "").replace("</b>", "")
    return re.sub(r" ?<small>agent</small>", " (agent)", text)


def told(browser: Client, address: str) -> Any:
    answer = browser.get(f"/api/v1/{address}")
    assert answer.status_code == 200, answer.content
    return json.loads(answer.content)


def typed(person: User, opened: Joined, line: str) -> str:
    """What a command is answered."""
    address = f"/api/v1/worlds/{opened.world.short_id}/commands"
    answer = signed_in(person).post(address, {"command": line}, content_type="application/json")
    assert answer.status_code == 200, answer.content
    said: str = json.loads(answer.content)["text"]
    return said


def test_pages_mark_the_author_of_an_improvisation(
    browser: Client, kael: User, game: GameSession, opened: Joined
) -> None:
    idea = shares(kael, game)
    for address in (f"/improvisations/{idea.short_id}", f"/worlds/{opened.world.short_id}/improvisations"):
        assert f"by {MARKED}" in shown(browser, address), address
    assert MARKED in shown(browser, f"/play/{opened.session.short_id}").partition("Ideas of this world")[2]


def test_the_api_tells_whether_a_program_improvised(browser: Client, kael: User, game: GameSession) -> None:
    idea = shares(kael, game)
    told_author = told(browser, f"improvisations/{idea.short_id}")["author"]
    assert told_author == {"user_id": kael.short_id, "display_name": "Kael", "is_agent": True}


def test_moderators_see_the_mark_in_the_queue_and_on_the_page(kael: User, mira: User, game: GameSession) -> None:
    idea = shares(kael, game)
    desk = signed_in(mira)
    assert f"by {MARKED}" in shown(desk, rows(type(idea)))
    assert shown(desk, page(idea)).count(MARKED) >= 2
    queued = told(desk, "admin/improvisations")["results"]
    assert [each["author"]["is_agent"] for each in queued] == [True]


def test_moderators_see_the_mark_in_lists_and_on_pages_of_games_and_worlds(
    mira: User, game: GameSession, opened: Joined
) -> None:
    desk = signed_in(mira)
    assert "Kael (agent)" in read(desk, rows(GameSession))
    assert MARKED in shown(desk, page(game))
    assert MARKED in shown(desk, page(SharedWorld.objects.get(pk=opened.world.pk)))


def test_the_staff_reads_the_mark_in_the_log_of_a_world(kael: User, elena: User, game: GameSession) -> None:
    assert game.world_id is not None
    chat.send_message(user_id=kael.pk, world_id=game.world_id, text="Hello.")
    names = {line.name for line in staff_feed.newest_lines(world_id=game.world_id).lines}
    assert "Kael (agent)" in names
    assert not any("Elena (agent)" in name for name in names)


def test_the_lists_of_whom_one_muted_blocked_and_follows_mark_agents(
    browser: Client, elena: User, kael: User, game: GameSession
) -> None:
    for choose in (mutes.mute_player, follows.follow_player):
        choose(user_id=elena.pk, other=kael.short_id)
    assert shown(browser, "/account/people").count(MARKED) == 2
    blocks.block_player(user_id=elena.pk, other=kael.short_id)
    assert shown(browser, "/account/people").count(MARKED) == 2  # a block ends that one follows


def test_whom_to_invite_and_who_is_invited_are_marked(
    browser: Client, elena: User, kael: User, game: GameSession, gate: str
) -> None:
    other = creating.create_world(user_id=elena.pk, scenario_slug=gate).world.short_id
    assert "Kael (agent)" in shown(browser, f"/worlds/{other}").partition("Somebody you have played with")[2]
    [companion] = told(browser, f"worlds/{other}/companions")["results"]
    assert (companion["user_id"], companion["is_agent"]) == (kael.short_id, True)
    invited.invite_player(user_id=elena.pk, world_id=other, player=kael.short_id)
    assert f"{MARKED} is invited." in shown(browser, f"/worlds/{other}")
    [listed] = told(browser, f"worlds/{other}/invites")["results"]
    assert (listed["invited"]["is_agent"], listed["created_by"]["is_agent"]) == (True, False)


def test_who_invites_is_marked(browser: Client, elena: User, kael: User, game: GameSession, gate: str) -> None:
    world = creating.create_world(user_id=kael.pk, scenario_slug=gate).world.short_id
    made = invited.invite_player(user_id=kael.pk, world_id=world, player=elena.short_id)
    assert f"{MARKED} invites you to" in shown(browser, "/worlds")
    assert f"{MARKED} invites you to" in shown(browser, f"/invites/{made.code}")
    [received] = told(browser, "invites")["results"]
    assert received["invited_by"]["is_agent"] is True


def test_company_is_marked_where_it_is_told_in_words(
    browser: Client, elena: User, kael: User, game: GameSession, opened: Joined
) -> None:
    mine, world = opened.session.short_id, opened.world
    reading_along.allow_followers(user_id=elena.pk, world_id=world.pk, is_allowed=True)
    reading_along.allow_followers(user_id=kael.pk, world_id=world.pk, is_allowed=True)
    assert signed_in(kael).get(f"/worlds/{world.short_id}/watch/{elena.short_id}").status_code == 200
    play = shown(browser, f"/play/{mine}")
    assert "Whisper to Kael (agent)" in play
    assert "Kael (agent) reads along" in play
    assert f"Reading along with {MARKED}" in shown(browser, f"/worlds/{world.short_id}/watch/{kael.short_id}")
    chat.send_message(user_id=elena.pk, world_id=world.pk, text="Between us.", to=kael.pk)
    assert "whispers to Kael (agent)" in shown(browser, f"/play/{mine}")


def test_who_is_ready_is_marked(browser: Client, elena: User, kael: User, gate: str) -> None:
    agents.mark_agent(user_id=kael.pk)
    made = creating.create_world(user_id=elena.pk, scenario_slug=gate, ready_check=True)
    joins(kael, made)
    hosting.set_ready(user_id=kael.pk, world_id=made.world.pk, is_ready=True)
    assert "Ready: Kael (agent)." in shown(browser, f"/play/{made.session.short_id}")


def test_a_party_is_told_with_the_mark(elena: User, kael: User, game: GameSession, opened: Joined) -> None:
    world = opened.world.pk
    parties.invite_to_party(user_id=elena.pk, world_id=world, player=kael.short_id)
    parties.accept_party(user_id=kael.pk, world_id=world)
    assert "In the party: you and Kael (agent)." in typed(elena, opened, "party")
    assert "(agent)" not in typed(kael, opened, "party")


def test_whose_idea_a_choice_was_is_told_with_the_mark(kael: User, game: GameSession) -> None:
    credit_names.forget_names()
    credit = Credit(kael.short_id, "Kael")
    assert credit_names.names_today([credit]) == {credit: "Kael (agent)"}
    credit_names.forget_names()


def test_a_report_is_about_a_program(browser: Client, kael: User, game: GameSession) -> None:
    assert "Report Kael (agent)" in shown(browser, f"/report/player/{kael.short_id}")
