"""Tickets that open streams."""

from __future__ import annotations

from typing import Final

from tests.hot.asks import TICKETS as PATH
from tests.hot.asks import case, ticket
from tests.hot.before import ticket_expired
from tests.hot.parity import Ask, Case

TICKETS: Final = (
    case("one after the other", ticket(), ticket(), ticket("ben"), hot=3),
    case("one has expired", ticket(), before=ticket_expired, hot=0),
    case("another's has expired", ticket("ben"), before=ticket_expired, hot=1),
    case("guest", ticket("hal"), hot=1),
    case("slash at the end", Ask("POST", PATH + "/", "ada", {}), hot=1),
    case("look", Ask("GET", PATH, "ada")),
    case("with a query", Ask("POST", PATH + "?a=b", "ada", {}), hot=0),
    *(
        Case(f"body: {name}", (Ask("POST", PATH, "ada", raw=body),))
        for name, body in {
            "none": b"",
            "spaces": b" { } ",
            "list": b"[]",
            "null": b"null",
            "more": b'{"a": 1}',
            "half": b"{",
        }.items()
    ),
)
