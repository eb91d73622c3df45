"""One request to both doors, and what may differ between their answers: moments, and the ids of what is new."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import httpx

from common.throttles import CountersInMemory, counters
from presence.services.attendance import attendance
from tests.hot.stage import Stage, StoredRows, told_rows

MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)?")
RANDOM: Final = re.compile(
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[0-9a-f]{16,64}\b|\b(?:ses|wld|usr|imp)_[a-z2-7]{8}\b"
)
SECONDS: Final = re.compile(r'("retry_after":|Try again in )\d+( seconds?| minutes?)?')
TICKET: Final = re.compile(r'("ticket":")[\w-]{43}"')
SALT: Final = re.compile(r"[\w-]{22}")


Told = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Ask:
    """A request; names of the stage stand in braces in its address and headers, and in the texts of its body."""

    method: str
    path: str
    by: str | None = None
    body: Any = None
    raw: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    async def at(self, door: httpx.AsyncClient, names: Mapping[str, str]) -> httpx.Response:
        token = {} if self.by is None else {"Authorization": f"Bearer {names[f'{self.by}_access']}"}
        headers = token | {name: filled(value, names) for name, value in self.headers.items()}
        if self.raw is not None:
            headers = {"Content-Type": "application/json"} | headers
            return await door.request(self.method, filled(self.path, names), content=self.raw, headers=headers)
        return await door.request(self.method, filled(self.path, names), json=self.body, headers=headers)


@dataclass(frozen=True, slots=True)
class Case:
    """Requests in a row, after `before` was done to the stage; `hot` are those that the hot door answers itself."""

    name: str
    asks: tuple[Ask, ...]
    before: Callable[[Stage], object] | None = None
    hot: int | None = None
    settings: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What clients are told, what is stored then, what was spent, and who was heard of."""

    answers: list[Told]
    rows: Mapping[str, list[str]]
    spent: Mapping[str, int]
    heard: set[str]


def differences(hot: Outcome, plain: Outcome) -> list[str]:
    """Each in a line."""
    found = []
    for number, (one, other) in enumerate(zip(hot.answers, plain.answers, strict=True)):
        found += [
            f"answer {number}, {what}: {one[what]!r} != {other[what]!r}" for what in one if one[what] != other[what]
        ]
    for table in sorted(hot.rows.keys() | plain.rows.keys()):
        at_hot, at_plain = Counter(hot.rows.get(table, ())), Counter(plain.rows.get(table, ()))
        found += [f"{table} hot: {row}" for row in (at_hot - at_plain).elements()]
        found += [f"{table} plain: {row}" for row in (at_plain - at_hot).elements()]
    found += [f"spent: {hot.spent} != {plain.spent}"] * (hot.spent != plain.spent)
    found += [f"heard: {hot.heard} != {plain.heard}"] * (hot.heard != plain.heard)
    return found


def filled(text: str, names: Mapping[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda found: names[found[1]], text)


def outcome(answers: Iterable[httpx.Response], stage: Stage) -> Outcome:
    return Outcome([told(each, stage.known) for each in answers], stored(told_rows(), stage), spent(), heard())


def told(answer: httpx.Response, known: Collection[str] = ()) -> Told:
    """The order of headers, and of what they list, is nobody's affair."""
    headers = {name: sorted(re.split("[;,] ", value)) for name, value in answer.headers.items()}
    headers |= {name: ["<moment>"] for name in ("retry-after", "expires") if name in headers}
    headers.pop("content-length", None)  # a moment without microseconds is shorter; the text is compared
    return {"status": answer.status_code, "headers": headers, "body": masked(answer.text, known)}


def masked(text: str, known: Collection[str]) -> str:
    text = MOMENT.sub(lambda found: found[0] if found[0] in known else "<moment>", text)
    text = TICKET.sub(r'\1<ticket>"', text)
    text = RANDOM.sub(lambda found: found[0] if found[0] in known else "<new>", text)
    return SECONDS.sub(r"\1<seconds>", text)


def stored(rows: StoredRows, stage: Stage) -> dict[str, list[str]]:
    return {table: sorted(masked_row(row, stage) for row in found) for table, found in rows.items()}


def masked_row(row: str, stage: Stage) -> str:
    if row not in stage.masked:
        stage.masked[row] = masked_fields(json.loads(row), stage)
    return stage.masked[row]


def masked_fields(row: Mapping[str, Any], stage: Stage) -> str:
    shown = {name: "<salt>" if name == "salt" and value not in stage.known else value for name, value in row.items()}
    if isinstance(shown.get("id"), int):
        shown["id"] = "<number>"
    return masked(json.dumps(shown, sort_keys=True), stage.known)


def spent() -> dict[str, int]:
    counting = counters()
    assert isinstance(counting, CountersInMemory)
    return {key: count for key, count in counting.storage.storage.items() if count}


def heard() -> set[str]:
    return {str(user) for user in attendance._signs}
