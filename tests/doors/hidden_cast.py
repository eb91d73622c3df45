"""A public world in which somebody plays who hides their character, and everybody who might look for them there."""

from __future__ import annotations

from typing import Final

from cosmos.services.syncing import sync_star
from cosmos.services.talking import take_line
from cosmos.services.visitors import describe_visitors
from improvisations.services import sharing
from improvisations.services.evidence import Statement
from profiles.models import User
from profiles.services import tokens
from tests.doors.cast import Cast, signed_in
from worlds.models import SharedWorld
from worlds.services import chat
from worlds.services.membership import creating, invites, joining, reading_along, spectating
from worlds.services.stories import scenarios
from worlds.services.turns.playing import play_turn
from worlds.services.turns.request import TurnRequest

READERS: Final = ("stranger", "watcher", "follower", "fellow")
OUTSIDE: Final = READERS[:3]
# What may be found of the hidden player, each under its letter, in whatever case.
MARKS: Final = {
    "N": "nightjar",  # what their character is called
    "A": "quillon",  # what their account is called; its id counts as it
    "P": "marlpit",  # where they are
    "O": "kingcup",  # what came of their choice, for those who were there
    "W": "saxifrage",  # what they typed and said, for those who were there
}
VERGE: Final = b"""
name: The verge
description: Grass, and a way down.
initial_character: {name: Walker}
initial_world:
  current_location: verge
  locations: [{id: verge, name: The verge}, {id: marlpit, name: The marlpit}]
start_node: verge
nodes:
  verge:
    narrative: Grass.
    choice:
      prompt: What do you do?
      options:
        - {id: wave, text: Wave, cell: chooses, narrative: Kingcup answers., next_node: verge}
        - id: own
          text: Say it your way
          cell: unknown
          next: improvise
          improvise_context: {theme: words, permits: [saxifrage], blocks: [nothing], limbo_fallback: Grass.}
        - {id: slip, text: Slip away, cell: avoids, consequence: [{type: move_to, location: marlpit}], next_node: below}
  below:
    narrative: It is quiet.
    choice:
      prompt: What do you do?
      options:
        - {id: stay, text: Stay, cell: avoids, next_node: below}
        - {id: rest, text: Lie down, cell: chooses, next_node: home}
endings:
  home: {title: Home, narrative: You are home., type: unchanged, method: time, tone: bittersweet}
"""


def hidden_cast() -> Cast:
    people = {role: User.objects.create_user(role, display_name=role.title()) for role in READERS}
    people["hidden"] = User.objects.create_user(MARKS["A"], display_name=MARKS["A"].title())
    scenarios.import_scenario(source=VERGE, slug="verge")
    opened = creating.create_world(user_id=people["fellow"].pk, scenario_slug="verge", game_mode="collaborative")
    for role in ("watcher", "follower"):
        spectating.spectate_world(user_id=people[role].pk, world_id=opened.world.pk)
    game = joining.join_world(
        user_id=people["hidden"].pk, world_id=opened.world.pk, character_name=MARKS["N"].title()
    ).session
    filled = _lives(people["hidden"], game.short_id, opened.world)
    return Cast(
        people,
        {role: signed_in(person) for role, person in people.items()},
        {role: tokens.issue_pair(person)["access"] for role, person in people.items()},
        {"fellow": opened.session.short_id, "host": game.short_id},
        {**filled, "code": invites.create_invite(user_id=people["fellow"].pk, world_id=opened.world.pk).code},
    )


def _lives(hidden: User, game: str, world: SharedWorld) -> dict[str, str]:
    """What the hidden player does, and what there is to name in addresses."""
    reading_along.allow_followers(user_id=hidden.pk, world_id=world.pk, is_allowed=True)
    words = f"I whisper {MARKS['W']} to the grass."
    play_turn(user_id=hidden.pk, session_id=game, request=TurnRequest("wave"))
    number = play_turn(user_id=hidden.pk, session_id=game, request=TurnRequest("own", words)).result["number"]
    chat.send_message(user_id=hidden.pk, world_id=world.pk, text=f"A {MARKS['W']}!", channel="room")
    statement = Statement(node_id="verge", player_input=words)
    idea = sharing.share_improvisation(user_id=hidden.pk, session_id=game, scenario_slug="verge", statement=statement)
    star = sync_star(improvisation_id=idea.pk)
    assert star is not None
    play_turn(user_id=hidden.pk, session_id=game, request=TurnRequest("slip"))
    take_line(user_id=hidden.pk, text=f"A {MARKS['W']} for the sky!", visitor=describe_visitors([hidden.pk])[hidden.pk])
    said = chat.send_message(
        user_id=hidden.pk, world_id=world.pk, text="Good morning to all."
    ).event  # watchers hear it
    return {
        "world": world.short_id,
        "idea": idea.short_id,
        "star": star.short_id,
        "comment": "unknown",
        "playlist": "unknown",
        "message": f"{world.short_id}:{said.sequence}",
        "number": str(number),
        "parted": "0",
        "story": "verge",
        "board": "grid_coverage",
        "kind": "message",
        "token": "unknown",
        "version": "unknown",
        "contract": "events",
        "location": "marlpit",
        "newcomer": hidden.short_id,
        "member": hidden.short_id,
    }
