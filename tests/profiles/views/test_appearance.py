"""Theme and text size: chosen by anybody, kept by the browser."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from pytest_django import Settings

from tests.profiles.views.settings_page import save_settings
from tests.worlds.views.pages import text_of

pytestmark = pytest.mark.django_db


def html_of(client: Client, path: str = "/") -> str:
    return client.get(path).content.decode().split("<head>")[0]


def test_a_stranger_chooses_and_every_page_looks_so_from_then_on(client: Client) -> None:
    answer = client.post("/appearance", {"theme": "dark", "size": "larger"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/appearance")
    for path in ("/", "/worlds", "/leaderboards", "/sign-in", "/nowhere"):
        assert 'data-theme="dark" data-size="larger"' in html_of(client, path), path
    form = client.get("/appearance").content.decode()
    for chosen in ("dark", "larger"):
        assert re.search(rf'value="{chosen}"[^>]* checked', form), chosen


def test_theme_and_text_size_have_one_home_for_those_who_are_signed_in(client: Client) -> None:
    client.post("/guest")
    assert client.get("/appearance")["Location"] == "/account#appearance"
    assert 'href="/appearance' not in client.get("/help").content.decode()
    page = save_settings(client, theme="light", size="large").content.decode()
    assert 'data-theme="light" data-size="large"' in page
    assert re.search(r'value="large"[^>]* checked', page)


def test_one_visitors_look_is_never_served_to_another(client: Client) -> None:
    client.get("/help")  # kept for strangers from here on
    client.cookies["appearance"] = "light.large"
    assert 'data-theme="light" data-size="large"' in html_of(client, "/help")
    assert 'data-theme="system" data-size="normal"' in html_of(Client(), "/help")


def test_the_page_leads_back_to_where_one_came_from_and_to_no_other_site(client: Client) -> None:
    assert 'name="next" value="/help"' in client.get("/appearance?next=/help").content.decode()
    chosen = {"theme": "light", "size": "normal"}
    assert client.post("/appearance", {**chosen, "next": "/help"}).headers["Location"] == "/help"
    for foreign in ("https://example.org/", "//example.org/", "/\\example.org", "javascript:alert(1)"):
        assert client.post("/appearance", {**chosen, "next": foreign}).headers["Location"] == "/appearance", foreign


@pytest.mark.parametrize(
    "sent", [{"theme": "pink", "size": "normal"}, {"theme": "dark"}, {"theme": "dark", "size": "huge"}]
)
def test_what_is_no_theme_or_size_is_refused_and_nothing_is_kept(client: Client, sent: dict[str, str]) -> None:
    answer = client.post("/appearance", sent)
    assert answer.status_code == 200
    assert "appearance" not in answer.cookies


@pytest.mark.parametrize("cookie", ["", "...", '"><script>', "dark.dark", "x" * 4000, "system.normal.light"])
def test_a_cookie_that_says_anything_else_is_read_word_by_word(client: Client, cookie: str) -> None:
    client.cookies["appearance"] = cookie
    answer = client.get("/help")
    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode().split("<head>")[0]


def test_the_cookie_is_the_sites_own_and_travels_as_the_session_does(client: Client, settings: Settings) -> None:
    settings.SESSION_COOKIE_SECURE = True
    kept = client.post("/appearance", {"theme": "dark", "size": "normal"}, secure=True).cookies["appearance"]
    assert kept.value == "dark.normal"
    assert (kept["secure"], kept["httponly"], kept["samesite"]) == (True, True, "Lax")


def test_the_page_says_what_it_is_for(client: Client) -> None:
    shown = text_of(client.get("/appearance"))
    for words in ("Theme", "Same as device", "Light", "Dark", "Text size", "Larger", "Save"):
        assert words in shown
