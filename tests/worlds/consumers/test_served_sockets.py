"""Sockets through the network, under both servers."""

from __future__ import annotations

import pytest

from tests.worlds.consumers.served import NetworkSocket, Site, bearer, code_of
from tests.worlds.consumers.settled import either_site, living, settled
from tests.worlds.living_world import Living

__all__ = ["either_site", "living", "settled"]

pytestmark = pytest.mark.database


def test_a_foreign_page_gets_403_and_an_unknown_address_no_traceback(either_site: Site, living: Living) -> None:
    ada = bearer(living.people[0])
    foreign = NetworkSocket(
        either_site, f"/ws/worlds/{living.world.short_id}/", ada | {"Origin": "https://evil.example"}
    )
    unknown = NetworkSocket(either_site, "/ws/nowhere/", ada)
    assert (foreign.status, unknown.status) == (403, 403)
    foreign.close()
    unknown.close()
    assert "Traceback" not in either_site.log.read_text()


def test_a_long_frame_is_refused_by_name_and_a_longer_one_closes_with_its_code(
    either_site: Site, living: Living
) -> None:
    client = opened(either_site, living)
    for body in (b"x" * 10_241, b"x" * 65_536):
        client.send(body)
        assert client.until("error")["data"]["code"] == "too_large"
    client.say({"type": "ping", "id": "still there"})
    assert client.until("pong")["id"] == "still there"
    client.send(b"x" * 65_537)
    assert code_of(client) == 1009


def test_a_message_in_many_pieces_is_measured_as_a_whole(either_site: Site, living: Living) -> None:
    client = opened(either_site, living)
    client.send(b"x" * 40_000, first=0x01)
    client.send(b"x" * 40_000, first=0x00)
    assert code_of(client) == 1009


def test_a_text_that_is_none_closes_with_its_code(either_site: Site, living: Living) -> None:
    client = opened(either_site, living)
    client.send(b"\xff\xfe")
    assert code_of(client) == 1007


@pytest.mark.parametrize("first", [0x89, 0x8A, 0x00, 0x81, 0x82], ids=["ping", "pong", "piece", "text", "binary"])
def test_who_floods_the_server_with_frames_of_any_sort_is_shown_out(
    either_site: Site, living: Living, first: int
) -> None:
    client = opened(either_site, living)
    if not first:
        client.send(b"", first=0x01)
    client.line.sendall(bytes([first, 0x80, 1, 2, 3, 4]) * 20_000)
    assert code_of(client) == 4429


def opened(site: Site, living: Living) -> NetworkSocket:
    client = NetworkSocket(site, f"/ws/worlds/{living.world.short_id}/", bearer(living.people[0]))
    client.until("game:replay")
    return client
