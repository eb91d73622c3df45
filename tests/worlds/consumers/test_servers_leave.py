"""Servers of a test's own: their leaving, and Redis between several processes."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import httpx
import pytest

from tests import machine
from tests.kleene_site.both_servers import server
from tests.worlds.consumers.served import EVENTS, NetworkSocket, bearer, code_of, listening, served
from tests.worlds.living_world import Living

__all__ = ["server"]


@pytest.mark.usefixtures("server")
@pytest.mark.parametrize("number", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.long)])
def test_a_leaving_server_ends_streams_and_tells_sockets_to_come_back(
    living: Living, tmp_path: Path, number: signal.Signals
) -> None:
    ada, ben, _ = living.people
    with served(tmp_path) as site:
        client = NetworkSocket(site, f"/ws/worlds/{living.world.short_id}/", bearer(ada))
        client.until("game_state")
        with listening(site.url(EVENTS.format(living.world.short_id)), bearer(ben)) as stream:
            while next(stream).event != "game:replay":
                pass
            site.process.send_signal(number)
            assert [told for told in stream if told.id] == []  # who is there may be told until the end
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


@pytest.mark.postgres
@pytest.mark.redis
def test_players_on_two_processes_hear_each_other_at_once(living: Living, tmp_path: Path) -> None:
    ada, ben, _ = living.people
    session = living.world.sessions.get(user=ada)
    redis = machine.redis_server().where
    with served(tmp_path, REDIS_URL=redis) as one, served(tmp_path, REDIS_URL=redis) as other:
        client = NetworkSocket(other, f"/ws/worlds/{living.world.short_id}/", bearer(ben))
        client.until("game:replay")
        with listening(other.url(EVENTS.format(living.world.short_id)), bearer(ben)) as stream:
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
