"""Random games of The Loose Parish in company, by people who drop things, die, leave and hoard; and a player who then wins.

Story time is held while they play, so that what is lost is lost by them and not by the clock.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from tests.worlds.scenarios.bundled import FLAGSHIP, bundled
from worlds.rules import party, places
from worlds.rules.commands import Choose, Drop, Get, Go
from worlds.rules.critical_items import maintenance
from worlds.rules.critical_items.policies import maintenance_of, policies_in
from worlds.rules.offering import offers
from worlds.rules.option_facts import facts_of
from worlds.rules.party import Company
from worlds.rules.situation import Situation
from worlds.rules.state import State
from worlds.rules.turns import is_turn, play

if TYPE_CHECKING:
    from worlds.rules.commands import Roaming
    from worlds.rules.outcome import Step
    from worlds.rules.scenario import Option
    from worlds.rules.state import Player, World

STORY: Final = bundled(FLAGSHIP)
ITEMS: Final = tuple(policy.item for policy in STORY.critical_items)
NAMES: Final = ("ann", "bo", "cy", "di", "eve")
TEMPERS: Final = ("hoards", "hoards", "drops", "dies", "leaves", "strolls")
RANDOM_TICKS: Final = 40
TICKS_WITHOUT_HOARDERS: Final = 42  # more than the timeout of any policy
LONGEST_WAY: Final = 40

_HOME: Final = ("leave_settled", "leave_moving", "leave_tilted")
# What the shortest way to a victory takes at each node, the first that is open.
WAY: Final[dict[str, tuple[str, ...]]] = {
    "bunks": ("go_out_settled", "go_out", "go_out_tilted"), "window_seen": ("tell",), "green": ("to_landing",),
    "council": ("leave_council",), "council_rebuked": ("walk_off",), "council_knows": ("good_roof",),
    "council_orders": ("leave_orders",), "chapel": _HOME, "tobit": ("leave_tobit",), "tobit_note": ("pocket_it",),
    "belfry": ("go_down",), "bell_woken": ("down_proud",), "smokehouse": _HOME, "dorrit_story": ("talk_eels",),
    "reed_beds": _HOME, "reed_torn": _HOME, "pim_goat": ("only_goat",), "goat_saved": ("thank_pim",),
    "goat_gap": ("frog",), "apron": ("stride_back",), "pear_raft": ("not_yet",), "nose": _HOME,
    "lamp_burning": ("lamp_to_green", "wipe_glass"), "nose_reading": ("stay_down",),
    "landing": ("cross", "rig_line", "plait"), "ansa": ("ask_need",), "ferry_runs": ("first_over",),
    "crossing": ("dig",), "wharf": ("to_weir_house", "to_window"), "scullery": ("squeeze",),
    "weir_house": ("to_gate",), "corm_bed": ("let_be",), "corm_up": ("follow_corm",),
    "weir_gate": ("raise_boom", "raise_late", "see_boom", "turn_wheel", "inside"), "boom_rising": ("stand_by",),
    "boom_line": ("stand_ready",), "boom_holds": ("make_fast",), "chain_house": _HOME, "pawls": ("wipe_hands",),
    "let_go": ("step_back",), "shaft": ("climb_up",), "the_lip": ("lip_boats",), "boats": ("own_seat",),
    "still_parish": ("carry_tables",), "supper": ("only_eat",),
}  # fmt: skip
# Once the parish lies still, everybody sits down to supper on it.
WAY_WHEN_MOORED: Final[dict[str, tuple[str, ...]]] = WAY | {
    "landing": _HOME, "wharf": ("back_over",), "weir_house": ("to_wharf",), "weir_gate": ("inside",),
    "scullery": ("leave_sill",), "corm_up": ("tell_parish",), "crossing": ("turn_back", "turn_back_torn"),
    "ferry_runs": ("stay_side",), "boom_rising": ("be_aboard",), "boom_holds": ("make_fast",),
}  # fmt: skip


@dataclass(slots=True)
class Game:
    """A world of it, with or without its policies; `seats` in order of joining."""

    keeps: bool
    players: dict[str, Player] = field(default_factory=dict)
    seats: list[str] = field(default_factory=list)
    tick: int = 0
    world: World = field(init=False)

    def __post_init__(self) -> None:
        self.world = party.open_world(STORY)
        if self.keeps:
            self.world.maintenance = maintenance_of(STORY)

    def company(self, me: str) -> Company:
        others = {name: self.players[name].location for name in self.seats if name != me}
        return Company(me, (*self.seats, *(() if me in self.seats else (me,))), whereabouts=others)

    def state(self, me: str) -> State:
        return State(self.players[me], self.world)

    def situation(self, me: str) -> Situation:
        return Situation(STORY, self.state(me), self.company(me))

    def join(self, me: str) -> None:
        self._take(me, party.join(STORY, self.world, self.company(me)))
        self.seats.append(me)

    def leave(self, me: str) -> None:
        self._take(me, party.leave(STORY, self.state(me), self.company(me)))
        self.seats.remove(me)

    def plays(self, me: str, command: Choose | Roaming, *, holds_time: bool = True) -> None:
        before, company = self.world.time, self.company(me)
        step = play(STORY, self.state(me), command, None, company)
        step = maintenance.after_turn(STORY, step, company, turns=self.tick)
        self.tick += is_turn(step.kind, step.cell)
        self._take(me, step)
        if holds_time and self.world.time != before:
            self.world = replace(self.world, time=before)
            self.players[me] = self.players[me].copy()
            self.players[me].clock = before
        if self.players[me].finish is not None:
            self.seats.remove(me)

    def open_options(self, me: str) -> list[Option]:
        shown = offers(STORY, self.state(me), self.company(me))
        return [offer.option for offer in shown if not offer.locked and offer.option.next_node is not None]

    def can_be_taken(self, me: str) -> Iterator[tuple[str, Choose | Get]]:
        """What this player could have with one more turn, and by which."""
        now = self.situation(me)
        for option in self.open_options(me):
            yield from ((item, Choose(option.id)) for item in facts_of(STORY, option).gains if not now.carries(item))
        for item in places.items_here(now):
            if not now.carries(item) and self._is_free(now, item):
                yield item, Get(item)

    def held(self, me: str) -> list[str]:
        return [item for item, holders in self.world.holders.items() if me in holders]

    def plays_still(self, me: str) -> bool:
        """Whether no policy takes this player for away."""
        kept, policies = self.world.maintenance, policies_in(STORY, self.world)
        seen = self.tick if kept is None else kept.seen.get(me, self.tick)
        return all(self.tick - seen <= (policy.holder_timeout_ticks or 0) for policy in policies)

    def _is_free(self, now: Situation, item: str) -> bool:
        words = STORY.items.get(item)
        return STORY.nodes[now.state.player.node].free_roam or (words is not None and words.take)

    def _take(self, me: str, step: Step) -> None:
        self.players[me], self.world = step.after.player, step.after.world

    def copy(self) -> Game:
        other = Game(self.keeps, dict(self.players), list(self.seats), self.tick)
        other.world = self.world
        return other


def lived(seed: int, *, keeps: bool) -> tuple[Game, set[str]]:
    """A random game, and those of its people who hoard and have stopped playing by its end."""
    dice, game = random.Random(seed), Game(keeps)  # noqa: S311 - a game of chance, not a secret
    tempers = {name: dice.choice(TEMPERS) for name in NAMES} | {NAMES[0]: "hoards"}
    while game.tick < RANDOM_TICKS:
        _go_on(game, tempers, list(tempers), dice)
    hoarding = {name for name, temper in tempers.items() if temper == "hoards"}
    while game.tick < RANDOM_TICKS + TICKS_WITHOUT_HOARDERS:
        _go_on(game, tempers, [name for name in tempers if name not in hoarding], dice)
    return game, hoarding


def _go_on(game: Game, tempers: dict[str, str], people: list[str], dice: random.Random) -> None:
    """One deed of one of these people; whoever has no seat comes in as somebody else."""
    me = dice.choice(people or ["newcomer"])
    if me not in game.seats:
        tempers.pop(me, None)
        me = f"{me.split('-')[0]}-{len(game.players)}"
        tempers[me] = dice.choice(TEMPERS if game.tick < RANDOM_TICKS else TEMPERS[2:])
        game.join(me)
    _act(game, me, tempers[me], dice)


def _act(game: Game, me: str, temper: str, dice: random.Random) -> None:
    takeable = [command for _, command in game.can_be_taken(me)]
    if temper == "hoards" and takeable and dice.random() < 0.8:
        game.plays(me, dice.choice(takeable))
    elif temper == "drops" and game.held(me) and dice.random() < 0.5:
        game.plays(me, Drop(dice.choice(game.held(me))))
    elif temper == "leaves" and dice.random() < 0.1:
        game.leave(me)
    elif (
        exits := [way.target for way in places.exits(game.situation(me)) if not way.locked]
        if dice.random() < 0.2
        else []
    ):
        game.plays(me, Go(dice.choice(exits)))
    else:
        game.plays(me, Choose(_liked(game.open_options(me), temper, dice).id))


def _liked(options: list[Option], temper: str, dice: random.Random) -> Option:
    deadly = [option for option in options if _ends(option, "death")]
    if temper == "dies" and deadly:
        return dice.choice(deadly)
    return dice.choice([option for option in options if option not in deadly] or options)


def _ends(option: Option, kind: str) -> bool:
    ending = STORY.endings.get(option.next_node or "")
    return ending is not None and ending.type == kind


def found(game: Game, away: set[str]) -> dict[str, tuple[Game, str]]:
    """For each item that can be had a game in which somebody has just got it, and who: a player who is there, or a newcomer."""
    had: dict[str, tuple[Game, str]] = {}
    for me in game.seats:
        if me not in away:
            had |= dict.fromkeys(game.held(me), (game, me))
    fresh = game.copy()
    fresh.join("seeker")
    pending, seen = [fresh], set[tuple[str, str]]()
    while pending:
        here = pending.pop(0)
        spot = here.players["seeker"].node, here.players["seeker"].location
        if spot in seen:
            continue
        seen.add(spot)
        for item, command in here.can_be_taken("seeker"):
            had.setdefault(item, (_after(here, command), "seeker"))
        pending += [_after(here, way) for way in _ways_on(here)]
    return had


def _ways_on(game: Game) -> Iterator[Choose | Go]:
    yield from (Choose(option.id) for option in game.open_options("seeker") if facts_of(STORY, option).only_moves)
    yield from (Go(way.target) for way in places.exits(game.situation("seeker")) if not way.locked)


def _after(game: Game, command: Choose | Roaming) -> Game:
    moved = game.copy()
    moved.plays("seeker", command)
    return moved


def won(game: Game, me: str) -> list[str]:
    """The options by which this player comes to a victory from where they are. Story time passes from here on."""
    taken: list[str] = []
    game = game.copy()
    while game.players[me].finish is None:
        assert len(taken) < LONGEST_WAY, taken
        options = {option.id for option in game.open_options(me)}
        way = WAY_WHEN_MOORED if game.world.flags["moored"] else WAY
        taken.append(next(option for option in way[game.players[me].node] if option in options))
        game.plays(me, Choose(taken[-1]), holds_time=False)
    ending = game.players[me].finish
    assert ending is not None
    assert ending.type == "victory", (ending, taken)
    return taken


def lost_in(games: int, *, keeps: bool) -> dict[int, list[str]]:
    """The items that nobody can have any more, by game. With what can be had a player wins."""
    lost: dict[int, list[str]] = {}
    for seed in range(games):
        game, away = lived(seed, keeps=keeps)
        had = found(game, away)
        for finding, me in had.values() if keeps else ():
            won(finding, me)
        if missing := [item for item in ITEMS if item not in had]:
            lost[seed] = missing
    return lost
