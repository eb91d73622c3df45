"""Short ids, the names that sessions, worlds, people, improvisations, their stars, comments, lists of these and lines of the sky have outside: `ses_k3wq7p2a`."""

import base64
import re
import secrets
from collections.abc import Callable
from typing import Literal
from uuid import UUID

Kind = Literal["ses", "wld", "usr", "imp", "ent", "cmt", "pls", "lin"]
Maker = Callable[[], str]

LENGTH = len("usr_") + 8
SHORT_ID = re.compile(r"(?P<kind>ses|wld|usr|imp|ent|cmt|pls|lin)_[a-z2-7]{8}", re.ASCII)


def new_short_id(kind: Kind) -> str:
    """Forty random bits: nobody guesses a neighbour, and the unique constraint meets a repeat once in a lifetime."""
    return f"{kind}_{base64.b32encode(secrets.token_bytes(5)).decode().lower()}"


def is_short_id(text: str, kind: Kind) -> bool:
    found = SHORT_ID.fullmatch(text)
    return found is not None and found["kind"] == kind


def as_addressed(object_id: str) -> str:
    """An id as it stood in an address of the admin, which takes the `_26` of `ses_26tyd6nk` for a sign that it had quoted."""
    return re.sub(r"[^\w-]", lambda sign: f"_{ord(sign[0]):02x}", object_id, flags=re.ASCII)


def lookup(identifier: UUID | str, kind: Kind) -> dict[str, object]:
    """How to find a row by either form of its id: keywords for `filter` or `get`; what is neither finds nothing."""
    if isinstance(identifier, str) and is_short_id(identifier, kind):
        return {"short_id": identifier}
    try:
        return {"pk": identifier if isinstance(identifier, UUID) else UUID(identifier)}
    except ValueError:
        return {"pk__in": ()}


# Migrations store a default by its name, so each kind of row has a function of its own.


def new_session_id() -> str:
    return new_short_id("ses")


def new_world_id() -> str:
    return new_short_id("wld")


def new_user_id() -> str:
    return new_short_id("usr")


def new_improvisation_id() -> str:
    return new_short_id("imp")


def new_entry_id() -> str:
    return new_short_id("ent")


def new_comment_id() -> str:
    return new_short_id("cmt")


def new_playlist_id() -> str:
    return new_short_id("pls")


def new_line_id() -> str:
    return new_short_id("lin")
