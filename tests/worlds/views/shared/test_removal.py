"""Who was sent away from a world learns why, until when, and how to object, wherever they are refused."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from common.text_filter import TextNotFit
from profiles.models import User
from tests.worlds.views.pages import text_of
from worlds.models import SharedWorld
from worlds.services import chat
from worlds.services.membership import hosting, joining, leaving, spectating
from worlds.services.membership.admission import Banned
from worlds.services.membership.errors import NotAMember
from worlds.services.membership.removal import SentAway
from worlds.services.turns import playing
from worlds.services.turns.request import TurnRequest

APPEALS = "appeals@example.org"
REASON = "Too loud"


@pytest.fixture(autouse=True)
def appeals_go_to(settings: Any) -> None:
    settings.KLEENE_APPEAL = APPEALS


def away(send: Any, world: SharedWorld, player: User, reason: str = REASON) -> None:
    send(user_id=world.host_id, world_id=world.pk, player=player.short_id, reason=reason)


@pytest.mark.parametrize(("send", "may_return"), [(hosting.kick_player, True), (hosting.ban_player, False)])
def test_every_refusal_tells_it(kael: User, world: SharedWorld, there: str, send: Any, may_return: bool) -> None:  # noqa: FBT001
    away(send, world, kael)
    request = TurnRequest(input="look")
    for attempt in (
        lambda: chat.send_message(user_id=kael.pk, world_id=world.pk, text="Why?"),
        lambda: chat.chat_history(user_id=kael.pk, world_id=world.pk),
        lambda: playing.play_turn(user_id=kael.pk, session_id=there.removeprefix("/play/"), request=request),
        lambda: hosting.set_ready(user_id=kael.pk, world_id=world.pk, is_ready=True),
    ):
        with pytest.raises(SentAway) as refusal:
            attempt()
        assert refusal.value.code == NotAMember.code
        assert refusal.value.details == {
            "until": None,
            "reason": REASON,
            "appeal": APPEALS,
            "may_return": may_return,
        }
        assert REASON in refusal.value.message
        assert APPEALS in refusal.value.message


@pytest.mark.parametrize("enter", [joining.join_world, spectating.spectate_world])
def test_coming_back_after_a_ban_is_refused_with_the_reason(
    kael: User, world: SharedWorld, there: str, enter: Any
) -> None:
    away(hosting.ban_player, world, kael)
    with pytest.raises(Banned) as refusal:
        enter(user_id=kael.pk, world_id=world.pk)
    assert refusal.value.details["reason"] == REASON


def test_who_left_of_their_own_will_is_told_nothing_of_it(kael: User, world: SharedWorld, there: str) -> None:
    away(hosting.kick_player, world, kael)
    joining.join_world(user_id=kael.pk, world_id=world.pk)
    leaving.leave_world(user_id=kael.pk, world_id=world.pk)
    with pytest.raises(NotAMember) as refusal:
        chat.send_message(user_id=kael.pk, world_id=world.pk, text="Hello?")
    assert type(refusal.value) is NotAMember


@pytest.mark.parametrize(("send", "may_return"), [(hosting.kick_player, True), (hosting.ban_player, False)])
def test_the_pages_of_play_and_of_the_world_tell_it(
    window: Client,
    world: SharedWorld,
    there: str,
    send: Any,
    may_return: bool,  # noqa: FBT001
) -> None:
    away(send, world, User.objects.get(username="kael"))
    for path in (there, f"/worlds/{world.short_id}"):
        page = text_of(window.get(path))
        assert REASON in page, path
        assert APPEALS in page, path
    assert ("Rejoin" in text_of(window.get(there))) is may_return
    assert (
        'action="/worlds/' + world.short_id + '/join"' in window.get(f"/worlds/{world.short_id}").content.decode()
    ) is (may_return)


def test_the_reason_passes_the_filter_that_talk_passes(kael: User, world: SharedWorld, there: str) -> None:
    with pytest.raises(TextNotFit):
        away(hosting.kick_player, world, kael, reason=chr(102) + "aggot")
    away(hosting.kick_player, world, kael, reason="You fucking shout")
    with pytest.raises(SentAway) as refusal:
        chat.send_message(user_id=kael.pk, world_id=world.pk, text="Why?")
    assert refusal.value.details["reason"] == "You ******* shout"


@pytest.mark.parametrize(("reason", "told"), [("Too loud", "“Too loud”. You"), ("Too loud!", "“Too loud!” You")])
def test_a_reason_ends_its_sentence_once(kael: User, world: SharedWorld, there: str, reason: str, told: str) -> None:
    away(hosting.kick_player, world, kael, reason=reason)
    with pytest.raises(SentAway) as refusal:
        chat.send_message(user_id=kael.pk, world_id=world.pk, text="Why?")
    assert told in refusal.value.message


def test_words_of_a_host_who_left_for_good_are_told_no_more(kael: User, world: SharedWorld, there: str) -> None:
    from worlds.services.erasure import erase_texts

    away(hosting.kick_player, world, kael)
    erase_texts(user_id=world.host_id)
    with pytest.raises(SentAway) as refusal:
        chat.send_message(user_id=kael.pk, world_id=world.pk, text="Why?")
    assert refusal.value.details["reason"] == ""
