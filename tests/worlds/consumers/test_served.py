"""Whole server processes: both servers, the network, Redis between two of them, and their leaving."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests import machine
from tests.kleene_site.both_servers import server
from tests.worlds.consumers.served import Message, NetworkSocket, Site, bearer, listening, served
from tests.worlds.living_world import Living
from worlds.models import SharedWorld
from worlds.services import events, frames

__all__ = ["server"]

EVENTS = "/api/v1/worlds/{}/events"


@pytest.fixture
def site(living: Living, tmp_path: Path) -> Iterator[Site]:
    with served(tmp_path, RATE_CONNECT="1000/minute") as running:
        yield running


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


def test_a_stream_begins_with_the_game_and_goes_on_with_what_happens(site: Site, living: Living) -> None:
    ada, ben, _ = living.people
    with listening(site.url(path(living)), bearer(ben)) as stream:
        retry, state, replay = next(stream), next(stream), next(stream)
        assert retry.data == "2000"
        assert (state.event, int(state.id)) == ("game_state", state.data["sequence"])
        assert state.data["view"]["location"]["id"] == "road"
        assert (replay.event, replay.id, replay.data["replay"]) == ("game:replay", "", True)
        living.says(ada, "two\nlines")
        seen = events.read_events(living.world.pk, after=int(state.id), limit=10, reader=ben.pk, is_fellow=True).events
        # A server without Redis hears nothing of other processes: its poll finds it.
        [told] = upto(stream, seen[-1].event.sequence)
        assert (told.event, int(told.id)) == ("chat_message", seen[-1].event.sequence)
        assert told.data == frames.flat_frame(seen[-1])


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
    SharedWorld.objects.update(status="archived")
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


@pytest.mark.usefixtures("server")
@pytest.mark.parametrize("number", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.long)])
def test_a_leaving_server_ends_streams_and_tells_sockets_to_come_back(
    site: Site, living: Living, number: signal.Signals
) -> None:
    ada, ben, _ = living.people
    client = NetworkSocket(site, f"/ws/worlds/{living.world.short_id}/", bearer(ada))
    client.until("game_state")
    with listening(site.url(path(living)), bearer(ben)) as stream:
        while next(stream).event != "game:replay":
            pass
        site.process.send_signal(number)
        assert list(stream) == []
        while isinstance(code := client.frame(), dict):
            pass
        assert code == 1012
    client.close()
    assert site.process.wait(timeout=20) == 0
    assert "Traceback" not in site.log.read_text()


@pytest.mark.postgres
@pytest.mark.redis
def test_every_process_of_a_server_tells_its_sockets_to_come_back(living: Living, tmp_path: Path) -> None:
    redis = machine.redis_server().where
    with served(tmp_path, REDIS_URL=redis, WEB_CONCURRENCY="2", STREAMS_PER_USER="9") as site:
        address = f"/ws/worlds/{living.world.short_id}/"
        clients = [NetworkSocket(site, address, bearer(ada)) for ada in living.people for _ in range(2)]
        for client in clients:
            client.until("game_state")
        site.leave()
        assert {code_of(client) for client in clients} == {1012}
        assert site.process.wait(timeout=20) == 0
        assert "Traceback" not in site.log.read_text()


@pytest.mark.usefixtures("server")
def test_a_foreign_page_gets_403_and_an_unknown_address_no_traceback(site: Site, living: Living) -> None:
    ada = bearer(living.people[0])
    foreign = NetworkSocket(site, f"/ws/worlds/{living.world.short_id}/", ada | {"Origin": "https://evil.example"})
    unknown = NetworkSocket(site, "/ws/nowhere/", ada)
    assert (foreign.status, unknown.status) == (403, 403)
    foreign.close()
    unknown.close()
    assert "Traceback" not in site.log.read_text()


@pytest.mark.usefixtures("server")
def test_a_long_frame_is_refused_by_name_and_a_longer_one_closes_with_its_code(site: Site, living: Living) -> None:
    client = opened(site, living)
    for body in (b"x" * 10_241, b"x" * 65_536):
        client.send(body)
        assert client.until("error")["data"]["code"] == "too_large"
    client.say({"type": "ping", "id": "still there"})
    assert client.until("pong")["id"] == "still there"
    client.send(b"x" * 65_537)
    assert code_of(client) == 1009


@pytest.mark.usefixtures("server")
def test_a_message_in_many_pieces_is_measured_as_a_whole(site: Site, living: Living) -> None:
    client = opened(site, living)
    client.send(b"x" * 40_000, first=0x01)
    client.send(b"x" * 40_000, first=0x00)
    assert code_of(client) == 1009


@pytest.mark.usefixtures("server")
def test_a_text_that_is_none_closes_with_its_code(site: Site, living: Living) -> None:
    client = opened(site, living)
    client.send(b"\xff\xfe")
    assert code_of(client) == 1007


@pytest.mark.usefixtures("server")
@pytest.mark.parametrize("first", [0x89, 0x8A, 0x00, 0x81, 0x82], ids=["ping", "pong", "piece", "text", "binary"])
def test_who_floods_the_server_with_frames_of_any_sort_is_shown_out(site: Site, living: Living, first: int) -> None:
    client = opened(site, living)
    if not first:
        client.send(b"", first=0x01)
    client.line.sendall(bytes([first, 0x80, 1, 2, 3, 4]) * 20_000)
    assert code_of(client) == 4429


def opened(site: Site, living: Living) -> NetworkSocket:
    client = NetworkSocket(site, f"/ws/worlds/{living.world.short_id}/", bearer(living.people[0]))
    client.until("game:replay")
    return client


def code_of(client: NetworkSocket) -> int:
    while isinstance(code := client.frame(), dict):
        pass
    client.close()
    return code


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


@pytest.mark.postgres
@pytest.mark.redis
def test_players_on_two_processes_hear_each_other_at_once(living: Living, tmp_path: Path) -> None:
    ada, ben, _ = living.people
    session = living.world.sessions.get(user=ada)
    redis = machine.redis_server().where
    with served(tmp_path, REDIS_URL=redis) as one, served(tmp_path, REDIS_URL=redis) as other:
        client = NetworkSocket(other, f"/ws/worlds/{living.world.short_id}/", bearer(ben))
        client.until("game:replay")
        with listening(other.url(path(living)), bearer(ben)) as stream:
            while next(stream).event != "game:replay":
                pass
            url, who = one.url(f"/api/v1/game/{session.short_id}/turns"), bearer(ada)
            for option in ("wait", "take_key"):  # the first finds everything cold
                began = time.monotonic()
                assert httpx.post(url, json={"option_id": option}, headers=who).status_code == 200
                assert client.until("turn_played")["player_id"] == ada.short_id
                while (told := next(stream)).event != "turn_played":
                    pass
                print(f"told {(time.monotonic() - began) * 1000:.0f} ms after the turn was sent")  # noqa: T201
                assert told.data["option_text"]
        client.close()
