"""Commands by which the staff goes anywhere in a world, and sets its players down elsewhere."""

from __future__ import annotations

import uuid
from typing import Final

from worlds.models import SharedWorld, WorldParticipant
from worlds.models.compiled import compiled_scenario
from worlds.rules import texts
from worlds.rules.scenario import Scenario
from worlds.rules.typed_commands.names import Named, meant, meant_first
from worlds.services.membership import relocating
from worlds.services.membership.companies import seated_players
from worlds.services.typed_commands.looking import without_lead_in
from worlds.services.typed_commands.naming import NO_SUCH_PLAYER
from worlds.services.typed_commands.verbs import MOVES_PLAYERS, Call, Reply, Verb, failed_reply

NO_SUCH_PLACE: Final = "There is no place of that name in this story."
NO_CHARACTER: Final = "You play no character in this world, so you are at no place of it."


class _World:
    """The places and the players of the caller's world, hidden ones too."""

    def __init__(self, call: Call) -> None:
        world_id = call.caller.world_id
        assert world_id is not None, "the table offers this in worlds only"
        world = SharedWorld.objects.select_related("revision").get(pk=world_id)
        self.id, self.story = world_id, compiled_scenario(world.revision)
        self.seats = {place.user.short_id: place for place in seated_players(world).select_related("user")}
        self.players = [Named(one, (seat.known_as, seat.called), "player") for one, seat in self.seats.items()]
        self.places = [Named(*_names(place, self.story), "place") for place in self.story.locations]
        me = call.caller.user_id
        self.mine = next((seat for seat in self.seats.values() if seat.user_id == me), None)

    def move(self, seat: WorldParticipant, location: str, *, by: uuid.UUID) -> Reply:
        step = relocating.relocate_player(world_id=self.id, user_id=seat.user_id, location=location, by=by)
        is_mine, name = seat is self.mine, seat.known_as
        who = "You are" if is_mine else f"{name} is"
        where = texts.inside_sentence(self.story.locations[location].name) or "there"
        already = " already" if step.after is step.before else ""
        told = {"user_id": seat.user.short_id, "location": location}
        return Reply(f"{who}{already} at {where}." if where != "there" else f"{who} there{already}.", told)


def goto_named(call: Call) -> Reply:
    """To a place of the story, or to where a player is."""
    world = _World(call)
    found = meant(without_lead_in(call.words), (*world.places, *world.players))
    if world.mine is None:
        return failed_reply(NO_CHARACTER)
    if found is None:
        return failed_reply("There is no place and no player of that name in this world.")
    location = found.id if found.sort == "place" else world.seats[found.id].location
    return world.move(world.mine, location, by=call.caller.user_id)


def summon_named(call: Call) -> Reply:
    world = _World(call)
    found = meant(call.words, world.players)
    if world.mine is None:
        return failed_reply(NO_CHARACTER)
    if found is None:
        return failed_reply(NO_SUCH_PLAYER)
    return world.move(world.seats[found.id], world.mine.location, by=call.caller.user_id)


def teleport_named(call: Call) -> Reply:
    """`Ben mill`, or `Ben to the mill`."""
    world = _World(call)
    found = meant_first(call.words, world.players)
    if found is None:
        return failed_reply(NO_SUCH_PLAYER)
    place = meant(without_lead_in(found[1]), world.places)
    if place is None:
        return failed_reply(NO_SUCH_PLACE)
    return world.move(world.seats[found[0].id], place.id, by=call.caller.user_id)


def _names(place: str, story: Scenario) -> tuple[str, tuple[str, ...]]:
    return place, (story.locations[place].name or texts.humanise(place), texts.humanise(place))


VERBS: Final = (
    Verb(
        "goto", "<place or player>", "Go anywhere at once. For staff.", goto_named,
        who="staff", where="world", permission=MOVES_PLAYERS,
    ),
    Verb(
        "summon", "<player>", "Move a player to your place. For staff.", summon_named,
        who="staff", where="world", permission=MOVES_PLAYERS,
    ),
    Verb(
        "teleport", "<player> <place>", "Move a player to a place. For staff.", teleport_named,
        who="staff", where="world", permission=MOVES_PLAYERS,
    ),
)  # fmt: skip
