"""Whole games in players' own words: told alike with vectors of either precision, and replayed with none at all."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from tests.kleene_site.programs import ROOT
from tests.worlds.likeness.double_precision import InDoublePrecision
from tests.worlds.rules.shared_play.party import stored
from worlds.likeness import comparing
from worlds.likeness.comparer import Comparer
from worlds.likeness.word_vectors import WordVectors
from worlds.narrators.templates import TemplateNarrator
from worlds.rules import party
from worlds.rules.canonical import state_hash
from worlds.rules.commands import Choose, Command, Say
from worlds.rules.improvise import judgement_of
from worlds.rules.loading import load_scenario
from worlds.rules.meaning import read
from worlds.rules.messages import recalled_from_json, recalled_to_json, ruling_from_json, ruling_to_json
from worlds.rules.offering import offers
from worlds.rules.opening import begin
from worlds.rules.party import Company
from worlds.rules.situation import Situation
from worlds.rules.state import State
from worlds.rules.turns import play, play_reading
from worlds.rules.understanding.likeness import NOTHING_LIKE

if TYPE_CHECKING:
    from worlds.rules.outcome import Step
    from worlds.rules.scenario import Scenario
    from worlds.rules.state import Player, World
    from worlds.rules.understanding.likeness import Likeness

SCENARIOS = ROOT / "worlds" / "scenarios"
STORIES = ("first_light", "loose_parish", "heavier_than_air")
EVERY_STORY = (*STORIES, "returned_with_thanks", "uncollected_coat")
PAIR = ("ann", "bo")
TURNS = 40


@cache
def single() -> Comparer:
    return Comparer(WordVectors())


@cache
def double() -> Comparer:
    return Comparer(InDoublePrecision(WordVectors()))


@cache
def scenario_of(name: str) -> Scenario:
    return load_scenario((SCENARIOS / f"{name}.yaml").read_bytes(), name=name)


@cache
def wordings(name: str) -> dict[str, list[str]]:
    """What players type at each node, as the labelled lines have it."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in (SCENARIOS / "typed" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        read_line = json.loads(line)
        found[read_line["node"]].append(read_line["typed"])
    return found


@dataclass
class Game:
    """A game of one or two, with what is recorded of each turn: who, the meaning, the ruling, and the hash afterwards."""

    scenario: Scenario
    world: World
    players: dict[str, Player]
    together: bool
    records: list[tuple[str, Any, Any, str]] = field(default_factory=list)

    def now(self, me: str) -> Situation:
        return Situation(self.scenario, State(self.players[me], self.world), self.company(me), number=len(self.records))

    def company(self, me: str) -> Company | None:
        if not self.together:
            return None
        others = {name: player.location for name, player in self.players.items() if name != me}
        return Company(me, tuple(self.players), whereabouts=others)

    def take(self, me: str, step: Step, ruling: Any) -> None:
        after = stored(step.after)
        self.players[me], self.world = after.player, after.world
        self.records.append((me, step.meaning and recalled_to_json(step.meaning), ruling, state_hash(after)))


def opened(name: str, players: tuple[str, ...]) -> Game:
    scenario = scenario_of(name)
    if len(players) == 1:
        state = stored(begin(scenario).after)
        return Game(scenario, state.world, {players[0]: state.player}, together=False)
    game = Game(scenario, party.open_world(scenario), {}, together=True)
    for me in players:
        company = Company(
            me, (*game.players, me), whereabouts={one: each.location for one, each in game.players.items()}
        )
        after = stored(party.join(scenario, game.world, company).after)
        game.players[me], game.world = after.player, after.world
    return game


def played(name: str, players: tuple[str, ...], comparer: Comparer | None) -> Game:
    """Everybody types what somebody typed at their node, in turn, until the story ends or long enough."""
    game = opened(name, players)
    for turn in range(TURNS):
        me = players[turn % len(players)]
        if game.players[me].finish is None:
            type_something(game, name, me, turn, comparer)
    return game


def type_something(game: Game, name: str, me: str, turn: int, comparer: Comparer | None) -> None:
    now = game.now(me)
    command = command_for(now, name, turn)
    reading = read(command, now, likeness_of(command, now, comparer))
    judgement = judgement_of(reading)
    narrator = TemplateNarrator()
    ruling = None if judgement is None else narrator.rule(scenario=now.scenario, state=now.state, judgement=judgement)
    game.take(me, play_reading(now, reading, ruling), ruling and ruling_to_json(ruling))


def command_for(now: Situation, name: str, turn: int) -> Command:
    texts = wordings(name).get(now.state.player.node, [])
    if texts:
        return Say(texts[7 * turn % len(texts)])
    shown = [offer.option.id for offer in offers(now.scenario, now.state, now.company) if not offer.locked]
    return Choose(shown[turn % len(shown)], "please")


def likeness_of(command: Command, now: Situation, comparer: Comparer | None) -> Likeness:
    if comparer is None or not isinstance(command, Say):
        return NOTHING_LIKE
    texts = comparing.texts_of(now.scenario.nodes[now.state.player.node])
    return comparer.compare(command.text, texts).likeness(now)


def hashes(game: Game) -> list[str]:
    return [state for *_, state in game.records]


def replayed(name: str, players: tuple[str, ...], recorded: Game) -> list[str]:
    """The hashes of the same records played again by their meanings: no text is there, and no likeness."""
    game = opened(name, players)
    for number, (me, meaning, ruling, _) in enumerate(recorded.records):
        command, kept = recalled_from_json(meaning), ruling and ruling_from_json(ruling)
        state = State(game.players[me], game.world)
        game.take(me, play(game.scenario, state, command, kept, game.company(me), number=number), ruling)
    return hashes(game)


@pytest.mark.parametrize("players", [PAIR[:1], PAIR], ids=["alone", "together"])
@pytest.mark.parametrize("name", STORIES)
def test_a_whole_game_is_the_same_in_either_precision_and_replayed_without_likeness(
    name: str, players: tuple[str, ...]
) -> None:
    recorded = played(name, players, single())
    assert len(set(hashes(recorded))) > 5, "a game in which hardly anything happens shows nothing"
    assert hashes(played(name, players, double())) == hashes(recorded)
    assert replayed(name, players, recorded) == hashes(recorded)


@pytest.mark.slow
def test_read_again_without_likeness_it_would_be_another_game() -> None:
    games = [(hashes(played(name, PAIR[:1], single())), hashes(played(name, PAIR[:1], None))) for name in EVERY_STORY]
    assert any(one != other for one, other in games)
