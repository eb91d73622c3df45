"""A player's story as those read it who read along: its newest turns, where the player stands, and whether it is over."""

from __future__ import annotations

import uuid
from typing import Final, TypedDict

from relations.services.mutes import is_unheard
from worlds.event_types.ephemeral import Fellow
from worlds.models import GameSession, WorldParticipant
from worlds.rules.sight import Sight
from worlds.services.games import sessions
from worlds.services.games.others_reading import ReadTurn, read_turns, without_private, without_typed
from worlds.services.games.repeated_scenes import KEPT_IN_SIGHT
from worlds.services.games.transcript import latest_entries
from worlds.services.games.view import LocationView, session_view
from worlds.services.membership import access
from worlds.services.membership.players import fellow_of
from worlds.services.membership.reading_along import note_follower, readable_place

SHOWN: Final = 12  # turns


class FollowedStory(TypedDict):
    """`turns` are the newest, oldest first; `scene` is the text of the node where the player is."""

    player: Fellow
    scenario_name: str
    language: str
    time: int  # story seconds
    turn: int
    scene: str
    location: LocationView
    turns: list[ReadTurn]
    has_ended: bool


def read_along(*, reader_id: uuid.UUID, world_id: str | uuid.UUID, player: str, visit: str = "") -> FollowedStory:
    """The story of a player who lets others read along, as it stands now; the reader is shown to that player.

    A turn with an option that its author marks as private is told without words, and so is one in own words of a player
    whom the reader has muted. `visit` is of the page that asks, empty
    for a program. Raises what `readable_place` and `note_follower` raise.
    """
    place = readable_place(reader_id=reader_id, world_id=world_id, player=player)
    note_follower(place, reader_id, visit=visit)
    story = followed_story(place, is_fellow=access.is_fellow(user_id=reader_id, world_id=place.world_id))
    if is_unheard(reader_id=reader_id, person_id=place.user_id, channel="room"):
        story["turns"] = without_typed(story["turns"])
    return story


def followed_game(*, reader_id: uuid.UUID, world_id: str | uuid.UUID, player: str) -> GameSession:
    """The game itself of a player who lets others read along, for what a page draws of it. Raises as `readable_place` does."""
    place = readable_place(reader_id=reader_id, world_id=world_id, player=player)
    assert place.session_id is not None, "who is followed plays"
    return sessions.get_any(session_id=place.session_id)


def followed_story(place: WorldParticipant, *, is_fellow: bool) -> FollowedStory:
    """The same for a place that `readable_place` has found. Readers who are no fellows are told of nobody's account."""
    assert place.session_id is not None, "who is followed plays"
    session = sessions.get_any(session_id=place.session_id)
    view = session_view(session)
    # What a turn leaves out depends on the turns before it.
    entries = latest_entries(session, amount=SHOWN + KEPT_IN_SIGHT)
    return {
        "player": fellow_of(place) if is_fellow or place.sight is Sight.ALL else _character(place),
        "scenario_name": view["scenario_name"],
        "language": session.revision.scenario.language,
        "time": view["world"]["time"],
        "turn": session.turn_in_hand,
        "scene": view["node"]["narrative"],
        "location": view["location"] | {"players": []},
        "turns": without_private(session, read_turns(entries)[-SHOWN:]),
        "has_ended": view["ending"] is not None,
    }


def _character(place: WorldParticipant) -> Fellow:
    named, colour = place.outsiders_call, place.user.colour
    return {
        "user_id": "",
        "display_name": named,
        "character_name": named,
        "status": "",
        "colour": colour,
        "is_agent": place.user.is_agent,
    }
