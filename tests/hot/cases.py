"""The requests that both doors are asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from django.conf import settings
from django.utils import timezone

from common.models import EndedFamily
from profiles.models import User
from profiles.services import tokens
from tests.hot.parity import Ask, Case
from tests.hot.stage import Stage
from worlds.models import GameSession

TURNS: Final = "/api/v1/game/{ada_game}/turns"
ALONE: Final = "/api/v1/game/{ida_game}/turns"
CHAT: Final = "/api/v1/worlds/{world}/chat"
VIEW: Final = "/api/v1/game/{ada_game}"
OPEN: Final = "/health/live"


def turn(by: str = "ada", path: str = "", key: str | None = None, **body: Any) -> Ask:
    headers = {} if key is None else {"Idempotency-Key": key}
    return Ask("POST", path or f"/api/v1/game/{{{by}_game}}/turns", by, body, headers=headers)


def chat(by: str = "ada", key: str | None = None, path: str = CHAT, **body: Any) -> Ask:
    headers = {} if key is None else {"Idempotency-Key": key}
    return Ask("POST", path, by, body, headers=headers)


def view(by: str | None = "ada", path: str = "", **headers: str) -> Ask:
    return Ask("GET", path or f"/api/v1/game/{{{by}_game}}", by, headers=headers)


def case(name: str, *asks: Ask, **about: Any) -> Case:
    return Case(name, asks, **about)


VIEWS: Final = (
    case("shared game", view(), view("ben"), view(), hot=3),
    case("guest's game", view("hal"), hot=1),
    case("game alone", view("ida"), hot=1),
    case("ended game alone", view("ida", "/api/v1/game/{ida_ended}"), hot=1),
    case("ended game in a world", view("joe")),
    case("archived world", view("kay")),
    case("left", view("cora")),
    case("kicked", view("dan")),
    case("banned", view("eve")),
    case("somebody else's", view("ben", VIEW)),
    case("unknown id", view("ada", "/api/v1/game/ses_aaaaaaaa")),
    case("id of another kind", view("ada", "/api/v1/game/{world}")),
    case("no id", view("ada", "/api/v1/game/nonsense")),
    case("UUID", view("ada", "/api/v1/game/{ada_game_uuid}")),
    case("line break after the id", view("ada", "/api/v1/game/{ada_game}%0A")),
    case("slash at the end", view("ada", VIEW + "/"), hot=1),
    case("two slashes at the end", view("ada", VIEW + "//")),
    case("list of games", view("ada", "/api/v1/game/sessions")),
    case("view that is had", view(**{"If-None-Match": "*"}), view("ida", **{"If-None-Match": '"a", *'}), hot=2),
    case("another view than is had", view(**{"If-None-Match": 'W/"a", "b"'}), view(**{"If-None-Match": "a"}), hot=2),
    case("query", view("ada", VIEW + "?format=json")),
    case("after another's turn", view("ada"), turn("ben", option_id="take_key"), view("ada"), view("ada")),
    case("after an arrival", turn(option_id="take_key"), turn(option_id="open_gate"), view("ben"), view("ada")),
)

TURN_CASES: Final = (
    case("option", turn(option_id="wait"), hot=1),
    case("option and numbers", turn(option_id="wait", expected_number=0, expected_turn=1)),
    case("words", turn(input="wait"), hot=1),
    case("words for an option", turn(option_id="ask", input="please let me in")),
    case("improvised", turn(option_id="ask", input="Tell me a joke."), hot=1),
    case("words that lead nowhere", turn(input="dance with the moon"), hot=1),
    case("question", turn(input="look"), turn(input="inventory"), turn(input="help"), turn(input="/look"), hot=4),
    case("words that are cleaned", turn(input="wait\u200b"), turn(input="\u200b wait"), turn(input="\u200b")),
    case("spaces around", turn(input="  wait  "), turn(input="   "), turn(option_id=" wait ")),
    case("accents", turn(input="e\u0301te\u0301"), turn(input="a\tb\nc")),
    case("two turns", turn(option_id="take_key"), turn(option_id="open_gate"), turn(option_id="stay"), hot=3),
    case("death", turn(option_id="run"), turn(option_id="wait"), view()),
    case("stale number", turn(option_id="wait", expected_number=7), turn(option_id="wait", expected_turn=9)),
    case(
        "repeated key",
        turn(option_id="wait", key="k"),
        turn(option_id="wait", key="k"),
        turn(option_id="wait", key="k"),
    ),
    case("key of before", turn("ben", option_id="wait", key="ben-1")),
    case("key, other body", turn(option_id="wait", key="k"), turn(option_id="take_key", key="k")),
    case(
        "key, number right",
        turn(option_id="wait", key="k", expected_number=0),
        turn(option_id="wait", key="k", expected_number=0),
    ),
    case(
        "wrong key",
        turn(option_id="wait", key="a b"),
        turn(option_id="wait", key="k" * 65),
        turn(option_id="wait", key=""),
    ),
    case("locked option", turn(option_id="open_gate")),
    case("unknown option", turn(option_id="nonsense"), turn(option_id="x" * 300)),
    case("option that others closed", turn(option_id="take_key"), turn("ben", option_id="take_key")),
    case("ended game", turn("joe", option_id="wait"), turn("joe", input="look")),
    case("archived world", turn("kay", option_id="wait"), turn("kay", input="look")),
    case("kicked", turn("dan", option_id="wait")),
    case("left", turn("cora", option_id="wait")),
    case("banned", turn("eve", option_id="wait")),
    case("spectator", turn("fay", TURNS, option_id="wait")),
    case("stranger", turn("gus", TURNS, option_id="wait")),
    case("somebody else's", turn("ben", TURNS, option_id="wait"), turn("ben", ALONE, option_id="wait")),
    case("unknown id", turn("ada", "/api/v1/game/ses_aaaaaaaa/turns", option_id="wait")),
    case("UUID", turn("ada", "/api/v1/game/{ada_game_uuid}/turns", option_id="wait")),
    case("slash at the end", turn("ada", TURNS + "/", option_id="wait"), hot=1),
    case("guest", turn("hal", option_id="wait"), turn("hal", option_id="wait"), hot=2),
    case("alone: option", turn("ida", option_id="take_key"), turn("ida", option_id="open_gate"), hot=2),
    case("alone: words", turn("ida", input="wait"), turn("ida", input="look"), hot=2),
    case("alone: improvised", turn("ida", option_id="ask", input="please"), hot=1),
    case("alone: ending", turn("ida", option_id="run"), turn("ida", option_id="wait")),
    case("alone: ended", turn("ida", "/api/v1/game/{ida_ended}/turns", option_id="wait")),
    case(
        "alone: stale", turn("ida", option_id="wait", expected_number=0), turn("ida", option_id="wait", expected_turn=9)
    ),
    case("alone: number", turn("ida", option_id="wait", expected_number=1)),
    case("alone: key", turn("ida", option_id="wait", key="k"), turn("ida", option_id="wait", key="k")),
    case("alone: old key", turn("ida", option_id="wait", key="ida-1"), turn("ida", option_id="run", key="ida-1")),
    case("alone: old key later", turn("ida", option_id="wait"), turn("ida", option_id="wait", key="ida-1")),
    case("alone: locked", turn("ida", option_id="open_gate")),
    case("alone: UUID", turn("ida", "/api/v1/game/{ida_game_uuid}/turns", option_id="wait")),
    case("alone: cookie", view("ida"), turn("ida", option_id="wait"), view("ida"), hot=3),
)

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


def everywhere(name: str, change: Callable[[Ask], Ask], **about: Any) -> Iterator[Case]:
    """The same at each of the doors."""
    for door, ask in (("view", view()), ("turn", turn(option_id="wait")), ("chat", chat(text="Hello."))):
        yield Case(f"{name}: {door}", (change(ask),), **about)


def asking(ask: Ask, by: str | None = "ada", **headers: str) -> Ask:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Ask(ask.method, ask.path, by, ask.body, ask.raw, {**ask.headers, **named})


def whoever(**headers: str) -> Callable[[Ask], Ask]:
    return lambda ask: asking(ask, None, **headers)


def also(**headers: str) -> Callable[[Ask], Ask]:
    return lambda ask: asking(ask, "ada", **headers)


def browser(**headers: str) -> Callable[[Ask], Ask]:
    """By the session cookie, as a page of ours asks."""
    return whoever(Cookie="sessionid={ada_cookie}; csrftoken=" + "a" * 32, X_CSRFToken="a" * 32, **headers)


def ada() -> Any:
    return User.objects.filter(username="ada")


def sign_out(stage: Stage) -> None:
    tokens.revoke_refresh(refresh=stage.names["ada_refresh"])


def end_family(stage: Stage) -> None:
    until = timezone.now()
    EndedFamily.objects.create(
        family=tokens.family_of(tokens.read_refresh(stage.names["ada_refresh"])), expires_at=until
    )


def other_password(_stage: Stage) -> None:
    ada().update(password="another")


def suspended(_stage: Stage) -> None:
    ada().update(suspended_at=timezone.now(), is_active=False)


def inactive(_stage: Stage) -> None:
    ada().update(is_active=False)


def signed_out_everywhere(_stage: Stage) -> None:
    ada().update(signed_out_at=timezone.now())


def gone(_stage: Stage) -> None:
    ada().update(anonymised_at=timezone.now(), is_active=False, signed_out_at=timezone.now())


def of_another_engine(_stage: Stage) -> None:
    GameSession.objects.filter(user__username__in=["ada", "ida"]).update(engine_version=99)


WHO: Final = (
    *everywhere("nobody", whoever()),
    *everywhere("bad signature", whoever(Authorization="Bearer {ada_access}x")),
    *everywhere("no token", whoever(Authorization="Bearer nonsense")),
    *everywhere("empty token", whoever(Authorization="Bearer ")),
    *everywhere("two tokens", whoever(Authorization="Bearer {ada_access} {ada_access}")),
    *everywhere("refresh token", whoever(Authorization="Bearer {ada_refresh}")),
    *everywhere("other scheme", whoever(Authorization="Basic YTpi")),
    *everywhere("small letters", whoever(Authorization="bearer {ada_access}")),
    *everywhere("expired", whoever(Authorization="Bearer {ada_expired}")),
    *everywhere("token without a seal", whoever(Authorization="Bearer {ada_unsealed}")),
    *everywhere("token of nobody", whoever(Authorization="Bearer {nobody_access}")),
    *everywhere("signed out", also(), before=sign_out),
    *everywhere("ended family", also(), before=end_family),
    *everywhere("other password", also(), before=other_password),
    *everywhere("signed out everywhere", also(), before=signed_out_everywhere),
    *everywhere("suspended", also(), before=suspended),
    *everywhere("inactive", also(), before=inactive),
    *everywhere("anonymised", also(), before=gone),
    *everywhere("cookie alone", whoever(Cookie="sessionid={ada_cookie}")),
    *everywhere("cookie of nobody", whoever(Cookie="sessionid=" + "a" * 32)),
    *everywhere("cookie and token of it", browser()),
    *everywhere(
        "cookie and other token", whoever(Cookie="sessionid={ada_cookie}; csrftoken=" + "a" * 32, X_CSRFToken="b" * 32)
    ),
    *everywhere(
        "cookie, foreign origin",
        browser(Origin="https://elsewhere.example"),
    ),
    *everywhere(
        "cookie, own origin",
        browser(Origin="http://localhost"),
    ),
    *everywhere("cookie, other password", browser(), before=other_password),
    *everywhere("cookie, suspended", browser(), before=suspended),
    *everywhere("token and cookie", also(Cookie="sessionid={ada_cookie}")),
    *everywhere("token, foreign origin", also(Origin="https://elsewhere.example")),
)

HOW: Final = (
    *everywhere("foreign host", also(Host="elsewhere.example")),
    *everywhere("host with a port", also(Host="localhost:8000")),
    *everywhere("no host", also(Host="")),
    *everywhere("HTML asked for", also(Accept="text/html")),
    *everywhere("anything asked for", also(Accept="application/*")),
    *everywhere("JSON asked for", also(Accept="application/json")),
    *everywhere("JSON among others", also(Accept="text/html, application/json;q=0.5")),
    *everywhere("no compression", also(Accept_Encoding="identity")),
    *everywhere("other content type", also(Content_Type="text/plain")),
    *everywhere("no content type", also(Content_Type="")),
    *everywhere("content type with a charset", also(Content_Type="application/json; charset=utf-8")),
    *everywhere("content type with another charset", also(Content_Type="application/json; charset=latin-1")),
    *everywhere("query", lambda ask: Ask(ask.method, ask.path + "?a=b", ask.by, ask.body)),
    *everywhere("HEAD", lambda ask: Ask("HEAD", ask.path, ask.by)),
    *everywhere("OPTIONS", lambda ask: Ask("OPTIONS", ask.path, ask.by)),
    *everywhere("PUT", lambda ask: Ask("PUT", ask.path, ask.by, {})),
    *everywhere("PATCH", lambda ask: Ask("PATCH", ask.path, ask.by, {})),
    *everywhere("DELETE", lambda ask: Ask("DELETE", ask.path, ask.by)),
    *everywhere("override of the method", also(X_HTTP_Method_Override="PUT")),
    *everywhere("forwarded", also(X_Forwarded_For="1.2.3.4", X_Forwarded_Proto="https")),
    *everywhere("engine of another time", also(), before=of_another_engine),
    case("engine of another time: alone", view("ida"), turn("ida", option_id="wait"), before=of_another_engine),
)

BODIES: Final = {
    "nothing": b"",
    "no JSON": b"{",
    "list": b"[]",
    "null": b"null",
    "text": b'"wait"',
    "empty": b"{}",
    "NUL": b'{"option_id": "wait\\u0000", "text": "a\\u0000"}',
    "half a pair": b'{"input": "\\ud800"}',
    "half a pair said": b'{"text": "\\ud800"}',
    "twice": b'{"option_id": "wait", "option_id": "wait"}',
    "twice said": b'{"text": "a", "text": "a"}',
    "unknown": b'{"option_id": "wait", "score": 5}',
    "unknown said": b'{"text": "a", "score": 5}',
    "option a number": b'{"option_id": 5}',
    "option null": b'{"option_id": null, "input": "wait"}',
    "both null": b'{"option_id": null, "input": null}',
    "input a list": b'{"input": ["wait"]}',
    "number a text": b'{"option_id": "wait", "expected_number": "0"}',
    "number with a fraction": b'{"option_id": "wait", "expected_number": 0.5}',
    "number whole with a point": b'{"option_id": "wait", "expected_turn": 1.0}',
    "number true": b'{"option_id": "wait", "expected_number": true}',
    "number below": b'{"option_id": "wait", "expected_number": -1}',
    "number huge": b'{"option_id": "wait", "expected_number": 9007199254740993}',
    "not a number": b'{"option_id": "wait", "expected_number": NaN}',
    "deep": b'{"option_id": ' + b"[" * 200 + b"]" * 200 + b"}",
    "not UTF-8": b'{"option_id": "\xff"}',
    "byte order mark": b'\xef\xbb\xbf{"option_id": "wait"}',
    "spaces": b'  {"option_id": "wait"}\n',
    "after it": b'{"option_id": "wait"} {}',
    "65 KiB": b'{"option_id": "' + b"x" * 65 * 1024 + b'"}',
    "64 KiB of space": b'{"option_id": "wait"}' + b" " * (64 * 1024 - 21),
    "501 letters": b'{"input": "' + b"x" * 501 + b'"}',
    "500 letters": b'{"input": "' + b"x" * 500 + b'"}',
    "said with control": b'{"text": "a\\u0007"}',
    "plain": b'{"option_id":"wait"}',
}

ODD: Final = tuple(
    Case(f"{name}: {path.rsplit('/', 1)[1]}", (Ask("POST", path, "ada", raw=body),))
    for name, body in BODIES.items()
    for path in (TURNS, CHAT)
) + tuple(
    case(f"{name}: alone", Ask("POST", ALONE, "ida", raw=BODIES[name]))
    for name in ("501 letters", "spaces", "number below")
)

LIMITED: Final = (
    case("inputs", *[turn(option_id="wait")] * 3, settings={"RATE_INPUT": "2/minute"}),
    case("inputs alone", *[turn("ida", option_id="wait")] * 3, settings={"RATE_INPUT": "2/minute"}),
    case(
        "repeated keys and late turns are free",
        *[turn(option_id="wait", key="k")] * 3,
        *[turn(option_id="wait", expected_number=50)] * 2,
        turn(option_id="wait"),
        turn(option_id="wait"),
        settings={"RATE_INPUT": "2/minute"},
    ),
    case(
        "repeated keys and late turns are free alone",
        *[turn("ida", option_id="wait", key="k")] * 3,
        *[turn("ida", option_id="wait", expected_number=50)] * 2,
        turn("ida", option_id="wait"),
        turn("ida", option_id="wait"),
        settings={"RATE_INPUT": "2/minute"},
    ),
    case("lines", *[chat(text="a")] * 3, settings={"RATE_CHAT": "2/minute"}),
    case(
        "lines that are refused", chat(text=""), chat(text="faggot"), chat(text="a", key="k"), chat(text="a", key="k"),
        chat(text="b", key="k"), chat(text="c"), settings={"RATE_CHAT": "3/minute"},
    ),
    case("guests' inputs", *[turn("hal", option_id="wait")] * 3, settings={"RATE_INPUT": "2/minute", "GUESTS_PER_ADDRESS": 1}),
    case("guests' lines", *[chat("hal", text="a")] * 3, settings={"RATE_CHAT": "2/minute", "GUESTS_PER_ADDRESS": 1}),
)  # fmt: skip

assert settings.DATA_UPLOAD_MAX_MEMORY_SIZE == 64 * 1024

ALL: Final = {
    f"{about}: {each.name}": each
    for about, cases in (
        ("view", VIEWS),
        ("turn", TURN_CASES),
        ("chat", CHATS),
        ("health", HEALTH),
        ("who", WHO),
        ("how", HOW),
        ("body", ODD),
        ("limit", LIMITED),
    )
    for each in cases
}
