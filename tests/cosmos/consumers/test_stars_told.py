"""Stars as they are born and placed, on every socket at once and in one order."""

from __future__ import annotations

from typing import Any

from common.database_threads import in_thread
from cosmos.consumers.sky_sockets import sky_sockets
from cosmos.consumers.visits import WAITING
from cosmos.models import CosmosEntry, CosmosEvent, CosmosLayout
from cosmos.services import log
from improvisations.services import sharing
from improvisations.services.evidence import Statement
from profiles.models import User
from tests.cosmos.conftest import Born, settle
from tests.cosmos.consumers.conftest import looking
from tests.worlds.consumers.sockets import everything
from worlds.services.games import sessions


def shares_alone(person: User, gate: str) -> CosmosEntry:
    """Somebody's idea, from a game of their own."""
    game = sessions.start_solo(user_id=person.pk, scenario_slug=gate)
    statement = Statement(
        node_id="road", player_input="I wave.", narrative_response="So be it.", classification="discovery"
    )
    idea = sharing.share_improvisation(user_id=person.pk, session_id=game.pk, scenario_slug=gate, statement=statement)
    return CosmosEntry.objects.get(improvisation=idea)


BIRTH = ["entry_created", "chunk_enriched", "chunk_enriched", "entry_positioned"]


async def test_two_visitors_see_a_third_ones_star_in_the_same_place(born: Born, mira: User, stranger: User) -> None:
    async with looking(mira) as (one, _), looking(stranger) as (other, _):
        entry = await in_thread(born, "I whistle for the cat. Then I offer it a fish.")
        told = [await client.numbered(upto=4) for client in (one, other)]
    assert told[0] == told[1]
    assert [frame["type"] for frame in told[0]] == BIRTH
    assert [(frame["sequence_number"], frame["prev_sequence"]) for frame in told[0]] == [(1, 0), (2, 1), (3, 2), (4, 3)]
    assert told[0][-1]["data"]["position"] == list(entry.position)


async def test_three_ideas_at_once_are_seen_by_all_three_in_one_order(
    gate: str, elena: User, mira: User, stranger: User
) -> None:
    people = (elena, mira, stranger)
    async with looking(mira) as (one, _), looking(stranger) as (two, _), looking(elena) as (three, _):
        ideas = await everything(*(in_thread(shares_alone, person, gate) for person in people))
        told = [[frame["data"] for frame in await client.numbered(upto=3)] for client in (one, two, three)]
    assert told[0] == told[1] == told[2]
    assert {data["entry_id"] for data in told[0]} == {star.short_id for star in ideas}
    assert [data["user_id"] for data in told[0]] != [None] * 3


async def test_who_comes_back_is_told_what_they_missed_and_then_what_comes(born: Born, mira: User) -> None:
    await in_thread(born, "I whistle for the cat.")
    async with looking(mira, "?last_sequence=1") as (client, state):
        assert state["data"]["sequence"] == 1
        assert [frame["sequence_number"] for frame in await client.numbered(upto=3)] == [2, 3]
        await client.say({"type": "resume", "last_sequence": 0})
        assert [frame["sequence_number"] for frame in await client.numbered(upto=3)] == [1, 2, 3]
        await in_thread(born, "I whistle for the dog.")
        assert [frame["sequence_number"] for frame in await client.numbered(upto=6)] == [4, 5, 6]


async def test_who_resumes_where_the_log_is_forgotten_is_told_to_read_anew(
    born: Born, mira: User, settings: Any
) -> None:
    await in_thread(born, "I whistle for the cat.")
    settings.EVENT_LOG_DAYS = -1
    await in_thread(log.trim_log)
    async with looking(mira) as (client, _):
        await client.say({"type": "resume", "last_sequence": 1})
        assert (await client.read_until("resync"))["data"] == {"sequence": 3}
        assert (await client.read_until("cosmos_state"))["data"]["sequence"] == 3


async def test_an_erased_idea_is_told_as_gone_and_its_words_never(born: Born, mira: User) -> None:
    async with looking(mira) as (client, _):
        entry = await in_thread(born, "I whistle for the zibeline.")
        heard = await client.numbered(upto=3)
        words = await in_thread(lambda: entry.improvisation.input_text)
        await in_thread(words.redact)
        await in_thread(settle)
        heard += await client.numbered(upto=4)
    assert heard[-1]["type"] == "entry_removed"
    assert heard[-1]["data"] == {"entry_id": entry.short_id}
    assert "zibeline" not in str(heard)


async def test_who_is_too_far_behind_is_closed_and_resumes(born: Born, mira: User) -> None:
    entry = await in_thread(born, "I whistle for the cat.")
    async with looking(mira) as (client, state):
        many = [
            CosmosEvent(sequence=number, type="entry_removed", entry_id=entry.short_id, payload={"entry_id": "x"},
                        created_at=entry.created_at)
            for number in range(4, 6 + WAITING)
        ]  # fmt: skip
        await client.ask({"type": "ping"})  # from now on it follows
        await in_thread(CosmosEvent.objects.bulk_create, many)
        await in_thread(CosmosLayout.objects.update, event_seq=many[-1].sequence)
        sky_sockets().feed.ring(many[-1].sequence)
        assert await client.closed() == 4408
    async with looking(mira, f"?last_sequence={state['data']['sequence']}") as (again, _):
        assert len(await again.numbered(upto=many[-1].sequence)) == len(many)
