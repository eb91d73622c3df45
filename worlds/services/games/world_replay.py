"""A shared world played again: the states that its records lead to, made by the rules alone.

`world_verification` compares them with what the rows say.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from worlds.models import TurnRecord
from worlds.models.compiled import compiled_scenario
from worlds.rules import party
from worlds.rules.commands import Choose, Recalled
from worlds.rules.critical_items import maintenance
from worlds.rules.critical_items.maintenance import Recovery
from worlds.rules.critical_items.policies import maintenance_of, policies_of, put_in_force
from worlds.rules.messages import errand_from_json, recalled_from_json, ruling_from_json
from worlds.rules.outcome import Step
from worlds.rules.party import Company
from worlds.rules.relocating import relocate
from worlds.rules.scenario import Scenario
from worlds.rules.state import Player, Preferences, State, World
from worlds.rules.storage import player_from_json, world_from_json
from worlds.rules.turns import ROAMING, is_turn, play
from worlds.services.games.migrations import is_replayed, migrated_state
from worlds.services.membership.players import POLICIES

Kind = TurnRecord.Kind
PLAYED: Final = frozenset({Kind.CHOICE, Kind.TEXT, *ROAMING})


class UnknownRecord(ValueError):
    """A record that no service of this version writes for a world, or that cannot stand where it stands."""


@dataclass(slots=True)
class WorldReplay:
    """A world as far as its records have been played; give it the records in the order of `world_seq`.

    `players` holds the part of everybody who ever joined, by session. `seated` holds who has a seat, and where, in
    order of joining: the order of the rules' company. `ticks` counts the world's turns.
    Of records by an engine whose rules are not kept nothing of this is known but policy and ticks, until they are migrated.
    """

    world: World | None = None
    policy: party.TimePolicy = "furthest"
    players: dict[str, Player] = field(default_factory=dict)
    seated: dict[str, str] = field(default_factory=dict)
    ticks: int = 0
    recovered: tuple[Recovery, ...] = ()  # by maintenance, at the newest record

    def play(self, record: TurnRecord) -> Step | None:
        """The step that a record stands for; None for one that plays nothing. A record's `revision` must be loaded.

        Raises UnknownRecord, RuleError, LookupError or TypeError for a record that the rules do not allow.
        """
        self.recovered = ()
        if record.kind == Kind.MIGRATE:
            self._migrate(record)
            return None
        if not is_replayed(record):
            self._pass_by(record)
            return None
        if record.session_id is not None:
            step = self._play_own(record, str(record.session_id))
            self.recovered = () if step is None else step.recoveries
            return step
        match record.kind:
            case Kind.START:
                self._open(record)
            case Kind.POLICY:
                self.world = put_in_force(self._shared(), policies_of(record.command))
            case Kind.MAINTENANCE:
                self._maintain(record)
            case Kind.REVISION | Kind.SETTINGS | Kind.IMPORT:
                # Records name the new revision from here on, terms of the world, or whose its games are: no state changes.
                pass
            case kind:
                raise UnknownRecord(f"a record of kind {kind} without a game")
        return None

    def state_of(self, me: str) -> State:
        """The whole state of one player's game, as it stands now."""
        if self.world is None:
            raise UnknownRecord("a first record of kind start is missing")
        return State(self.players[me], self.world)

    def _open(self, record: TurnRecord) -> None:
        if self.world is not None:
            raise UnknownRecord("a second start of the same world")
        self.policy = POLICIES[record.command["time_policy"]]
        story = compiled_scenario(record.revision)
        self.world = party.open_world(story)
        # Worlds that are older than maintenance have none, whatever their story's file said already.
        self.world.maintenance = maintenance_of(story) if record.command.get("critical_items") else None

    def _migrate(self, record: TurnRecord) -> None:
        state = migrated_state(record)
        if record.session_id is not None:
            self.players[str(record.session_id)] = player_from_json(state["player"])
            return
        if self.world is None:  # nobody could play the records before it: where the players were is told here
            self.seated = {game: place for game, place in record.command["seats"]}  # noqa: C416 - pairs are lists in JSON
        self.world = world_from_json(state["world"])

    def _pass_by(self, record: TurnRecord) -> None:
        """A record that the rules cannot play again."""
        if self.world is not None:
            raise UnknownRecord(f"a record of engine {record.engine_version} after a newer one")
        if record.kind == Kind.START:
            self.policy = POLICIES[record.command["time_policy"]]
        self.ticks += is_turn(record.kind, record.cell)

    def _maintain(self, record: TurnRecord) -> None:
        story = compiled_scenario(record.revision)
        maintained = maintenance.maintain(story, self._shared(), self.seated, tick=self.ticks)
        self.world, self.recovered = maintained.world, maintained.recoveries

    def _play_own(self, record: TurnRecord, me: str) -> Step | None:
        if record.kind == Kind.ABANDON:
            return None  # giving a story up is not told by its state
        if record.kind == Kind.SETTINGS:
            self.players[me] = self.players[me].copy()
            self.players[me].preferences = Preferences(**record.command)
            return None
        step = self._step(compiled_scenario(record.revision), record, me)
        self.players[me], self.world = step.after.player, step.after.world
        self._seat(record, me)
        return step

    def _step(self, scenario: Scenario, record: TurnRecord, me: str) -> Step:
        company = self._company(me)
        match record.kind:
            case Kind.JOIN if record.command.get("rejoin"):
                return party.rejoin(scenario, self.state_of(me), company)
            case Kind.JOIN:
                return party.join(
                    scenario, self._shared(), company, character_name=record.command.get("character_name")
                )
            case Kind.LEAVE:
                return party.leave(scenario, self.state_of(me), company, record.command["reason"])
            case Kind.INBOX:
                return party.settle(scenario, self.state_of(me), company, errand_from_json(record.command))
            case Kind.MAINTENANCE:
                to, by = record.command["to"], record.command.get("by")
                return relocate(scenario, self.state_of(me), company, to, by=by)
            case kind if kind in PLAYED:
                return self._turn(scenario, record, me, company)
        raise UnknownRecord(f"a record of kind {record.kind} in a world")

    def _turn(self, scenario: Scenario, record: TurnRecord, me: str, company: Company) -> Step:
        step = _turn(scenario, self.state_of(me), record, company)
        turns, self.ticks = self.ticks, self.ticks + is_turn(step.kind, step.cell)
        return maintenance.after_turn(scenario, step, company, turns=turns)

    def _shared(self) -> World:
        if self.world is None:
            raise UnknownRecord("a first record of kind start is missing")
        return self.world

    def _company(self, me: str) -> Company:
        """As `membership.companies.company_of` finds it: whoever is about to join stands last."""
        others = {player: place for player, place in self.seated.items() if player != me}
        players = tuple(self.seated) if me in self.seated else (*self.seated, me)
        return Company(me, players, self.policy, others)

    def _seat(self, record: TurnRecord, me: str) -> None:
        player = self.players[me]
        if record.kind in {Kind.JOIN, Kind.LEAVE}:
            self.seated.pop(me, None)  # who comes back joins anew, after everybody
        if record.kind == Kind.JOIN or me in self.seated:
            self.seated[me] = player.location
        if player.finish is not None:
            self.seated.pop(me, None)


def _turn(scenario: Scenario, state: State, record: TurnRecord, company: Company) -> Step:
    command = _command(record)
    # A stored turn that picked an option was allowed to, whatever was hidden by then: see `rules.turns.play`.
    shown = frozenset({command.option_id} if command.option_id else ())
    ruling = ruling_from_json(record.ruling) if record.ruling else None
    return play(scenario, state, command, ruling, company, offered=shown, number=record.number)


def _command(record: TurnRecord) -> Choose | Recalled:
    """Words may have been erased since, so what they meant is played."""
    if record.meaning is not None:
        return recalled_from_json(record.meaning)
    return Choose(record.command["option_id"])
