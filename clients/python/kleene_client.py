"""A client of Kleene in one file: play, talk and listen, from plain code (`Client`) or from asynchronous code (`AsyncClient`).

Each call of the API is a method with the name that the API's document gives it. It takes keywords and answers with a
dictionary, and both have types. A refusal raises `Refused`. What the network loses is asked again where that can change
nothing twice: reads, and turns and messages, whose key the server knows again.
"""

from __future__ import annotations

import asyncio
import json
import threading
import time
import uuid
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Generator, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final, Literal, NotRequired, Self, TypeAlias, TypedDict, Unpack
from urllib.parse import quote, unquote

import httpx
from websockets.asyncio.client import ClientConnection as AsyncSocket
from websockets.asyncio.client import connect as connect_async
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.sync.client import ClientConnection as Socket
from websockets.sync.client import connect

PAUSES: Final = (1.0, 2.0, 4.0, 8.0)  # seconds before each further attempt at a call
LONGEST_PAUSE: Final = 30.0  # seconds before a stream is opened again; it begins at one and doubles
PATIENCE: Final = 30.0  # seconds for an answer
LONGEST_FRAME: Final = 8 * 1024 * 1024  # bytes
UNAVAILABLE: Final = 503
UNAUTHORIZED: Final = 401
SPENT = (400, 401, 403)  # what is answered to a refresh token that is good for nothing
NO_CONTENT: Final = 204
SIGNED_OUT: Final = 4401  # codes with which a socket is closed
TOO_MUCH: Final = 4429
ENDED: Final[Mapping[int, str]] = {  # opening the stream again would end in the same way
    4400: "The server understood too few frames of this stream.",
    4403: "You are not in this world.",
    4404: "There is no such world.",
    4409: "Another stream of yours took the place of this one.",
    4410: "The world is archived.",
}
RENEWAL: Final = "/api/v1/auth/token/refresh"


class Refused(Exception):
    """The server's refusal. `code` is stable, `message` is one sentence, `retry_after` is in seconds or None."""

    def __init__(self, answer: httpx.Response) -> None:
        told = _refusal_in(answer)
        self.status: int = answer.status_code
        self.code: str = told.get("code", "")
        self.message: str = told.get("message", "") or f"The server answered {answer.status_code}."
        self.details: dict[str, Any] = told.get("details", {})
        self.retry_after: float | None = _seconds(answer)
        super().__init__(f"{self.message} ({self.code or self.status})")


class StreamEnded(Exception):
    """The stream of a world is over for good; `code` is what its socket was closed with."""

    def __init__(self, code: int) -> None:
        super().__init__(ENDED[code])
        self.code = code


@dataclass(frozen=True, slots=True)
class Shutdown:
    """A planned shutdown: `seconds` until the servers stop, as the last answer said, and why; `reason` may be empty."""

    seconds: int
    reason: str


class Tokens(httpx.Auth):
    """What tells the server who asks. A spent access token is renewed once, by the request that first finds it spent."""

    requires_response_body = True

    def __init__(self, access: str | None = None, refresh: str | None = None, *, prefix: str = "") -> None:
        self.access, self.refresh = access, refresh
        self.on_change: Callable[[], object] | None = None  # called after each change, for whoever keeps them elsewhere
        self._renewal_path = f"{prefix}{RENEWAL}"
        self._by_thread, self._by_task = threading.Lock(), asyncio.Lock()

    def keep(self, answer: Mapping[str, Any]) -> None:
        self.access, self.refresh = answer["access"], answer.get("refresh", self.refresh)
        if self.on_change is not None:
            self.on_change()

    def sync_auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        used = self._sign(request)
        answer = yield request
        if not self._can_renew(answer, used):
            return
        with self._by_thread:
            if self.access == used:
                renewed = yield self._renewal(request)
                renewed.read()
                if not self._take(renewed):
                    return  # the caller is answered so
        self._sign(request)
        yield request

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        used = self._sign(request)
        answer = yield request
        if not self._can_renew(answer, used):
            return
        async with self._by_task:
            if self.access == used:
                renewed = yield self._renewal(request)
                await renewed.aread()
                if not self._take(renewed):
                    return
        self._sign(request)
        yield request

    def _sign(self, request: httpx.Request) -> str | None:
        if self.access is not None:
            request.headers["Authorization"] = f"Bearer {self.access}"
        return self.access

    def _can_renew(self, answer: httpx.Response, used: str | None) -> bool:
        return answer.status_code == UNAUTHORIZED and used is not None and self.refresh is not None

    def _renewal(self, request: httpx.Request) -> httpx.Request:
        return httpx.Request(
            "POST", request.url.copy_with(raw_path=self._renewal_path.encode()), json={"refresh": self.refresh}
        )

    def _take(self, renewed: httpx.Response) -> bool:
        """Whether that decides it: a server that is busy or away says nothing of the token, and is asked again by the next call."""
        if renewed.is_success:
            self.keep(renewed.json())
            return True
        if renewed.status_code not in SPENT:
            return False
        self.refresh = None  # it is spent, too: whoever asks must sign in again
        return True


class _Calls:
    """How calls become requests and answers become values, for both kinds of client."""

    def __init__(self, server: str, access: str | None, refresh: str | None) -> None:
        self.server = httpx.URL(
            server.rstrip("/")
        )  # it may have a path of its own, where a proxy serves Kleene below one
        self.tokens = Tokens(access, refresh, prefix=self.server.raw_path.decode().rstrip("/"))
        self.shutdown: Shutdown | None = None  # what the last answer told of one; None where none is planned

    def _steps(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        body: Mapping[str, Any] | None = None,
        upload: tuple[bytes, str] | None = None,
        key: str | None = None,
    ) -> Generator[httpx.Request | float, Any, Any]:
        """Yields requests, to be sent for an answer or a transport error, and seconds to wait; returns the call's value."""
        request = self._request(method, path, query=query, body=body, upload=upload, key=key)
        may_repeat = method == "GET" or key is not None
        for pause in (*PAUSES, None) if may_repeat else (None,):
            answer = yield request
            if isinstance(answer, httpx.Response) and (answer.status_code != UNAVAILABLE or pause is None):
                return self._value(path, answer)
            if pause is None:
                raise answer
            yield max(pause, _seconds(answer) or 0) if isinstance(answer, httpx.Response) else pause
        raise AssertionError("the last attempt has an end")

    def _request(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None,
        body: Mapping[str, Any] | None,
        upload: tuple[bytes, str] | None,
        key: str | None,
    ) -> httpx.Request:
        headers = {} if key is None else {"Idempotency-Key": key}
        params = {name.rstrip("_"): value for name, value in (query or {}).items() if value is not None}
        if upload is not None:
            content, headers["Content-Type"] = upload
            return httpx.Request(method, self._url(path), params=params, headers=headers, content=content)
        return httpx.Request(method, self._url(path), params=params, headers=headers, json=body)

    def _url(self, path: str) -> httpx.URL:
        return httpx.URL(f"{str(self.server).rstrip('/')}{path}")

    def _value(self, path: str, answer: httpx.Response) -> Any:
        self.shutdown = _shutdown_in(answer)
        if not answer.is_success:
            raise Refused(answer)
        if answer.status_code == NO_CONTENT:
            return None
        kind = answer.headers.get("content-type", "")
        if not kind.startswith("application/json"):
            return answer.text if kind.startswith("text/") else answer.content
        value = answer.json()
        if path.startswith("/api/v1/auth/") and "access" in value:
            self.tokens.keep(value)
        return value

    def stream_url(self, world_id: str) -> str:
        """Where a world's WebSocket is."""
        scheme = {"http": "ws", "https": "wss"}[self.server.scheme]
        return str(self._url(f"/ws/worlds/{_segment(world_id)}/").copy_with(scheme=scheme))


class _Connection(_Calls):
    """The plain client without its calls."""

    def __init__(self, server: str, *, access: str | None = None, refresh: str | None = None) -> None:
        super().__init__(server, access, refresh)
        self._http = httpx.Client(auth=self.tokens, timeout=PATIENCE)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._http.close()

    def _call(self, *call: Any, **about: Any) -> Any:
        steps = self._steps(*call, **about)
        step = next(steps)
        while True:
            try:
                step = steps.send(self._taken(step))
            except StopIteration as done:
                return done.value

    def _taken(self, step: httpx.Request | float) -> httpx.Response | httpx.TransportError | None:
        if isinstance(step, float):
            time.sleep(step)
            return None
        try:
            return self._http.send(step)
        except httpx.TransportError as trouble:
            return trouble


class _AsyncConnection(_Calls):
    """The asynchronous client without its calls."""

    def __init__(
        self,
        server: str,
        *,
        access: str | None = None,
        refresh: str | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        """`transport` takes requests elsewhere than over the network, for an application in the same process."""
        super().__init__(server, access, refresh)
        self._http = httpx.AsyncClient(auth=self.tokens, timeout=PATIENCE, transport=transport)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        await self._http.aclose()

    async def _call(self, *call: Any, **about: Any) -> Any:
        steps = self._steps(*call, **about)
        step = next(steps)
        while True:
            try:
                step = steps.send(await self._taken(step))
            except StopIteration as done:
                return done.value

    async def _taken(self, step: httpx.Request | float) -> httpx.Response | httpx.TransportError | None:
        if isinstance(step, float):
            await asyncio.sleep(step)
            return None
        try:
            return await self._http.send(step)
        except httpx.TransportError as trouble:
            return trouble


class _Reader:
    """How far a stream has come in its world's log, and how long it waits before it is opened again."""

    def __init__(self, after: int | None) -> None:
        self.last_sequence = after
        self.failures = 0

    def first_words(self, token: str | None) -> str:
        return json.dumps({"type": "auth", "token": token or "", "last_sequence": self.last_sequence})

    def heard(self, text: str | bytes) -> tuple[Frame | None, str | None]:
        """The frame, or None for one that came before; and what the server is owed for it, or None."""
        frame = json.loads(text)
        self.failures = 0
        number = frame.get("sequence_number")
        if number is None:
            if frame["type"] in {"game_state", "resync"}:
                self.last_sequence = frame["data"]["sequence"]
            return frame, None
        is_new = self.last_sequence is None or number > self.last_sequence
        self.last_sequence = number if is_new else self.last_sequence
        return frame if is_new else None, json.dumps({"type": "ack", "sequence": number})

    def pause(self, code: int) -> float:
        """Seconds until the stream is opened again after it was closed with `code`. Raises StreamEnded."""
        if code in ENDED:
            raise StreamEnded(code)
        self.failures += 1
        waited = min(2.0 ** (self.failures - 1), LONGEST_PAUSE)
        return max(waited, PAUSES[-1]) if code == TOO_MUCH else waited


class _Line:
    """Whether a stream hears from its server; told to whoever asked when it changes."""

    def __init__(self) -> None:
        self.tell: Callable[[bool], object] | None = None
        self._is_open = False

    def becomes(self, state: Literal["open", "lost"]) -> None:
        was_open, self._is_open = self._is_open, state == "open"
        if self.tell is not None and was_open != self._is_open:
            self.tell(self._is_open)


class WorldStream:
    """The frames of a world, in order and each once, over as many sockets as it takes; ends by `close` or StreamEnded."""

    def __init__(self, client: Client, world_id: str, after: int | None) -> None:
        self._client, self._world_id, self._reader = client, world_id, _Reader(after)
        self._socket: Socket | None = None
        self._line = _Line()
        self._frames = self._heard()

    @property
    def last_sequence(self) -> int | None:
        """The number of the newest event that was heard: `listen(world_id, after=...)` goes on from it."""
        return self._reader.last_sequence

    def on_connection(self, tell: Callable[[bool], object]) -> None:
        """From now on `tell` hears True when the stream hears from the server, and False when the connection is lost."""
        self._line.tell = tell

    def __iter__(self) -> Iterator[Frame]:
        return self._frames

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._frames.close()

    def send(self, frame: Mapping[str, Any]) -> None:
        """Say something on the socket: a frame of the contract `commands`. Raises ConnectionError while there is none."""
        if self._socket is None:
            raise ConnectionError("The stream is not open.")
        self._socket.send(json.dumps(frame))

    def _heard(self) -> Generator[Frame, None, None]:
        while True:
            code = 0
            try:
                yield from self._heard_once()
            except ConnectionClosed as closed:
                code = closed.rcvd.code if closed.rcvd else 0
            except (OSError, InvalidHandshake):
                pass
            finally:
                self._socket = None
            if code == SIGNED_OUT:
                self._client.show_account()  # renews a spent token; Refused where that cannot be done
            pause = self._reader.pause(code)
            self._line.becomes("lost")
            time.sleep(pause)

    def _heard_once(self) -> Generator[Frame, None, None]:
        with connect(self._client.stream_url(self._world_id), max_size=LONGEST_FRAME) as socket:
            socket.send(self._reader.first_words(self._client.tokens.access))
            self._socket = socket
            while True:
                frame, owed = self._reader.heard(socket.recv())
                self._line.becomes("open")
                if owed is not None:
                    socket.send(owed)
                if frame is not None:
                    yield frame


class AsyncWorldStream:
    """The same for asynchronous code."""

    def __init__(self, client: AsyncClient, world_id: str, after: int | None) -> None:
        self._client, self._world_id, self._reader = client, world_id, _Reader(after)
        self._socket: AsyncSocket | None = None
        self._line = _Line()
        self._frames = self._heard()

    @property
    def last_sequence(self) -> int | None:
        """The number of the newest event that was heard: `listen(world_id, after=...)` goes on from it."""
        return self._reader.last_sequence

    def on_connection(self, tell: Callable[[bool], object]) -> None:
        """From now on `tell` hears True when the stream hears from the server, and False when the connection is lost."""
        self._line.tell = tell

    def __aiter__(self) -> AsyncIterator[Frame]:
        return self._frames

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        await self._frames.aclose()

    async def send(self, frame: Mapping[str, Any]) -> None:
        """Say something on the socket: a frame of the contract `commands`. Raises ConnectionError while there is none."""
        if self._socket is None:
            raise ConnectionError("The stream is not open.")
        await self._socket.send(json.dumps(frame))

    async def _heard(self) -> AsyncGenerator[Frame, None]:
        while True:
            code = 0
            try:
                async with connect_async(self._client.stream_url(self._world_id), max_size=LONGEST_FRAME) as socket:
                    await socket.send(self._reader.first_words(self._client.tokens.access))
                    self._socket = socket
                    while True:
                        frame, owed = self._reader.heard(await socket.recv())
                        self._line.becomes("open")
                        if owed is not None:
                            await socket.send(owed)
                        if frame is not None:
                            yield frame
            except ConnectionClosed as closed:
                code = closed.rcvd.code if closed.rcvd else 0
            except (OSError, InvalidHandshake):
                pass
            finally:
                self._socket = None
            if code == SIGNED_OUT:
                await self._client.show_account()  # renews a spent token; Refused where that cannot be done
            pause = self._reader.pause(code)
            self._line.becomes("lost")
            await asyncio.sleep(pause)


def _refusal_in(answer: httpx.Response) -> dict[str, Any]:
    with suppress(ValueError, KeyError, TypeError):
        told = answer.json()["error"]
        return told if isinstance(told, dict) else {}
    return {}


def _seconds(answer: httpx.Response) -> float | None:
    told = answer.headers.get("retry-after", "")
    return float(told) if told.isdecimal() else None


def _shutdown_in(answer: httpx.Response) -> Shutdown | None:
    told = answer.headers.get("kleene-shutdown-in", "")
    reason = unquote(answer.headers.get("kleene-shutdown-reason", ""))
    return Shutdown(int(told), reason) if told.isdecimal() else None


def _segment(text: str) -> str:
    return quote(text, safe="")


def _new_key() -> str:
    return str(uuid.uuid4())


# --- Generated by `manage.py client_library` from the API's document and contracts: changes below are overwritten -----


class AcceptRequest(TypedDict):
    """A body's shape. A forged `score` or `world_state` is refused, never ignored."""

    character_name: NotRequired[str]
    show_character: NotRequired[bool]


class Accepted(TypedDict):
    """A checkpoint that agreed with the server; `number` is the newest record of the game in it."""

    snapshot_hash: str
    saved_tick: int
    number: int
    accepted_at: str


class Account(TypedDict):
    user_id: str
    username: str
    display_name: str
    email: str
    email_confirmed: bool
    bio: str
    colour: str
    avatar: str
    is_guest: bool
    is_agent: bool
    joined_at: str
    privacy: Privacy
    mail: MailWishes


class Achieved(TypedDict):
    """`rarity` is the share of all players who have it, from 0 to 1, updated every few minutes."""

    id: str
    name: str
    description: str
    earned_at: str
    rarity: float


ActionEnum: TypeAlias = "Literal['approve', 'reject']"


class Added(TypedDict):
    """Its place in the story: the revision, the node, and the id under which it is played."""

    revision: int
    target_node_id: str
    as_option: bool
    option_id: str
    outcome_node_id: str | None


class AddressChangeRequest(TypedDict):
    """An empty `email` removes the address."""

    email: str
    password: str


class AddressProofRequest(TypedDict):
    """A body's shape. A forged `score` or `world_state` is refused, never ignored."""

    user_id: str
    token: str


class Admitted(TypedDict):
    """The account that is now signed in."""

    user_id: str
    display_name: str
    access: str
    refresh: str


class AgentCreationRequest(TypedDict):
    """Your agent's name, and how it plays; everybody is told both."""

    policy: PolicyEnum
    personality: NotRequired[str]
    version: NotRequired[str]
    display_name: str


class AgentDeclarationRequest(TypedDict):
    """How the agent plays; everybody is told."""

    policy: PolicyEnum
    personality: NotRequired[str]
    version: NotRequired[str]


class AgentTold(TypedDict):
    """`owner` is the name of the person that answers for the agent, `owner_id` their account; empty and null where there is none, or you may not know."""

    policy: PolicyEnum
    personality: str
    version: str
    owner: str
    owner_id: str | None


class AlikeStar(TypedDict):
    """A star and how alike it is, or how well it fits a search, up to 1."""

    entry: Star
    score: float


class AlikeStars(TypedDict):
    results: list[AlikeStar]
    likeness: str


class Author(TypedDict):
    user_id: str
    display_name: str
    is_agent: bool


BeatRequest: TypeAlias = "dict[str, Any]"


class BlockedPlayer(TypedDict):
    user_id: str


class BlockedPlayerPage(TypedDict):
    count: int
    next: str | None
    previous: str | None
    results: list[BlockedPlayer]


class BoardTold(TypedDict):
    category: str
    scenario_id: str | None
    period: PeriodEnum
    players: PlayersEnum
    entries: list[EntryTold]
    total_entries: int
    my_rank: int | None
    next_cursor: str | None


class BookmarkedStar(TypedDict):
    entry: Star
    created_at: str


class BookmarkedStarPage(TypedDict):
    count: int
    next: str | None
    previous: str | None
    results: list[BookmarkedStar]


class CategoryTold(TypedDict):
    category: str
    title: str
    description: str
    ascending: bool
    needs_scenario: bool
    periods: list[PeriodEnum]


class CategoryToldPage(TypedDict):
    count: int
    next: str | None
    previous: str | None
    results: list[CategoryTold]


class Change(TypedDict):
    """`caused_by` is the user who caused it, or null beside the `event` of the story that did it. The same on streams."""

    path: str
    value: NotRequired[Any]
    action: NotRequired[str]
    item: NotRequired[str]
    caused_by: str | None
    event: NotRequired[str]


class Character(TypedDict):
    """`portrait` is the address of the picture, null without one; `session_id` names the game, as `character_id` does in its long form."""

    character_id: str
    session_id: str
    name: str
    portrait: str | None
    scenario_id: str
    game_mode: str
    status: str


class CharacterPage(TypedDict):
    count: int
    next: str | None
    previous: str | None
    results: list[Character]


class CharacterView(TypedDict):
    name: str
    exists: bool
    traits: dict[str, int]
    inventory: list[str]
    relationships: dict[str, int]
    met: list[str]
    flags: dict[str, bool]
    history: list[str | Tried]


class ClaimRequest(TypedDict):
    """A body's shape. A forged `score` or `world_state` is refused, never ignored."""

    username: str
    password: str
    email: NotRequired[str]


class ClaimWishRequest(TypedDict):
    """A body's shape. A forged `score` or `world_state` is refused, never ignored."""

    version: NotRequired[int]


ClassificationEnum: TypeAlias = (
    "Literal['triumph', 'commitment', 'rebuff', 'discovery', 'limbo', 'constraint', 'escape', 'deferral', 'fate']"
)


class Clock(TypedDict):
    """`tick` counts the turns of everybody. `time` counts story seconds; `day` (from 1), `hour` and `minute` say the same."""

    world_id: str
    tick: int
    time: int
    day: int
    hour: int
    minute: int
    time_policy: str
    sequence: int
    hash: str
    at: str


class CodeGivenRequest(TypedDict):
    """A body's shape. A forged `score` or `world_state` is refused, never ignored."""

    code: str


class CommandAnswer(TypedDict):
    """`command` as it was typed; `text` is for people. `result` depends on the verb: what is listed, a turn's result, or null."""

    command: str
    success: bool
    result: Any
    text: str


class CommentBodyRequest(TypedDict):
    """A body's shape. A forged `score` or `world_state` is refused, never ignored."""

    text: str


class Companion(TypedDict):
    """Somebody you have met in a world; `character_name` is what you called them there."""

    user_id: str
    display_name: str
    character_name: str
    is_agent: bool


class CompanionPage(TypedDict):
    count: int
    next: str | None
    previous: str | None
    results: list[Companion]


class Comparison(TypedDict):
    """Whether the world had this hash at record `sequence`, and of what it is the hash there."""

    world_id: str
    sequence: int
    hash: str
    matches: bool
    of: Literal["snapshot", "state", "record"] | None


class Completed(TypedDict):
    type: CompletedTypeEnum
    scenario_id: str
    tier: str
    at: str


CompletedTypeEnum: TypeAlias = "Literal['completed']"


class ConfirmedAddress(TypedDict):
    user_id: str
    email: str


class CredentialsRequest(TypedDict):
    """A body's shape. A forged `score` or `world_state` is refused, never ignored."""

    username: str
    password: str


class Details(TypedDict):
    cells: list[str]
    tier: TierEnum


class Difference(TypedDict):
    """Where log and replay part: `expected` by the replay, `found` in the rows, at `path` of the record or of the game's row."""

    turn: int
    number: int
    path: str
    expected: str
    found: str


class Document(TypedDict):
    id: str
    user_id: str


class EndingView(TypedDict):
    id: str
    type: str
    method: str | None
    tone: str | None
    title: str
    narrative: str


class Endorsed(TypedDict):
    improvisation_id: str
    endorsements: int


class EntitlementTold(TypedDict):
    """Games of this scenario may be begun since then."""

    scenario_id: str
    scenario_name: str
    since: str


class EntitlementToldPage(TypedDict):
    count: int
    next: str | None
    previous: str | None
    results: list[EntitlementTold]


class EntryTold(TypedDict):
    """`user_id` is null for players who hide their statistics and for deleted accounts."""

    rank: int
    user_id: str | None
    display_name: str
    score: int
    details: Details
    achieved_at: str


class Envelope(TypedDict):
    """A state with what it was saved by. `snapshot_hash` is SHA-256, in hex, of the canonical JSON of `payload` (RFC 8785)."""

    schema_version: int
    engine_version: str
    snapshot_hash: str
    saved_tick: int
    saved_at: str
    payload: dict[str, Any]


class Error(TypedDict):
    """Every refusal looks like this: `code` is stable, `message` is for people, `details` depends on the code."""

    error: Refusal


class EverythingKept(TypedDict):
    """One list for each kind of thing."""

    format: FormatEnum
    version: int
    exported_at: str
    account: dict[str, Any]
    pictures: list[dict[str, Any]]
    portraits: list[dict[str, Any]]
    sign_ins: list[dict[str, Any]]
    presence: list[dict[str, Any]]
    sessions: list[dict[str, Any]]
    texts: list[dict[str, Any]]
    chat: list[dict[str, Any]]
    worlds: list[dict[str, Any]]
    stays: list[dict[str, Any]]
    invitations: list[dict[str, Any]]
    hosted: list[dict[str, Any]]
    moderation: list[dict[str, Any]]
    achievements: list[dict[str, Any]]
    improvisations: list[dict[str, Any]]
    endorsements: list[dict[str, Any]]
    reports: list[dict[str, Any]]
    boards: list[dict[str, Any]]
    entitlements: list[dict[str, Any]]
    mutes: list[dict[str, Any]]
    blocks: list[dict[str, Any]]
    follows: list[dict[str, Any]]
    silences: list[dict[str, Any]]
    aliases: list[dict[str, Any]]
    agents: list[dict[str, Any]]
    bookmarks: list[dict[str, Any]]
    comments: list[dict[str, Any]]
    sky_lines: list[dict[str, Any]]
    playlists: list[dict[str, Any]]
    notices: list[dict[str, Any]]


class ExitView(TypedDict):
    """A way out; `travel_minutes` is null where the story does not count its ways."""

    target: str
    name: str
    description: str
    travel_minutes: int | None
    locked: bool
    locked_reason: str | None


class FarewellRequest(TypedDict):
    """Your password, or for a guest your own `user_id` as `confirm`."""

    password: NotRequired[str]
    confirm: NotRequired[str]


class Fellow(TypedDict):
    """A player as the others in their world see them, who call them `character_name`; their account is called `display_name`."""

    user_id: str
    display_name: str
    character_name: str
    status: str
    colour: str
    is_agent: bool


class FollowedPlayer(TypedDict):
    user_id: str


class FollowedPlayerPage(TypedDict):
    count: int
    next: str | None
    previous: str | None
    results: list[FollowedPlayer]


class FollowedStory(TypedDict):
    """`turns` are the newest, oldest first; `scene` is the text of the node where the player is."""

    player: Fellow
    scenario_name: str
    language: str
    time: int
    turn: int
    scene: str
    location: LocationView
    turns: list[ReadTurn]
    has_ended: bool


class Followers(TypedDict):
    """Whether you let others read along, and who does now."""

    allowed: bool
    followers: list[Fellow]


FormatEnum: TypeAlias = "Literal['kleene-account']"

GameModeEnum: TypeAlias = "Literal['solo', 'shared', 'collaborative']"


class GameSummary(TypedDict):
    session_id: str
    scenario_id: str
    scenario_name: str
    game_mode: str
    world_id: str | None
    status: str
    character_name: str
    turn: int
    scene: int
    beat: int
    turns_played: int
    number: int
    grid: GridView
    ending: Reached | None
    rewinds: int
    created_at: str
    last_turn_at: str
    finished_at: str | None


class GameSummaryPage(TypedDict):
    count: int
    next: str | None
    previous: str | None
    results: list[GameSummary]


class GridView(TypedDict):
    cells: list[str]
    tier: str


class GuestRegistrationRequest(TypedDict):
    """A body's shape. A forged `score` or `world_state` is refused, never ignored."""

    display_name: NotRequired[str]


class Harmonic(TypedDict):
    frequency: float
    amplitude: float
    variability: float
    phase: float


class Heard(TypedDict):
    """Events as in the streams: the fields of their type beside those of the envelope."""

    events: list[dict[str, Any]]


class Hit(TypedDict):
    """What the text filter noticed, and its position in which text: input, response or outcome."""

    field: str
    category: str
    start: int
    end: int


class Improvised(TypedDict):
    classification: str
    intent: str


class Integrated(TypedDict):
    improvisation_id: str
    status: str
    version: int
    author: Author
    session_id: str
    scenario_id: str
    world_id: str | None
    node_id: str
    option_id: str | None
    player_input: str
    narrative_response: str
    classification: str
    intent: str | None
    outcome: str
    verified: bool
    score: int
    score_parts: list[ScorePart]
    noticed: bool
    moderation_score: int
    moderation_reasons: list[Hit]
    near_duplicate: NearDuplicate | None
    endorsements: int
    claimed_by: Author | None
    claim_expires_at: str | None
    reviewer: Author | None
    reviewer_notes: str
    submitted_at: str
    created_at: str
    reviewed_at: str | None
    integrated_at: str | None
    integration: Added


class IntegrationWishRequest(TypedDict):
    """Without `outcome_node_id` the option stays at its node. `as_option` false makes it an answer of the node's improvise option."""

    target_node_id: str
    as_option: NotRequired[bool]
    option_text: NotRequired[str]
    outcome_node_id: NotRequired[str | None]
    version: NotRequired[int]


class Invitation(TypedDict):
    """`max_uses` is null where everybody may use it; `uses` people have come in with it."""

    code: str
    url: str
    expires_at: str
    max_uses: int | None
    uses: int


class Inviter(TypedDict):
    display_name: str
    character_name: str
    is_agent: bool


class JoinRequest(TypedDict):
    """A body's shape. A forged `score` or `world_state` is refused, never ignored."""

    character_name: NotRequired[str]
    show_character: NotRequired[bool]
    invite: NotRequired[str]
    new_character: NotRequired[bool]


class Left(TypedDict):
    """The session is kept and can be resumed; null for spectators."""

    world_id: str
    session_id: str | None
    player_count: int


class ListedInvitation(TypedDict):
    """`invited` is the one player whom it is for; null where it is for whoever has the link."""

    code: str
    url: str
    expires_at: str
    max_uses: int | None
    uses: int
    created_at: str
    created_by: Maker
    invited: Maker | None


class ListedInvitationPage(TypedDict):
    count: int
    next: str | None
    previous: str | None
    results: list[ListedInvitation]


class LocationView(TypedDict):
    id: str
    name: str
    description: str
    exits: list[ExitView]
    items: list[str]
    npcs: list[str]
    environment: dict[str, str | int]
    players: list[Fellow]


class Log(TypedDict):
    events: list[dict[str, Any]]
    last_sequence: int
    complete: bool


class LoggedIn(TypedDict):
    token: str
    user_id: str


class LoginRequest(TypedDict):
    """Either `username` or `email`."""

    username: NotRequired[str]
    email: NotRequired[str]
    password: str


class MailChangesRequest(TypedDict):
    """A body's shape. A forged `score` or `world_state` is refused, never ignored."""

    worlds: NotRequired[bool]
    invitations: NotRequired[bool]
    decisions: NotRequired[bool]


class MailWishes(TypedDict):
    worlds: bool
    invitations: bool
    decisions: bool


class Maintained(TypedDict):
    """What was brought back, in order."""

    events: list[RecoveryTold]


class Maker(TypedDict):
    user_id: str
    display_name: str
    is_agent: bool


class Membership(TypedDict):
    """What the world is to whoever asks."""

    role: str
    session_id: str | None
    is_host: bool
    is_ready: bool
    shows_character: bool
    allows_followers: bool


class MutedPlayer(TypedDict):
    """`channel` is null for all channels, `until` for no end."""

    user_id: str
    channel: Literal["world", "room", "party", "whisper"] | None
    until: str | None


class MutedPlayerPage(TypedDict):
    count: int
    next: str | None
    previous: str | None
    results: list[MutedPlayer]


class MutingRequest(TypedDict):
    """A body's shape. A forged `score` or `world_state` is refused, never ignored."""

    user_id: str
    channel: NotRequired[SpeechChannelEnum | NullEnum]
    until: NotRequired[str | None]


class NamesView(TypedDict):
    items: dict[str, str]
    npcs: dict[str, str]


class NearDuplicate(TypedDict):
    """An earlier improvisation at the same node in nearly the same words; without its id if you cannot see it."""

    improvisation_id: str | None
    similarity: int


class Neighbourhood(TypedDict):
    """`entries` holds the caller's own entry, `me`, between its neighbours; empty if the caller is not on this board."""

    category: str
    scenario_id: str | None
    period: PeriodEnum
    players: PlayersEnum
    entries: list[EntryTold]
    total_entries: int
    my_rank: int | None
    me: EntryTold | None


class NewAgent(TypedDict):
    token: str
    expires_at: str
    agent: OwnAgent


class NewCharacterRequest(TypedDict):
    """What a game is started with; `name` is the character's, as `character_name` is."""

    scenario_id: str
    game_mode: NotRequired[GameModeEnum]
    world_id: NotRequired[str | None]
    character_name: NotRequired[str]
    show_character: NotRequired[bool]
    visibility: NotRequired[VisibilityEnum]
    max_players: NotRequired[int]
    time_policy: NotRequired[TimePolicyEnum]
    quorum: NotRequired[int | None]
    agents_allowed: NotRequired[bool]
    ready_check: NotRequired[bool]
    invite: NotRequired[str]
    name: NotRequired[str]


class NewInviteRequest(TypedDict):
    """A body's shape. A forged `score` or `world_state` is refused, never ignored."""

    player: NotRequired[str]
    max_uses: NotRequired[int]
    expires_in: NotRequired[int]


class NewPlaylistRequest(TypedDict):
    """A body's shape. A forged `score` or `world_state` is refused, never ignored."""

    title: str
    entries: NotRequired[list[str]]


class NewToken(TypedDict):
    """An access token. It is told once: nothing shows it again."""

    token: str
    expires_at: str


NoFieldsRequest: TypeAlias = "dict[str, Any]"


class NodeView(TypedDict):
    id: str
    title: str
    narrative: str
    prompt: str
    options: list[OptionView]
    free_roam: bool


NothingRequest: TypeAlias = "dict[str, Any]"


class Notice(TypedDict):
    message: str


class NoticesRead(TypedDict):
    read_at: str


NullEnum: TypeAlias = "None"


class Numbers(TypedDict):
    scenarios_completed: int
    total_turns: int
    gold_completions: int
    unique_cells: int
    improvisations_shared: int
    improvisations_accepted: int


class Online(TypedDict):
    """`world_id` and `location` are also null if you cannot see the world."""

    user_id: str
    display_name: str
    is_agent: bool
    scenario_id: str | None
    game_mode: str | None
    world_id: str | None
    location: str | None
    turn: int
    last_active: str


class OptionNamed(TypedDict):
    """An option as it was shown."""

    option_id: str
    text: str


class OptionView(TypedDict):
    id: str
    text: str
    kind: str
    locked: bool
    locked_reason: str | None
    credit: dict[str, str] | None


class OthersChoice(TypedDict):
    """One choice of the player, and how many of a hundred finished games made another one there."""

    node_id: str
    option_id: str
    option_text: str
    otherwise_percent: int


class OthersChoices(TypedDict):
    """`games` are those that were counted; nothing is told of fewer than `limits.GAMES_FOR_SHARES`."""

    games: int
    choices: list[OthersChoice]


class OwnAddress(TypedDict):
    """`proved`: whether the address was confirmed by an e-mailed link."""

    email: str
    proved: bool


class OwnAgent(TypedDict):
    """`token_expires_at` is null for an agent without a token."""

    user_id: str
    display_name: str
    policy: PolicyEnum
    personality: str
    version: str
    created_at: str
    token_expires_at: str | None


class OwnAgentPage(TypedDict):
    count: int
    next: str | None
    previous: str | None
    results: list[OwnAgent]


class OwnPlace(TypedDict):
    """What you are in a world. `character_name` is what the others call you."""

    world_id: str
    user_id: str
    display_name: str
    character_name: str
    role: str
    session_id: str | None
    show_character: bool


class OwnPresence(TypedDict):
    """`status` is the one that you set."""

    visible: bool
    status: str


class OwnProofRequest(TypedDict):
    """A body's shape. A forged `score` or `world_state` is refused, never ignored."""

    token: str


class PasswordChangeRequest(TypedDict):
    """A body's shape. A forged `score` or `world_state` is refused, never ignored."""

    old_password: str
    new_password: str


class PatchedAccountChangesRequest(TypedDict):
    """A body's shape. A forged `score` or `world_state` is refused, never ignored."""

    display_name: NotRequired[str]
    bio: NotRequired[str]
    colour: NotRequired[str]
    privacy: NotRequired[PrivacyChangesRequest]
    mail: NotRequired[MailChangesRequest]


class PatchedAgentChangesRequest(TypedDict):
    """A body's shape. A forged `score` or `world_state` is refused, never ignored."""

    display_name: NotRequired[str]
    policy: NotRequired[PolicyEnum]
    personality: NotRequired[str]
    version: NotRequired[str]


class PatchedChangesRequest(TypedDict):
    """A body's shape. A forged `score` or `world_state` is refused, never ignored."""

    visible: NotRequired[bool]
    status: NotRequired[StatusEnum]


class PatchedDraftRequest(TypedDict):
    """Omitted fields stay as they are. `version`: refuse unless this is the current version."""

    player_input: NotRequired[str]
    narrative_response: NotRequired[str]
    outcome: NotRequired[str]
    version: NotRequired[int]


class PatchedFollowableRequest(TypedDict):
    """A body's shape. A forged `score` or `world_state` is refused, never ignored."""

    allowed: NotRequired[bool]


class PatchedOwnChoicesRequest(TypedDict):
    """Fields that are left out stay as they are."""

    show_character: NotRequired[bool]


class PatchedSettingsRequest(TypedDict):
    """A body's shape. A forged `score` or `world_state` is refused, never ignored."""

    parser_mode: NotRequired[bool]
    improvisation_temperature: NotRequired[int]


class PatchedWorldSettingsRequest(TypedDict):
    """Fields that are left out stay as they are."""

    visibility: NotRequired[VisibilityEnum]
    spectators_allowed: NotRequired[bool]
    spectators_talk: NotRequired[bool]
    agents_allowed: NotRequired[bool]
    ready_check: NotRequired[bool]
    quorum: NotRequired[int | None]


PeriodEnum: TypeAlias = "Literal['all', 'week', 'month']"

PhaseEnum: TypeAlias = "Literal['waiting', 'active', 'ended']"


class Player(TypedDict):
    """`character_name` is what the others call somebody: their character's name where they gave one, else `display_name`."""

    user_id: str
    display_name: str
    character_name: str
    location: str


class PlayerInWorld(TypedDict):
    """`user_id` and `status` are null of somebody whose account is hidden from the reader, `display_name` is the character's then."""

    user_id: str | None
    display_name: str
    character_name: str
    status: str | None
    colour: str
    is_agent: bool
    location: str
    is_host: bool
    is_ready: bool


PlayersEnum: TypeAlias = "Literal['people', 'agents']"


class PlaylistCard(TypedDict):
    """`stars` counts those that are in the sky."""

    playlist_id: str
    title: str
    stars: int
    created_at: str
    changed_at: str


class PlaylistCardPage(TypedDict):
    count: int
    next: str | None
    previous: str | None
    results: list[PlaylistCard]


class PlaylistChangeRequest(TypedDict):
    """A body's shape. A forged `score` or `world_state` is refused, never ignored."""

    title: NotRequired[str]
    entries: NotRequired[list[str]]


class PlaylistShown(TypedDict):
    """With its stars, in its order; those that have gone are left out."""

    playlist_id: str
    title: str
    stars: int
    created_at: str
    changed_at: str
    entries: list[Star]


class Policies(TypedDict):
    policies: list[PolicyTold]


PolicyEnum: TypeAlias = "Literal['random', 'explorer', 'model', 'other']"


class PolicyTold(TypedDict):
    """A policy of a critical item. `public` is what everybody in the world reads when the item is brought back."""

    item_id: str
    policy_type: PolicyTypeEnum
    min_count: NotRequired[int]
    anchor_locations: list[str]
    cooldown_ticks: int
    quest_gate: NotRequired[str]
    holder_timeout_ticks: NotRequired[int]
    public: NotRequired[str]


PolicyTypeEnum: TypeAlias = "Literal['unique_persistent', 'regenerative_unique', 'instance_quota']"


class PricesView(TypedDict):
    """Story seconds: what looking, talking and trying in one's own words take at most, and until the next event that is told."""

    explore: int
    interact: int
    act: int
    due_in: int


class Privacy(TypedDict):
    presence_visible: bool
    stats_public: bool
    activity_public: bool


class PrivacyChangesRequest(TypedDict):
    """A body's shape. A forged `score` or `world_state` is refused, never ignored."""

    presence_visible: NotRequired[bool]
    stats_public: NotRequired[bool]
    activity_public: NotRequired[bool]


class PublicLink(TypedDict):
    """`closed` links were closed by a moderator and show nothing."""

    session_id: str
    scenario_name: str
    token: str
    url: str
    closed: bool
    created_at: str


class PublicLinkPage(TypedDict):
    count: int
    next: str | None
    previous: str | None
    results: list[PublicLink]


class PublicProfile(TypedDict):
    """Private parts are absent for other readers; a deleted account has none. `agent` is null for a person's account."""

    user_id: str
    display_name: str
    joined_at: str
    bio: str
    colour: str
    avatar: str
    agent: AgentTold | None
    stats: NotRequired[Numbers]
    achievements: NotRequired[list[Achieved]]
    recent_activity: NotRequired[list[Completed | SharedImprovisation]]


class PublicStory(TypedDict):
    """`ending_title` is the author's; it and `ending_type` are empty while the story goes on, and may be so after it."""

    scenario_id: str
    scenario_name: str
    author: str
    language: str
    character_name: str
    turns_played: int
    has_ended: bool
    ending_type: str
    ending_tone: str | None
    ending_title: str
    last_turn_at: str
    turns: list[ReadTurn]


class QueueStatistics(TypedDict):
    """Of public worlds: players who are alone or wait to start, and what others took to find company lately; null where none did."""

    waiting: int
    worlds: int
    average_wait_seconds: int | None


class Queued(TypedDict):
    """An improvisation with everything needed for a decision; send `version` back with it."""

    improvisation_id: str
    status: str
    version: int
    author: Author
    session_id: str
    scenario_id: str
    world_id: str | None
    node_id: str
    option_id: str | None
    player_input: str
    narrative_response: str
    classification: str
    intent: str | None
    outcome: str
    verified: bool
    score: int
    score_parts: list[ScorePart]
    noticed: bool
    moderation_score: int
    moderation_reasons: list[Hit]
    near_duplicate: NearDuplicate | None
    endorsements: int
    claimed_by: Author | None
    claim_expires_at: str | None
    reviewer: Author | None
    reviewer_notes: str
    submitted_at: str
    created_at: str
    reviewed_at: str | None
    integrated_at: str | None


class QueuedPage(TypedDict):
    count: int
    next: str | None
    previous: str | None
    results: list[Queued]


class QuickJoinRequest(TypedDict):
    """A body's shape. A forged `score` or `world_state` is refused, never ignored."""

    character_name: NotRequired[str]
    show_character: NotRequired[bool]
    scenario_id: str
    game_mode: NotRequired[SharedModeEnum]


class Reached(TypedDict):
    id: str
    type: str


class ReadTurn(TypedDict):
    """`did` is what the player chose or typed; `read_as` the option that typed words were read as, or empty."""

    number: int
    turn: int
    did: str
    is_written: bool
    read_as: str
    narrative: str


class ReadyRequest(TypedDict):
    """A body's shape. A forged `score` or `world_state` is refused, never ignored."""

    ready: NotRequired[bool]


ReasonEnum: TypeAlias = "Literal['liked', 'played', 'story']"


class ReceivedInvitation(TypedDict):
    """`invited_by` is null once that account is gone."""

    code: str
    url: str
    world_id: str
    scenario_name: str
    invited_by: Inviter | None
    created_at: str
    expires_at: str


class ReceivedInvitationPage(TypedDict):
    count: int
    next: str | None
    previous: str | None
    results: list[ReceivedInvitation]


class RecommendedStar(TypedDict):
    """`near` is the `entry_id` of your bookmarked star (`liked`) or your own (`played`) that it is like, by `score`; null for `story`."""

    entry: Star
    reason: ReasonEnum
    why: str
    near: str | None
    score: float | None


class RecommendedStars(TypedDict):
    results: list[RecommendedStar]
    likeness: str


class RecoveryTold(TypedDict):
    """A recovery. `tick` is the world's turn counter. `restored_to` is null for one copy too many, which was taken away."""

    kind: RecoveryToldKindEnum
    at: str
    tick: int
    item_id: str
    reason: str
    old_location: str | None
    old_holder: str | None
    restored_to: str | None


RecoveryToldKindEnum: TypeAlias = "Literal['critical_item_recovery']"


class RecoveryToldPage(TypedDict):
    count: int
    next: str | None
    previous: str | None
    results: list[RecoveryTold]


class Redeemed(TypedDict):
    scenario_id: str


class RefreshRequest(TypedDict):
    """A body's shape. A forged `score` or `world_state` is refused, never ignored."""

    refresh: str


class Refusal(TypedDict):
    code: str
    message: str
    details: dict[str, Any]


class RegistrationRequest(TypedDict):
    """A body's shape. A forged `score` or `world_state` is refused, never ignored."""

    username: str
    password: str
    display_name: NotRequired[str]
    email: NotRequired[str]


ReportBodyKindEnum: TypeAlias = "Literal['message', 'improvisation', 'player', 'story', 'comment', 'line']"


class ReportBodyRequest(TypedDict):
    """A body's shape. A forged `score` or `world_state` is refused, never ignored."""

    kind: ReportBodyKindEnum
    id: str
    reason: str


class ReportTaken(TypedDict):
    status: str


class ResetConfirmationRequest(TypedDict):
    """A body's shape. A forged `score` or `world_state` is refused, never ignored."""

    user_id: str
    token: str
    new_password: str


class ResetRequestRequest(TypedDict):
    """A body's shape. A forged `score` or `world_state` is refused, never ignored."""

    email: str


class ReviewRequest(TypedDict):
    """`reviewer_notes` are shown to the author."""

    action: ActionEnum
    reviewer_notes: NotRequired[str]
    version: NotRequired[int]


class Reviewed(TypedDict):
    """`note`: what the system recorded, such as why its world could not take what was approved."""

    improvisation_id: str
    status: str
    version: int
    author: Author
    session_id: str
    scenario_id: str
    world_id: str | None
    node_id: str
    option_id: str | None
    player_input: str
    narrative_response: str
    classification: str
    intent: str | None
    outcome: str
    verified: bool
    score: int
    score_parts: list[ScorePart]
    noticed: bool
    moderation_score: int
    moderation_reasons: list[Hit]
    near_duplicate: NearDuplicate | None
    endorsements: int
    claimed_by: Author | None
    claim_expires_at: str | None
    reviewer: Author | None
    reviewer_notes: str
    submitted_at: str
    created_at: str
    reviewed_at: str | None
    integrated_at: str | None
    note: str | None


class RewindRequest(TypedDict):
    """The target: exactly one of the two fields."""

    to: NotRequired[str]
    steps: NotRequired[int]


class RoomView(TypedDict):
    """`players` are those there whom the reader may know of. Of a place where they have not been only the name is told."""

    id: str
    name: str
    description: str
    is_seen: bool
    players: list[PlayerInWorld]
    items: list[Thing]
    npcs: list[Thing]
    environment: dict[str, str | int]
    exits: list[ExitView]


class SaidLine(TypedDict):
    """`author` is null of somebody who is hidden, or was when they said it."""

    line_id: str
    author: StarAuthor | None
    text: str
    said_at: str
    is_own: bool


class SaidLinePage(TypedDict):
    count: int
    next: str | None
    previous: str | None
    results: list[SaidLine]


class ScenarioSummary(TypedDict):
    id: str
    name: str
    description: str
    language: str
    revision: int
    locations: int
    nodes: int
    endings: int
    cells: list[str]
    tier: str
    author: str
    minutes: int | None
    content_notes: list[str]
    access: str
    cover: str | None


class ScenarioSummaryPage(TypedDict):
    count: int
    next: str | None
    previous: str | None
    results: list[ScenarioSummary]


class ScorePart(TypedDict):
    name: str
    points: int
    most: int
    why: str


class SendAwayRequest(TypedDict):
    """A body's shape. A forged `score` or `world_state` is refused, never ignored."""

    user_id: str
    reason: NotRequired[str]


class SentCheckpointRequest(TypedDict):
    """The number of a record of the world, and the hash that you have for it."""

    sequence: int
    hash: str


class SentSnapshotRequest(TypedDict):
    """A snapshot as it was loaded. `saved_at` may be given, and is not compared."""

    schema_version: int
    engine_version: str
    snapshot_hash: str
    saved_tick: int
    saved_at: NotRequired[str]
    payload: dict[str, Any]


class Shared(TypedDict):
    """An improvisation as others see it; the fields after `created_at` are shown to its author only."""

    improvisation_id: str
    status: str
    author: Author
    scenario_id: str
    node_id: str
    player_input: str
    narrative_response: str
    classification: str
    outcome: str
    verified: bool
    endorsements: int
    created_at: str
    session_id: NotRequired[str]
    version: NotRequired[int]
    reviewer_notes: NotRequired[str]
    reviewed_at: NotRequired[str | None]
    integrated_at: NotRequired[str | None]
    noticed: NotRequired[bool]
    near_duplicate: NotRequired[NearDuplicate | None]
    history: NotRequired[list[Step]]


class SharedImprovisation(TypedDict):
    type: SharedImprovisationTypeEnum
    scenario_id: str
    node_id: str
    at: str


SharedImprovisationTypeEnum: TypeAlias = "Literal['shared_improv']"

SharedModeEnum: TypeAlias = "Literal['shared', 'collaborative']"


class SharedPage(TypedDict):
    count: int
    next: str | None
    previous: str | None
    results: list[Shared]


class SharingRequest(TypedDict):
    """The game's own log takes precedence over these fields; see the 409 answers."""

    session_id: str
    scenario_id: str
    node_id: str
    player_input: str
    narrative_response: NotRequired[str]
    classification: NotRequired[ClassificationEnum]
    outcome: NotRequired[str]


class SignedIn(TypedDict):
    access: str
    refresh: str
    user_id: str


class SilencedPlayer(TypedDict):
    """`channel` is null for all channels."""

    user_id: str
    channel: Literal["world", "room", "party", "whisper"] | None
    reason: str
    began_at: str
    until: str


class SilencedPlayerPage(TypedDict):
    count: int
    next: str | None
    previous: str | None
    results: list[SilencedPlayer]


class SilencingRequest(TypedDict):
    """A body's shape. A forged `score` or `world_state` is refused, never ignored."""

    user_id: str
    channel: NotRequired[SpeechChannelEnum | NullEnum]
    minutes: int
    reason: str


class Sky(TypedDict):
    """`clustering` says how clusters are made, and is `none` where the server makes none."""

    entries: list[Star]
    next_cursor: str | None
    layout_version: int
    last_sequence: int
    likeness: str
    clustering: str


class SomebodyRequest(TypedDict):
    """A body's shape. A forged `score` or `world_state` is refused, never ignored."""

    user_id: str


SpeechChannelEnum: TypeAlias = "Literal['world', 'room', 'party', 'whisper']"


class Standing(TypedDict):
    """Your current status; after this call always online."""

    status: str


class Star(TypedDict):
    """Until an idea is approved its star has no text, node, cell, shape or tags. `author` is null for players who are hidden or gone."""

    entry_id: str
    author: StarAuthor | None
    scenario_id: str
    node_id: str | None
    cell: str | None
    text: str | None
    status: str
    position: list[float]
    layout_version: int
    colour: str
    shape: StarShape | None
    tags: list[StarTag]
    cluster: StarCluster | None
    created_at: str
    likeness: str


class StarAuthor(TypedDict):
    user_id: str
    display_name: str
    colour: str
    is_agent: bool


class StarCluster(TypedDict):
    id: int
    label: str


class StarComment(TypedDict):
    comment_id: str
    author: StarAuthor | None
    text: str
    created_at: str


class StarCommentPage(TypedDict):
    count: int
    next: str | None
    previous: str | None
    results: list[StarComment]


class StarNotice(TypedDict):
    """`comment`: on your star. `integrated`: your star is a part of its story now. `near`: a new star is like your bookmark `near`."""

    kind: StarNoticeKindEnum
    entry: Star
    comment: StarComment | None
    near: str | None
    at: str
    is_new: bool


StarNoticeKindEnum: TypeAlias = "Literal['comment', 'integrated', 'near']"


class StarNotices(TypedDict):
    notices: list[StarNotice]
    unread: int
    read_at: str | None


class StarShape(TypedDict):
    """Decided by what the text says and by the id; `hash` is the SHA-256 of the rest."""

    version: int
    harmonics: list[Harmonic]
    noise: list[float]
    hash: str


class StarTag(TypedDict):
    tag: str
    confidence: float


class StartRequest(TypedDict):
    """With `world_id` null, a new world is created. The fields from `show_character` on apply to shared worlds only."""

    scenario_id: str
    game_mode: NotRequired[GameModeEnum]
    world_id: NotRequired[str | None]
    character_name: NotRequired[str]
    show_character: NotRequired[bool]
    visibility: NotRequired[VisibilityEnum]
    max_players: NotRequired[int]
    time_policy: NotRequired[TimePolicyEnum]
    quorum: NotRequired[int | None]
    agents_allowed: NotRequired[bool]
    ready_check: NotRequired[bool]
    invite: NotRequired[str]


class Started(TypedDict):
    session_id: str
    world_id: str | None
    scenario_id: str
    game_mode: str
    players: list[Player]
    view: View


StatusEnum: TypeAlias = "Literal['online', 'away', 'busy']"


class Step(TypedDict):
    """One step of its history. `by`: `author`, `moderator`, or `system`."""

    from_status: str | None
    to_status: str
    by: str
    why: str
    at: str


class StoryDocument(TypedDict):
    format: str
    version: int
    view: View
    turns: list[TranscriptLine]


class Submitted(TypedDict):
    improvisation_id: str
    status: str


class Thing(TypedDict):
    """An item, or somebody of the story."""

    id: str
    name: str


class Ticket(TypedDict):
    """Give it as `?ticket=` when a stream is opened. It lets in once, within `expires_in` seconds."""

    ticket: str
    expires_in: int


TierEnum: TypeAlias = "Literal['none', 'bronze', 'silver', 'gold']"

TimePolicyEnum: TypeAlias = "Literal['furthest', 'sum']"


class TranscriptLine(TypedDict):
    number: int
    turn: int
    scene: int
    beat: int
    turns_played: int
    kind: str
    cell: str | None
    node_id: str
    option_id: str | None
    did: str
    is_written: bool
    read_as: str
    narrative: str
    changes: list[Change]
    time_passed: int
    fired: list[str]
    improvisation: Improvised | None
    at: str
    left: bool


class TranscriptLinePage(TypedDict):
    count: int
    next: str | None
    previous: str | None
    results: list[TranscriptLine]


class Tried(TypedDict):
    """Something that the player improvised; the transcript's entry of this number has the words, unless they are erased."""

    number: int
    kind: str


class TurnAnswer(TypedDict):
    """`read_as` is the option that typed words were read as, null where they are none of the options. An answer of kind `prompt` that lists options in `did_you_mean` asks which of them is meant; nothing is stored, and no time passes."""

    session_id: str
    turn: int
    scene: int
    beat: int
    number: int
    kind: str
    cell: str | None
    narrative: str
    changes: list[Change]
    time_passed: int
    fired: list[str]
    improvisation: Improvised | None
    read_as: OptionNamed | None
    did_you_mean: list[OptionNamed]
    view: View


class TurnRequest(TypedDict):
    """An option, free text, or both for an option that asks for words."""

    option_id: NotRequired[str | None]
    input: NotRequired[str | None]
    expected_turn: NotRequired[int | None]
    expected_number: NotRequired[int | None]


class TypedCommandRequest(TypedDict):
    """A body's shape. A forged `score` or `world_state` is refused, never ignored."""

    command: str


class Verification(TypedDict):
    ok: bool
    turns: int
    state_hash: str
    first_difference: Difference | None


class View(TypedDict):
    session_id: str
    scenario_id: str
    scenario_name: str
    game_mode: str
    world_id: str | None
    status: str
    turn: int
    scene: int
    beat: int
    number: int
    node: NodeView
    character: CharacterView
    location: LocationView
    names: NamesView
    world: WorldView
    grid: GridView
    ending: EndingView | None
    prices: PricesView | None
    stuck: bool
    state_hash: str


VisibilityEnum: TypeAlias = "Literal['public', 'private']"


class WantedPoliciesRequest(TypedDict):
    """All policies of the world, as a scenario's file lists them under `critical_items`."""

    policies: list[dict[str, Any]]


class WatchRequest(TypedDict):
    """A body's shape. A forged `score` or `world_state` is refused, never ignored."""

    invite: NotRequired[str]


class WhoIsOnline(TypedDict):
    """The list holds visible players only; the counts include everybody."""

    online: list[Online]
    total_online: int
    total_playing_scenario: int


WordsChannelEnum: TypeAlias = "Literal['world', 'room', 'party']"


class WordsRequest(TypedDict):
    """A body's shape. A forged `score` or `world_state` is refused, never ignored."""

    text: str
    channel: NotRequired[WordsChannelEnum]
    to: NotRequired[str]


class WorldDetail(TypedDict):
    world_id: str
    scenario_id: str
    scenario_name: str
    game_mode: str
    status: str
    phase: PhaseEnum
    visibility: str
    player_count: int
    max_players: int
    turn: int
    players: list[PlayerInWorld]
    membership: Membership | None
    created_at: str
    last_activity_at: str
    world_state: NotRequired[dict[str, Any]]
    time_policy: str
    quorum: int | None
    agents_allowed: bool
    spectators_allowed: bool
    spectators_talk: bool
    spectators: int
    archived_at: str | None


class WorldDifference(TypedDict):
    """`expected` by the replay, `found` in the rows. A row of today counts to the newest record."""

    record: int
    path: str
    expected: str
    found: str


class WorldEnvelope(TypedDict):
    """The shared state that everybody in the world may know; `sequence` is the newest record of the world in it."""

    schema_version: int
    engine_version: str
    snapshot_hash: str
    saved_tick: int
    saved_at: str
    payload: dict[str, Any]
    world_id: str
    sequence: int


class WorldPassage(TypedDict):
    """Either an event, as in the streams, or a turn of your own."""

    at: str
    event: dict[str, Any] | None
    turn: TranscriptLine | None


class WorldSummary(TypedDict):
    world_id: str
    scenario_id: str
    scenario_name: str
    game_mode: str
    status: str
    phase: PhaseEnum
    visibility: str
    player_count: int
    max_players: int
    turn: int
    players: list[PlayerInWorld]
    membership: Membership | None
    created_at: str
    last_activity_at: str


class WorldSummaryPage(TypedDict):
    count: int
    next: str | None
    previous: str | None
    results: list[WorldSummary]


class WorldTranscriptPage(TypedDict):
    """`begins_late`: the log no longer holds what came before these passages."""

    page: int
    pages: int
    begins_late: bool
    passages: list[WorldPassage]


class WorldVerification(TypedDict):
    """`records` and `events` are how many of each were found whole; `state_hash` is the world's row's."""

    ok: bool
    since: int
    records: int
    events: int
    state_hash: str
    first_difference: WorldDifference | None


class WorldView(TypedDict):
    time: int
    flags: dict[str, bool]
    triggered_events: list[str]


class PlayerJoinedData(TypedDict):
    """Somebody took a seat, or came back to theirs, at `location`."""

    user_id: NotRequired[str | None]
    display_name: NotRequired[str]
    character_name: NotRequired[str | None]
    is_agent: NotRequired[bool]
    location: str
    timestamp: str


class PlayerJoinedFrame(TypedDict):
    """Somebody took a seat, or came back to theirs, at `location`."""

    event_type: Literal["player_joined"]
    type: Literal["player_joined"]
    timestamp: str
    world_id: str | None
    room_id: str | None
    player_id: str | None
    sequence_number: int
    prev_sequence: int
    replay: NotRequired[Literal[True]]
    data: PlayerJoinedData
    id: NotRequired[str]


class PlayerLeftData(TypedDict):
    """Somebody gave their seat up, or the host sent them away."""

    user_id: NotRequired[str | None]
    display_name: NotRequired[str]
    character_name: NotRequired[str | None]
    is_agent: NotRequired[bool]
    reason: str
    timestamp: str


class PlayerLeftFrame(TypedDict):
    """Somebody gave their seat up, or the host sent them away."""

    event_type: Literal["player_left"]
    type: Literal["player_left"]
    timestamp: str
    world_id: str | None
    room_id: str | None
    player_id: str | None
    sequence_number: int
    prev_sequence: int
    replay: NotRequired[Literal[True]]
    data: PlayerLeftData
    id: NotRequired[str]


PlayerMovedData = TypedDict(
    "PlayerMovedData",
    {
        "user_id": "NotRequired[str | None]",
        "display_name": "NotRequired[str]",
        "character_name": "NotRequired[str | None]",
        "is_agent": "NotRequired[bool]",
        "from": "str",
        "to": "str",
        "by_staff": "NotRequired[bool | None]",
        "timestamp": "str",
    },
)


class PlayerMovedFrame(TypedDict):
    """Somebody went from one location to another, or was moved there by the staff, outside the story (`by_staff`)."""

    event_type: Literal["player_moved"]
    type: Literal["player_moved"]
    timestamp: str
    world_id: str | None
    room_id: str | None
    player_id: str | None
    sequence_number: int
    prev_sequence: int
    replay: NotRequired[Literal[True]]
    data: PlayerMovedData
    id: NotRequired[str]


class PlayerEnteredData(TypedDict):
    """Somebody came to the place where you are: by a way, as their story began, or back to their seat."""

    user_id: NotRequired[str | None]
    display_name: NotRequired[str]
    character_name: NotRequired[str | None]
    is_agent: NotRequired[bool]
    scope: Literal["room"]
    player_name: NotRequired[str]
    message: NotRequired[str]
    timestamp: str


class PlayerEnteredFrame(TypedDict):
    """Somebody came to the place where you are: by a way, as their story began, or back to their seat."""

    event_type: Literal["player_entered"]
    type: Literal["player_entered"]
    timestamp: str
    world_id: str | None
    room_id: str | None
    player_id: str | None
    sequence_number: int
    prev_sequence: int
    replay: NotRequired[Literal[True]]
    data: PlayerEnteredData
    id: NotRequired[str]


class PlayerLeftRoomData(TypedDict):
    """Somebody went from the place where you are: elsewhere, out of the world, or to the end of their story."""

    user_id: NotRequired[str | None]
    display_name: NotRequired[str]
    character_name: NotRequired[str | None]
    is_agent: NotRequired[bool]
    scope: Literal["room"]
    player_name: NotRequired[str]
    message: NotRequired[str]
    timestamp: str


class PlayerLeftRoomFrame(TypedDict):
    """Somebody went from the place where you are: elsewhere, out of the world, or to the end of their story."""

    event_type: Literal["player_left_room"]
    type: Literal["player_left_room"]
    timestamp: str
    world_id: str | None
    room_id: str | None
    player_id: str | None
    sequence_number: int
    prev_sequence: int
    replay: NotRequired[Literal[True]]
    data: PlayerLeftRoomData
    id: NotRequired[str]


class TurnPlayedData(TypedDict):
    """What somebody did, without its answer. Their own words are for those at the place; all others are told without."""

    user_id: NotRequired[str | None]
    display_name: NotRequired[str]
    character_name: NotRequired[str | None]
    is_agent: NotRequired[bool]
    turn: int
    kind: str
    cell: str | None
    option_text: str | None
    text: NotRequired[str]
    removed: NotRequired[bool]
    timestamp: str


class TurnPlayedFrame(TypedDict):
    """What somebody did, without its answer. Their own words are for those at the place; all others are told without."""

    event_type: Literal["turn_played"]
    type: Literal["turn_played"]
    timestamp: str
    world_id: str | None
    room_id: str | None
    player_id: str | None
    sequence_number: int
    prev_sequence: int
    replay: NotRequired[Literal[True]]
    data: TurnPlayedData
    id: NotRequired[str]


class OutcomeToldData(TypedDict):
    """What came of an option that somebody chose, in the author's words, to the other players at the place."""

    user_id: NotRequired[str | None]
    display_name: NotRequired[str]
    character_name: NotRequired[str | None]
    is_agent: NotRequired[bool]
    turn: int
    outcome: str
    timestamp: str


class OutcomeToldFrame(TypedDict):
    """What came of an option that somebody chose, in the author's words, to the other players at the place."""

    event_type: Literal["outcome_told"]
    type: Literal["outcome_told"]
    timestamp: str
    world_id: str | None
    room_id: str | None
    player_id: str | None
    sequence_number: int
    prev_sequence: int
    replay: NotRequired[Literal[True]]
    data: OutcomeToldData
    id: NotRequired[str]


class WorldStateChangedData(TypedDict):
    """Exactly the world's part of a turn, in order; nothing of any player's own state. `turn` is the world's counter."""

    user_id: NotRequired[str | None]
    display_name: NotRequired[str]
    character_name: NotRequired[str | None]
    is_agent: NotRequired[bool]
    changes: list[dict[str, Any]]
    turn: int
    timestamp: str


class WorldStateChangedFrame(TypedDict):
    """Exactly the world's part of a turn, in order; nothing of any player's own state. `turn` is the world's counter."""

    event_type: Literal["world_state_changed"]
    type: Literal["world_state_changed"]
    timestamp: str
    world_id: str | None
    room_id: str | None
    player_id: str | None
    sequence_number: int
    prev_sequence: int
    replay: NotRequired[Literal[True]]
    data: WorldStateChangedData
    id: NotRequired[str]


class ChatMessageData(TypedDict):
    """Words by a player: to the world, to those at the same place, to their party, or whispered to one person; `role` tells a spectator's."""

    user_id: NotRequired[str | None]
    display_name: NotRequired[str]
    character_name: NotRequired[str | None]
    is_agent: NotRequired[bool]
    channel: Literal["world", "room", "party", "whisper"]
    role: NotRequired[Literal["spectator"] | None]
    kind: NotRequired[Literal["emote", "pose"] | None]
    to: NotRequired[dict[str, Any]]
    text: NotRequired[str]
    removed: NotRequired[bool]
    timestamp: str


class ChatMessageFrame(TypedDict):
    """Words by a player: to the world, to those at the same place, to their party, or whispered to one person; `role` tells a spectator's."""

    event_type: Literal["chat_message"]
    type: Literal["chat_message"]
    timestamp: str
    world_id: str | None
    room_id: str | None
    player_id: str | None
    sequence_number: int
    prev_sequence: int
    replay: NotRequired[Literal[True]]
    data: ChatMessageData
    id: NotRequired[str]


class PlayerFinishedData(TypedDict):
    """Somebody's story ended. `ending` is its node, `tier` what they had reached; not by which way they got there."""

    user_id: NotRequired[str | None]
    display_name: NotRequired[str]
    character_name: NotRequired[str | None]
    is_agent: NotRequired[bool]
    ending: str
    ending_type: str
    tier: str
    timestamp: str


class PlayerFinishedFrame(TypedDict):
    """Somebody's story ended. `ending` is its node, `tier` what they had reached; not by which way they got there."""

    event_type: Literal["player_finished"]
    type: Literal["player_finished"]
    timestamp: str
    world_id: str | None
    room_id: str | None
    player_id: str | None
    sequence_number: int
    prev_sequence: int
    replay: NotRequired[Literal[True]]
    data: PlayerFinishedData
    id: NotRequired[str]


class ContentIntegratedData(TypedDict):
    """A player's idea became an option of this world's story, or was taken out of it again."""

    user_id: NotRequired[str | None]
    display_name: NotRequired[str]
    character_name: NotRequired[str | None]
    is_agent: NotRequired[bool]
    action: Literal["added", "retired"]
    revision: int
    node_id: str
    option_id: str
    timestamp: str


class ContentIntegratedFrame(TypedDict):
    """A player's idea became an option of this world's story, or was taken out of it again."""

    event_type: Literal["content_integrated"]
    type: Literal["content_integrated"]
    timestamp: str
    world_id: str | None
    room_id: str | None
    player_id: str | None
    sequence_number: int
    prev_sequence: int
    replay: NotRequired[Literal[True]]
    data: ContentIntegratedData
    id: NotRequired[str]


class CriticalItemRecoveredData(TypedDict):
    """An item without which the story cannot be won was brought back to `restored_to`; null for one too many, which went."""

    user_id: NotRequired[str | None]
    display_name: NotRequired[str]
    character_name: NotRequired[str | None]
    is_agent: NotRequired[bool]
    tick: int
    item: str
    reason: str
    restored_to: str | None
    public: str
    was_yours: NotRequired[bool | None]
    timestamp: str


class CriticalItemRecoveredFrame(TypedDict):
    """An item without which the story cannot be won was brought back to `restored_to`; null for one too many, which went."""

    event_type: Literal["critical_item_recovered"]
    type: Literal["critical_item_recovered"]
    timestamp: str
    world_id: str | None
    room_id: str | None
    player_id: str | None
    sequence_number: int
    prev_sequence: int
    replay: NotRequired[Literal[True]]
    data: CriticalItemRecoveredData
    id: NotRequired[str]


class WorldArchivedData(TypedDict):
    """The world is over: its streams end, its stories stay readable."""

    user_id: NotRequired[str | None]
    display_name: NotRequired[str]
    character_name: NotRequired[str | None]
    is_agent: NotRequired[bool]
    timestamp: str


class WorldArchivedFrame(TypedDict):
    """The world is over: its streams end, its stories stay readable."""

    event_type: Literal["world_archived"]
    type: Literal["world_archived"]
    timestamp: str
    world_id: str | None
    room_id: str | None
    player_id: str | None
    sequence_number: int
    prev_sequence: int
    replay: NotRequired[Literal[True]]
    data: WorldArchivedData
    id: NotRequired[str]


class TypingData(TypedDict):
    """Somebody is typing what you will be able to read; told at most once a second."""

    user_id: NotRequired[str | None]
    display_name: NotRequired[str]
    character_name: NotRequired[str | None]
    is_agent: NotRequired[bool]
    location: NotRequired[str | None]


class TypingFrame(TypedDict):
    """Somebody is typing what you will be able to read; told at most once a second."""

    event_type: Literal["typing"]
    type: Literal["typing"]
    timestamp: str
    world_id: str | None
    room_id: str | None
    player_id: str | None
    data: TypingData
    id: NotRequired[str]


class TurnWaitingData(TypedDict):
    """Your turn at `location` waits for others; `position` counts those who go before."""

    user_id: NotRequired[str | None]
    display_name: NotRequired[str]
    character_name: NotRequired[str | None]
    is_agent: NotRequired[bool]
    location: str
    reason: str
    position: int


class TurnWaitingFrame(TypedDict):
    """Your turn at `location` waits for others; `position` counts those who go before."""

    event_type: Literal["turn_waiting"]
    type: Literal["turn_waiting"]
    timestamp: str
    world_id: str | None
    room_id: str | None
    player_id: str | None
    data: TurnWaitingData
    id: NotRequired[str]


class ImprovisationMovedData(TypedDict):
    """What became of an idea that you shared: its new status, and why; `reason` may be empty."""

    user_id: NotRequired[str | None]
    display_name: NotRequired[str]
    character_name: NotRequired[str | None]
    is_agent: NotRequired[bool]
    improvisation_id: str
    status: str
    reason: str


class ImprovisationMovedFrame(TypedDict):
    """What became of an idea that you shared: its new status, and why; `reason` may be empty."""

    event_type: Literal["improvisation_moved"]
    type: Literal["improvisation_moved"]
    timestamp: str
    world_id: str | None
    room_id: str | None
    player_id: str | None
    data: ImprovisationMovedData
    id: NotRequired[str]


class PresenceChangedData(TypedDict):
    """How a member stands now: online, idle or offline, or what they say of themselves, which is `chosen_status`."""

    user_id: NotRequired[str | None]
    display_name: NotRequired[str]
    character_name: NotRequired[str | None]
    is_agent: NotRequired[bool]
    status: str
    chosen_status: str
    location: str | None


class PresenceChangedFrame(TypedDict):
    """How a member stands now: online, idle or offline, or what they say of themselves, which is `chosen_status`."""

    event_type: Literal["presence_changed"]
    type: Literal["presence_changed"]
    timestamp: str
    world_id: str | None
    room_id: str | None
    player_id: str | None
    data: PresenceChangedData
    id: NotRequired[str]


class PlayerLeftGameData(TypedDict):
    """A member's stream broke off and did not come back in time; their seat is still theirs."""

    user_id: NotRequired[str | None]
    display_name: NotRequired[str]
    character_name: NotRequired[str | None]
    is_agent: NotRequired[bool]
    reason: str


class PlayerLeftGameFrame(TypedDict):
    """A member's stream broke off and did not come back in time; their seat is still theirs."""

    event_type: Literal["player_left_game"]
    type: Literal["player_left_game"]
    timestamp: str
    world_id: str | None
    room_id: str | None
    player_id: str | None
    data: PlayerLeftGameData
    id: NotRequired[str]


class RoomOccupantsData(TypedDict):
    """Everybody at the place where you are, whenever that changes: players in order of joining, people of the story by id."""

    user_id: NotRequired[str | None]
    display_name: NotRequired[str]
    character_name: NotRequired[str | None]
    is_agent: NotRequired[bool]
    location: str | None
    players: list[dict[str, Any]]
    npcs: list[str]
    occupants: list[str]
    count: int


class RoomOccupantsFrame(TypedDict):
    """Everybody at the place where you are, whenever that changes: players in order of joining, people of the story by id."""

    event_type: Literal["room_occupants"]
    type: Literal["room_occupants"]
    timestamp: str
    world_id: str | None
    room_id: str | None
    player_id: str | None
    data: RoomOccupantsData
    id: NotRequired[str]


class RoomUpdateData(TypedDict):
    """What is to be seen at the place where you are has changed; the fields are those of `GET worlds/{id}/locations/{location}`."""

    user_id: NotRequired[str | None]
    display_name: NotRequired[str]
    character_name: NotRequired[str | None]
    is_agent: NotRequired[bool]
    location: str
    description: str
    items: list[dict[str, Any]]
    npcs: list[dict[str, Any]]
    environment: dict[str, Any]
    exits: list[dict[str, Any]]


class RoomUpdateFrame(TypedDict):
    """What is to be seen at the place where you are has changed; the fields are those of `GET worlds/{id}/locations/{location}`."""

    event_type: Literal["room_update"]
    type: Literal["room_update"]
    timestamp: str
    world_id: str | None
    room_id: str | None
    player_id: str | None
    data: RoomUpdateData
    id: NotRequired[str]


class FollowersChangedData(TypedDict):
    """Whether a player lets others read along has changed; that player alone hears that somebody began or stopped."""

    user_id: NotRequired[str | None]
    display_name: NotRequired[str]
    character_name: NotRequired[str | None]
    is_agent: NotRequired[bool]


class FollowersChangedFrame(TypedDict):
    """Whether a player lets others read along has changed; that player alone hears that somebody began or stopped."""

    event_type: Literal["followers_changed"]
    type: Literal["followers_changed"]
    timestamp: str
    world_id: str | None
    room_id: str | None
    player_id: str | None
    data: FollowersChangedData
    id: NotRequired[str]


class ReadyChangedData(TypedDict):
    """How many of the players are ready; the world starts once `waiting` is false."""

    user_id: NotRequired[str | None]
    display_name: NotRequired[str]
    character_name: NotRequired[str | None]
    is_agent: NotRequired[bool]
    ready: int
    players: int
    waiting: bool


class ReadyChangedFrame(TypedDict):
    """How many of the players are ready; the world starts once `waiting` is false."""

    event_type: Literal["ready_changed"]
    type: Literal["ready_changed"]
    timestamp: str
    world_id: str | None
    room_id: str | None
    player_id: str | None
    data: ReadyChangedData
    id: NotRequired[str]


FollowRequestData = TypedDict(
    "FollowRequestData",
    {
        "user_id": "NotRequired[str | None]",
        "display_name": "NotRequired[str]",
        "character_name": "NotRequired[str | None]",
        "is_agent": "NotRequired[bool]",
        "from": "str",
    },
)


class FollowRequestFrame(TypedDict):
    """Somebody asks to follow you about; `from` is their user id. The request ends by itself."""

    event_type: Literal["follow_request"]
    type: Literal["follow_request"]
    timestamp: str
    world_id: str | None
    room_id: str | None
    player_id: str | None
    data: FollowRequestData
    id: NotRequired[str]


class FollowStateData(TypedDict):
    """After whom you go, if anybody, and who goes after you, by their user ids, in the order in which they do."""

    user_id: NotRequired[str | None]
    display_name: NotRequired[str]
    character_name: NotRequired[str | None]
    is_agent: NotRequired[bool]
    following: str | None
    followers: list[str]
    reason: NotRequired[str | None]


class FollowStateFrame(TypedDict):
    """After whom you go, if anybody, and who goes after you, by their user ids, in the order in which they do."""

    event_type: Literal["follow_state"]
    type: Literal["follow_state"]
    timestamp: str
    world_id: str | None
    room_id: str | None
    player_id: str | None
    data: FollowStateData
    id: NotRequired[str]


class PartyStateData(TypedDict):
    """Your party, or the one that invites you, by user ids; no members and no leader: you are in none, and invited to none."""

    user_id: NotRequired[str | None]
    display_name: NotRequired[str]
    character_name: NotRequired[str | None]
    is_agent: NotRequired[bool]
    members: list[str]
    leader: str | None
    invited: list[str]


class PartyStateFrame(TypedDict):
    """Your party, or the one that invites you, by user ids; no members and no leader: you are in none, and invited to none."""

    event_type: Literal["party_state"]
    type: Literal["party_state"]
    timestamp: str
    world_id: str | None
    room_id: str | None
    player_id: str | None
    data: PartyStateData
    id: NotRequired[str]


class ServerShutdownData(TypedDict):
    """The servers stop in so many `seconds`; null once that is cancelled. `reason` may be empty. Told again as it comes near."""

    user_id: NotRequired[str | None]
    display_name: NotRequired[str]
    character_name: NotRequired[str | None]
    is_agent: NotRequired[bool]
    seconds: int | None
    reason: str


class ServerShutdownFrame(TypedDict):
    """The servers stop in so many `seconds`; null once that is cancelled. `reason` may be empty. Told again as it comes near."""

    event_type: Literal["server_shutdown"]
    type: Literal["server_shutdown"]
    timestamp: str
    world_id: str | None
    room_id: str | None
    player_id: str | None
    data: ServerShutdownData
    id: NotRequired[str]


class GameStateData(TypedDict):
    """Everything as it stands at one event: `sequence`, the last that this reader could see."""

    sequence: int
    role: str
    view: dict[str, Any] | None
    world: dict[str, Any]


class GameStateFrame(TypedDict):
    """Everything as it stands at one event: `sequence`, the last that this reader could see."""

    event_type: Literal["game_state"]
    type: Literal["game_state"]
    timestamp: str
    world_id: str | None
    room_id: str | None
    player_id: str | None
    data: GameStateData
    id: NotRequired[str]


class GameReplayData(TypedDict):
    """What has just happened, for show: none of it is numbered again."""

    replay: bool
    events: list[dict[str, Any]]


class GameReplayFrame(TypedDict):
    """What has just happened, for show: none of it is numbered again."""

    event_type: Literal["game:replay"]
    type: Literal["game:replay"]
    timestamp: str
    world_id: str | None
    room_id: str | None
    player_id: str | None
    data: GameReplayData
    id: NotRequired[str]


class ResyncData(TypedDict):
    """The log no longer reaches back to where the client wanted to resume: count on from `sequence`."""

    sequence: int


class ResyncFrame(TypedDict):
    """The log no longer reaches back to where the client wanted to resume: count on from `sequence`."""

    event_type: Literal["resync"]
    type: Literal["resync"]
    timestamp: str
    world_id: str | None
    room_id: str | None
    player_id: str | None
    data: ResyncData
    id: NotRequired[str]


class HeartbeatData(TypedDict):
    """Nothing happened for a while; the line still stands."""


class HeartbeatFrame(TypedDict):
    """Nothing happened for a while; the line still stands."""

    event_type: Literal["heartbeat"]
    type: Literal["heartbeat"]
    timestamp: str
    world_id: str | None
    room_id: str | None
    player_id: str | None
    data: HeartbeatData
    id: NotRequired[str]


class PongData(TypedDict):
    """The answer to `ping`."""


class PongFrame(TypedDict):
    """The answer to `ping`."""

    event_type: Literal["pong"]
    type: Literal["pong"]
    timestamp: str
    world_id: str | None
    room_id: str | None
    player_id: str | None
    data: PongData
    id: NotRequired[str]


class TurnResultData(TypedDict):
    """The answer to `turn`: what the API answers to the same turn."""

    kind: str
    cell: str | None
    narrative: str
    changes: list[dict[str, Any]]
    time_passed: int
    fired: list[str]
    improvisation: dict[str, Any] | None
    read_as: dict[str, Any] | None
    did_you_mean: list[dict[str, Any]]
    session_id: str
    turn: int
    scene: int
    beat: int
    number: int
    view: dict[str, Any]


class TurnResultFrame(TypedDict):
    """The answer to `turn`: what the API answers to the same turn."""

    event_type: Literal["turn_result"]
    type: Literal["turn_result"]
    timestamp: str
    world_id: str | None
    room_id: str | None
    player_id: str | None
    data: TurnResultData
    id: NotRequired[str]


class ChatResultData(TypedDict):
    """The answer to `chat`: the number of the event that the words became."""

    sequence: int


class ChatResultFrame(TypedDict):
    """The answer to `chat`: the number of the event that the words became."""

    event_type: Literal["chat_result"]
    type: Literal["chat_result"]
    timestamp: str
    world_id: str | None
    room_id: str | None
    player_id: str | None
    data: ChatResultData
    id: NotRequired[str]


class CommandResponseData(TypedDict):
    """The answer to `command`: what the API answers to the same command. `result` depends on the verb."""

    command: str
    success: bool
    result: Any
    text: str


class CommandResponseFrame(TypedDict):
    """The answer to `command`: what the API answers to the same command. `result` depends on the verb."""

    event_type: Literal["command_response"]
    type: Literal["command_response"]
    timestamp: str
    world_id: str | None
    room_id: str | None
    player_id: str | None
    data: CommandResponseData
    id: NotRequired[str]


class ErrorData(TypedDict):
    """A refusal with a stable `code` and one sentence; `retry_after` in seconds, where trying again may help."""

    code: str
    message: str
    details: dict[str, Any]
    retry_after: NotRequired[float | None]


class ErrorFrame(TypedDict):
    """A refusal with a stable `code` and one sentence; `retry_after` in seconds, where trying again may help."""

    event_type: Literal["error"]
    type: Literal["error"]
    timestamp: str
    world_id: str | None
    room_id: str | None
    player_id: str | None
    data: ErrorData
    id: NotRequired[str]


Frame: TypeAlias = "PlayerJoinedFrame | PlayerLeftFrame | PlayerMovedFrame | PlayerEnteredFrame | PlayerLeftRoomFrame | TurnPlayedFrame | OutcomeToldFrame | WorldStateChangedFrame | ChatMessageFrame | PlayerFinishedFrame | ContentIntegratedFrame | CriticalItemRecoveredFrame | WorldArchivedFrame | TypingFrame | TurnWaitingFrame | ImprovisationMovedFrame | PresenceChangedFrame | PlayerLeftGameFrame | RoomOccupantsFrame | RoomUpdateFrame | FollowersChangedFrame | ReadyChangedFrame | FollowRequestFrame | FollowStateFrame | PartyStateFrame | ServerShutdownFrame | GameStateFrame | GameReplayFrame | ResyncFrame | HeartbeatFrame | PongFrame | TurnResultFrame | ChatResultFrame | CommandResponseFrame | ErrorFrame"


class ListQueueQuery(TypedDict):
    limit: NotRequired[int]
    node_id: NotRequired[str]
    offset: NotRequired[int]
    scenario_id: NotRequired[str]
    status: NotRequired[Literal["approved", "integrated", "rejected", "submitted", "under_review"]]


class ListSilencesQuery(TypedDict):
    limit: NotRequired[int]
    offset: NotRequired[int]


class ListCharactersQuery(TypedDict):
    limit: NotRequired[int]
    offset: NotRequired[int]


class ListStarsQuery(TypedDict):
    author: NotRequired[str]
    before: NotRequired[str]
    bounds: NotRequired[str]
    cell: NotRequired[str]
    cursor: NotRequired[str]
    limit: NotRequired[int]
    scenario_id: NotRequired[str]


class ListCommentsQuery(TypedDict):
    limit: NotRequired[int]
    offset: NotRequired[int]


class SimilarStarsQuery(TypedDict):
    limit: NotRequired[int]


class ListBookmarksQuery(TypedDict):
    limit: NotRequired[int]
    offset: NotRequired[int]


class ListSkyLinesQuery(TypedDict):
    limit: NotRequired[int]
    offset: NotRequired[int]


class ListPlaylistsQuery(TypedDict):
    limit: NotRequired[int]
    offset: NotRequired[int]


class RecommendStarsQuery(TypedDict):
    limit: NotRequired[int]


class SearchStarsQuery(TypedDict):
    limit: NotRequired[int]
    q: NotRequired[str]


class ListEntitlementsQuery(TypedDict):
    limit: NotRequired[int]
    offset: NotRequired[int]


class ExportGameQuery(TypedDict):
    as_: NotRequired[Literal["json", "markdown"]]


class ListTurnsQuery(TypedDict):
    limit: NotRequired[int]
    offset: NotRequired[int]


class ListLinksQuery(TypedDict):
    limit: NotRequired[int]
    offset: NotRequired[int]


class ListGamesQuery(TypedDict):
    game_mode: NotRequired[Literal["collaborative", "preview", "shared", "solo"]]
    limit: NotRequired[int]
    offset: NotRequired[int]
    scenario_id: NotRequired[str]
    status: NotRequired[Literal["abandoned", "active", "completed"]]


class ListImprovisationsQuery(TypedDict):
    limit: NotRequired[int]
    offset: NotRequired[int]
    world_id: NotRequired[str]


class ListInvitationsQuery(TypedDict):
    limit: NotRequired[int]
    offset: NotRequired[int]


class ListLeaderboardsQuery(TypedDict):
    limit: NotRequired[int]
    offset: NotRequired[int]


class ShowLeaderboardQuery(TypedDict):
    cursor: NotRequired[str]
    limit: NotRequired[int]
    offset: NotRequired[int]
    period: NotRequired[Literal["all", "month", "week"]]
    players: NotRequired[Literal["agents", "people"]]
    scenario_id: NotRequired[str]


class ShowOwnRankQuery(TypedDict):
    around: NotRequired[int]
    period: NotRequired[Literal["all", "month", "week"]]
    players: NotRequired[Literal["agents", "people"]]
    scenario_id: NotRequired[str]


class ListAgentsQuery(TypedDict):
    limit: NotRequired[int]
    offset: NotRequired[int]


class ListBlocksQuery(TypedDict):
    limit: NotRequired[int]
    offset: NotRequired[int]


class ListFollowsQuery(TypedDict):
    limit: NotRequired[int]
    offset: NotRequired[int]


class ListMutesQuery(TypedDict):
    limit: NotRequired[int]
    offset: NotRequired[int]


class ListOnlineQuery(TypedDict):
    limit: NotRequired[int]
    offset: NotRequired[int]
    scenario_id: NotRequired[str]


class ListScenariosQuery(TypedDict):
    limit: NotRequired[int]
    offset: NotRequired[int]


class ListWorldsQuery(TypedDict):
    game_mode: NotRequired[Literal["collaborative", "shared"]]
    has_room: NotRequired[Literal["false", "true"]]
    limit: NotRequired[int]
    offset: NotRequired[int]
    ordering: NotRequired[
        list[
            Literal[
                "-created_at",
                "-last_activity_at",
                "-player_count",
                "-turn",
                "created_at",
                "last_activity_at",
                "player_count",
                "turn",
            ]
        ]
    ]
    scenario_id: NotRequired[str]
    search: NotRequired[str]


class ListRecoveriesQuery(TypedDict):
    limit: NotRequired[int]
    offset: NotRequired[int]


class ReadChatQuery(TypedDict):
    limit: NotRequired[int]


class ListCompanionsQuery(TypedDict):
    limit: NotRequired[int]
    offset: NotRequired[int]


class ListInvitesQuery(TypedDict):
    limit: NotRequired[int]
    offset: NotRequired[int]


class ReadLogQuery(TypedDict):
    after: NotRequired[int]
    limit: NotRequired[int]


class WatchReplayQuery(TypedDict):
    after: NotRequired[int]
    limit: NotRequired[int]


class ReadTranscriptQuery(TypedDict):
    page: NotRequired[int]


class ShowQueueQuery(TypedDict):
    scenario_id: NotRequired[str]


class Client(_Connection):
    """Kleene over the network. Sign in by `sign_in`, `register` or `begin_as_guest`, or give it the tokens that you have."""

    def listen(self, world_id: str, /, *, after: int | None = None) -> WorldStream:
        """What happens in a world from now on, or after an event that you know by its number."""
        return WorldStream(self, world_id, after)

    def list_queue(self, **query: Unpack[ListQueueQuery]) -> QueuedPage:
        """Improvisations with a given status, best first; without a status all, newest first."""
        answer: QueuedPage = self._call("GET", "/api/v1/admin/improvisations", query=query)
        return answer

    def show_queued(self, improvisation_id: str, /) -> Queued:
        """One improvisation with everything needed for a decision."""
        answer: Queued = self._call("GET", f"/api/v1/admin/improvisations/{_segment(improvisation_id)}")
        return answer

    def claim_improvisation(self, improvisation_id: str, /, **body: Unpack[ClaimWishRequest]) -> Queued:
        """Take it to look at it: until `claim_expires_at` nobody else can decide."""
        answer: Queued = self._call(
            "POST", f"/api/v1/admin/improvisations/{_segment(improvisation_id)}/claim", body=body
        )
        return answer

    def integrate_improvisation(self, improvisation_id: str, /, **body: Unpack[IntegrationWishRequest]) -> Integrated:
        """Add an approved improvisation to the story, as an option of a node or as an answer of its improvise option. New games offer it; running games keep their revision."""
        answer: Integrated = self._call(
            "POST", f"/api/v1/admin/improvisations/{_segment(improvisation_id)}/integrate", body=body
        )
        return answer

    def review_improvisation(self, improvisation_id: str, /, **body: Unpack[ReviewRequest]) -> Reviewed:
        """Approve or reject it. An unclaimed one passes through `under_review`."""
        answer: Reviewed = self._call(
            "POST", f"/api/v1/admin/improvisations/{_segment(improvisation_id)}/review", body=body
        )
        return answer

    def list_silences(self, **query: Unpack[ListSilencesQuery]) -> SilencedPlayerPage:
        """For moderators: the players who cannot talk now, the last muted first."""
        answer: SilencedPlayerPage = self._call("GET", "/api/v1/admin/silences", query=query)
        return answer

    def silence_player(self, **body: Unpack[SilencingRequest]) -> SilencedPlayer:
        """For moderators: mute a player for everybody, in every world, on one channel or on all. They can play on."""
        answer: SilencedPlayer = self._call("POST", "/api/v1/admin/silences", body=body)
        return answer

    def lift_silence(self, user_id: str, /) -> None:
        """For moderators: let a player talk again on all channels."""
        self._call("DELETE", f"/api/v1/admin/silences/{_segment(user_id)}")

    def confirm_address(self, **body: Unpack[AddressProofRequest]) -> ConfirmedAddress:
        """Confirm an account's e-mail address with the `user_id` and `token` of the e-mailed link. Does not sign in."""
        answer: ConfirmedAddress = self._call("POST", "/api/v1/auth/email/confirm", body=body)
        return answer

    def begin_as_guest(self, **body: Unpack[GuestRegistrationRequest]) -> Admitted:
        """Create a guest account. Claim it later to keep it."""
        answer: Admitted = self._call("POST", "/api/v1/auth/guest", body=body)
        return answer

    def claim_guest(self, **body: Unpack[ClaimRequest]) -> Admitted:
        """Give a guest account a username and a password. Its earlier tokens are revoked."""
        answer: Admitted = self._call("POST", "/api/v1/auth/guest/claim", body=body)
        return answer

    def log_out(self, **body: Unpack[RefreshRequest]) -> None:
        """Revoke a refresh token and every other token of that sign-in."""
        self._call("POST", "/api/v1/auth/logout", body=body)

    def change_password(self, **body: Unpack[PasswordChangeRequest]) -> Admitted:
        """Set a new password. Every other session ends; this one continues with the tokens of the answer."""
        answer: Admitted = self._call("POST", "/api/v1/auth/password/change", body=body)
        return answer

    def request_password_reset(self, **body: Unpack[ResetRequestRequest]) -> Notice:
        """Request an e-mail with a reset link. The answer is the same for every address."""
        answer: Notice = self._call("POST", "/api/v1/auth/password/reset", body=body)
        return answer

    def confirm_password_reset(self, **body: Unpack[ResetConfirmationRequest]) -> SignedIn:
        """Set a new password with the `user_id` and `token` of the e-mailed link. Every other session ends."""
        answer: SignedIn = self._call("POST", "/api/v1/auth/password/reset/confirm", body=body)
        return answer

    def register(self, **body: Unpack[RegistrationRequest]) -> Admitted:
        """Create an account."""
        answer: Admitted = self._call("POST", "/api/v1/auth/register", body=body)
        return answer

    def sign_in(self, **body: Unpack[CredentialsRequest]) -> SignedIn:
        """Sign in. Failures are counted by account and address."""
        answer: SignedIn = self._call("POST", "/api/v1/auth/token", body=body)
        return answer

    def renew_tokens(self, **body: Unpack[RefreshRequest]) -> SignedIn:
        """Exchange a refresh token for a new pair. It works once; reusing it revokes every token of that sign-in."""
        answer: SignedIn = self._call("POST", "/api/v1/auth/token/refresh", body=body)
        return answer

    def list_characters(self, **query: Unpack[ListCharactersQuery]) -> CharacterPage:
        """List your own characters, the last played first."""
        answer: CharacterPage = self._call("GET", "/api/v1/characters", query=query)
        return answer

    def create_character(self, **body: Unpack[NewCharacterRequest]) -> Character:
        """Begin a game with a new character: alone, in a world of your own, or in the world that `world_id` names."""
        answer: Character = self._call("POST", "/api/v1/characters", body=body)
        return answer

    def show_character(self, session_id: str, /) -> Character:
        """Get one of your own characters."""
        answer: Character = self._call("GET", f"/api/v1/characters/{_segment(session_id)}")
        return answer

    def show_portrait(self, session_id: str, /) -> bytes:
        """Get the portrait of your own character, or of a fellow player's in your world: a square WebP."""
        answer: bytes = self._call("GET", f"/api/v1/characters/{_segment(session_id)}/portrait")
        return answer

    def change_portrait(self, session_id: str, /, content: bytes, content_type: str) -> Character:
        """Give your character a portrait: a PNG, JPEG or WebP of at most 2 MiB as the body. It is cut to a square."""
        answer: Character = self._call(
            "PUT", f"/api/v1/characters/{_segment(session_id)}/portrait", upload=(content, content_type)
        )
        return answer

    def remove_portrait(self, session_id: str, /) -> None:
        """Remove your character's portrait."""
        self._call("DELETE", f"/api/v1/characters/{_segment(session_id)}/portrait")

    def load_character(self, session_id: str, /) -> Envelope:
        """Load the state of your own character's game, with its hash; in a shared world your part of it."""
        answer: Envelope = self._call("GET", f"/api/v1/characters/{_segment(session_id)}/snapshot")
        return answer

    def save_character(self, session_id: str, /, **body: Unpack[SentSnapshotRequest]) -> Accepted:
        """Compare a snapshot of your character's game with the server's. It never changes the game."""
        answer: Accepted = self._call("PUT", f"/api/v1/characters/{_segment(session_id)}/snapshot", body=body)
        return answer

    def list_contracts(self) -> list[dict[str, Any]]:
        """List the JSON Schemas of what clients send and are told."""
        answer: list[dict[str, Any]] = self._call("GET", "/api/v1/contracts")
        return answer

    def read_contract(self, name: str, /) -> dict[str, Any]:
        """Read one contract, a JSON Schema that refers to nothing outside itself."""
        answer: dict[str, Any] = self._call("GET", f"/api/v1/contracts/{_segment(name)}.json")
        return answer

    def list_stars(self, **query: Unpack[ListStarsQuery]) -> Sky:
        """The stars of the cosmos, one for each shared idea, the oldest first; `last_sequence` is where its stream goes on."""
        answer: Sky = self._call("GET", "/api/v1/cosmos", query=query)
        return answer

    def show_star(self, entry_id: str, /) -> Star:
        """One star."""
        answer: Star = self._call("GET", f"/api/v1/cosmos/{_segment(entry_id)}")
        return answer

    def add_bookmark(self, entry_id: str, /) -> BookmarkedStar:
        """Bookmark a star. Once more changes nothing."""
        answer: BookmarkedStar = self._call("POST", f"/api/v1/cosmos/{_segment(entry_id)}/bookmark", body={})
        return answer

    def remove_bookmark(self, entry_id: str, /) -> None:
        """Remove the bookmark of a star. Once more changes nothing."""
        self._call("DELETE", f"/api/v1/cosmos/{_segment(entry_id)}/bookmark")

    def list_comments(self, entry_id: str, /, **query: Unpack[ListCommentsQuery]) -> StarCommentPage:
        """List the comments on a star, the newest first, without those of players whom you muted or who are blocked."""
        answer: StarCommentPage = self._call("GET", f"/api/v1/cosmos/{_segment(entry_id)}/comments", query=query)
        return answer

    def add_comment(self, entry_id: str, /, **body: Unpack[CommentBodyRequest]) -> StarComment:
        """Comment on a star. Everybody who reads the star reads it; the limits are those of chat."""
        answer: StarComment = self._call("POST", f"/api/v1/cosmos/{_segment(entry_id)}/comments", body=body)
        return answer

    def delete_comment(self, entry_id: str, comment_id: str, /) -> None:
        """Delete your own comment for good."""
        self._call("DELETE", f"/api/v1/cosmos/{_segment(entry_id)}/comments/{_segment(comment_id)}")

    def start_preview(self, entry_id: str, /) -> Started:
        """Begin a preview at the scene of a star's idea. It does not count for leaderboards, profiles or achievements, and ends after a day without a turn."""
        answer: Started = self._call("POST", f"/api/v1/cosmos/{_segment(entry_id)}/preview", body={})
        return answer

    def similar_stars(self, entry_id: str, /, **query: Unpack[SimilarStarsQuery]) -> AlikeStars:
        """The stars most like one, the most alike first; none for a star that has no text."""
        answer: AlikeStars = self._call("GET", f"/api/v1/cosmos/{_segment(entry_id)}/similar", query=query)
        return answer

    def list_bookmarks(self, **query: Unpack[ListBookmarksQuery]) -> BookmarkedStarPage:
        """List your bookmarks of stars, the newest first. A star that has gone is not listed."""
        answer: BookmarkedStarPage = self._call("GET", "/api/v1/cosmos/bookmarks", query=query)
        return answer

    def list_sky_lines(self, **query: Unpack[ListSkyLinesQuery]) -> SaidLinePage:
        """List the chat messages in the cosmos of the last 7 days, the newest first, without those of players whom you muted, or who are blocked."""
        answer: SaidLinePage = self._call("GET", "/api/v1/cosmos/chat", query=query)
        return answer

    def list_notices(self) -> StarNotices:
        """What happened to your stars and near your bookmarks in the last 30 days, the newest first, 100 at most."""
        answer: StarNotices = self._call("GET", "/api/v1/cosmos/notices")
        return answer

    def read_notices(self) -> NoticesRead:
        """Mark all notices until now as read."""
        answer: NoticesRead = self._call("POST", "/api/v1/cosmos/notices/read", body={})
        return answer

    def list_playlists(self, **query: Unpack[ListPlaylistsQuery]) -> PlaylistCardPage:
        """List your playlists of stars, the newest first."""
        answer: PlaylistCardPage = self._call("GET", "/api/v1/cosmos/playlists", query=query)
        return answer

    def create_playlist(self, **body: Unpack[NewPlaylistRequest]) -> PlaylistShown:
        """Create a playlist, with stars in it or none."""
        answer: PlaylistShown = self._call("POST", "/api/v1/cosmos/playlists", body=body)
        return answer

    def show_playlist(self, playlist_id: str, /) -> PlaylistShown:
        """One of your playlists, with its stars."""
        answer: PlaylistShown = self._call("GET", f"/api/v1/cosmos/playlists/{_segment(playlist_id)}")
        return answer

    def change_playlist(self, playlist_id: str, /, **body: Unpack[PlaylistChangeRequest]) -> PlaylistShown:
        """Give a playlist another title or other stars; what is left out stays. `entries` are all its stars, in order."""
        answer: PlaylistShown = self._call("PUT", f"/api/v1/cosmos/playlists/{_segment(playlist_id)}", body=body)
        return answer

    def delete_playlist(self, playlist_id: str, /) -> None:
        """Delete a playlist. Its stars stay in the sky; once more changes nothing."""
        self._call("DELETE", f"/api/v1/cosmos/playlists/{_segment(playlist_id)}")

    def recommend_stars(self, **query: Unpack[RecommendStarsQuery]) -> RecommendedStars:
        """Stars that you may like, each with its reason: near your bookmarks, near what you said, from stories that you played."""
        answer: RecommendedStars = self._call("GET", "/api/v1/cosmos/recommended", query=query)
        return answer

    def search_stars(self, **query: Unpack[SearchStarsQuery]) -> AlikeStars:
        """Search the approved ideas by their words and by likeness; the best first."""
        answer: AlikeStars = self._call("GET", "/api/v1/cosmos/search", query=query)
        return answer

    def list_entitlements(self, **query: Unpack[ListEntitlementsQuery]) -> EntitlementToldPage:
        """List the stories that you have been given access to, the newest first. Open stories need none."""
        answer: EntitlementToldPage = self._call("GET", "/api/v1/entitlements", query=query)
        return answer

    def redeem_code(self, **body: Unpack[CodeGivenRequest]) -> Redeemed:
        """Redeem a code for a story. Your own code again, or one for a story that you may play, changes nothing."""
        answer: Redeemed = self._call("POST", "/api/v1/entitlements/redeem", body=body)
        return answer

    def show_game(self, session_id: str, /) -> View:
        """Get a game as its player sees it. With the `ETag` of a view in `If-None-Match`, 304 while it would be the same."""
        answer: View = self._call("GET", f"/api/v1/game/{_segment(session_id)}")
        return answer

    def abandon_game(self, session_id: str, /) -> View:
        """Abandon a game. It stays readable, and a rewind resumes it."""
        answer: View = self._call("POST", f"/api/v1/game/{_segment(session_id)}/abandon", body={})
        return answer

    def export_game(self, session_id: str, /, **query: Unpack[ExportGameQuery]) -> str:
        """Download the story as a document."""
        answer: str = self._call("GET", f"/api/v1/game/{_segment(session_id)}/export", query=query)
        return answer

    def fork_game(self, session_id: str, /) -> Started:
        """Continue a game of a shared world alone, from its current state. The game in the world stays as it is."""
        answer: Started = self._call("POST", f"/api/v1/game/{_segment(session_id)}/fork", body={})
        return answer

    def show_link(self, session_id: str, /) -> PublicLink:
        """Get the public link to your story. Not found while there is none."""
        answer: PublicLink = self._call("GET", f"/api/v1/game/{_segment(session_id)}/link")
        return answer

    def create_link(self, session_id: str, /) -> PublicLink:
        """Let anyone with the link read your story, also the turns that you play later. An existing link stays the same."""
        answer: PublicLink = self._call("POST", f"/api/v1/game/{_segment(session_id)}/link", body={})
        return answer

    def revoke_link(self, session_id: str, /) -> None:
        """Revoke the public link to your story. Its address shows nothing from now on."""
        self._call("DELETE", f"/api/v1/game/{_segment(session_id)}/link")

    def list_others_choices(self, session_id: str, /) -> OthersChoices:
        """Get how many players chose otherwise than you in this story, once you and enough others have finished it."""
        answer: OthersChoices = self._call("GET", f"/api/v1/game/{_segment(session_id)}/others")
        return answer

    def rewind_game(self, session_id: str, /, **body: Unpack[RewindRequest]) -> View:
        """Go back to the start of a turn, or by a number of moves. Also possible from an ending."""
        answer: View = self._call("POST", f"/api/v1/game/{_segment(session_id)}/rewind", body=body)
        return answer

    def change_settings(self, session_id: str, /, **body: Unpack[PatchedSettingsRequest]) -> View:
        """Change the settings that are given; others stay as they are."""
        answer: View = self._call("PATCH", f"/api/v1/game/{_segment(session_id)}/settings", body=body)
        return answer

    def show_snapshot(self, session_id: str, /) -> Envelope:
        """Load the state of your own game, with its hash; in a shared world your part of it."""
        answer: Envelope = self._call("GET", f"/api/v1/game/{_segment(session_id)}/snapshot")
        return answer

    def save_snapshot(self, session_id: str, /, **body: Unpack[SentSnapshotRequest]) -> Accepted:
        """Compare a snapshot with the server's. It never changes the game; one that agrees is noted as a checkpoint."""
        answer: Accepted = self._call("PUT", f"/api/v1/game/{_segment(session_id)}/snapshot", body=body)
        return answer

    def list_turns(self, session_id: str, /, **query: Unpack[ListTurnsQuery]) -> TranscriptLinePage:
        """Get the transcript, oldest first. `left` marks turns that a rewind has undone."""
        answer: TranscriptLinePage = self._call("GET", f"/api/v1/game/{_segment(session_id)}/turns", query=query)
        return answer

    def play_turn(
        self, session_id: str, /, *, idempotency_key: str | None = None, **body: Unpack[TurnRequest]
    ) -> TurnAnswer:
        """Choose an option, or write what you do. A stale turn is refused with the current game in `details.view`."""
        answer: TurnAnswer = self._call(
            "POST", f"/api/v1/game/{_segment(session_id)}/turns", key=idempotency_key or _new_key(), body=body
        )
        return answer

    def verify_game(self, session_id: str, /) -> Verification:
        """Replay the log and compare every hash. Of a game in a shared world the log of that world is replayed."""
        answer: Verification = self._call("GET", f"/api/v1/game/{_segment(session_id)}/verify")
        return answer

    def list_links(self, **query: Unpack[ListLinksQuery]) -> PublicLinkPage:
        """List the public links to your stories, the newest first."""
        answer: PublicLinkPage = self._call("GET", "/api/v1/game/links", query=query)
        return answer

    def list_games(self, **query: Unpack[ListGamesQuery]) -> GameSummaryPage:
        """List your own games, the last played first."""
        answer: GameSummaryPage = self._call("GET", "/api/v1/game/sessions", query=query)
        return answer

    def start_game(self, **body: Unpack[StartRequest]) -> Started:
        """Begin a game: alone, in a world of your own, or in the world that `world_id` names."""
        answer: Started = self._call("POST", "/api/v1/game/start", body=body)
        return answer

    def list_improvisations(self, **query: Unpack[ListImprovisationsQuery]) -> SharedPage:
        """Your own improvisations, newest first; with `world_id` those of a collaborative world that you are in."""
        answer: SharedPage = self._call("GET", "/api/v1/improvisations", query=query)
        return answer

    def share_improvisation(self, **body: Unpack[SharingRequest]) -> Submitted:
        """Share an improvisation. A claim that differs from your game's log is refused."""
        answer: Submitted = self._call("POST", "/api/v1/improvisations", body=body)
        return answer

    def show_improvisation(self, improvisation_id: str, /) -> Shared:
        """One of your own improvisations with its history, or one that you may see."""
        answer: Shared = self._call("GET", f"/api/v1/improvisations/{_segment(improvisation_id)}")
        return answer

    def resubmit_improvisation(self, improvisation_id: str, /, **body: Unpack[PatchedDraftRequest]) -> Shared:
        """Resubmit an edited improvisation that was rejected."""
        answer: Shared = self._call("PATCH", f"/api/v1/improvisations/{_segment(improvisation_id)}", body=body)
        return answer

    def endorse_improvisation(self, improvisation_id: str, /) -> Endorsed:
        """Endorse an improvisation of the collaborative world that you play in. Repeating it changes nothing."""
        answer: Endorsed = self._call("POST", f"/api/v1/improvisations/{_segment(improvisation_id)}/endorse", body={})
        return answer

    def list_invitations(self, **query: Unpack[ListInvitationsQuery]) -> ReceivedInvitationPage:
        """Get the invitations that others have sent you, the newest first. Accept one by its code."""
        answer: ReceivedInvitationPage = self._call("GET", "/api/v1/invites", query=query)
        return answer

    def decline_invitation(self, code: str, /) -> None:
        """Decline an invitation that was sent to you."""
        self._call("DELETE", f"/api/v1/invites/{_segment(code)}")

    def accept_invite(self, code: str, /, **body: Unpack[AcceptRequest]) -> Started:
        """Join the world of an invitation."""
        answer: Started = self._call("POST", f"/api/v1/invites/{_segment(code)}/accept", body=body)
        return answer

    def list_leaderboards(self, **query: Unpack[ListLeaderboardsQuery]) -> CategoryToldPage:
        """List the leaderboard categories."""
        answer: CategoryToldPage = self._call("GET", "/api/v1/leaderboards", query=query)
        return answer

    def show_leaderboard(self, category: str, /, **query: Unpack[ShowLeaderboardQuery]) -> BoardTold:
        """A leaderboard, best first; among equal scores the earlier first. Equal scores share a rank, and the next rank skips."""
        answer: BoardTold = self._call("GET", f"/api/v1/leaderboards/{_segment(category)}", query=query)
        return answer

    def show_own_rank(self, category: str, /, **query: Unpack[ShowOwnRankQuery]) -> Neighbourhood:
        """Your own rank on a leaderboard, with your neighbours."""
        answer: Neighbourhood = self._call("GET", f"/api/v1/leaderboards/{_segment(category)}/me", query=query)
        return answer

    def show_profile(self, user_id: str, /) -> PublicProfile:
        """A player's profile. Private parts are shown to the player alone."""
        answer: PublicProfile = self._call("GET", f"/api/v1/players/{_segment(user_id)}/profile")
        return answer

    def show_account(self) -> Account:
        """Your own account."""
        answer: Account = self._call("GET", "/api/v1/players/me")
        return answer

    def change_account(self, **body: Unpack[PatchedAccountChangesRequest]) -> Account:
        """Change the given fields; the others stay as they are."""
        answer: Account = self._call("PATCH", "/api/v1/players/me", body=body)
        return answer

    def show_agent(self) -> AgentTold:
        """How your agent plays, as everybody is told; 404 for an account that is not an agent's."""
        answer: AgentTold = self._call("GET", "/api/v1/players/me/agent")
        return answer

    def declare_agent(self, **body: Unpack[AgentDeclarationRequest]) -> AgentTold:
        """Say that a program plays with this account, and how. Everybody is told. Not for an account with which a person has played."""
        answer: AgentTold = self._call("PUT", "/api/v1/players/me/agent", body=body)
        return answer

    def list_agents(self, **query: Unpack[ListAgentsQuery]) -> OwnAgentPage:
        """List your agents, the newest first."""
        answer: OwnAgentPage = self._call("GET", "/api/v1/players/me/agents", query=query)
        return answer

    def create_agent(self, **body: Unpack[AgentCreationRequest]) -> NewAgent:
        """Create an agent of your own. The answer holds its token, which nothing shows again. Your name stands on its profile."""
        answer: NewAgent = self._call("POST", "/api/v1/players/me/agents", body=body)
        return answer

    def show_own_agent(self, user_id: str, /) -> OwnAgent:
        """One of your agents."""
        answer: OwnAgent = self._call("GET", f"/api/v1/players/me/agents/{_segment(user_id)}")
        return answer

    def change_agent(self, user_id: str, /, **body: Unpack[PatchedAgentChangesRequest]) -> OwnAgent:
        """Change the given fields of one of your agents; the others stay as they are."""
        answer: OwnAgent = self._call("PATCH", f"/api/v1/players/me/agents/{_segment(user_id)}", body=body)
        return answer

    def delete_agent(self, user_id: str, /) -> None:
        """Delete one of your agents permanently. What it played with others stays, without its name."""
        self._call("DELETE", f"/api/v1/players/me/agents/{_segment(user_id)}")

    def rotate_agent_token(self, user_id: str, /) -> NewToken:
        """A new token for one of your agents, which nothing shows again. The earlier one ends, and so do the streams opened with it."""
        answer: NewToken = self._call("POST", f"/api/v1/players/me/agents/{_segment(user_id)}/token", body={})
        return answer

    def revoke_agent_token(self, user_id: str, /) -> None:
        """End the token of one of your agents, and the streams opened with it. The agent stays."""
        self._call("DELETE", f"/api/v1/players/me/agents/{_segment(user_id)}/token")

    def list_blocks(self, **query: Unpack[ListBlocksQuery]) -> BlockedPlayerPage:
        """List the players that you have blocked, the newest first."""
        answer: BlockedPlayerPage = self._call("GET", "/api/v1/players/me/blocks", query=query)
        return answer

    def block_player(self, **body: Unpack[SomebodyRequest]) -> BlockedPlayer:
        """Block a player. Neither of you can whisper to, invite or follow the other, or find the other's worlds in lists."""
        answer: BlockedPlayer = self._call("POST", "/api/v1/players/me/blocks", body=body)
        return answer

    def unblock_player(self, user_id: str, /) -> None:
        """Unblock a player."""
        self._call("DELETE", f"/api/v1/players/me/blocks/{_segment(user_id)}")

    def delete_account(self, **body: Unpack[FarewellRequest]) -> None:
        """Delete your account permanently. Send your password; a guest sends their own `user_id` as `confirm`. Names, e-mail address, texts and picture are erased immediately and every sign-in ends; worlds, logs and leaderboard entries stay, without your name."""
        self._call("POST", "/api/v1/players/me/delete", body=body)

    def show_address(self) -> OwnAddress:
        """Your own e-mail address, and whether it is confirmed."""
        answer: OwnAddress = self._call("GET", "/api/v1/players/me/email")
        return answer

    def change_address(self, **body: Unpack[AddressChangeRequest]) -> OwnAddress:
        """Change your e-mail address. An e-mail confirms the new address; another notifies the former one."""
        answer: OwnAddress = self._call("POST", "/api/v1/players/me/email", body=body)
        return answer

    def send_confirmation(self) -> Notice:
        """Send the confirmation e-mail again."""
        answer: Notice = self._call("POST", "/api/v1/players/me/email/confirmation", body={})
        return answer

    def prove_address(self, **body: Unpack[OwnProofRequest]) -> OwnAddress:
        """Confirm your e-mail address with the `token` of the e-mailed link."""
        answer: OwnAddress = self._call("POST", "/api/v1/players/me/email/prove", body=body)
        return answer

    def export_account(self) -> EverythingKept:
        """Everything that is stored about you."""
        answer: EverythingKept = self._call("GET", "/api/v1/players/me/export")
        return answer

    def list_follows(self, **query: Unpack[ListFollowsQuery]) -> FollowedPlayerPage:
        """List the players that you follow, the newest first."""
        answer: FollowedPlayerPage = self._call("GET", "/api/v1/players/me/follows", query=query)
        return answer

    def follow_player(self, **body: Unpack[SomebodyRequest]) -> FollowedPlayer:
        """Follow a player, to find them again. You see no more of them than they show to everybody."""
        answer: FollowedPlayer = self._call("POST", "/api/v1/players/me/follows", body=body)
        return answer

    def unfollow_player(self, user_id: str, /) -> None:
        """Unfollow a player."""
        self._call("DELETE", f"/api/v1/players/me/follows/{_segment(user_id)}")

    def list_mutes(self, **query: Unpack[ListMutesQuery]) -> MutedPlayerPage:
        """List the players whose words you do not read, the newest first."""
        answer: MutedPlayerPage = self._call("GET", "/api/v1/players/me/mutes", query=query)
        return answer

    def mute_player(self, **body: Unpack[MutingRequest]) -> MutedPlayer:
        """Mute a player. You are shown none of their words, on one channel or on all, also of what was said before."""
        answer: MutedPlayer = self._call("POST", "/api/v1/players/me/mutes", body=body)
        return answer

    def unmute_player(self, user_id: str, /) -> None:
        """Unmute a player on all channels."""
        self._call("DELETE", f"/api/v1/players/me/mutes/{_segment(user_id)}")

    def list_online(self, **query: Unpack[ListOnlineQuery]) -> WhoIsOnline:
        """The visible players online, and how many players are online. Without a scenario, `playing` counts the players of any."""
        answer: WhoIsOnline = self._call("GET", "/api/v1/presence", query=query)
        return answer

    def send_heartbeat(self) -> Standing:
        """Tell the server that you are online, if no open stream and no turn does. Once every 15 seconds is enough."""
        answer: Standing = self._call("POST", "/api/v1/presence/heartbeat", body={})
        return answer

    def change_presence(self, **body: Unpack[PatchedChangesRequest]) -> OwnPresence:
        """Change whether other players see you online, and your own status. Omitted fields stay as they are."""
        answer: OwnPresence = self._call("PATCH", "/api/v1/presence/me", body=body)
        return answer

    def show_story(self, token: str, /) -> PublicStory:
        """Read a story by its public link."""
        answer: PublicStory = self._call("GET", f"/api/v1/public-stories/{_segment(token)}")
        return answer

    def report(self, **body: Unpack[ReportBodyRequest]) -> ReportTaken:
        """Report a message, an improvisation, a player, a public story (by its token), a comment on a star or a cosmos message to the moderators. Nobody else is told."""
        answer: ReportTaken = self._call("POST", "/api/v1/reports", body=body)
        return answer

    def list_scenarios(self, **query: Unpack[ListScenariosQuery]) -> ScenarioSummaryPage:
        """List the stories that can be played, by name."""
        answer: ScenarioSummaryPage = self._call("GET", "/api/v1/scenarios", query=query)
        return answer

    def show_scenario(self, slug: str, /) -> ScenarioSummary:
        """Get one story: its size, and the cells and the tier that can be reached in it."""
        answer: ScenarioSummary = self._call("GET", f"/api/v1/scenarios/{_segment(slug)}")
        return answer

    def issue_ticket(self) -> Ticket:
        """Get a ticket that opens one stream, for clients that cannot set headers."""
        answer: Ticket = self._call("POST", "/api/v1/stream-tickets", body={})
        return answer

    def list_worlds(self, **query: Unpack[ListWorldsQuery]) -> WorldSummaryPage:
        """List public worlds with players in them, and your own. In worlds of others, hidden players are not listed."""
        answer: WorldSummaryPage = self._call("GET", "/api/v1/worlds", query=query)
        return answer

    def show_world(self, world_id: str, /) -> WorldDetail:
        """Get a world. `world_state` is included for its members only."""
        answer: WorldDetail = self._call("GET", f"/api/v1/worlds/{_segment(world_id)}")
        return answer

    def archive_world(self, world_id: str, /) -> WorldDetail:
        """End a world, as its host or as staff. Its stories stay readable, and each can be continued alone."""
        answer: WorldDetail = self._call("POST", f"/api/v1/worlds/{_segment(world_id)}/archive", body={})
        return answer

    def list_recoveries(self, world_id: str, /, **query: Unpack[ListRecoveriesQuery]) -> RecoveryToldPage:
        """List what was brought back in a world, newest first. For staff."""
        answer: RecoveryToldPage = self._call("GET", f"/api/v1/worlds/{_segment(world_id)}/audit", query=query)
        return answer

    def ban_player(self, world_id: str, /, **body: Unpack[SendAwayRequest]) -> WorldDetail:
        """Ban a player from your world, whether or not they are in it."""
        answer: WorldDetail = self._call("POST", f"/api/v1/worlds/{_segment(world_id)}/ban", body=body)
        return answer

    def read_chat(self, world_id: str, /, **query: Unpack[ReadChatQuery]) -> Heard:
        """List the latest messages that you could see, oldest first."""
        answer: Heard = self._call("GET", f"/api/v1/worlds/{_segment(world_id)}/chat", query=query)
        return answer

    def say(
        self, world_id: str, /, *, idempotency_key: str | None = None, **body: Unpack[WordsRequest]
    ) -> dict[str, Any]:
        """Send a message to the world, to the room, to your party, or to one person. The answer is the message as others see it."""
        answer: dict[str, Any] = self._call(
            "POST", f"/api/v1/worlds/{_segment(world_id)}/chat", key=idempotency_key or _new_key(), body=body
        )
        return answer

    def compare_checkpoint(self, world_id: str, /, **body: Unpack[SentCheckpointRequest]) -> Comparison:
        """Compare a hash with the world as it was after a record: that of a snapshot, a clock, the state or the record."""
        answer: Comparison = self._call("POST", f"/api/v1/worlds/{_segment(world_id)}/checkpoints/compare", body=body)
        return answer

    def show_clock(self, world_id: str, /) -> Clock:
        """Get the time of a world that you are in: its turns, its story time, and a checkpoint of this moment."""
        answer: Clock = self._call("GET", f"/api/v1/worlds/{_segment(world_id)}/clock")
        return answer

    def run_command(
        self, world_id: str, /, *, idempotency_key: str | None = None, **body: Unpack[TypedCommandRequest]
    ) -> CommandAnswer:
        """Run a typed command, such as `look north`. What cannot be done is answered with `success` false and a `text` that says why."""
        answer: CommandAnswer = self._call(
            "POST", f"/api/v1/worlds/{_segment(world_id)}/commands", key=idempotency_key or _new_key(), body=body
        )
        return answer

    def list_companions(self, world_id: str, /, **query: Unpack[ListCompanionsQuery]) -> CompanionPage:
        """Get the players that you can invite to your world: those you have met in a world, and who are not in this one."""
        answer: CompanionPage = self._call("GET", f"/api/v1/worlds/{_segment(world_id)}/companions", query=query)
        return answer

    def run_maintenance(self, world_id: str, /) -> Maintained:
        """Bring back now what the next turn would bring back. For staff."""
        answer: Maintained = self._call(
            "POST", f"/api/v1/worlds/{_segment(world_id)}/critical-items/maintenance", body={}
        )
        return answer

    def show_policies(self, world_id: str, /) -> Policies:
        """Get the policies of critical items that are in force in a world. For staff."""
        answer: Policies = self._call("GET", f"/api/v1/worlds/{_segment(world_id)}/critical-items/policy")
        return answer

    def change_policies(self, world_id: str, /, **body: Unpack[WantedPoliciesRequest]) -> Policies:
        """Replace all policies of critical items in a world, from its next turn on. For staff."""
        answer: Policies = self._call("PUT", f"/api/v1/worlds/{_segment(world_id)}/critical-items/policy", body=body)
        return answer

    def show_followers(self, world_id: str, /) -> Followers:
        """Get whether others in the world can read your story along, and who does."""
        answer: Followers = self._call("GET", f"/api/v1/worlds/{_segment(world_id)}/followers")
        return answer

    def allow_followers(self, world_id: str, /, **body: Unpack[PatchedFollowableRequest]) -> Followers:
        """Let others in the world read your story along, or end it for all of them at once. Off until you allow it."""
        answer: Followers = self._call("PATCH", f"/api/v1/worlds/{_segment(world_id)}/followers", body=body)
        return answer

    def list_invites(self, world_id: str, /, **query: Unpack[ListInvitesQuery]) -> ListedInvitationPage:
        """List the open invitations that you can revoke: your own, or all of them as host."""
        answer: ListedInvitationPage = self._call("GET", f"/api/v1/worlds/{_segment(world_id)}/invites", query=query)
        return answer

    def create_invite(self, world_id: str, /, **body: Unpack[NewInviteRequest]) -> Invitation:
        """Create an invitation to your world: a link, or for one `player`, which expires after a week."""
        answer: Invitation = self._call("POST", f"/api/v1/worlds/{_segment(world_id)}/invites", body=body)
        return answer

    def revoke_invite(self, world_id: str, code: str, /) -> None:
        """Revoke an invitation."""
        self._call("DELETE", f"/api/v1/worlds/{_segment(world_id)}/invites/{_segment(code)}")

    def join_world(self, world_id: str, /, **body: Unpack[JoinRequest]) -> Started:
        """Join with a new character, or with the one that you left there. Joining twice changes nothing."""
        answer: Started = self._call("POST", f"/api/v1/worlds/{_segment(world_id)}/join", body=body)
        return answer

    def kick_player(self, world_id: str, /, **body: Unpack[SendAwayRequest]) -> WorldDetail:
        """Remove a player from your world. They can join again; a private world needs a new invitation."""
        answer: WorldDetail = self._call("POST", f"/api/v1/worlds/{_segment(world_id)}/kick", body=body)
        return answer

    def leave_world(self, world_id: str, /) -> Left:
        """Leave the world. Your session is kept, and joining again resumes it."""
        answer: Left = self._call("POST", f"/api/v1/worlds/{_segment(world_id)}/leave", body={})
        return answer

    def show_room(self, world_id: str, location: str, /) -> RoomView:
        """Show a place on your map: what it looks like, who and what is there, and the ways out of it."""
        answer: RoomView = self._call("GET", f"/api/v1/worlds/{_segment(world_id)}/locations/{_segment(location)}")
        return answer

    def read_log(self, world_id: str, /, **query: Unpack[ReadLogQuery]) -> Log:
        """List the events of a world that you are in, after event `after`: the same events as in the streams."""
        answer: Log = self._call("GET", f"/api/v1/worlds/{_segment(world_id)}/log", query=query)
        return answer

    def change_own_place(self, world_id: str, /, **body: Unpack[PatchedOwnChoicesRequest]) -> OwnPlace:
        """Choose what people outside the world see of you. The players in it always see your character."""
        answer: OwnPlace = self._call("PATCH", f"/api/v1/worlds/{_segment(world_id)}/me", body=body)
        return answer

    def read_story(self, world_id: str, user_id: str, /) -> FollowedStory:
        """Read the newest turns of a player who lets others read along. The player sees that you do."""
        answer: FollowedStory = self._call(
            "GET", f"/api/v1/worlds/{_segment(world_id)}/players/{_segment(user_id)}/story"
        )
        return answer

    def stop_reading(self, world_id: str, user_id: str, /) -> None:
        """Read along no longer. The player is told."""
        self._call("DELETE", f"/api/v1/worlds/{_segment(world_id)}/players/{_segment(user_id)}/story")

    def set_ready(self, world_id: str, /, **body: Unpack[ReadyRequest]) -> WorldDetail:
        """Set whether you are ready."""
        answer: WorldDetail = self._call("POST", f"/api/v1/worlds/{_segment(world_id)}/ready", body=body)
        return answer

    def watch_replay(self, world_id: str, /, **query: Unpack[WatchReplayQuery]) -> Log:
        """List the events of a public world that has ended, after event `after`, with their moments: what every spectator could see."""
        answer: Log = self._call("GET", f"/api/v1/worlds/{_segment(world_id)}/replay", query=query)
        return answer

    def change_world_settings(self, world_id: str, /, **body: Unpack[PatchedWorldSettingsRequest]) -> WorldDetail:
        """Change the settings of your world that are given; others stay as they are."""
        answer: WorldDetail = self._call("PATCH", f"/api/v1/worlds/{_segment(world_id)}/settings", body=body)
        return answer

    def show_world_snapshot(self, world_id: str, /) -> WorldEnvelope:
        """Load the shared state of a world that you are in, as everybody there may know it, with its hash."""
        answer: WorldEnvelope = self._call("GET", f"/api/v1/worlds/{_segment(world_id)}/snapshot")
        return answer

    def spectate_world(self, world_id: str, /, **body: Unpack[WatchRequest]) -> WorldDetail:
        """Watch without a seat."""
        answer: WorldDetail = self._call("POST", f"/api/v1/worlds/{_segment(world_id)}/spectate", body=body)
        return answer

    def read_transcript(self, world_id: str, /, **query: Unpack[ReadTranscriptQuery]) -> WorldTranscriptPage:
        """Read the transcript of a world: everything that you could see, in order, and your own turns in full."""
        answer: WorldTranscriptPage = self._call("GET", f"/api/v1/worlds/{_segment(world_id)}/transcript", query=query)
        return answer

    def verify_world(self, world_id: str, /) -> WorldVerification:
        """Replay the world's log and compare every record, the world, its games and its events. For those who are in it."""
        answer: WorldVerification = self._call("GET", f"/api/v1/worlds/{_segment(world_id)}/verify")
        return answer

    def show_queue(self, **query: Unpack[ShowQueueQuery]) -> QueueStatistics:
        """Get how many players wait for company in public worlds, and how long it took others to find it. `scenario_id` narrows it."""
        answer: QueueStatistics = self._call("GET", "/api/v1/worlds/quick-join", query=query)
        return answer

    def quick_join(self, **body: Unpack[QuickJoinRequest]) -> Started:
        """Join an open world of a scenario that has a free seat, or create one."""
        answer: Started = self._call("POST", "/api/v1/worlds/quick-join", body=body)
        return answer


class AsyncClient(_AsyncConnection):
    """The same for asynchronous code. Use it on one event loop."""

    def listen(self, world_id: str, /, *, after: int | None = None) -> AsyncWorldStream:
        """What happens in a world from now on, or after an event that you know by its number."""
        return AsyncWorldStream(self, world_id, after)

    async def list_queue(self, **query: Unpack[ListQueueQuery]) -> QueuedPage:
        """Improvisations with a given status, best first; without a status all, newest first."""
        answer: QueuedPage = await self._call("GET", "/api/v1/admin/improvisations", query=query)
        return answer

    async def show_queued(self, improvisation_id: str, /) -> Queued:
        """One improvisation with everything needed for a decision."""
        answer: Queued = await self._call("GET", f"/api/v1/admin/improvisations/{_segment(improvisation_id)}")
        return answer

    async def claim_improvisation(self, improvisation_id: str, /, **body: Unpack[ClaimWishRequest]) -> Queued:
        """Take it to look at it: until `claim_expires_at` nobody else can decide."""
        answer: Queued = await self._call(
            "POST", f"/api/v1/admin/improvisations/{_segment(improvisation_id)}/claim", body=body
        )
        return answer

    async def integrate_improvisation(
        self, improvisation_id: str, /, **body: Unpack[IntegrationWishRequest]
    ) -> Integrated:
        """Add an approved improvisation to the story, as an option of a node or as an answer of its improvise option. New games offer it; running games keep their revision."""
        answer: Integrated = await self._call(
            "POST", f"/api/v1/admin/improvisations/{_segment(improvisation_id)}/integrate", body=body
        )
        return answer

    async def review_improvisation(self, improvisation_id: str, /, **body: Unpack[ReviewRequest]) -> Reviewed:
        """Approve or reject it. An unclaimed one passes through `under_review`."""
        answer: Reviewed = await self._call(
            "POST", f"/api/v1/admin/improvisations/{_segment(improvisation_id)}/review", body=body
        )
        return answer

    async def list_silences(self, **query: Unpack[ListSilencesQuery]) -> SilencedPlayerPage:
        """For moderators: the players who cannot talk now, the last muted first."""
        answer: SilencedPlayerPage = await self._call("GET", "/api/v1/admin/silences", query=query)
        return answer

    async def silence_player(self, **body: Unpack[SilencingRequest]) -> SilencedPlayer:
        """For moderators: mute a player for everybody, in every world, on one channel or on all. They can play on."""
        answer: SilencedPlayer = await self._call("POST", "/api/v1/admin/silences", body=body)
        return answer

    async def lift_silence(self, user_id: str, /) -> None:
        """For moderators: let a player talk again on all channels."""
        await self._call("DELETE", f"/api/v1/admin/silences/{_segment(user_id)}")

    async def confirm_address(self, **body: Unpack[AddressProofRequest]) -> ConfirmedAddress:
        """Confirm an account's e-mail address with the `user_id` and `token` of the e-mailed link. Does not sign in."""
        answer: ConfirmedAddress = await self._call("POST", "/api/v1/auth/email/confirm", body=body)
        return answer

    async def begin_as_guest(self, **body: Unpack[GuestRegistrationRequest]) -> Admitted:
        """Create a guest account. Claim it later to keep it."""
        answer: Admitted = await self._call("POST", "/api/v1/auth/guest", body=body)
        return answer

    async def claim_guest(self, **body: Unpack[ClaimRequest]) -> Admitted:
        """Give a guest account a username and a password. Its earlier tokens are revoked."""
        answer: Admitted = await self._call("POST", "/api/v1/auth/guest/claim", body=body)
        return answer

    async def log_out(self, **body: Unpack[RefreshRequest]) -> None:
        """Revoke a refresh token and every other token of that sign-in."""
        await self._call("POST", "/api/v1/auth/logout", body=body)

    async def change_password(self, **body: Unpack[PasswordChangeRequest]) -> Admitted:
        """Set a new password. Every other session ends; this one continues with the tokens of the answer."""
        answer: Admitted = await self._call("POST", "/api/v1/auth/password/change", body=body)
        return answer

    async def request_password_reset(self, **body: Unpack[ResetRequestRequest]) -> Notice:
        """Request an e-mail with a reset link. The answer is the same for every address."""
        answer: Notice = await self._call("POST", "/api/v1/auth/password/reset", body=body)
        return answer

    async def confirm_password_reset(self, **body: Unpack[ResetConfirmationRequest]) -> SignedIn:
        """Set a new password with the `user_id` and `token` of the e-mailed link. Every other session ends."""
        answer: SignedIn = await self._call("POST", "/api/v1/auth/password/reset/confirm", body=body)
        return answer

    async def register(self, **body: Unpack[RegistrationRequest]) -> Admitted:
        """Create an account."""
        answer: Admitted = await self._call("POST", "/api/v1/auth/register", body=body)
        return answer

    async def sign_in(self, **body: Unpack[CredentialsRequest]) -> SignedIn:
        """Sign in. Failures are counted by account and address."""
        answer: SignedIn = await self._call("POST", "/api/v1/auth/token", body=body)
        return answer

    async def renew_tokens(self, **body: Unpack[RefreshRequest]) -> SignedIn:
        """Exchange a refresh token for a new pair. It works once; reusing it revokes every token of that sign-in."""
        answer: SignedIn = await self._call("POST", "/api/v1/auth/token/refresh", body=body)
        return answer

    async def list_characters(self, **query: Unpack[ListCharactersQuery]) -> CharacterPage:
        """List your own characters, the last played first."""
        answer: CharacterPage = await self._call("GET", "/api/v1/characters", query=query)
        return answer

    async def create_character(self, **body: Unpack[NewCharacterRequest]) -> Character:
        """Begin a game with a new character: alone, in a world of your own, or in the world that `world_id` names."""
        answer: Character = await self._call("POST", "/api/v1/characters", body=body)
        return answer

    async def show_character(self, session_id: str, /) -> Character:
        """Get one of your own characters."""
        answer: Character = await self._call("GET", f"/api/v1/characters/{_segment(session_id)}")
        return answer

    async def show_portrait(self, session_id: str, /) -> bytes:
        """Get the portrait of your own character, or of a fellow player's in your world: a square WebP."""
        answer: bytes = await self._call("GET", f"/api/v1/characters/{_segment(session_id)}/portrait")
        return answer

    async def change_portrait(self, session_id: str, /, content: bytes, content_type: str) -> Character:
        """Give your character a portrait: a PNG, JPEG or WebP of at most 2 MiB as the body. It is cut to a square."""
        answer: Character = await self._call(
            "PUT", f"/api/v1/characters/{_segment(session_id)}/portrait", upload=(content, content_type)
        )
        return answer

    async def remove_portrait(self, session_id: str, /) -> None:
        """Remove your character's portrait."""
        await self._call("DELETE", f"/api/v1/characters/{_segment(session_id)}/portrait")

    async def load_character(self, session_id: str, /) -> Envelope:
        """Load the state of your own character's game, with its hash; in a shared world your part of it."""
        answer: Envelope = await self._call("GET", f"/api/v1/characters/{_segment(session_id)}/snapshot")
        return answer

    async def save_character(self, session_id: str, /, **body: Unpack[SentSnapshotRequest]) -> Accepted:
        """Compare a snapshot of your character's game with the server's. It never changes the game."""
        answer: Accepted = await self._call("PUT", f"/api/v1/characters/{_segment(session_id)}/snapshot", body=body)
        return answer

    async def list_contracts(self) -> list[dict[str, Any]]:
        """List the JSON Schemas of what clients send and are told."""
        answer: list[dict[str, Any]] = await self._call("GET", "/api/v1/contracts")
        return answer

    async def read_contract(self, name: str, /) -> dict[str, Any]:
        """Read one contract, a JSON Schema that refers to nothing outside itself."""
        answer: dict[str, Any] = await self._call("GET", f"/api/v1/contracts/{_segment(name)}.json")
        return answer

    async def list_stars(self, **query: Unpack[ListStarsQuery]) -> Sky:
        """The stars of the cosmos, one for each shared idea, the oldest first; `last_sequence` is where its stream goes on."""
        answer: Sky = await self._call("GET", "/api/v1/cosmos", query=query)
        return answer

    async def show_star(self, entry_id: str, /) -> Star:
        """One star."""
        answer: Star = await self._call("GET", f"/api/v1/cosmos/{_segment(entry_id)}")
        return answer

    async def add_bookmark(self, entry_id: str, /) -> BookmarkedStar:
        """Bookmark a star. Once more changes nothing."""
        answer: BookmarkedStar = await self._call("POST", f"/api/v1/cosmos/{_segment(entry_id)}/bookmark", body={})
        return answer

    async def remove_bookmark(self, entry_id: str, /) -> None:
        """Remove the bookmark of a star. Once more changes nothing."""
        await self._call("DELETE", f"/api/v1/cosmos/{_segment(entry_id)}/bookmark")

    async def list_comments(self, entry_id: str, /, **query: Unpack[ListCommentsQuery]) -> StarCommentPage:
        """List the comments on a star, the newest first, without those of players whom you muted or who are blocked."""
        answer: StarCommentPage = await self._call("GET", f"/api/v1/cosmos/{_segment(entry_id)}/comments", query=query)
        return answer

    async def add_comment(self, entry_id: str, /, **body: Unpack[CommentBodyRequest]) -> StarComment:
        """Comment on a star. Everybody who reads the star reads it; the limits are those of chat."""
        answer: StarComment = await self._call("POST", f"/api/v1/cosmos/{_segment(entry_id)}/comments", body=body)
        return answer

    async def delete_comment(self, entry_id: str, comment_id: str, /) -> None:
        """Delete your own comment for good."""
        await self._call("DELETE", f"/api/v1/cosmos/{_segment(entry_id)}/comments/{_segment(comment_id)}")

    async def start_preview(self, entry_id: str, /) -> Started:
        """Begin a preview at the scene of a star's idea. It does not count for leaderboards, profiles or achievements, and ends after a day without a turn."""
        answer: Started = await self._call("POST", f"/api/v1/cosmos/{_segment(entry_id)}/preview", body={})
        return answer

    async def similar_stars(self, entry_id: str, /, **query: Unpack[SimilarStarsQuery]) -> AlikeStars:
        """The stars most like one, the most alike first; none for a star that has no text."""
        answer: AlikeStars = await self._call("GET", f"/api/v1/cosmos/{_segment(entry_id)}/similar", query=query)
        return answer

    async def list_bookmarks(self, **query: Unpack[ListBookmarksQuery]) -> BookmarkedStarPage:
        """List your bookmarks of stars, the newest first. A star that has gone is not listed."""
        answer: BookmarkedStarPage = await self._call("GET", "/api/v1/cosmos/bookmarks", query=query)
        return answer

    async def list_sky_lines(self, **query: Unpack[ListSkyLinesQuery]) -> SaidLinePage:
        """List the chat messages in the cosmos of the last 7 days, the newest first, without those of players whom you muted, or who are blocked."""
        answer: SaidLinePage = await self._call("GET", "/api/v1/cosmos/chat", query=query)
        return answer

    async def list_notices(self) -> StarNotices:
        """What happened to your stars and near your bookmarks in the last 30 days, the newest first, 100 at most."""
        answer: StarNotices = await self._call("GET", "/api/v1/cosmos/notices")
        return answer

    async def read_notices(self) -> NoticesRead:
        """Mark all notices until now as read."""
        answer: NoticesRead = await self._call("POST", "/api/v1/cosmos/notices/read", body={})
        return answer

    async def list_playlists(self, **query: Unpack[ListPlaylistsQuery]) -> PlaylistCardPage:
        """List your playlists of stars, the newest first."""
        answer: PlaylistCardPage = await self._call("GET", "/api/v1/cosmos/playlists", query=query)
        return answer

    async def create_playlist(self, **body: Unpack[NewPlaylistRequest]) -> PlaylistShown:
        """Create a playlist, with stars in it or none."""
        answer: PlaylistShown = await self._call("POST", "/api/v1/cosmos/playlists", body=body)
        return answer

    async def show_playlist(self, playlist_id: str, /) -> PlaylistShown:
        """One of your playlists, with its stars."""
        answer: PlaylistShown = await self._call("GET", f"/api/v1/cosmos/playlists/{_segment(playlist_id)}")
        return answer

    async def change_playlist(self, playlist_id: str, /, **body: Unpack[PlaylistChangeRequest]) -> PlaylistShown:
        """Give a playlist another title or other stars; what is left out stays. `entries` are all its stars, in order."""
        answer: PlaylistShown = await self._call("PUT", f"/api/v1/cosmos/playlists/{_segment(playlist_id)}", body=body)
        return answer

    async def delete_playlist(self, playlist_id: str, /) -> None:
        """Delete a playlist. Its stars stay in the sky; once more changes nothing."""
        await self._call("DELETE", f"/api/v1/cosmos/playlists/{_segment(playlist_id)}")

    async def recommend_stars(self, **query: Unpack[RecommendStarsQuery]) -> RecommendedStars:
        """Stars that you may like, each with its reason: near your bookmarks, near what you said, from stories that you played."""
        answer: RecommendedStars = await self._call("GET", "/api/v1/cosmos/recommended", query=query)
        return answer

    async def search_stars(self, **query: Unpack[SearchStarsQuery]) -> AlikeStars:
        """Search the approved ideas by their words and by likeness; the best first."""
        answer: AlikeStars = await self._call("GET", "/api/v1/cosmos/search", query=query)
        return answer

    async def list_entitlements(self, **query: Unpack[ListEntitlementsQuery]) -> EntitlementToldPage:
        """List the stories that you have been given access to, the newest first. Open stories need none."""
        answer: EntitlementToldPage = await self._call("GET", "/api/v1/entitlements", query=query)
        return answer

    async def redeem_code(self, **body: Unpack[CodeGivenRequest]) -> Redeemed:
        """Redeem a code for a story. Your own code again, or one for a story that you may play, changes nothing."""
        answer: Redeemed = await self._call("POST", "/api/v1/entitlements/redeem", body=body)
        return answer

    async def show_game(self, session_id: str, /) -> View:
        """Get a game as its player sees it. With the `ETag` of a view in `If-None-Match`, 304 while it would be the same."""
        answer: View = await self._call("GET", f"/api/v1/game/{_segment(session_id)}")
        return answer

    async def abandon_game(self, session_id: str, /) -> View:
        """Abandon a game. It stays readable, and a rewind resumes it."""
        answer: View = await self._call("POST", f"/api/v1/game/{_segment(session_id)}/abandon", body={})
        return answer

    async def export_game(self, session_id: str, /, **query: Unpack[ExportGameQuery]) -> str:
        """Download the story as a document."""
        answer: str = await self._call("GET", f"/api/v1/game/{_segment(session_id)}/export", query=query)
        return answer

    async def fork_game(self, session_id: str, /) -> Started:
        """Continue a game of a shared world alone, from its current state. The game in the world stays as it is."""
        answer: Started = await self._call("POST", f"/api/v1/game/{_segment(session_id)}/fork", body={})
        return answer

    async def show_link(self, session_id: str, /) -> PublicLink:
        """Get the public link to your story. Not found while there is none."""
        answer: PublicLink = await self._call("GET", f"/api/v1/game/{_segment(session_id)}/link")
        return answer

    async def create_link(self, session_id: str, /) -> PublicLink:
        """Let anyone with the link read your story, also the turns that you play later. An existing link stays the same."""
        answer: PublicLink = await self._call("POST", f"/api/v1/game/{_segment(session_id)}/link", body={})
        return answer

    async def revoke_link(self, session_id: str, /) -> None:
        """Revoke the public link to your story. Its address shows nothing from now on."""
        await self._call("DELETE", f"/api/v1/game/{_segment(session_id)}/link")

    async def list_others_choices(self, session_id: str, /) -> OthersChoices:
        """Get how many players chose otherwise than you in this story, once you and enough others have finished it."""
        answer: OthersChoices = await self._call("GET", f"/api/v1/game/{_segment(session_id)}/others")
        return answer

    async def rewind_game(self, session_id: str, /, **body: Unpack[RewindRequest]) -> View:
        """Go back to the start of a turn, or by a number of moves. Also possible from an ending."""
        answer: View = await self._call("POST", f"/api/v1/game/{_segment(session_id)}/rewind", body=body)
        return answer

    async def change_settings(self, session_id: str, /, **body: Unpack[PatchedSettingsRequest]) -> View:
        """Change the settings that are given; others stay as they are."""
        answer: View = await self._call("PATCH", f"/api/v1/game/{_segment(session_id)}/settings", body=body)
        return answer

    async def show_snapshot(self, session_id: str, /) -> Envelope:
        """Load the state of your own game, with its hash; in a shared world your part of it."""
        answer: Envelope = await self._call("GET", f"/api/v1/game/{_segment(session_id)}/snapshot")
        return answer

    async def save_snapshot(self, session_id: str, /, **body: Unpack[SentSnapshotRequest]) -> Accepted:
        """Compare a snapshot with the server's. It never changes the game; one that agrees is noted as a checkpoint."""
        answer: Accepted = await self._call("PUT", f"/api/v1/game/{_segment(session_id)}/snapshot", body=body)
        return answer

    async def list_turns(self, session_id: str, /, **query: Unpack[ListTurnsQuery]) -> TranscriptLinePage:
        """Get the transcript, oldest first. `left` marks turns that a rewind has undone."""
        answer: TranscriptLinePage = await self._call("GET", f"/api/v1/game/{_segment(session_id)}/turns", query=query)
        return answer

    async def play_turn(
        self, session_id: str, /, *, idempotency_key: str | None = None, **body: Unpack[TurnRequest]
    ) -> TurnAnswer:
        """Choose an option, or write what you do. A stale turn is refused with the current game in `details.view`."""
        answer: TurnAnswer = await self._call(
            "POST", f"/api/v1/game/{_segment(session_id)}/turns", key=idempotency_key or _new_key(), body=body
        )
        return answer

    async def verify_game(self, session_id: str, /) -> Verification:
        """Replay the log and compare every hash. Of a game in a shared world the log of that world is replayed."""
        answer: Verification = await self._call("GET", f"/api/v1/game/{_segment(session_id)}/verify")
        return answer

    async def list_links(self, **query: Unpack[ListLinksQuery]) -> PublicLinkPage:
        """List the public links to your stories, the newest first."""
        answer: PublicLinkPage = await self._call("GET", "/api/v1/game/links", query=query)
        return answer

    async def list_games(self, **query: Unpack[ListGamesQuery]) -> GameSummaryPage:
        """List your own games, the last played first."""
        answer: GameSummaryPage = await self._call("GET", "/api/v1/game/sessions", query=query)
        return answer

    async def start_game(self, **body: Unpack[StartRequest]) -> Started:
        """Begin a game: alone, in a world of your own, or in the world that `world_id` names."""
        answer: Started = await self._call("POST", "/api/v1/game/start", body=body)
        return answer

    async def list_improvisations(self, **query: Unpack[ListImprovisationsQuery]) -> SharedPage:
        """Your own improvisations, newest first; with `world_id` those of a collaborative world that you are in."""
        answer: SharedPage = await self._call("GET", "/api/v1/improvisations", query=query)
        return answer

    async def share_improvisation(self, **body: Unpack[SharingRequest]) -> Submitted:
        """Share an improvisation. A claim that differs from your game's log is refused."""
        answer: Submitted = await self._call("POST", "/api/v1/improvisations", body=body)
        return answer

    async def show_improvisation(self, improvisation_id: str, /) -> Shared:
        """One of your own improvisations with its history, or one that you may see."""
        answer: Shared = await self._call("GET", f"/api/v1/improvisations/{_segment(improvisation_id)}")
        return answer

    async def resubmit_improvisation(self, improvisation_id: str, /, **body: Unpack[PatchedDraftRequest]) -> Shared:
        """Resubmit an edited improvisation that was rejected."""
        answer: Shared = await self._call("PATCH", f"/api/v1/improvisations/{_segment(improvisation_id)}", body=body)
        return answer

    async def endorse_improvisation(self, improvisation_id: str, /) -> Endorsed:
        """Endorse an improvisation of the collaborative world that you play in. Repeating it changes nothing."""
        answer: Endorsed = await self._call(
            "POST", f"/api/v1/improvisations/{_segment(improvisation_id)}/endorse", body={}
        )
        return answer

    async def list_invitations(self, **query: Unpack[ListInvitationsQuery]) -> ReceivedInvitationPage:
        """Get the invitations that others have sent you, the newest first. Accept one by its code."""
        answer: ReceivedInvitationPage = await self._call("GET", "/api/v1/invites", query=query)
        return answer

    async def decline_invitation(self, code: str, /) -> None:
        """Decline an invitation that was sent to you."""
        await self._call("DELETE", f"/api/v1/invites/{_segment(code)}")

    async def accept_invite(self, code: str, /, **body: Unpack[AcceptRequest]) -> Started:
        """Join the world of an invitation."""
        answer: Started = await self._call("POST", f"/api/v1/invites/{_segment(code)}/accept", body=body)
        return answer

    async def list_leaderboards(self, **query: Unpack[ListLeaderboardsQuery]) -> CategoryToldPage:
        """List the leaderboard categories."""
        answer: CategoryToldPage = await self._call("GET", "/api/v1/leaderboards", query=query)
        return answer

    async def show_leaderboard(self, category: str, /, **query: Unpack[ShowLeaderboardQuery]) -> BoardTold:
        """A leaderboard, best first; among equal scores the earlier first. Equal scores share a rank, and the next rank skips."""
        answer: BoardTold = await self._call("GET", f"/api/v1/leaderboards/{_segment(category)}", query=query)
        return answer

    async def show_own_rank(self, category: str, /, **query: Unpack[ShowOwnRankQuery]) -> Neighbourhood:
        """Your own rank on a leaderboard, with your neighbours."""
        answer: Neighbourhood = await self._call("GET", f"/api/v1/leaderboards/{_segment(category)}/me", query=query)
        return answer

    async def show_profile(self, user_id: str, /) -> PublicProfile:
        """A player's profile. Private parts are shown to the player alone."""
        answer: PublicProfile = await self._call("GET", f"/api/v1/players/{_segment(user_id)}/profile")
        return answer

    async def show_account(self) -> Account:
        """Your own account."""
        answer: Account = await self._call("GET", "/api/v1/players/me")
        return answer

    async def change_account(self, **body: Unpack[PatchedAccountChangesRequest]) -> Account:
        """Change the given fields; the others stay as they are."""
        answer: Account = await self._call("PATCH", "/api/v1/players/me", body=body)
        return answer

    async def show_agent(self) -> AgentTold:
        """How your agent plays, as everybody is told; 404 for an account that is not an agent's."""
        answer: AgentTold = await self._call("GET", "/api/v1/players/me/agent")
        return answer

    async def declare_agent(self, **body: Unpack[AgentDeclarationRequest]) -> AgentTold:
        """Say that a program plays with this account, and how. Everybody is told. Not for an account with which a person has played."""
        answer: AgentTold = await self._call("PUT", "/api/v1/players/me/agent", body=body)
        return answer

    async def list_agents(self, **query: Unpack[ListAgentsQuery]) -> OwnAgentPage:
        """List your agents, the newest first."""
        answer: OwnAgentPage = await self._call("GET", "/api/v1/players/me/agents", query=query)
        return answer

    async def create_agent(self, **body: Unpack[AgentCreationRequest]) -> NewAgent:
        """Create an agent of your own. The answer holds its token, which nothing shows again. Your name stands on its profile."""
        answer: NewAgent = await self._call("POST", "/api/v1/players/me/agents", body=body)
        return answer

    async def show_own_agent(self, user_id: str, /) -> OwnAgent:
        """One of your agents."""
        answer: OwnAgent = await self._call("GET", f"/api/v1/players/me/agents/{_segment(user_id)}")
        return answer

    async def change_agent(self, user_id: str, /, **body: Unpack[PatchedAgentChangesRequest]) -> OwnAgent:
        """Change the given fields of one of your agents; the others stay as they are."""
        answer: OwnAgent = await self._call("PATCH", f"/api/v1/players/me/agents/{_segment(user_id)}", body=body)
        return answer

    async def delete_agent(self, user_id: str, /) -> None:
        """Delete one of your agents permanently. What it played with others stays, without its name."""
        await self._call("DELETE", f"/api/v1/players/me/agents/{_segment(user_id)}")

    async def rotate_agent_token(self, user_id: str, /) -> NewToken:
        """A new token for one of your agents, which nothing shows again. The earlier one ends, and so do the streams opened with it."""
        answer: NewToken = await self._call("POST", f"/api/v1/players/me/agents/{_segment(user_id)}/token", body={})
        return answer

    async def revoke_agent_token(self, user_id: str, /) -> None:
        """End the token of one of your agents, and the streams opened with it. The agent stays."""
        await self._call("DELETE", f"/api/v1/players/me/agents/{_segment(user_id)}/token")

    async def list_blocks(self, **query: Unpack[ListBlocksQuery]) -> BlockedPlayerPage:
        """List the players that you have blocked, the newest first."""
        answer: BlockedPlayerPage = await self._call("GET", "/api/v1/players/me/blocks", query=query)
        return answer

    async def block_player(self, **body: Unpack[SomebodyRequest]) -> BlockedPlayer:
        """Block a player. Neither of you can whisper to, invite or follow the other, or find the other's worlds in lists."""
        answer: BlockedPlayer = await self._call("POST", "/api/v1/players/me/blocks", body=body)
        return answer

    async def unblock_player(self, user_id: str, /) -> None:
        """Unblock a player."""
        await self._call("DELETE", f"/api/v1/players/me/blocks/{_segment(user_id)}")

    async def delete_account(self, **body: Unpack[FarewellRequest]) -> None:
        """Delete your account permanently. Send your password; a guest sends their own `user_id` as `confirm`. Names, e-mail address, texts and picture are erased immediately and every sign-in ends; worlds, logs and leaderboard entries stay, without your name."""
        await self._call("POST", "/api/v1/players/me/delete", body=body)

    async def show_address(self) -> OwnAddress:
        """Your own e-mail address, and whether it is confirmed."""
        answer: OwnAddress = await self._call("GET", "/api/v1/players/me/email")
        return answer

    async def change_address(self, **body: Unpack[AddressChangeRequest]) -> OwnAddress:
        """Change your e-mail address. An e-mail confirms the new address; another notifies the former one."""
        answer: OwnAddress = await self._call("POST", "/api/v1/players/me/email", body=body)
        return answer

    async def send_confirmation(self) -> Notice:
        """Send the confirmation e-mail again."""
        answer: Notice = await self._call("POST", "/api/v1/players/me/email/confirmation", body={})
        return answer

    async def prove_address(self, **body: Unpack[OwnProofRequest]) -> OwnAddress:
        """Confirm your e-mail address with the `token` of the e-mailed link."""
        answer: OwnAddress = await self._call("POST", "/api/v1/players/me/email/prove", body=body)
        return answer

    async def export_account(self) -> EverythingKept:
        """Everything that is stored about you."""
        answer: EverythingKept = await self._call("GET", "/api/v1/players/me/export")
        return answer

    async def list_follows(self, **query: Unpack[ListFollowsQuery]) -> FollowedPlayerPage:
        """List the players that you follow, the newest first."""
        answer: FollowedPlayerPage = await self._call("GET", "/api/v1/players/me/follows", query=query)
        return answer

    async def follow_player(self, **body: Unpack[SomebodyRequest]) -> FollowedPlayer:
        """Follow a player, to find them again. You see no more of them than they show to everybody."""
        answer: FollowedPlayer = await self._call("POST", "/api/v1/players/me/follows", body=body)
        return answer

    async def unfollow_player(self, user_id: str, /) -> None:
        """Unfollow a player."""
        await self._call("DELETE", f"/api/v1/players/me/follows/{_segment(user_id)}")

    async def list_mutes(self, **query: Unpack[ListMutesQuery]) -> MutedPlayerPage:
        """List the players whose words you do not read, the newest first."""
        answer: MutedPlayerPage = await self._call("GET", "/api/v1/players/me/mutes", query=query)
        return answer

    async def mute_player(self, **body: Unpack[MutingRequest]) -> MutedPlayer:
        """Mute a player. You are shown none of their words, on one channel or on all, also of what was said before."""
        answer: MutedPlayer = await self._call("POST", "/api/v1/players/me/mutes", body=body)
        return answer

    async def unmute_player(self, user_id: str, /) -> None:
        """Unmute a player on all channels."""
        await self._call("DELETE", f"/api/v1/players/me/mutes/{_segment(user_id)}")

    async def list_online(self, **query: Unpack[ListOnlineQuery]) -> WhoIsOnline:
        """The visible players online, and how many players are online. Without a scenario, `playing` counts the players of any."""
        answer: WhoIsOnline = await self._call("GET", "/api/v1/presence", query=query)
        return answer

    async def send_heartbeat(self) -> Standing:
        """Tell the server that you are online, if no open stream and no turn does. Once every 15 seconds is enough."""
        answer: Standing = await self._call("POST", "/api/v1/presence/heartbeat", body={})
        return answer

    async def change_presence(self, **body: Unpack[PatchedChangesRequest]) -> OwnPresence:
        """Change whether other players see you online, and your own status. Omitted fields stay as they are."""
        answer: OwnPresence = await self._call("PATCH", "/api/v1/presence/me", body=body)
        return answer

    async def show_story(self, token: str, /) -> PublicStory:
        """Read a story by its public link."""
        answer: PublicStory = await self._call("GET", f"/api/v1/public-stories/{_segment(token)}")
        return answer

    async def report(self, **body: Unpack[ReportBodyRequest]) -> ReportTaken:
        """Report a message, an improvisation, a player, a public story (by its token), a comment on a star or a cosmos message to the moderators. Nobody else is told."""
        answer: ReportTaken = await self._call("POST", "/api/v1/reports", body=body)
        return answer

    async def list_scenarios(self, **query: Unpack[ListScenariosQuery]) -> ScenarioSummaryPage:
        """List the stories that can be played, by name."""
        answer: ScenarioSummaryPage = await self._call("GET", "/api/v1/scenarios", query=query)
        return answer

    async def show_scenario(self, slug: str, /) -> ScenarioSummary:
        """Get one story: its size, and the cells and the tier that can be reached in it."""
        answer: ScenarioSummary = await self._call("GET", f"/api/v1/scenarios/{_segment(slug)}")
        return answer

    async def issue_ticket(self) -> Ticket:
        """Get a ticket that opens one stream, for clients that cannot set headers."""
        answer: Ticket = await self._call("POST", "/api/v1/stream-tickets", body={})
        return answer

    async def list_worlds(self, **query: Unpack[ListWorldsQuery]) -> WorldSummaryPage:
        """List public worlds with players in them, and your own. In worlds of others, hidden players are not listed."""
        answer: WorldSummaryPage = await self._call("GET", "/api/v1/worlds", query=query)
        return answer

    async def show_world(self, world_id: str, /) -> WorldDetail:
        """Get a world. `world_state` is included for its members only."""
        answer: WorldDetail = await self._call("GET", f"/api/v1/worlds/{_segment(world_id)}")
        return answer

    async def archive_world(self, world_id: str, /) -> WorldDetail:
        """End a world, as its host or as staff. Its stories stay readable, and each can be continued alone."""
        answer: WorldDetail = await self._call("POST", f"/api/v1/worlds/{_segment(world_id)}/archive", body={})
        return answer

    async def list_recoveries(self, world_id: str, /, **query: Unpack[ListRecoveriesQuery]) -> RecoveryToldPage:
        """List what was brought back in a world, newest first. For staff."""
        answer: RecoveryToldPage = await self._call("GET", f"/api/v1/worlds/{_segment(world_id)}/audit", query=query)
        return answer

    async def ban_player(self, world_id: str, /, **body: Unpack[SendAwayRequest]) -> WorldDetail:
        """Ban a player from your world, whether or not they are in it."""
        answer: WorldDetail = await self._call("POST", f"/api/v1/worlds/{_segment(world_id)}/ban", body=body)
        return answer

    async def read_chat(self, world_id: str, /, **query: Unpack[ReadChatQuery]) -> Heard:
        """List the latest messages that you could see, oldest first."""
        answer: Heard = await self._call("GET", f"/api/v1/worlds/{_segment(world_id)}/chat", query=query)
        return answer

    async def say(
        self, world_id: str, /, *, idempotency_key: str | None = None, **body: Unpack[WordsRequest]
    ) -> dict[str, Any]:
        """Send a message to the world, to the room, to your party, or to one person. The answer is the message as others see it."""
        answer: dict[str, Any] = await self._call(
            "POST", f"/api/v1/worlds/{_segment(world_id)}/chat", key=idempotency_key or _new_key(), body=body
        )
        return answer

    async def compare_checkpoint(self, world_id: str, /, **body: Unpack[SentCheckpointRequest]) -> Comparison:
        """Compare a hash with the world as it was after a record: that of a snapshot, a clock, the state or the record."""
        answer: Comparison = await self._call(
            "POST", f"/api/v1/worlds/{_segment(world_id)}/checkpoints/compare", body=body
        )
        return answer

    async def show_clock(self, world_id: str, /) -> Clock:
        """Get the time of a world that you are in: its turns, its story time, and a checkpoint of this moment."""
        answer: Clock = await self._call("GET", f"/api/v1/worlds/{_segment(world_id)}/clock")
        return answer

    async def run_command(
        self, world_id: str, /, *, idempotency_key: str | None = None, **body: Unpack[TypedCommandRequest]
    ) -> CommandAnswer:
        """Run a typed command, such as `look north`. What cannot be done is answered with `success` false and a `text` that says why."""
        answer: CommandAnswer = await self._call(
            "POST", f"/api/v1/worlds/{_segment(world_id)}/commands", key=idempotency_key or _new_key(), body=body
        )
        return answer

    async def list_companions(self, world_id: str, /, **query: Unpack[ListCompanionsQuery]) -> CompanionPage:
        """Get the players that you can invite to your world: those you have met in a world, and who are not in this one."""
        answer: CompanionPage = await self._call("GET", f"/api/v1/worlds/{_segment(world_id)}/companions", query=query)
        return answer

    async def run_maintenance(self, world_id: str, /) -> Maintained:
        """Bring back now what the next turn would bring back. For staff."""
        answer: Maintained = await self._call(
            "POST", f"/api/v1/worlds/{_segment(world_id)}/critical-items/maintenance", body={}
        )
        return answer

    async def show_policies(self, world_id: str, /) -> Policies:
        """Get the policies of critical items that are in force in a world. For staff."""
        answer: Policies = await self._call("GET", f"/api/v1/worlds/{_segment(world_id)}/critical-items/policy")
        return answer

    async def change_policies(self, world_id: str, /, **body: Unpack[WantedPoliciesRequest]) -> Policies:
        """Replace all policies of critical items in a world, from its next turn on. For staff."""
        answer: Policies = await self._call(
            "PUT", f"/api/v1/worlds/{_segment(world_id)}/critical-items/policy", body=body
        )
        return answer

    async def show_followers(self, world_id: str, /) -> Followers:
        """Get whether others in the world can read your story along, and who does."""
        answer: Followers = await self._call("GET", f"/api/v1/worlds/{_segment(world_id)}/followers")
        return answer

    async def allow_followers(self, world_id: str, /, **body: Unpack[PatchedFollowableRequest]) -> Followers:
        """Let others in the world read your story along, or end it for all of them at once. Off until you allow it."""
        answer: Followers = await self._call("PATCH", f"/api/v1/worlds/{_segment(world_id)}/followers", body=body)
        return answer

    async def list_invites(self, world_id: str, /, **query: Unpack[ListInvitesQuery]) -> ListedInvitationPage:
        """List the open invitations that you can revoke: your own, or all of them as host."""
        answer: ListedInvitationPage = await self._call(
            "GET", f"/api/v1/worlds/{_segment(world_id)}/invites", query=query
        )
        return answer

    async def create_invite(self, world_id: str, /, **body: Unpack[NewInviteRequest]) -> Invitation:
        """Create an invitation to your world: a link, or for one `player`, which expires after a week."""
        answer: Invitation = await self._call("POST", f"/api/v1/worlds/{_segment(world_id)}/invites", body=body)
        return answer

    async def revoke_invite(self, world_id: str, code: str, /) -> None:
        """Revoke an invitation."""
        await self._call("DELETE", f"/api/v1/worlds/{_segment(world_id)}/invites/{_segment(code)}")

    async def join_world(self, world_id: str, /, **body: Unpack[JoinRequest]) -> Started:
        """Join with a new character, or with the one that you left there. Joining twice changes nothing."""
        answer: Started = await self._call("POST", f"/api/v1/worlds/{_segment(world_id)}/join", body=body)
        return answer

    async def kick_player(self, world_id: str, /, **body: Unpack[SendAwayRequest]) -> WorldDetail:
        """Remove a player from your world. They can join again; a private world needs a new invitation."""
        answer: WorldDetail = await self._call("POST", f"/api/v1/worlds/{_segment(world_id)}/kick", body=body)
        return answer

    async def leave_world(self, world_id: str, /) -> Left:
        """Leave the world. Your session is kept, and joining again resumes it."""
        answer: Left = await self._call("POST", f"/api/v1/worlds/{_segment(world_id)}/leave", body={})
        return answer

    async def show_room(self, world_id: str, location: str, /) -> RoomView:
        """Show a place on your map: what it looks like, who and what is there, and the ways out of it."""
        answer: RoomView = await self._call(
            "GET", f"/api/v1/worlds/{_segment(world_id)}/locations/{_segment(location)}"
        )
        return answer

    async def read_log(self, world_id: str, /, **query: Unpack[ReadLogQuery]) -> Log:
        """List the events of a world that you are in, after event `after`: the same events as in the streams."""
        answer: Log = await self._call("GET", f"/api/v1/worlds/{_segment(world_id)}/log", query=query)
        return answer

    async def change_own_place(self, world_id: str, /, **body: Unpack[PatchedOwnChoicesRequest]) -> OwnPlace:
        """Choose what people outside the world see of you. The players in it always see your character."""
        answer: OwnPlace = await self._call("PATCH", f"/api/v1/worlds/{_segment(world_id)}/me", body=body)
        return answer

    async def read_story(self, world_id: str, user_id: str, /) -> FollowedStory:
        """Read the newest turns of a player who lets others read along. The player sees that you do."""
        answer: FollowedStory = await self._call(
            "GET", f"/api/v1/worlds/{_segment(world_id)}/players/{_segment(user_id)}/story"
        )
        return answer

    async def stop_reading(self, world_id: str, user_id: str, /) -> None:
        """Read along no longer. The player is told."""
        await self._call("DELETE", f"/api/v1/worlds/{_segment(world_id)}/players/{_segment(user_id)}/story")

    async def set_ready(self, world_id: str, /, **body: Unpack[ReadyRequest]) -> WorldDetail:
        """Set whether you are ready."""
        answer: WorldDetail = await self._call("POST", f"/api/v1/worlds/{_segment(world_id)}/ready", body=body)
        return answer

    async def watch_replay(self, world_id: str, /, **query: Unpack[WatchReplayQuery]) -> Log:
        """List the events of a public world that has ended, after event `after`, with their moments: what every spectator could see."""
        answer: Log = await self._call("GET", f"/api/v1/worlds/{_segment(world_id)}/replay", query=query)
        return answer

    async def change_world_settings(self, world_id: str, /, **body: Unpack[PatchedWorldSettingsRequest]) -> WorldDetail:
        """Change the settings of your world that are given; others stay as they are."""
        answer: WorldDetail = await self._call("PATCH", f"/api/v1/worlds/{_segment(world_id)}/settings", body=body)
        return answer

    async def show_world_snapshot(self, world_id: str, /) -> WorldEnvelope:
        """Load the shared state of a world that you are in, as everybody there may know it, with its hash."""
        answer: WorldEnvelope = await self._call("GET", f"/api/v1/worlds/{_segment(world_id)}/snapshot")
        return answer

    async def spectate_world(self, world_id: str, /, **body: Unpack[WatchRequest]) -> WorldDetail:
        """Watch without a seat."""
        answer: WorldDetail = await self._call("POST", f"/api/v1/worlds/{_segment(world_id)}/spectate", body=body)
        return answer

    async def read_transcript(self, world_id: str, /, **query: Unpack[ReadTranscriptQuery]) -> WorldTranscriptPage:
        """Read the transcript of a world: everything that you could see, in order, and your own turns in full."""
        answer: WorldTranscriptPage = await self._call(
            "GET", f"/api/v1/worlds/{_segment(world_id)}/transcript", query=query
        )
        return answer

    async def verify_world(self, world_id: str, /) -> WorldVerification:
        """Replay the world's log and compare every record, the world, its games and its events. For those who are in it."""
        answer: WorldVerification = await self._call("GET", f"/api/v1/worlds/{_segment(world_id)}/verify")
        return answer

    async def show_queue(self, **query: Unpack[ShowQueueQuery]) -> QueueStatistics:
        """Get how many players wait for company in public worlds, and how long it took others to find it. `scenario_id` narrows it."""
        answer: QueueStatistics = await self._call("GET", "/api/v1/worlds/quick-join", query=query)
        return answer

    async def quick_join(self, **body: Unpack[QuickJoinRequest]) -> Started:
        """Join an open world of a scenario that has a free seat, or create one."""
        answer: Started = await self._call("POST", "/api/v1/worlds/quick-join", body=body)
        return answer
