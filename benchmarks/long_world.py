"""A world with a log as long as is asked for, made by the rules in memory, sealed as play seals it, and stored in bulk.

For `benchmarks.verifying`, in a process whose settings name a database of its own: python -m benchmarks.long_world RECORDS
"""

from __future__ import annotations

import sys
from datetime import datetime, timedelta
from typing import Final

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402

from tests.worlds.services.shared_worlds.counting import COUNTING  # noqa: E402
from worlds.models import GameSession, SharedWorld, TurnRecord, WorldEvent  # noqa: E402
from worlds.rules.turns import is_turn  # noqa: E402
from worlds.services import events  # noqa: E402
from worlds.services.games.expected_events import Expected, WorldMoment, told_of  # noqa: E402
from worlds.services.games.owners import people_of  # noqa: E402
from worlds.services.games.world_records import Checked, read_world, shared_hash  # noqa: E402
from worlds.services.membership import creating, joining  # noqa: E402
from worlds.services.snapshots.taking import play_on  # noqa: E402
from worlds.services.snapshots.world_payload import PlayedWorld  # noqa: E402
from worlds.services.stories.scenarios import import_scenario  # noqa: E402
from worlds.services.turns import record_log  # noqa: E402
from worlds.services.turns.result import turn_payload  # noqa: E402
from worlds.services.turns.state_rows import private_hash, write_state  # noqa: E402

PLAYERS: Final = 4
A_BATCH: Final = 2000
A_TURN: Final = timedelta(milliseconds=1)


class LongWorld:
    """Four people who make marks on a wall, one after another."""

    def __init__(self) -> None:
        import_scenario(source=COUNTING, slug="tally")
        users = [get_user_model().objects.create_user(f"hand{number}") for number in range(PLAYERS)]
        made = creating.create_world(user_id=users[0].pk, scenario_slug="tally").world
        for user in users[1:]:
            joining.join_world(user_id=user.pk, world_id=made.pk)
        self.world = read_world(made.pk)
        self.played = PlayedWorld()
        play_on(self.world, self.played)
        self.people = people_of(self.world.pk)
        self.games = list(GameSession.objects.filter(world=self.world).order_by("created_at"))
        self.at: datetime = self.world.last_activity_at

    def grow(self, length: int) -> None:
        records: list[TurnRecord] = []
        told: list[WorldEvent] = []
        while self.played.counts.records < length:
            record, expected = self._turn(self.games[self.played.counts.records % PLAYERS])
            records.append(record)
            told += [self._event(one) for one in expected]
            if len(records) == A_BATCH:
                self._store(records, told)
                records, told = [], []
        self._store(records, told)
        self._write_rows()

    def _turn(self, game: GameSession) -> tuple[TurnRecord, list[Expected]]:
        replay, counts, me = self.played.replay, self.played.counts, str(game.pk)
        self.at += A_TURN
        seated = dict(replay.seated)
        record = TurnRecord(
            session=game,
            number=counts.games[me].number + 1,
            world=self.world,
            world_seq=counts.records + 1,
            kind="choice",
            node_id="wall",
            command={"option_id": "mark", "option_text": "Make a mark"},
            revision=self.world.revision,
            engine_version=self.world.engine_version,
            previous_hash=counts.record_hash,
            created_at=self.at,
        )
        step = replay.play(record)
        assert step is not None and replay.world is not None, "a turn is a step"  # noqa: PT018
        player = replay.players[me]
        record.cell, record.result = step.cell or "", dict(turn_payload(step))
        record.turn, record.scene, record.beat = player.turn, player.scene, player.beat
        record.state_hash, record.world_hash = private_hash(player), shared_hash(replay.world)
        record.record_hash = record_log.record_seal(record)
        assert is_turn(record.kind, record.cell), "a mark is a turn"
        counts.take(record)
        checked = Checked(record, step, seated, replay.recovered)
        return record, told_of(checked, WorldMoment(self.people, counts.turns), is_heard=False)

    def _event(self, expected: Expected) -> WorldEvent:
        said = expected.row(heard_by=None)
        self.world.event_seq += 1
        row = WorldEvent(
            world=self.world,
            sequence=self.world.event_seq,
            type=said["type"],
            room=said["room"],
            actor_id=expected.actor,
            audience=said["audience"],
            payload=said["payload"],
            created_at=self.at,
        )
        row.event_hash = self.world.event_hash = events.event_seal(self.world.event_hash, row)
        return row

    def _store(self, records: list[TurnRecord], told: list[WorldEvent]) -> None:
        TurnRecord.objects.bulk_create(records)
        WorldEvent.objects.bulk_create(told)

    def _write_rows(self) -> None:
        counts, replay = self.played.counts, self.played.replay
        world: SharedWorld = self.world
        world.record_seq, world.record_hash, world.turn = counts.records, counts.record_hash, counts.turns
        for game in self.games:
            mine = counts.games[str(game.pk)]
            game.world = world
            write_state(game, replay.state_of(str(game.pk)), at=mine.written_at)
            game.number, game.record_hash, game.turns_played = mine.number, mine.record_hash, mine.turns
            game.save()
        world.last_activity_at = self.at
        world.save()


if __name__ == "__main__":
    long = LongWorld()
    long.grow(int(sys.argv[1]))
    print(long.world.short_id)
