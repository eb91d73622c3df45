"""Who opens a stream, from where, and after which event."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any, Final

from django.utils import timezone

from common.credentials import Credential
from common.stream_tickets import digest, new_ticket
from profiles.models import User
from tests.hot.before import (
    end_family,
    not_started,
    of_another_engine,
    other_password,
    sign_out,
    signed_out_everywhere,
    suspended,
    whispered,
)
from tests.hot.stage import Stage
from tests.hot.stream_asks import StreamAsk, StreamCase, both, stream
from worlds.models import SharedWorld, StreamLease
from worlds.services.groups import following, parties

COOKIE: Final = "sessionid={ada_cookie}"
OWN: Final = {"Cookie": COOKIE, "Origin": "http://localhost"}
TICKET: Final = "t" * 43
BY_TICKET: Final = f"ticket={TICKET}"
SOON: Final = {"WS_AUTH_DEADLINE": 0.05}  # a socket waits so long to be told who it is


def ticket(stage: Stage, *, seconds: float = 30, name: str = "ada", **of: Any) -> None:
    user = User.objects.get(display_name=name.title())
    credential = Credential(user.pk, of.pop("seal", user.get_session_auth_hash()), **of)
    _, row = new_ticket(credential, expires_at=timezone.now() + timedelta(seconds=seconds))
    row.token_hash = digest(TICKET)
    row.save(force_insert=True)


def then(after: Any) -> Any:
    """A ticket, and what happened since."""

    def done(stage: Stage) -> None:
        ticket(stage)
        after(stage)

    return done


def browsing(stage: Stage) -> None:
    ticket(stage, session_key=stage.names["ada_cookie"])


def signed_out_browser(stage: Stage) -> None:
    ticket(stage, session_key="a" * 32)


def held(stage: Stage, *, client: str = "tab", seconds: float = 30) -> None:
    """A stream of Ada's that another process holds."""
    world = SharedWorld.objects.get(short_id=stage.names["world"])
    user = User.objects.get(username="ada")
    until = timezone.now() + timedelta(seconds=seconds)
    StreamLease.objects.create(user=user, world=world, client_id=client, process="", expires_at=until)


def bound(stage: Stage) -> None:
    """Ben follows Ada and is of her party; Hal asks to follow her."""
    ada, ben, hal = (_in_world(stage, name) for name in ("ada", "ben", "hal"))
    following.ask_to_follow(**ben, player=stage.names["ada"])
    following.accept_follower(**ada)
    parties.invite_to_party(**ada, player=stage.names["ben"])
    parties.accept_party(**ben)
    following.ask_to_follow(**hal, player=stage.names["ada"])


def _in_world(stage: Stage, name: str) -> dict[str, Any]:
    return {"user_id": uuid.UUID(stage.names[f"{name}_uuid"]), "world_id": stage.names["world"]}


def numbered(after: str, **about: Any) -> StreamAsk:
    return stream(query=f"last_event_id={after}", until="chat_message", **about)


WHO: Final = (
    *both("token", stream(), is_ordinary=True),
    *both("nobody", stream(None, says=('{"type":"auth","token":"{ada_access}x"}',))),
    *both("bad signature", stream(None, headers={"Authorization": "Bearer {ada_access}x"})),
    *both("other scheme", stream(None, headers={"Authorization": "Basic YTpi"}), settings=SOON),
    *both("token and cookie", stream(headers={"Cookie": COOKIE, "Origin": "http://localhost"}), is_ordinary=True),
    *both("cookie of a page of ours", stream(None, headers=OWN), is_ordinary=True),
    *both("cookie of a program", stream(None, headers={"Cookie": COOKIE}), is_ordinary=True),
    *both("cookie of a foreign page", stream(None, headers={"Cookie": COOKIE, "Origin": "https://elsewhere.example"})),
    *both("token of a foreign page", stream(headers={"Origin": "https://elsewhere.example"})),
    *both(
        "cookie of nobody",
        stream(None, headers={"Cookie": "sessionid=" + "a" * 32, "Origin": "http://localhost"}),
        settings=SOON,
    ),
    *both("foreign host", stream(headers={"Host": "elsewhere.example"})),
    *both("no host", stream(headers={"Host": ""})),
    *both("suspended", stream(), before=suspended),
    *both("signed out", stream(), before=sign_out),
    *both("ended family", stream(), before=end_family),
    *both("other password", stream(), before=other_password),
    *both("signed out everywhere", stream(), before=signed_out_everywhere),
    *both("ticket", stream(None, BY_TICKET), before=ticket, is_ordinary=True),
    *both("ticket of a guest", stream(None, BY_TICKET), before=lambda stage: ticket(stage, name="hal"), is_ordinary=True),
    *both("ticket of a browser", stream(None, BY_TICKET), before=browsing, is_ordinary=True),
    *both("ticket of a browser that has signed out", stream(None, BY_TICKET), before=signed_out_browser),
    *both("spent ticket", stream(None, BY_TICKET), stream(None, BY_TICKET), before=ticket),
    *both("no such ticket", stream(None, BY_TICKET)),
    *both("ticket and token", stream("ada", BY_TICKET)),
    *both("old ticket", stream(None, BY_TICKET), before=lambda stage: ticket(stage, seconds=-1)),
    *both("ticket, suspended", stream(None, BY_TICKET), before=then(suspended)),
    *both("ticket, other password", stream(None, BY_TICKET), before=then(other_password)),
    *both("ticket with another seal", stream(None, BY_TICKET), before=lambda stage: ticket(stage, seal="other")),
    StreamCase(
        "websocket: subprotocol",
        (StreamAsk("websocket", None, subprotocols=("bearer", "{ada_access}")),),
        is_ordinary=True,
    ),
    StreamCase("websocket: bad subprotocol", (StreamAsk("websocket", None, subprotocols=("bearer", "nonsense")),)),
    StreamCase(
        "websocket: first words", (StreamAsk("websocket", None, says=('{"type":"auth","token":"{ada_access}"}',)),),
        is_ordinary=True,
    ),
)  # fmt: skip
WHERE: Final = (
    *both("guest", stream("hal"), is_ordinary=True),
    *both("spectator", stream("fay"), is_ordinary=True),
    *both("follows, in a party", stream("ben", until="party_state"), before=bound, is_ordinary=True),
    *both("before the start", stream(), before=not_started, is_ordinary=True),
    *both("asked by another", stream(until="follow_request"), before=bound),
    *both("at the end of the story", stream("joe")),
    *both("left", stream("cora")),
    *both("kicked", stream("dan")),
    *both("banned", stream("eve")),
    *both("stranger", stream("gus")),
    *both("archived", stream("kay", world="{kay_world}")),
    *both("no such world", stream(world="wld_aaaaaaaa")),
    *both("long id", stream(world="{world_uuid}")),
    *both("engine of another time", stream(), before=of_another_engine),
)
HOW_MANY: Final = (
    *both("two people", stream(), stream("ben"), is_ordinary=True),
    *both("full", stream(), before=held, settings={"STREAMS_PER_USER": 1}),
    *both("one has ended", stream(), before=lambda stage: held(stage, seconds=-1), settings={"STREAMS_PER_USER": 1}),
    *both("its own place", stream(query="client=tab"), before=held, settings={"STREAMS_PER_USER": 1}, is_ordinary=True),
    *both("too often", stream(), stream(), settings={"RATE_CONNECT": "1/minute"}),
    *both("guest, too often", stream("hal"), stream("hal"), settings={"RATE_CONNECT": "1/minute"}),
    *both("resumed too often", numbered("1"), numbered("1"), settings={"RATE_RESUME": "1/minute"}),
    *both("no room", stream(), settings={"WS_MAX_CONNECTIONS": 0}),
)
FROM_WHEN: Final = (
    *both("from the first on", numbered("1"), is_ordinary=True),
    *both("by header", stream(headers={"Last-Event-ID": "2"}, until="chat_message"), is_ordinary=True),
    *both("past the end", stream(query="last_event_id=9999"), is_ordinary=True),
    *both("nonsense", stream(query="last_event_id=x")),
    *both("below nothing", stream(headers={"Last-Event-ID": "-1"})),
    *both("a number of a thousand digits", stream(query="last_sequence=" + "9" * 1000)),
    *both("nonsense from another host", stream(query="last_event_id=x", headers={"Host": "elsewhere.example"})),
    *both("bad client", stream(query="client=a%20b")),
    *both("whispers of just now", stream(), stream("ben"), before=whispered, is_ordinary=True),
    *both("whispers that were missed", numbered("1"), before=whispered, is_ordinary=True),
    *both("everything is old", stream(), settings={"REPLAY_WINDOW_MS": 0}, is_ordinary=True),
    *both("the last two alone", stream(), settings={"REPLAY_SIZE": 2}, is_ordinary=True),
    *both("the last two, watched", stream("fay"), settings={"REPLAY_SIZE": 2}),
    StreamCase("http: POST", (StreamAsk("http", method="POST"),)),
)
ALL: Final = {
    f"{about}: {each.name}": each
    for about, cases in (("who", WHO), ("where", WHERE), ("how many", HOW_MANY), ("when", FROM_WHEN))
    for each in cases
}
