"""Finding a world, making one, and coming in: forms alone."""

from __future__ import annotations

import pytest
from django.test import Client

from presence.services.visibility import set_visible
from profiles.models import User
from tests.worlds.services.stories.test_covers import SVG
from tests.worlds.views.pages import text_of
from tests.worlds.views.stories import HOUSE
from worlds.models import GameSession, SharedWorld
from worlds.services.membership import archiving, hosting, invites, joining
from worlds.services.stories import scenarios

NEW = {
    "scenario": "house",
    "game_mode": "shared",
    "visibility": "public",
    "max_players": "2",
    "time_policy": "furthest",
    "character_name": "The Baker",
}


@pytest.mark.django_db
def test_a_lobby_without_worlds_invites_to_make_one(client: Client) -> None:
    assert "There are no open worlds. Create one, and others can join you." in text_of(client.get("/worlds"))


@pytest.mark.usefixtures("world")
def test_strangers_see_the_seats_and_nobodys_name(client: Client) -> None:
    answer = client.get("/worlds")
    assert "One hidden player." in text_of(answer)
    assert "1 of 8 seats taken" in text_of(answer)
    assert b"#112233" not in answer.content


def test_who_lets_themselves_be_seen_is_named_with_their_colour(
    client: Client, elena: User, world: SharedWorld
) -> None:
    set_visible(user_id=elena.pk, visible=True)
    answer = client.get("/worlds")
    assert "Elena, at the hall." in text_of(answer)
    assert b'fill="#112233"' in answer.content


def test_making_a_world_leads_into_it_as_its_host(browser: Client, house: str) -> None:
    answer = browser.post("/worlds/new", NEW, follow=True)
    assert answer.redirect_chain[-1][0].startswith("/play/ses_")
    shown = text_of(answer)
    for words in ("The empty house", "The Baker", "host", "Here with you", "In this world"):
        assert words in shown
    assert "The Baker joined at the hall." in shown
    assert "played by Elena" in shown
    made = SharedWorld.objects.get()
    assert (made.max_players, made.host.username) == (2, "elena")
    assert GameSession.objects.get().character_name == "The Baker"


def test_a_name_not_fit_to_show_is_said_beside_its_field(browser: Client, house: str) -> None:
    answer = browser.post("/worlds/new", {**NEW, "character_name": "\u200b\u200b"})
    assert answer.status_code in {200, 302}
    answer = browser.post("/worlds/new", {**NEW, "character_name": "x" * 61})
    assert "at most 60 characters" in text_of(answer)
    assert not SharedWorld.objects.filter(sessions__character_name="x" * 61).exists()


def test_a_stranger_joins_as_a_guest(client: Client, world: SharedWorld) -> None:
    answer = client.post(f"/worlds/{world.short_id}/join", follow=True)
    assert "Here with you" in text_of(answer)
    assert User.objects.filter(is_guest=True).count() == 1
    world.refresh_from_db()
    assert world.player_count == 2


def test_whoever_plays_the_story_is_joined_at_one_click(window: Client, world: SharedWorld) -> None:
    window.post("/worlds/quick", {"scenario": "house"})
    assert SharedWorld.objects.get().player_count == 2
    assert window.post("/worlds/quick", {"scenario": "nowhere"}).status_code == 404


def test_a_full_world_says_so_and_offers_to_watch(window: Client, world: SharedWorld) -> None:
    SharedWorld.objects.update(max_players=1, status="full")
    shown = text_of(window.get(f"/worlds/{world.short_id}"))
    assert "Every seat is taken." in shown
    assert "Watch" in shown
    answer = window.post(f"/worlds/{world.short_id}/join", follow=True)
    assert "Every seat in this world is taken." in text_of(answer)


def test_an_archived_world_is_told_kindly(browser: Client, elena: User, world: SharedWorld, here: str) -> None:
    archiving.archive_world(user_id=elena.pk, world_id=world.pk)
    assert "This world has ended" in text_of(browser.get(f"/worlds/{world.short_id}"))
    shown = browser.get(here)
    assert "This world has ended" in text_of(shown)
    assert "Continue alone" in text_of(shown)
    answer = browser.post(f"{here}/fork", follow=True)
    assert "You are now playing this story alone." in text_of(answer)
    assert "Take the lamp" in text_of(answer)


def test_filters_find_and_do_not_find(client: Client, world: SharedWorld) -> None:
    found = f"/worlds/{world.short_id}".encode()
    for wish in ("search=empty", "scenario_id=house", "has_room=true", f"search={world.short_id}", "ordering=turn"):
        assert found in client.get(f"/worlds?{wish}").content, wish
    for wish in ("search=elsewhere", "scenario_id=other", "has_room=false", "has_room=perhaps", "search=%00"):
        answer = client.get(f"/worlds?{wish}")
        assert answer.status_code == 200, wish
    assert "No world matches." in text_of(client.get("/worlds?search=elsewhere"))


@pytest.mark.parametrize(
    "way", ["", "/join", "/watch", "/leave", "/say", "/kick", "/invites", "/settings", "/spectate"]
)
def test_a_private_world_is_not_there_for_strangers(window: Client, elena: User, world: SharedWorld, way: str) -> None:
    hosting.change_world_settings(user_id=elena.pk, world_id=world.pk, visibility="private")
    path = f"/worlds/{world.short_id}{way}"
    answer = window.get(path) if way in {"", "/watch", "/leave"} else window.post(path)
    assert answer.status_code == 404


def test_an_invitation_leads_into_a_private_world(client: Client, elena: User, world: SharedWorld) -> None:
    hosting.change_world_settings(user_id=elena.pk, world_id=world.pk, visibility="private")
    code = invites.create_invite(user_id=elena.pk, world_id=world.pk).code
    shown = text_of(client.get(f"/invites/{code}"))
    assert "Elena invites you to The empty house" in shown
    assert "hidden player" not in shown, "whoever invites, and is alone there, is named already"
    assert "No account needed" in shown
    answer = client.post(f"/invites/{code}", {"character_name": "A friend"}, follow=True)
    assert answer.redirect_chain[-1][0].startswith("/play/ses_")
    assert client.get(f"/invites/{code}")["Location"].startswith("/play/ses_")


def test_an_invitation_says_who_invites_by_character_and_account(
    client: Client, kael: User, world: SharedWorld
) -> None:
    joining.join_world(user_id=kael.pk, world_id=world.pk, character_name="Wren")
    code = invites.create_invite(user_id=kael.pk, world_id=world.pk).code
    assert "Wren (Kael) invites you to The empty house" in text_of(client.get(f"/invites/{code}"))


def test_lobby_world_and_invitation_show_what_story_it_is(client: Client, elena: User, world: SharedWorld) -> None:
    source = HOUSE + b"cover: house.svg\nminutes: 20\ncontent_notes: [a keeper's temper]\n"
    scenarios.import_scenario(source=source, slug="house", beside=lambda _: SVG)
    code = invites.create_invite(user_id=elena.pk, world_id=world.pk).code
    for page in ("/worlds", f"/worlds/{world.short_id}", f"/invites/{code}"):
        assert b'class="cover" src="/stories/house/cover/' in client.get(page).content
    for page in (f"/worlds/{world.short_id}", f"/invites/{code}"):
        assert "About 20 minutes. Contains: a keeper\u2019s temper." in text_of(client.get(page))


def test_the_lobby_names_the_characters_that_are_shown_and_their_places(
    client: Client, browser: Client, window: Client, world: SharedWorld
) -> None:
    window.post(f"/worlds/{world.short_id}/join", {"character_name": "Moth", "show_character": "yes"})
    browser.post(f"/worlds/{world.short_id}/me", {"show_character": "yes"})
    shown = text_of(client.get("/worlds"))
    assert "Visitor and Moth, at the hall." in shown, "who gave no name goes by the story's"
    assert "Kael" not in shown
    assert "Elena" not in shown
    browser.post(f"/worlds/{world.short_id}/me", {"show_character": "no"})
    assert "Moth, at the hall, and one more." in text_of(client.get("/worlds"))
    window.post(f"/worlds/{world.short_id}/me", {"show_character": "no"})
    assert "Two hidden players." in text_of(client.get("/worlds"))


def test_an_invitation_that_was_taken_back_leads_nowhere(browser: Client, elena: User, world: SharedWorld) -> None:
    code = invites.create_invite(user_id=elena.pk, world_id=world.pk).code
    shown = browser.get(f"/worlds/{world.short_id}")
    assert f"http://testserver/invites/{code}".encode() in shown.content
    browser.post(f"/worlds/{world.short_id}/invites/{code}")
    answer = browser.get(f"/invites/{code}")
    assert answer.status_code == 404
    assert "This invitation is invalid or has expired. Ask for a new one." in text_of(answer)


def test_the_scene_that_one_comes_back_to_stands_there_once(
    window: Client, kael: User, world: SharedWorld, there: str
) -> None:
    window.post(f"/worlds/{world.short_id}/leave")
    window.post(f"/worlds/{world.short_id}/join")
    assert text_of(window.get(there)).count("Somebody is breathing.") == 1
    assert text_of(window.get(f"{there}/transcript")).count("Somebody is breathing.") > 1, "the transcript has it all"


def test_who_left_may_come_back_to_the_same_story(window: Client, kael: User, world: SharedWorld, there: str) -> None:
    path = f"/worlds/{world.short_id}/leave"
    assert "Your seat becomes free" in text_of(window.get(path))
    assert "You left the world." in text_of(window.post(path, follow=True))
    assert "Rejoin" in text_of(window.get(there))
    answer = window.post(f"/worlds/{world.short_id}/join")
    assert answer["Location"].startswith(there)
    assert joining.join_world(user_id=kael.pk, world_id=world.pk).session.short_id in there
