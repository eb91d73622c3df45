"""A whole server process, and streams through the network."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import httpx
import pytest

from tests.worlds.consumers.served import EVENTS, Message, NetworkSocket, Site, bearer, listening
from tests.worlds.consumers.settled import living, settled, site
from tests.worlds.living_world import Living
from worlds.models import SharedWorld
from worlds.services import events, frames

__all__ = ["living", "settled", "site"]

pytestmark = pytest.mark.database


def path(living: Living) -> str:
    return EVENTS.format(living.world.short_id)


def upto(stream: Iterator[Message], sequence: int) -> list[Message]:
    """Messages with a number, until the one with that number."""
    got: list[Message] = []
    while not got or int(got[-1].id) < sequence:
        told = next(stream)
        if told.id and told.event != "game_state":
            got.append(told)
    return got


@pytest.mark.slow
def test_a_stream_begins_with_the_game_and_goes_on_with_what_happens(site: Site, living: Living) -> None:
    ada, ben, _ = living.people
    with listening(site.url(path(living)), bearer(ben)) as stream:
        retry, state, room, replay = (next(stream) for _ in range(4))
        assert retry.data == "2000"
        assert (state.event, int(state.id)) == ("game_state", state.data["sequence"])
        assert state.data["view"]["location"]["id"] == "road"
        assert (room.event, room.id, room.data["room_id"]) == ("room_occupants", "", "road")
        assert (replay.event, replay.id, replay.data["replay"]) == ("game:replay", "", True)
        living.says(ada, "two\nlines", ben)
        seen = events.read_events(living.world.pk, after=int(state.id), limit=10, reader=ben.pk, is_fellow=True).events
        # A server without Redis hears nothing of other processes: its poll finds it.
        [told] = upto(stream, seen[-1].event.sequence)
        assert (told.event, int(told.id)) == ("chat_message", seen[-1].event.sequence)
        assert told.data == frames.flat_frame(seen[-1])
        assert told.data["to"]["user_id"] == ben.short_id


def test_a_turn_posted_to_the_same_process_is_told_at_once(site: Site, living: Living) -> None:
    ada, ben, _ = living.people
    session = living.world.sessions.get(user=ada)
    with listening(site.url(path(living)), bearer(ben)) as stream:
        while next(stream).event != "game:replay":
            pass
        url, who = site.url(f"/api/v1/game/{session.short_id}/turns"), bearer(ada)
        for option in ("wait", "take_key"):  # the first finds everything cold
            began = time.monotonic()
            answer = httpx.post(url, json={"option_id": option}, headers=who)
            assert answer.status_code == 200, answer.text
            while (told := next(stream)).event != "turn_played":
                pass
            print(f"told {(time.monotonic() - began) * 1000:.0f} ms after the turn was sent")  # noqa: T201
            assert told.data["user_id"] == ada.short_id


def test_a_stream_is_resumed_by_header_or_parameter(site: Site, living: Living) -> None:
    last = living.ticks(20)[-1].sequence
    ways: list[tuple[int, str, dict[str, str]]] = []
    for after in (last - 1, last - 7, last - 20):
        ways.append((after, site.url(path(living)), {"Last-Event-ID": str(after)}))
        ways.append((after, site.url(f"{path(living)}/?last_event_id={after}"), {}))
    for after, url, header in ways:
        with listening(url, bearer(living.people[0]) | header) as stream:
            assert [int(told.id) for told in upto(stream, last)] == list(range(after + 1, last + 1))


def test_of_what_others_whisper_only_the_number_is_told(site: Site, living: Living) -> None:
    ada, ben, cleo = living.people
    before = living.ticks()[0].sequence
    living.says(ada, "the key is under the stone", ben)
    living.ticks()
    with listening(site.url(path(living)), bearer(cleo) | {"Last-Event-ID": str(before)}) as stream:
        assert next(stream).data == "2000"
        hidden, shown = next(stream), next(stream)
    assert (int(hidden.id), hidden.event, hidden.data) == (before + 1, "", None)
    assert (int(shown.id), shown.data["prev_sequence"]) == (before + 2, before)


def refusal(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/json"
    return answer.status_code, answer.json()["error"]["code"]


def test_who_may_not_listen_is_refused_in_json(site: Site, living: Living) -> None:
    ada = living.people[0]
    url = site.url(path(living))
    anonymous = httpx.get(url)
    assert refusal(anonymous) == (401, "auth_required")
    assert anonymous.headers["www-authenticate"].startswith("Bearer")
    assert refusal(httpx.get(url, headers={"Authorization": "Bearer x"})) == (401, "auth_invalid")
    assert refusal(httpx.get(f"{url}?ticket=x")) == (401, "auth_invalid")
    assert refusal(httpx.get(f"{url}?last_event_id=x", headers=bearer(ada))) == (400, "invalid_input")
    assert refusal(httpx.get(f"{url}?client=%00", headers=bearer(ada))) == (400, "invalid_input")
    assert refusal(httpx.get(url, headers=bearer(ada) | {"Host": "evil.example"})) == (400, "invalid_input")
    assert refusal(httpx.post(url, headers=bearer(ada))) == (405, "method_not_allowed")
    nowhere = site.url(EVENTS.format("wld_aaaaaaaa"))
    assert refusal(httpx.get(nowhere, headers=bearer(ada))) == (404, "not_found")
    living.world.participants.filter(user=ada).update(left_at=living.world.created_at)
    assert refusal(httpx.get(url, headers=bearer(ada))) == (403, "not_a_member")
    SharedWorld.objects.filter(pk=living.world.pk).update(status="archived")
    assert refusal(httpx.get(url, headers=bearer(ada))) == (410, "world_archived")
    assert "Traceback" not in site.log.read_text()


def test_a_ticket_opens_a_stream_once(site: Site, living: Living) -> None:
    ada = living.people[0]
    asked = httpx.post(site.url("/api/v1/stream-tickets"), json={}, headers=bearer(ada))
    url = site.url(f"{path(living)}?ticket={asked.json()['ticket']}")
    with listening(url, {}) as stream:
        assert next(stream).data == "2000"
    assert refusal(httpx.get(url)) == (401, "auth_invalid")
    assert asked.json()["ticket"] not in site.log.read_text()


def test_the_fourth_stream_is_refused_until_one_is_closed(site: Site, living: Living) -> None:
    url, who = site.url(path(living)), bearer(living.people[0])
    with listening(url, who) as one, listening(url, who) as two:
        with listening(url, who) as three:
            for stream in (one, two, three):
                next(stream)
            full = httpx.get(url, headers=who)
            assert refusal(full) == (429, "too_many_streams")
            assert int(full.headers["retry-after"]) > 0
        until_open(url, who)


def until_open(url: str, who: dict[str, str]) -> None:
    """The server notices a closed connection in its own time."""
    while True:
        with httpx.stream("GET", url, headers=who, timeout=20) as answer:
            if answer.status_code == 200:
                return
        time.sleep(0.01)


def test_the_same_client_replaces_its_own_stream(site: Site, living: Living) -> None:
    url, who = site.url(f"{path(living)}?client=tab-1"), bearer(living.people[0])
    with listening(url, who) as old:
        next(old)
        with listening(url, who) as new:
            next(new)
            for _ in old:
                pass
            assert next(new).event == "game_state"


@pytest.mark.postgres
def test_a_slow_place_stops_no_other_frame_of_any_socket(site: Site, living: Living) -> None:
    from django.db import connections, transaction

    from worlds.models import LocationLock

    ada = living.people[0]
    client = NetworkSocket(site, f"/ws/worlds/{living.world.short_id}/", bearer(ada))
    client.until("game:replay")
    first = "0f8fad5b-d9cb-469f-a165-70867728950e"
    client.say({"type": "turn", "id": first, "option_id": "wait"})
    client.until("turn_result")
    held, let_go = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic():
            list(LocationLock.objects.select_for_update().filter(world=living.world).values_list("pk"))
            held.set()
            let_go.wait(20)
        connections.close_all()

    holding = threading.Thread(target=hold)
    holding.start()
    held.wait()
    client.say({"type": "turn", "id": first.replace("0", "1", 1), "option_id": "wait"})
    assert client.until("turn_waiting")["data"]["location"] == "road"
    client.say({"type": "ping", "id": "still there"})
    assert client.until("pong")["id"] == "still there"
    let_go.set()
    assert client.until("turn_result")["data"]["kind"] == "choice"
    holding.join()
    client.close()
