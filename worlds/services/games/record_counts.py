"""What records come to, counted from them and not believed: of a world, and of each of its games."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any, Final, Self

from worlds.models import TurnRecord
from worlds.rules.turns import ROAMING, is_turn

Kind = TurnRecord.Kind
# What players' records do to a world: its row is written with the moment of the record.
LIVED: Final = frozenset(
    {Kind.JOIN, Kind.LEAVE, Kind.INBOX, Kind.MAINTENANCE, Kind.SETTINGS, Kind.CHOICE, Kind.TEXT, *ROAMING}
)

CHANGED: Final = frozenset({Kind.START, Kind.REVISION, Kind.POLICY, Kind.MAINTENANCE})  # the same by the world's own
UNTOLD: Final = frozenset(
    {Kind.ABANDON, Kind.MIGRATE}
)  # giving a story up is not told by its state; migrating is no turn
MOMENTS: Final = ("began_at", "at", "written_at")


@dataclass(slots=True)
class GameCounts:
    """What the records of one game come to. Moments are aware, UTC.

    `begun_in` is the content's hash of the revision that it began in, `player` the account that its first record names
    (None where a version wrote it that named nobody); `at` is the moment of the newest record, `written_at` of the newest
    one that wrote its state. `turns` are those on the way to where it stands.
    """

    began_at: datetime
    at: datetime
    written_at: datetime
    begun_in: str
    player: str | None
    may_score: bool = True
    is_preview: bool = False
    number: int = 0
    kind: str = ""
    record_hash: str = ""
    turns: int = 0
    rewinds: int = 0

    @classmethod
    def begun_by(cls, record: TurnRecord) -> Self:
        at, player = record.created_at, record.command.get("player")
        command, begun_in = record.command, record.revision.content_hash
        may_score, is_preview = command.get("may_score", True), "preview" in command
        return cls(at, at, at, begun_in, player, may_score=may_score, is_preview=is_preview)

    def take(self, record: TurnRecord) -> None:
        self.number, self.kind, self.record_hash = record.number, record.kind, record.record_hash
        self.turns += is_turn(record.kind, record.cell)
        self.rewinds += record.kind == Kind.REWIND
        self.at = record.created_at
        if record.kind not in UNTOLD:
            self.written_at = record.created_at

    def to_json(self) -> dict[str, object]:
        plain = {one.name: getattr(self, one.name) for one in fields(self)}
        if self.may_score:
            del plain["may_score"]  # as snapshots had it before any world was imported
        if not self.is_preview:
            del plain["is_preview"]  # as snapshots had it before there were previews
        return {name: value.isoformat() if name in MOMENTS else value for name, value in plain.items()}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        return cls(**{**stored, **{name: datetime.fromisoformat(stored[name]) for name in MOMENTS}})


@dataclass(slots=True)
class Counts:
    """What the records of a world come to so far. `games` is by session; `revision` is the content's hash.

    `written_at` is the moment of the newest record by which somebody lived in the world, `terms` what was decided about it.
    `imported_at` is when it came from another installation, if it did.
    """

    records: int = 0
    turns: int = 0
    record_hash: str = ""
    revision: str = ""
    began_at: datetime | None = None
    written_at: datetime | None = None
    games: dict[str, GameCounts] = field(default_factory=dict)
    terms: dict[str, Any] = field(default_factory=dict)
    imported_at: datetime | None = None

    def take(self, record: TurnRecord) -> None:
        """Count the next record. Its revision must be loaded."""
        self.records += 1
        self.record_hash, self.revision = record.record_hash, record.revision.content_hash
        self.turns += is_turn(record.kind, record.cell)
        self.began_at = self.began_at or record.created_at
        if record.session_id is not None:
            self._game(record).take(record)
        elif record.kind in {Kind.START, Kind.SETTINGS}:
            self.terms |= record.command
        elif record.kind == Kind.IMPORT:
            self._move(record)
        if record.kind in (LIVED if record.session_id is not None else CHANGED):
            self.written_at = record.created_at

    def _game(self, record: TurnRecord) -> GameCounts:
        me = str(record.session_id)
        if me not in self.games:
            self.games[me] = GameCounts.begun_by(record)
            self.games[me].may_score = self.imported_at is None
        return self.games[me]

    def _move(self, record: TurnRecord) -> None:
        """The world came from elsewhere, or a game of it went to another account."""
        for game, change in record.command["games"].items():
            self.games[game].player = change["is"]["id"]
        if record.command["deed"] == "moved":
            self.imported_at = record.created_at
            for each in self.games.values():
                each.may_score = False
