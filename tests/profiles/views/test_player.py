"""A player's page and picture, and the settings that decide what is on it."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from common import limits
from presence.services.visibility import visible_among
from profiles.models import Avatar, User
from profiles.services import deletion
from profiles.services.play_history import PlayedWeek, turns_by_week
from profiles.views import weeks
from tests.common.test_pictures import picture
from tests.markup import on_one_line
from tests.profiles.services.test_achievements import BROKEN, HOME, play
from tests.profiles.views.settings_page import save_settings
from tests.worlds.services.ready_stories import GATE
from worlds.services.stories import scenarios

pytestmark = pytest.mark.django_db

PASSWORD = "a long way home"
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def elena() -> User:
    user: User = User.objects.create_user("elena", password=PASSWORD, display_name="Elena")
    return user


@pytest.fixture
def browser(elena: User) -> Client:
    client = Client()
    client.force_login(elena)
    return client


@pytest.fixture
def gate() -> None:
    scenarios.import_scenario(source=GATE, slug="gate")


@pytest.fixture
def played(elena: User, gate: None, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        play(elena, HOME)
        play(elena, BROKEN)


def page(client: Client, user: User) -> str:
    return on_one_line(client.get(f"/players/{user.short_id}/").content.decode())


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def upload(client: Client, content: bytes, name: str = "me.png") -> Any:
    return save_settings(client, picture=SimpleUploadedFile(name, content))


def test_a_page_tells_numbers_decisions_achievements_and_deeds(client: Client, elena: User, played: None) -> None:
    told = words(page(client, elena))
    assert "The gate 2 of 9" in told
    assert "2 of 9 cells: chose: yes, chose: no." in told
    assert "finished twice" in told
    assert "The last page" in told
    assert "every player has it" in told
    assert "Finished The gate" in told
    assert "4 in all, in 1 week" in told


def test_a_page_says_when_there_is_nothing_to_tell(client: Client, browser: Client, elena: User) -> None:
    assert "Nothing yet." in words(page(client, elena))
    assert "16 not earned yet" in words(page(browser, elena))


def test_ones_own_page_leads_to_the_settings_and_others_do_not(client: Client, browser: Client, elena: User) -> None:
    assert 'href="/account">Settings' in page(browser, elena)
    assert "Settings" not in page(client, elena)
    assert f'href="/players/{elena.short_id}"' in browser.get("/").content.decode()


def test_private_parts_are_on_ones_own_page_alone(client: Client, browser: Client, elena: User, played: None) -> None:
    save_settings(browser, presence_visible="on", stats_public=False, activity_public=False)
    assert visible_among([elena.pk])
    told = words(page(client, elena))
    assert "Elena keeps this profile private." in told
    assert "gate" not in told.lower().replace("navigate", "")
    mine = words(page(browser, elena))
    assert mine.count("Only you see") == 2
    assert "The last page" in mine


@pytest.mark.parametrize("unknown", ["usr_aaaaaaaa", "nobody", "%00"])
def test_an_unknown_player_has_no_page_and_no_picture(client: Client, unknown: str) -> None:
    assert client.get(f"/players/{unknown}").status_code == 404
    assert client.get(f"/players/{unknown}/picture/1").status_code == 404


def test_what_people_write_is_only_words(client: Client, elena: User) -> None:
    User.objects.filter(pk=elena.pk).update(display_name=SCRIPT, bio=SCRIPT)
    assert SCRIPT not in page(client, elena)
    assert "&lt;script&gt;" in page(client, elena)


def test_a_page_costs_the_same_for_one_game_and_for_many(
    client: Client, elena: User, played: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(7):
        page(client, elena)
    for _ in range(3):
        play(elena, BROKEN)
    with django_assert_num_queries(7):
        page(client, elena)


def test_a_former_players_page_has_a_name_alone(client: Client, elena: User, played: None) -> None:
    deletion.say_farewell(user_id=elena.pk, password=PASSWORD, address="192.0.2.1")
    told = words(page(client, elena))
    assert "Former player" in told
    assert "This player deleted their account." in told
    assert "Elena" not in told
    assert "The gate" not in told


def test_an_uploaded_picture_is_served_safely_and_kept_by_browsers(browser: Client, elena: User) -> None:
    assert b"Saved." in upload(browser, picture()).content
    address = re.search(r'src="(/players/[^"]+)"', page(browser, elena))
    assert address is not None
    answer = Client().get(address[1])
    assert answer["Content-Type"] == "image/webp"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "immutable" in answer["Cache-Control"]
    assert answer.content[8:12] == b"WEBP"


def test_an_address_of_an_old_picture_shows_the_new_one_and_is_not_kept(browser: Client, elena: User) -> None:
    answer = browser.get(f"/players/{elena.short_id}/picture/old")
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("content", [b"no picture", b"<svg/>"])
def test_what_is_no_picture_is_said_beside_its_field(browser: Client, content: bytes) -> None:
    answer = upload(browser, content)
    assert answer.status_code == 200
    assert b"This file is not a readable image." in answer.content
    assert not Avatar.objects.exists()


def test_a_file_that_is_too_large_is_cut_off_and_refused(browser: Client) -> None:
    assert b"A picture can have at most 4 MB." in upload(browser, b"\0" * (limits.UPLOAD + 200_000)).content


def test_two_files_at_once_are_refused(browser: Client) -> None:
    files = {"picture": io.BytesIO(picture()), "another": io.BytesIO(picture())}
    assert browser.post("/account", files).status_code == 400


def test_a_picture_can_be_removed(browser: Client, elena: User) -> None:
    upload(browser, picture())
    assert b"Remove my picture" in browser.get("/account").content
    assert b"Saved." in save_settings(browser, remove_picture="on").content
    assert not Avatar.objects.exists()


@pytest.mark.parametrize("path", ["/account", "/account/delete"])
def test_strangers_are_asked_to_sign_in_first(client: Client, path: str) -> None:
    assert client.post(path)["Location"].startswith("/sign-in?next=/account")


def test_an_account_is_deleted_after_its_password(browser: Client, elena: User) -> None:
    assert b"Your password" in browser.get("/account/delete").content
    assert b"The password is wrong." in browser.post("/account/delete", {"password": "wrong"}).content
    answer = browser.post("/account/delete", {"password": PASSWORD}, follow=True)
    assert b"Your account has been deleted." in answer.content
    elena.refresh_from_db()
    assert elena.anonymised_at is not None
    assert browser.get("/account").status_code == 302


def test_a_guest_says_that_they_are_sure(client: Client) -> None:
    client.post("/guest")
    assert b"This field is required" in client.post("/account/delete").content
    client.post("/account/delete", {"sure": "on"})
    assert User.objects.get().anonymised_at is not None


def test_weeks_are_bars_against_the_busiest(elena: User, played: None) -> None:
    found = turns_by_week(elena.pk)
    assert [week.turns for week in found] == [0] * 25 + [4]
    assert all(week.begins.weekday() == 0 for week in found)
    chart = weeks.weeks_chart(
        [PlayedWeek(found[0].begins, 10), PlayedWeek(found[1].begins, 5), PlayedWeek(found[2].begins, 0)]
    )
    assert [bar.height for bar in chart.bars] == [weeks.HEIGHT, weeks.HEIGHT // 2, 1]
    assert chart.summary.startswith("Turns in each of the last 3 weeks. 15 in all, in 2 weeks; most in the week of ")


def test_fewer_than_three_weeks_are_said_in_words_and_more_are_a_picture_that_says_the_same(
    elena: User, played: None
) -> None:
    found = turns_by_week(elena.pk)
    for amount, is_drawn in ((2, False), (3, True)):
        chart = weeks.weeks_chart([PlayedWeek(week.begins, int(place < amount)) for place, week in enumerate(found)])
        shown = render_to_string("profiles/parts/weeks.html", {"chart": chart})
        assert ('role="img"' in shown) is is_drawn
        assert f"<figcaption>{chart.summary}</figcaption>" in shown
