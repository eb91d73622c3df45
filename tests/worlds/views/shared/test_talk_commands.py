"""Commands that are typed where one talks, and the page that lists all of them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.worlds.services.typed_commands.green import green_world
from worlds.models import WorldEvent
from worlds.services.typed_commands.table import VERBS

pytestmark = pytest.mark.django_db(transaction=True)
BY_SCRIPT: dict[str, Any] = {"headers": {"X-Requested-With": "fetch"}}


def test_a_line_with_a_slash_is_a_command_where_one_talks_too() -> None:
    living = green_world("ada", "ben")
    client = Client()
    client.force_login(living.people[0])
    path = f"/worlds/{living.world.short_id}/say"
    told = client.post(path, {"text": "/inventory"}, **BY_SCRIPT).json()
    assert told == {"told": "You carry knife.", "is_done": True}
    told = client.post(path, {"text": " /invntory"}, **BY_SCRIPT).json()
    assert (told["is_done"], "Did you mean inventory" in told["told"]) == (False, True)
    page = client.post(path, {"text": "/go mill"}, follow=True).content.decode()
    assert "The Mill. It turns." in page
    assert not WorldEvent.objects.filter(type="chat_message").exists()
    assert client.post(path, {"text": "and/or"}, **BY_SCRIPT).status_code == 204
    assert WorldEvent.objects.filter(type="chat_message").count() == 1


def test_a_command_that_is_refused_by_its_budget_is_refused_where_one_talks(settings: Any) -> None:
    settings.RATE_COMMAND = "1/minute"
    living = green_world("ada")
    client = Client()
    client.force_login(living.people[0])
    path = f"/worlds/{living.world.short_id}/say"
    codes = [client.post(path, {"text": "/look"}, **BY_SCRIPT).status_code for _ in range(2)]
    assert codes == [200, 429]


def test_the_page_on_how_to_play_lists_every_command_that_players_have(client: Client) -> None:
    page = client.get("/help").content.decode()
    for verb in VERBS:
        assert (f"<dt>/{verb.name}" in page) == (verb.who != "staff"), verb.name
    assert "/whisper &lt;player&gt; &lt;words&gt;" in page
