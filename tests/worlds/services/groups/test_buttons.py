"""The plain forms beside the people of a world, and the channel of a party, without scripts."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from tests.worlds.services.groups.conftest import MakesWalkers, Walker
from worlds.models import SharedWorld
from worlds.services import chat

pytestmark = pytest.mark.django_db(transaction=True)


class Page:
    """A game's page as one of its players sees it."""

    def __init__(self, walker: Walker) -> None:
        self.client = Client()
        self.client.force_login(get_user_model().objects.get(pk=walker.user_id))
        self.world = SharedWorld.objects.get(pk=walker.world_id).short_id
        game = walker.place.session
        assert game is not None
        self.game = f"/play/{game.short_id}"

    def reads(self, path: str = "") -> str:
        """A page's text, with a space for each run of them."""
        return " ".join(self.client.get(path or self.game).content.decode().split())

    def asks(self, do: str, player: Walker) -> str:
        answer = self.client.post(f"/worlds/{self.world}/group", {"do": do, "player": player.short_id}, follow=True)
        assert answer.status_code == 200
        return answer.content.decode()


def test_two_players_come_together_by_buttons_alone(walkers: MakesWalkers) -> None:
    ann, bo = walkers(2)
    hers, his = Page(ann), Page(bo)
    assert 'value="unfollow"' in his.asks("follow", ann)
    assert 'value="accept"' not in hers.asks("accept", bo)
    assert bo.place.trails_id == ann.place.pk
    assert 'value="party-disband"' in hers.asks("party-invite", bo)
    page = his.asks("party-accept", ann)
    assert 'value="party-leave"' in page
    assert '<option value="party">Your party</option>' in page
    his.client.post(f"/worlds/{his.world}/say", {"text": "psst", "to": "party"})
    [heard] = chat.chat_history(**ann.me)
    assert heard.payload["channel"] == "party"
    his.asks("party-leave", bo)
    his.asks("unfollow", ann)
    place = bo.place
    assert place.trails_id is None
    assert place.party_id is None


def test_a_button_that_does_not_exist_or_comes_too_late_is_refused_in_words(walkers: MakesWalkers) -> None:
    ann, bo = walkers(2)
    assert "does not exist or has expired" in Page(ann).asks("accept", bo)
    assert "no such button" in Page(ann).asks("dance", bo)


def test_beside_a_player_and_what_they_say_stand_the_buttons_that_keep_them_away(walkers: MakesWalkers) -> None:
    ann, bo = walkers(2)
    page = Page(ann)
    chat.send_message(**bo.me, text="Hello there.")
    seen = page.reads()
    for button in ("mute", "block", "follow"):
        assert f'form="relation" name="{button}" value="{bo.short_id}"' in seen
        assert f'name="{button}" value="{ann.short_id}"' not in seen
    assert seen.count(f'name="mute" value="{bo.short_id}"') == 2
    page.client.post("/account/people", {"mute": bo.short_id})
    seen = page.reads()
    assert "Hello there." not in seen
    assert f'name="unmute" value="{bo.short_id}"' in seen
    assert f'name="unmute" value="{bo.short_id}"' in page.reads(f"/worlds/{page.world}")
    assert 'form="relation"' not in " ".join(Client().get(f"/worlds/{page.world}").content.decode().split())
