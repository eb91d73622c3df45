"""One question over HTTP."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

import httpx

from common.model_services.errors import NotAnswering, Unusable

if TYPE_CHECKING:
    from common.model_services.service import Service

ABOUT_THE_QUESTION: Final = {400, 413, 422}  # the next one may fare better


async def ask(service: Service, question: bytes) -> bytes:
    """The body of the answer to a question. Raises NotAnswering or Unusable, within `service.timeout` seconds.

    The time limit is for everything together: httpx's own count single reads, and a server that sends a byte now and
    then would never meet them. Each question has a connection of its own, so none is spoilt by the one before.
    """
    try:
        async with asyncio.timeout(service.timeout):
            return await _answer(service, question)
    except (NotAnswering, Unusable):
        raise
    except TimeoutError:
        raise NotAnswering("no whole answer in time") from None
    except Exception as trouble:  # noqa: BLE001 - what a server can make the libraries raise is no list to rely on
        raise NotAnswering(type(trouble).__name__) from None  # its text, or its frames, could hold the key


async def _answer(service: Service, question: bytes) -> bytes:
    async with (
        httpx.AsyncClient(verify=service.tls, timeout=None, follow_redirects=False) as client,  # noqa: S113 - see `ask`
        client.stream("POST", service.url, content=question, headers=_headers(service)) as answer,
    ):
        if answer.status_code != httpx.codes.OK:
            about = Unusable if answer.status_code in ABOUT_THE_QUESTION else NotAnswering
            raise about(f"status {answer.status_code}")
        return await _body(answer, service.largest)


def _headers(service: Service) -> dict[str, str]:
    # Nothing packed: a small answer could unpack to a huge one.
    headers = {"Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "identity"}
    return headers | ({"Authorization": f"Bearer {service.key}"} if service.key else {})


async def _body(answer: httpx.Response, largest: int) -> bytes:
    body = bytearray()
    async for part in answer.aiter_raw():
        body += part
        if len(body) > largest:
            raise Unusable("answer too large")
    return bytes(body)
