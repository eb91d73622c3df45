"""What one connection may cost under daphne: bytes of a body, of what waits to be read, and of what is unsent."""

# ruff: noqa: N802 - the libraries' own names

from __future__ import annotations

import asyncio
from typing import Any

import orjson
from daphne.http_protocol import HTTPFactory, WebRequest
from twisted.web.http import HTTPChannel, _GenericHTTPChannelProtocol

from common import api_errors, errors
from common.limits import BODY
from kleene_site.servers.bounds import LINGER_BYTES, LINGER_TIME

# What is not typed below is anything.
UntypedRequest: Any = WebRequest
UntypedChannel: Any = HTTPChannel
UntypedFactory: Any = HTTPFactory


class Request(UntypedRequest):  # type: ignore[misc]
    """Refuses a body by its Content-Length before a byte of it is kept, and one without as soon as it is too long."""

    received = 0
    is_refused = False

    def gotLength(self, length: int | None) -> None:
        if length is not None and length > BODY:
            self.refuse()
            length = 0
        super().gotLength(length)

    def handleContentChunk(self, data: bytes) -> None:
        self.received += len(data)
        if self.received > BODY:
            self.refuse()
        if not self.is_refused:
            super().handleContentChunk(data)

    def requestReceived(self, command: bytes, path: bytes, version: bytes) -> None:
        if not self.is_refused:
            super().requestReceived(command, path, version)

    def refuse(self) -> None:
        if not self.is_refused:
            self.is_refused = True
            self.channel.refuse(errors.TooLarge(limit=BODY))


class Channel(UntypedChannel):  # type: ignore[misc]
    """One connection. It answers the next of many pipelined requests only when the last answer is on its way."""

    is_refused = False
    wasted = 0
    answered: Any = None  # a request that is done while its client has not read enough

    def __init__(self) -> None:
        super().__init__()
        self.may_send = asyncio.Event()  # cleared while the transport holds as much as it will
        self.may_send.set()

    def dataReceived(self, data: bytes) -> None:
        if not self.is_refused:
            super().dataReceived(data)
            return
        # Closing at once would reset the connection, and the client might never read why.
        self.wasted += len(data)
        if self.wasted > LINGER_BYTES:
            self.transport.abortConnection()

    def refuse(self, refusal: errors.KleeneError) -> None:
        """Say no in the one shape of refusals, and close when the client has had its time to read it."""
        self.is_refused = True
        body = orjson.dumps(api_errors.body(refusal))
        head = f"HTTP/1.1 {refusal.status} Request Entity Too Large\r\nContent-Type: application/json\r\n"
        length = f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        self.transport.write((head + length).encode() + body)
        self.setTimeout(None)
        self.callLater(LINGER_TIME, self.transport.abortConnection)
        self.transport.loseWriteConnection()

    async def wait_until_read(self, *, write_timeout: float) -> None:
        """Wait while much is unsent; hang up on a client that takes none of it for `write_timeout` seconds."""
        while not self.may_send.is_set():
            before = self.unsent()
            try:
                async with asyncio.timeout(write_timeout):
                    await self.may_send.wait()
            except TimeoutError:
                if self.unsent() >= before:
                    self.transport.abortConnection()
                    return

    def unsent(self) -> int:
        """Bytes that wait in this process for the client to take them."""
        return int(len(self.transport.dataBuffer) - self.transport.offset + self.transport._tempDataLen)  # noqa: SLF001 - nothing else tells

    def pauseProducing(self) -> None:
        self.may_send.clear()
        super().pauseProducing()

    def connectionLost(self, reason: Any) -> None:
        self.may_send.set()
        super().connectionLost(reason)

    def requestDone(self, request: Any) -> None:
        if self._waitingForTransport and self.persistent:
            self.answered = request
        else:
            super().requestDone(request)

    def resumeProducing(self) -> None:
        self.may_send.set()
        super().resumeProducing()
        answered, self.answered = self.answered, None
        if answered is not None:
            super().requestDone(answered)

    def _send100Continue(self) -> None:
        if not self.is_refused:
            super()._send100Continue()


class Factory(UntypedFactory):  # type: ignore[misc]
    """Makes such connections."""

    def buildProtocol(self, addr: Any) -> Any:
        protocol = super().buildProtocol(addr)
        protocol.requestFactory = Request
        return protocol

    def protocol(self) -> Any:
        return _GenericHTTPChannelProtocol(Channel())


def channel_of(protocol: Any) -> Channel | None:
    """The connection of a request or a socket; None where it is gone, or is closing."""
    channel = getattr(protocol, "channel", None)
    transport = getattr(protocol if channel is None else channel, "transport", None)
    line = getattr(transport, "producer", None)
    return line if isinstance(line, Channel) else None
