"""What members and hosts do on a world's page."""

from __future__ import annotations

from django.test import Client

from profiles.models import User
from tests.worlds.views.pages import text_of
from worlds.models import Invite, SharedWorld, WorldBan, WorldStay


def test_the_host_changes_how_it_is_here(browser: Client, world: SharedWorld) -> None:
    path = f"/worlds/{world.short_id}/settings"
    browser.post(path, {"visibility": "private"})
    world.refresh_from_db()
    assert (world.visibility, world.spectators_allowed, world.agents_allowed) == ("private", False, False)
    assert "Choose who can join." in text_of(browser.post(path, {"visibility": "sometimes"}, follow=True))


def test_nobody_else_is_offered_that_or_may_do_it(window: Client, world: SharedWorld, there: str) -> None:
    page = f"/worlds/{world.short_id}"
    assert b"settings-title" not in window.get(page).content
    answer = window.post(f"{page}/settings", {"visibility": "private"}, follow=True)
    assert "Only the host of this world can do this." in text_of(answer)
    assert "Only the host" in text_of(window.post(f"{page}/archive", follow=True))


def test_the_host_sends_somebody_away_with_a_reason(
    browser: Client, kael: User, world: SharedWorld, there: str
) -> None:
    away = {"player": kael.short_id, "reason": "Shouting"}
    answer = browser.post(f"/worlds/{world.short_id}/kick", away, follow=True)
    assert "The player was removed." in text_of(answer)
    assert WorldStay.objects.get().note == "Shouting"


def test_for_good_means_for_good(browser: Client, window: Client, kael: User, world: SharedWorld, there: str) -> None:
    browser.post(f"/worlds/{world.short_id}/ban", {"player": kael.short_id})
    assert WorldBan.objects.get().user == kael
    answer = window.post(f"/worlds/{world.short_id}/join", follow=True)
    assert "The host banned you from this world." in text_of(answer)


def test_being_ready_is_seen_by_the_others(browser: Client, window: Client, world: SharedWorld, there: str) -> None:
    browser.post(f"/worlds/{world.short_id}/ready", {"ready": "yes"})
    assert "host ready" in text_of(window.get(f"/worlds/{world.short_id}"))


def test_strangers_are_asked_to_sign_in_before_they_act(client: Client, world: SharedWorld) -> None:
    for way in ("settings", "kick", "ban", "ready", "invites", "archive", "say", "leave"):
        answer = client.post(f"/worlds/{world.short_id}/{way}")
        assert answer["Location"].startswith("/sign-in?next="), way


def test_a_world_that_is_not_there_is_not_found(browser: Client) -> None:
    for path in ("/worlds/wld_aaaaaaaa", "/worlds/nothing", "/invites/nothing", "/play/ses_aaaaaaaa/live"):
        assert browser.get(path).status_code == 404, path


def test_where_people_write_together_the_host_says_who_decides(browser: Client, world: SharedWorld) -> None:
    page = f"/worlds/{world.short_id}"
    assert "Who approves" not in text_of(browser.get(page))
    SharedWorld.objects.update(game_mode="collaborative")
    assert "Who approves ideas for this world" in text_of(browser.get(page))
    browser.post(f"{page}/settings", {"visibility": "public", "quorum": "3"})
    world.refresh_from_db()
    assert world.quorum == 3
    assert '<option value="3" selected>' in browser.get(page).content.decode()
    browser.post(f"{page}/settings", {"visibility": "public", "quorum": ""})
    world.refresh_from_db()
    assert world.quorum is None
    assert "Choose who can join" in text_of(browser.post(f"{page}/settings", {"quorum": "99"}, follow=True))


def test_the_host_sees_whose_every_open_code_is_and_takes_it_back(
    browser: Client, window: Client, kael: User, world: SharedWorld, there: str
) -> None:
    page = f"/worlds/{world.short_id}"
    window.post(f"{page}/invites")
    code = Invite.objects.get(created_by_id=kael.pk).code
    shown = browser.get(page).content.decode()
    assert f"/invites/{code}" in shown
    assert "Created by Kael." in shown
    assert "Created by" not in window.get(page).content.decode()
    browser.post(f"{page}/invites/{code}")
    assert f"/invites/{code}" not in window.get(page).content.decode()


def test_who_is_alone_makes_the_first_invitation_on_the_page_of_the_game(
    browser: Client, window: Client, world: SharedWorld, here: str
) -> None:
    path = f"/worlds/{world.short_id}/invites"
    assert "Nobody here yet. Copy invitation" in text_of(browser.get(here))
    answer = browser.post(path, {"back": "play"})
    assert answer["Location"] == f"{here}#alone"
    link = f"http://testserver/invites/{Invite.objects.get().code}"
    assert link in browser.get(here).content.decode()
    window.post(f"/worlds/{world.short_id}/join")
    assert "Nobody here yet" not in text_of(browser.get(here))
    window.post(f"/worlds/{world.short_id}/leave")
    assert "Nobody else is here now." in text_of(browser.get(here))


def test_a_script_is_told_the_link_or_why_there_is_none(browser: Client, window: Client, world: SharedWorld) -> None:
    path, script = f"/worlds/{world.short_id}/invites", {"X-Requested-With": "fetch"}
    answer = browser.post(path, headers=script)
    assert (answer.status_code, answer.json()) == (
        201,
        {"link": f"http://testserver/invites/{Invite.objects.get().code}"},
    )
    refused = window.post(path, headers=script)
    assert (refused.status_code, refused.json()["refused"]) == (403, "You are not in this world. Join it first.")


def test_readiness_is_asked_for_only_where_people_decide_together(browser: Client, world: SharedWorld) -> None:
    page = f"/worlds/{world.short_id}"
    assert "I am ready" not in text_of(browser.get(page))
    SharedWorld.objects.update(game_mode="collaborative", quorum=2)
    assert "I am ready" in text_of(browser.get(page))


def test_a_link_is_for_as_many_and_as_long_as_its_maker_chose(
    browser: Client, window: Client, world: SharedWorld
) -> None:
    path = f"/worlds/{world.short_id}"
    told = browser.post(f"{path}/invites", {"expires_in": "3600", "max_uses": "1"}, follow=True)
    assert "Used 0 of 1 times." in text_of(told)
    code = Invite.objects.get().code
    window.post(f"/invites/{code}", {})
    assert Invite.objects.get().uses == 1
    assert "Used" not in text_of(browser.get(path))  # nobody can use it any more
    refused = browser.post(f"{path}/invites", {"expires_in": "5", "max_uses": "1"}, follow=True)
    assert "Choose how long the invitation is valid" in text_of(refused)
