"""What can be played: one's own games, stories, worlds; and how each begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from kleene_client import AsyncClient

from kleene_play.game import Game
from kleene_play.texts import called, one_line
from kleene_play.troubles import NotKleene

Row = Mapping[str, Any]
SHOWN: Final = 50  # of each list


@dataclass(frozen=True, slots=True)
class Offer:
    """What the lobby shows."""

    games: Sequence[Row]
    stories: Sequence[Row]
    worlds: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Lobby:
    """For one person, whose id is `me`. Every method raises a Trouble."""

    client: AsyncClient
    me: str
    name: str

    async def offer(self) -> Offer:
        games = await self.client.list_games(status="active", limit=SHOWN)
        stories = await self.client.list_scenarios(limit=SHOWN)
        worlds = await self.client.list_worlds(has_room="true", limit=SHOWN)
        mine = {game["world_id"] for game in games["results"]}
        others = [world for world in worlds["results"] if world["world_id"] not in mine]
        return Offer(games["results"], stories["results"], others)

    async def resume(self, session_id: str, world_id: str | None) -> Game:
        """Go on with a game; a seat that was given up is taken again."""
        if world_id is not None:
            return self._game((await self.client.join_world(world_id))["view"])
        return self._game(await self.client.show_game(session_id))

    async def begin_alone(self, story: str) -> Game:
        return self._game((await self.client.start_game(scenario_id=story, game_mode="solo"))["view"])

    async def create_world(self, story: str) -> Game:
        return self._game((await self.client.start_game(scenario_id=story, game_mode="shared"))["view"])

    async def quick_join(self, story: str) -> Game:
        return self._game((await self.client.quick_join(scenario_id=story))["view"])

    async def join(self, world_id: str) -> Game:
        return self._game((await self.client.join_world(world_id))["view"])

    async def accept(self, invitation: str) -> Game:
        """By the code of an invitation, or by its whole address."""
        code = invitation.strip().rstrip("/").rsplit("/", 1)[-1]
        return self._game((await self.client.accept_invite(code))["view"])

    def _game(self, view: Mapping[str, Any]) -> Game:
        return Game(self.client, view, self.me)


async def lobby_of(client: AsyncClient) -> Lobby:
    """For whoever is signed in. Raises a Trouble."""
    account = await client.show_account()
    if not isinstance(account, dict):
        raise NotKleene
    return Lobby(client, account["user_id"], one_line(account["display_name"]))


def game_row(game: Row) -> str:
    where = "in company" if game["world_id"] else "alone"
    return f"{one_line(game['scenario_name'])}, {where}, turn {game['turn']}"


def story_row(story: Row) -> str:
    minutes = f", {story['minutes']} minutes" if story["minutes"] else ""
    return f"{one_line(story['name'])}{minutes}: {one_line(story['description'])}"


def world_row(world: Row) -> str:
    players = ", ".join(called(each) for each in world["players"])
    seats = f"{world['player_count']} of {world['max_players']} seats"
    return f"{one_line(world['scenario_name'])}, {seats}{': ' + players if players else ''}"
