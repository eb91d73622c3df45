"""A world's log played again by the rules alone, each record by the revision that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.worlds.services.ideas import climb, plea
from worlds.models import GameSession, SharedWorld, TurnRecord
from worlds.models.compiled import compiled_scenario
from worlds.rules import party as rules
from worlds.rules.canonical import stored_hash
from worlds.rules.commands import Choose, Command
from worlds.rules.messages import recalled_from_json, ruling_from_json
from worlds.rules.party import Company
from worlds.rules.state import Player, State, World
from worlds.rules.storage import STATE_SCHEMA, world_to_json
from worlds.rules.turns import play
from worlds.services.membership import joining
from worlds.services.membership.joining import Joined
from worlds.services.membership.players import POLICIES
from worlds.services.stories import overlays
from worlds.services.turns.playing import play_turn
from worlds.services.turns.request import TurnRequest
from worlds.services.turns.state_rows import private_hash

if TYPE_CHECKING:
    from profiles.models import User

pytestmark = pytest.mark.django_db


class Replay:
    """The states that the records of a world lead to; every hash is compared on the way."""

    def __init__(self, world: SharedWorld) -> None:
        self.policy = POLICIES[world.time_policy]
        self.players: dict[str, Player] = {}
        self.shared: World | None = None
        self.kinds: list[str] = []

    def play(self, record: TurnRecord) -> None:
        self.kinds.append(record.kind)
        if record.kind == TurnRecord.Kind.START:
            self.shared = rules.open_world(compiled_scenario(record.revision))
        elif record.session_id is not None:
            self.turn(record, str(record.session_id))
        assert self.shared is not None
        assert stored_hash({"schema": STATE_SCHEMA, "world": world_to_json(self.shared)}) == record.world_hash

    def turn(self, record: TurnRecord, me: str) -> None:
        assert self.shared is not None
        story, company = compiled_scenario(record.revision), self.company(me)
        if record.kind == TurnRecord.Kind.JOIN:
            step = rules.join(story, self.shared, company, character_name=record.command.get("character_name"))
        else:
            ruling = record.ruling and ruling_from_json(record.ruling)
            step = play(
                story, State(self.players[me], self.shared), command_of(record), ruling, company, number=record.number
            )
        self.players[me], self.shared = step.after.player, step.after.world
        assert private_hash(step.after.player) == record.state_hash

    def company(self, me: str) -> Company:
        others = {player: state.location for player, state in self.players.items() if player != me}
        return Company(me, tuple(dict.fromkeys((*self.players, me))), self.policy, others)


def command_of(record: TurnRecord) -> Command:
    return Choose(record.command["option_id"]) if record.text_id is None else recalled_from_json(record.meaning)


def test_a_world_that_grew_while_it_was_played_is_what_its_records_say(elena: User, kael: User, opened: Joined) -> None:
    kaels = joining.join_world(user_id=kael.pk, world_id=opened.world.pk).session

    def does(user: User, session: GameSession, option_id: str | None, text: str | None = None) -> None:
        play_turn(user_id=user.pk, session_id=session.pk, request=TurnRequest(option_id, text))

    does(elena, opened.session, "wait")
    overlays.add_to_world(world_id=opened.world.pk, addition=climb(), author_id=elena.pk)
    does(kael, kaels, "imp_climbing")
    overlays.add_to_world(world_id=opened.world.pk, addition=plea(), author_id=kael.pk)
    does(elena, opened.session, "ask", "I sing for the keeper")
    does(elena, opened.session, None, "count the dust")
    overlays.take_out_of_world(world_id=opened.world.pk, key="imp_climbing")
    does(kael, kaels, "back")
    does(elena, opened.session, "take_key")
    replay = Replay(opened.world)
    for record in TurnRecord.objects.filter(world=opened.world).select_related("revision").order_by("world_seq"):
        replay.play(record)
    assert replay.kinds == [
        "start", "join", "join", "choice", "revision", "choice", "revision", "text", "text", "revision", "choice", "choice",
    ]  # fmt: skip
    assert SharedWorld.objects.get().state_hash == TurnRecord.objects.order_by("-world_seq")[0].world_hash
