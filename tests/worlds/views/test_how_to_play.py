"""How to play, and the foot of every page that leads there."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

from tests.staff import moderator, signed_in, superuser
from tests.worlds.views.pages import text_of
from worlds import limits
from worlds.rules.grid import CELLS

pytestmark = pytest.mark.django_db


def test_the_page_explains_a_turn_its_limit_and_all_nine_cells(client: Client) -> None:
    shown = text_of(client.get("/help"))
    assert f"up to {limits.TURN_TEXT} characters" in shown
    assert all(cell in shown for cell in CELLS)


def test_every_page_for_strangers_leads_to_help_privacy_and_the_api(client: Client) -> None:
    for path in ("/", "/worlds", "/leaderboards", "/sign-in", "/help", "/privacy"):
        page = client.get(path).content.decode()
        for door in ("/help", "/privacy", "/api/v1/docs"):
            assert f'href="{door}"' in page, (path, door)


@pytest.mark.parametrize(
    ("named", "link"),
    [
        ("help@play.example.org", 'href="mailto:help@play.example.org"'),
        ("https://play.example.org/contact?a=1&b=2", 'href="https://play.example.org/contact?a=1&amp;b=2"'),
    ],
)
def test_a_site_with_an_operators_address_links_it(client: Client, settings: Settings, named: str, link: str) -> None:
    settings.KLEENE_CONTACT = named
    assert link in client.get("/help").content.decode()
    assert "Write to the operator of this site." in text_of(client.get("/privacy"))


def test_a_site_without_an_address_offers_no_contact(client: Client, settings: Settings) -> None:
    settings.KLEENE_CONTACT = ""
    assert "Contact" not in text_of(client.get("/help"))
    assert "Write to the operator" not in text_of(client.get("/privacy"))


def test_the_page_lists_commands_of_the_staff_for_those_who_may_use_them(client: Client) -> None:
    readers = {"a stranger": client, "a moderator": signed_in(moderator()), "a superuser": signed_in(superuser())}
    pages = {name: text_of(reader.get("/help")) for name, reader in readers.items()}
    listed = {name: [verb for verb in ("/summon", "/shutdown") if verb in page] for name, page in pages.items()}
    assert listed == {"a stranger": [], "a moderator": ["/summon"], "a superuser": ["/summon", "/shutdown"]}


def test_both_pages_only_tell_and_take_nothing(client: Client) -> None:
    for path in ("/help", "/privacy"):
        assert client.post(path).status_code == 405, path
