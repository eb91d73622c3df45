"""What was said at the sky before one came, and lines that go while one looks."""

from __future__ import annotations

import asyncio
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.utils import timezone

from common.database_threads import in_thread
from cosmos import limits
from cosmos.consumers.server_frames import line_data
from cosmos.consumers.sky_sockets import sky_sockets
from cosmos.consumers.talk import Spoken
from cosmos.models import TalkLine
from cosmos.services.talking import take_line
from cosmos.services.visitors import Visitor
from presence.services.visibility import set_visible
from profiles.models import User
from profiles.services import deletion, moderation
from relations.services import blocks, mutes
from tests.cosmos.consumers.conftest import looking
from tests.worlds.consumers.sockets import Frame, bearer, socket
from tests.worlds.services.at_once import wait_until_somebody_waits
from tests.worlds.services.shared_worlds.holding import held
from worlds.services.hiding import hide_message

UNSEEN = (None, "Someone", "#888888")


async def said_before(person: User) -> list[dict[str, Any]]:
    """The lines that somebody is told who connects now."""
    async with socket("/ws/cosmos/", await bearer(person)) as client:
        await client.connect()
        lines: list[dict[str, Any]] = (await client.read_until("chat_history"))["data"]["lines"]
        return lines


async def texts_before(person: User) -> list[str]:
    return [line["text"] for line in await said_before(person)]


async def says(person: User, *texts: str) -> list[Frame]:
    async with looking(person) as (speaker, _):
        return [await speaker.ask({"type": "chat", "text": text}) for text in texts]


async def hidden_by_a_moderator(line_id: str) -> None:
    row = await in_thread(TalkLine.objects.get, short_id=line_id)
    await in_thread(partial(hide_message, moderator_id=uuid.uuid4(), text_id=row.text_id, reason="Unkind."))


def who(line: dict[str, Any]) -> tuple[str | None, str, str]:
    return line["user_id"], line["display_name"], line["color"]


async def test_whoever_comes_later_is_told_the_newest_lines_in_order(
    elena: User, mira: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    await in_thread(set_visible, user_id=elena.pk, visible=True)
    told = [answer["data"] for answer in await says(elena, "One.", "Two <b>.", "Three.")]
    assert await said_before(mira) == told
    monkeypatch.setattr(limits, "LINES_TOLD", 2)
    assert await said_before(mira) == told[1:]


@pytest.mark.postgres
async def test_what_somebody_says_as_they_leave_is_told_to_those_who_are_there(elena: User, mira: User) -> None:
    loop, holding = asyncio.get_running_loop(), ExitStack()
    async with looking(mira) as (hearer, _):
        with ThreadPoolExecutor(1) as threads:
            async with looking(elena) as (speaker, _):
                rows = User.objects.select_for_update().filter(pk=elena.pk)
                await loop.run_in_executor(threads, holding.enter_context, held(rows))
                await speaker.say({"type": "chat", "text": "Farewell."})
                await in_thread(wait_until_somebody_waits)
            await loop.run_in_executor(threads, holding.close)
        assert (await hearer.read_until("chat_message"))["data"]["text"] == "Farewell."


async def test_ones_own_lines_are_known_by_ones_own_id_whether_one_hides_or_not(elena: User) -> None:
    await says(elena, "Unseen.")
    await in_thread(set_visible, user_id=elena.pk, visible=True)
    await says(elena, "Seen.")
    async with socket("/ws/cosmos/", await bearer(elena)) as client:
        await client.connect()
        you = (await client.read_until("cosmos_state"))["data"]["you"]
        lines = (await client.read_until("chat_history"))["data"]["lines"]
    assert [line["visitor_id"] for line in lines] == [you["visitor_id"]] * 2


async def test_somebody_who_was_hidden_or_is_now_has_said_it_as_someone(elena: User, mira: User) -> None:
    await says(elena, "Unseen then.")
    await in_thread(set_visible, user_id=elena.pk, visible=True)
    await says(elena, "Seen then.")
    unseen, seen = await said_before(mira)
    assert (who(unseen), who(seen)[:2]) == (UNSEEN, (elena.short_id, str(elena)))
    await in_thread(set_visible, user_id=elena.pk, visible=False)
    assert [who(line) for line in await said_before(mira)] == [UNSEEN] * 2


async def test_somebody_hidden_is_not_known_again_by_what_they_said_on_another_day(elena: User, mira: User) -> None:
    await says(elena, "One.", "Two.")
    first = await in_thread(TalkLine.objects.order_by("pk").first)
    assert first is not None
    yesterday = timezone.now() - timedelta(days=1)
    await in_thread(partial(TalkLine.objects.filter(pk=first.pk).update, said_at=yesterday))
    one, two = await said_before(mira)
    assert one["visitor_id"] != two["visitor_id"]


async def test_lines_of_muted_blocked_and_suspended_people_are_not_told_later(
    elena: User, mira: User, stranger: User
) -> None:
    await says(elena, "Hello.")
    assert await texts_before(stranger) == ["Hello."]
    await in_thread(partial(mutes.mute_player, user_id=stranger.pk, other=elena.short_id, channel="world"))
    assert (await texts_before(stranger), await texts_before(mira)) == ([], ["Hello."])
    await in_thread(partial(mutes.unmute_player, user_id=stranger.pk, other=elena.short_id))
    await in_thread(partial(blocks.block_player, user_id=elena.pk, other=stranger.short_id))
    assert await texts_before(stranger) == []
    suspended = partial(moderation.suspend_account, user_id=elena.pk, moderator_id=mira.pk, reason="shouting")
    await in_thread(suspended)
    assert await texts_before(mira) == []


async def test_a_line_that_a_moderator_hides_goes_for_all_and_does_not_come_again(
    elena: User, mira: User, stranger: User
) -> None:
    async with looking(elena) as (speaker, _), looking(mira) as (one, _), looking(stranger) as (other, _):
        line = (await speaker.ask({"type": "chat", "text": "Unkind words."}))["data"]
        await hidden_by_a_moderator(line["line_id"])
        for client in (speaker, one, other):
            gone = await client.read_until("lines_removed")
            assert (gone["sequence_number"], gone["data"]) == (1, {"line_ids": [line["line_id"]]})
    assert await texts_before(mira) == []


async def test_whoever_was_away_learns_that_a_line_has_gone(elena: User, mira: User) -> None:
    [answer] = await says(elena, "Unkind words.")
    await hidden_by_a_moderator(answer["data"]["line_id"])
    async with looking(mira, "?last_sequence=0") as (client, _):
        assert (await client.read_until("lines_removed"))["data"] == {"line_ids": [answer["data"]["line_id"]]}


async def test_lines_go_with_the_account_that_said_them(elena: User, mira: User) -> None:
    answers = await says(elena, "One.", "Two.")
    async with looking(mira) as (client, _):
        await in_thread(deletion.erase_traces, elena.pk)
        ids = [answer["data"]["line_id"] for answer in answers]
        assert (await client.read_until("lines_removed"))["data"] == {"line_ids": ids}
    assert (await texts_before(mira), await in_thread(TalkLine.objects.count)) == ([], 0)


async def test_a_line_that_was_hidden_before_it_could_be_told_is_told_to_nobody(elena: User, mira: User) -> None:
    async with looking(mira) as (client, _), looking(elena) as (_, state):
        visitor = Visitor(**state["data"]["you"])
        line = await in_thread(partial(take_line, user_id=elena.pk, text="Unkind words.", visitor=visitor))
        await hidden_by_a_moderator(line.line_id)
        sky_sockets().talk.take(Spoken(elena.pk, line_data(line)))  # as another process tells it
        await says(elena, "Later.")
        assert (await client.read_until("chat_message"))["data"]["text"] == "Later."


async def test_guests_of_one_address_say_as_much_here_as_some_players(elena: User, mira: User, settings: Any) -> None:
    settings.RATE_CHAT, settings.GUESTS_PER_ADDRESS = "1/minute", 1
    await in_thread(partial(User.objects.update, is_guest=True))
    [first], [second] = await says(elena, "Hello."), await says(mira, "Hello.")
    assert first["type"] == "chat_message"
    assert second["data"]["code"] == "rate_limit_exceeded"


async def test_what_an_agent_says_here_counts_as_an_agents(elena: User, settings: Any) -> None:
    settings.RATE_CHAT, settings.RATE_AGENT_CHAT = "10/minute", "1/minute"
    await in_thread(partial(User.objects.filter(pk=elena.pk).update, is_agent=True))
    first, second = await says(elena, "Hello.", "Again.")
    assert first["type"] == "chat_message"
    assert second["data"]["code"] == "rate_limit_exceeded"
