"""Lines of chat, heartbeats and health."""

from __future__ import annotations

from typing import Final

from tests.hot.asks import BEAT, CHAT, OPEN, beat, case, chat, turn
from tests.hot.before import ben_is_agent, not_started, seen, spectators_talk
from tests.hot.parity import Ask, Case

CHATS: Final = (
    case("world", chat(text="Hello."), chat(text="And again.", channel="world"), hot=2),
    case("room", chat(text="Hello.", channel="room"), hot=1),
    case(
        "room of two",
        turn("ben", option_id="take_key"),
        turn("ben", option_id="open_gate"),
        chat(text="Alone?", channel="room"),
    ),
    case("whisper", chat(text="Psst.", to="{ben}")),
    case("whisper to nobody", chat(text="Psst.", to="{gus}"), chat(text="Psst.", to="")),
    case("masked words", chat(text="This is fucking good."), chat(text="Shit.")),
    case("refused words", chat(text="I will kill you"), chat(text="faggot")),
    case("markup", chat(text="<b>&amp; \u2028 \U0001f600</b>"), chat(text='"\\'), chat(text="\u202eabc")),
    case("nothing", chat(text=""), chat(text="   "), chat(text="\u200b"), chat()),
    case("too long", chat(text="x" * 501), chat(text="x" * 3000), chat(text="x" * 500)),
    case("spaces", chat(text="  Hello.  "), chat(text="one\ntwo\tthree")),
    case("control", chat(text="a\x07b")),
    case(
        "unknown channel", chat(text="a", channel="whisper"), chat(text="a", channel=""), chat(text="a", channel=None)
    ),
    case("types", chat(text=5), chat(text=None), chat(text=["a"]), chat(text="a", channel=5)),
    case("unknown field", chat(text="a", score=5)),
    case("repeated key", chat(text="a", key="k"), chat(text="a", key="k"), chat(text="a", key="k")),
    case("key reused", chat(text="a", key="k"), chat(text="b", key="k"), chat(text="a", key="k", channel="room")),
    case("key of before", chat("ben", text="Hello.", key="said-1")),
    case("another's key", chat(text="Hello.", key="said-1"), hot=1),
    case("wrong key", chat(text="a", key="a b"), chat(text="a", key="")),
    case("spectator", chat("fay", text="Hello.")),
    case(
        "spectator who may talk",
        chat("fay", text="Hello."),
        chat("fay", text="Here?", channel="room"),
        chat("fay", text="Psst.", to="{ben}"),
        chat(text="Welcome."),
        before=spectators_talk,
    ),
    case(
        "world that has not started", chat(text="Hello."), chat(text="Here.", channel="room"), before=not_started, hot=2
    ),
    case("stranger", chat("gus", text="Hello.")),
    case("ended player", chat("joe", text="Hello.")),
    case("left", chat("cora", text="Hello.")),
    case("kicked", chat("dan", text="Hello.")),
    case("banned", chat("eve", text="Hello.")),
    case("archived", chat("kay", text="Hello.", path="/api/v1/worlds/{kay_world}/chat")),
    case("UUID", chat(text="Hello.", path="/api/v1/worlds/{world_uuid}/chat")),
    case("unknown", chat(text="Hello.", path="/api/v1/worlds/wld_aaaaaaaa/chat")),
    case("slash at the end", chat(text="Hello.", path=CHAT + "/"), hot=1),
    case("guest", chat("hal", text="Hello."), hot=1),
    case("agent", chat("ben", text="Hello."), before=ben_is_agent, hot=1),
)

HEARTBEATS: Final = (
    case("offline", beat("gus"), beat("gus"), beat("gus"), hot=2),
    case("online", beat("ada"), beat("ada"), before=lambda _: seen(minutes=0), hot=2),
    case("idle", beat("ada"), before=lambda _: seen(minutes=6)),
    case("long gone", beat("ada"), before=lambda _: seen(minutes=600)),
    case("guest", beat("hal"), beat("hal"), hot=1),
    case("slash at the end", beat(), Ask("POST", BEAT + "/", "ada", {})),
    case("look", Ask("GET", BEAT, "ada")),
    *(
        Case(f"body: {name}", (Ask("POST", BEAT, "ada", raw=body),), before=lambda _: seen(minutes=0))
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

HEALTH: Final = (
    case("live", Ask("GET", OPEN), Ask("GET", OPEN + "/"), hot=2),
    case("live with a query", Ask("GET", OPEN + "?a=b")),
    case("live, foreign host", Ask("GET", OPEN, headers={"Host": "elsewhere.example"})),
    case(
        "live, other methods",
        Ask("HEAD", OPEN),
        Ask("POST", OPEN, body={}),
        Ask("OPTIONS", OPEN),
        Ask("PUT", OPEN, body={}),
    ),
    case("live, other language", Ask("GET", OPEN, headers={"Accept": "text/html"})),
    case("live, signed in", Ask("GET", OPEN, "ada")),
    case("ready", Ask("GET", "/health/ready"), Ask("GET", "/health/ready/")),
)
