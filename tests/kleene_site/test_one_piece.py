"""An answer's head and the first piece of its body leave together; a head that nothing follows leaves alone."""

from __future__ import annotations

import asyncio
from typing import Any

from kleene_site.servers.answer_transport import AnswerTransport

HEAD, BODY = b"HTTP/1.1 200 OK\r\n\r\n", b"Hello."


class Sent(asyncio.Transport):
    """What was written to a client, piece by piece."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[bytes] = []
        self.is_closed = False

    def write(self, data: Any) -> None:
        self.pieces.append(bytes(data))

    def is_closing(self) -> bool:
        return self.is_closed

    def close(self) -> None:
        self.is_closed = True


async def test_a_head_with_its_body_is_one_piece() -> None:
    sent = Sent()
    transport = AnswerTransport(sent, asyncio.get_running_loop())
    for piece in (HEAD, BODY, b"more"):
        transport.write(piece)
    assert sent.pieces == [HEAD + BODY, b"more"]


async def test_a_head_whose_body_comes_later_does_not_wait_for_it() -> None:
    sent = Sent()
    transport = AnswerTransport(sent, asyncio.get_running_loop())
    transport.write(HEAD)
    await asyncio.sleep(0)
    assert sent.pieces == [HEAD]
    transport.write(BODY)
    assert sent.pieces == [HEAD, BODY]


async def test_a_client_who_is_to_go_on_hears_of_that_at_once() -> None:
    sent = Sent()
    transport = AnswerTransport(sent, asyncio.get_running_loop())
    transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")
    assert sent.pieces == [b"HTTP/1.1 100 Continue\r\n\r\n"]
    transport.write(HEAD)
    transport.write(BODY)
    assert sent.pieces[1:] == [HEAD + BODY]


async def test_one_that_is_closed_after_its_head_has_sent_that() -> None:
    sent = Sent()
    transport = AnswerTransport(sent, asyncio.get_running_loop())
    transport.write(HEAD)
    transport.close()
    await asyncio.sleep(0)
    assert (sent.pieces, transport.is_closing()) == ([HEAD], True)
