"""Commands that play a turn: going, taking, laying down, giving and talking. They cost what the turn costs."""

from __future__ import annotations

import re
from typing import Final

from worlds.models import WorldParticipant
from worlds.rules.scenario import Option
from worlds.rules.typed_commands import deeds
from worlds.rules.typed_commands.names import meant, meant_first
from worlds.services import budgets
from worlds.services.turns.request import DeedRequest, TurnRequest
from worlds.services.typed_commands.looking import list_exits, players_among, without_lead_in
from worlds.services.typed_commands.verbs import Call, Play, Reply, Verb, failed_reply

_NOTHING: Final = {
    "go": "There is no way of that name from here. Type /exits to see the ways.",
    "get": "There is nothing of that name to take here. Type /look to see what is here.",
    "drop": "You carry nothing of that name. Type /inventory to see what you carry.",
    "give": "You carry nothing of that name. Type /inventory to see what you carry.",
}
_TO: Final = re.compile(r"(.+?)\s+to\s+(.+)", re.IGNORECASE)


def go_to(call: Call) -> Reply | Play:
    if call.words:
        return _deed(call, without_lead_in(call.words))
    budgets.COMMANDS.spend(str(call.caller.user_id))  # it only looks
    return list_exits(call)


def handle_item(call: Call) -> Reply | Play:
    """Take something or lay it down."""
    return _deed(call, call.words) if call.words else failed_reply(f"What? Type {call.verb.name} and what it is.")


def give_item(call: Call) -> Reply | Play:
    """`lamp to Elena`, or `Elena lamp`. To the story's people only as the story lets one."""
    fellows = players_among(call.caller.view["location"]["players"])
    parted = _TO.fullmatch(call.words)
    if parted is not None:
        item, to = parted[1], parted[2]
    elif (first := meant_first(call.words, fellows)) and first[1]:
        item, to = first[1], first[0].id
    else:
        return failed_reply("Give what to whom? Type for example: give lamp to Elena.")
    player = meant(to, fellows)
    return _deed(call, call.words) if player is None else _handed_over(call, item, player.id)


def talk_to(call: Call) -> Reply | Play:
    """Speak with one of the story's people, as a deed in one's own words."""
    words = re.sub(r"^(to|with)\s+", "", call.words, flags=re.IGNORECASE)
    found = meant_first(words, people := deeds.people_here(call.caller.now))
    if found is None:
        here = ", ".join(person.name for person in people) or "nobody of the story"
        return failed_reply(f"Talk to whom? Here is {here}.")
    person, about = found
    return Play(TurnRequest(input=f"talk to {person.name}{f' about {about}' if about else ''}"))


def _deed(call: Call, words: str) -> Reply | Play:
    deed = deeds.deed_meant(call.verb.name, words, call.caller.now)
    if deed is None:
        return failed_reply(_NOTHING[call.verb.name])
    if isinstance(deed, Option):
        return Play(TurnRequest(option_id=deed.id))
    return Play(DeedRequest(input=f"{call.verb.name} {words}", deed=deed))


def _handed_over(call: Call, item: str, to: str) -> Reply | Play:
    seats = WorldParticipant.objects.seated().filter(world_id=call.caller.world_id)
    game = seats.filter(user__short_id=to).values_list("session_id", flat=True).first()
    deed = None if game is None else deeds.given_to(item, str(game), call.caller.now)
    if deed is None:
        return failed_reply(_NOTHING["give"])
    return Play(DeedRequest(input=f"give {call.words}", deed=deed))


VERBS: Final = (
    Verb("go", "<place>", "Take a way, where the story lets you roam.", go_to, ("walk", "enter"), cost="its own"),
    Verb("get", "<thing>", "Take something that lies here.", handle_item, ("take", "grab"), cost="its own"),
    Verb("drop", "<thing>", "Lay down what you carry.", handle_item, cost="its own"),
    Verb("give", "<thing> to <player>", "Hand something to another player here.", give_item, ("hand",), cost="its own"),
    Verb("talk", "<person> [about something]", "Speak with somebody of the story.", talk_to, ("ask",), cost="its own"),
)
