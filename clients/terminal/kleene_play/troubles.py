"""What went wrong, as one sentence: the server's own where it gave one."""

from __future__ import annotations

import math
from json import JSONDecodeError
from typing import Final

import httpx
from kleene_client import Refused, StreamEnded


class NotKleene(Exception):
    """What answers at the address is something else."""


Trouble: Final = (Refused, StreamEnded, httpx.HTTPError, httpx.InvalidURL, JSONDecodeError, NotKleene)
REDIRECTS: Final = range(300, 400)
NO_ANSWER: Final = "The server does not answer. Check its address and your connection, and try again."
NOT_KLEENE: Final = "This address answers, but not as a Kleene server does."


def sentence_of(trouble: BaseException) -> str:
    """For errors that `Trouble` names; it is not yet made safe for a terminal."""
    if isinstance(trouble, Refused):
        return _refused(trouble)
    if isinstance(trouble, StreamEnded):
        return str(trouble)
    if isinstance(trouble, httpx.InvalidURL | httpx.UnsupportedProtocol):
        return "The server's address must begin with http:// or https://."
    if isinstance(trouble, httpx.HTTPError):
        return NO_ANSWER
    return NOT_KLEENE


def _refused(refusal: Refused) -> str:
    if refusal.status in REDIRECTS:
        return "The server has moved to another address; perhaps it begins with https://."
    if refusal.retry_after:
        seconds = math.ceil(refusal.retry_after)
        return f"{refusal.message} Try again in {seconds} second{'' if seconds == 1 else 's'}."
    return refusal.message
