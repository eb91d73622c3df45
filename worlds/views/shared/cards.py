"""A world in the lobby: what it is, who is in it, whether anything happens there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from common.agent_mark import marked_agent
from worlds.models import SharedWorld
from worlds.models.compiled import compiled_scenario
from worlds.rules.texts import inside_sentence
from worlds.services.membership.directory import Membership, PlayerInWorld, WorldSummary
from worlds.services.stories.catalogue import ScenarioSummary
from worlds.views.formatting import counted_noun, listed_words, time_span

LIVELY = timedelta(minutes=5)  # so long after the last sign of life a world still counts as live
UNSEEN = "#8a8378"  # a player who does not let themselves be seen
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight")


@dataclass(frozen=True, slots=True)
class Seat:
    x: int
    colour: str  # empty for a free one


@dataclass(frozen=True, slots=True)
class Card:
    id: str
    name: str
    scenario_id: str
    story: ScenarioSummary | None  # none where it is not offered any more
    who: str
    hidden: str  # how many players are not told of; empty for none
    seats: tuple[Seat, ...]
    count: str
    activity: str
    is_live: bool
    is_full: bool
    is_private: bool
    is_archived: bool
    is_together: bool  # collaborative
    waits: bool  # until all its players are ready
    watching: bool
    membership: Membership | None

    @property
    def session_id(self) -> str | None:
        return self.membership["session_id"] if self.membership else None


def world_card(
    world: WorldSummary, *, stories: Iterable[ScenarioSummary], places: Mapping[str, str] | None = None
) -> Card:
    """`stories` are those on offer; `places` names the locations, for saying where people are."""
    membership = world["membership"]
    activity, is_live = _activity(world["status"], world["turn"], world["last_activity_at"], world["player_count"])
    return Card(
        id=world["world_id"],
        name=world["scenario_name"],
        scenario_id=world["scenario_id"],
        story=next((story for story in stories if story["id"] == world["scenario_id"]), None),
        who=_who(world, places or {}),
        hidden=_hidden(world),
        seats=_seats(world["players"], taken=world["player_count"], amount=world["max_players"]),
        count=f"{world['player_count']} of {world['max_players']}",
        activity=activity,
        is_live=is_live,
        is_full=world["status"] == SharedWorld.Status.FULL,
        is_private=world["visibility"] == SharedWorld.Visibility.PRIVATE,
        is_archived=world["status"] == SharedWorld.Status.ARCHIVED,
        is_together=world["game_mode"] == SharedWorld.Mode.COLLABORATIVE,
        waits=world["phase"] == "waiting",
        watching=membership is not None and membership["role"] == "spectator",
        membership=membership,
    )


def place_names(world: SharedWorld) -> dict[str, str]:
    return {place_id: place.name for place_id, place in compiled_scenario(world.revision).locations.items()}


def _seats(players: Sequence[PlayerInWorld], *, taken: int, amount: int) -> tuple[Seat, ...]:
    colours = [player["colour"] for player in players] + [UNSEEN] * (taken - len(players))
    free = [""] * (amount - len(colours))
    return tuple(Seat(6 + 14 * place, colour) for place, colour in enumerate([*colours, *free]))


def _who(world: WorldSummary, places: Mapping[str, str]) -> str:
    """People as far as they let themselves be known."""
    if not world["player_count"]:
        return "No players yet." if not world["turn"] else "No players at the moment."
    names = [marked_agent(player["character_name"], is_agent=player["is_agent"]) for player in world["players"]]
    unseen = world["player_count"] - len(names)
    if not names:
        return f"{counted_people(unseen)}."
    where = list(dict.fromkeys(places.get(player["location"], "") for player in world["players"]))
    said = ", at " + listed_words([inside_sentence(place) for place in where if place]) if any(where) else ""
    # After the places: where a hidden player is, nobody outside is told.
    more = f"{',' if said else ''} and {_number(unseen)} more" if unseen else ""
    return f"{listed_words(names)}{said}{more}."


def _hidden(world: WorldSummary) -> str:
    unseen = world["player_count"] - len(world["players"])
    return f"{counted_people(unseen)}." if unseen else ""


def counted_people(amount: int) -> str:
    return f"{_number(amount).capitalize()} hidden {'player' if amount == 1 else 'players'}"


def _number(amount: int) -> str:
    return NUMBERS[amount] if amount < len(NUMBERS) else str(amount)


def _activity(status: str, turn: int, last: datetime, players: int) -> tuple[str, bool]:
    if status == SharedWorld.Status.ARCHIVED:
        return "ended", False
    if not turn and not players:
        return "new", False
    quiet = timezone.now() - last
    lived = counted_noun(turn, "turn", "turns")
    if quiet < LIVELY and players:
        return f"{lived}, live", True
    return f"{lived}, quiet for {time_span(int(quiet.total_seconds()))}", False
