"""Who plays where, for rules, fellows, rooms and presence, so that no turn pays a statement; and who "Someone" was in a log."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Final, NamedTuple

from django.db.models import QuerySet

from common import storing
from presence.services.attendance import NOWHERE, Whereabouts, note_on_commit, standing_of
from worlds.event_types.audience import Room
from worlds.event_types.ephemeral import Fellow, RoomOccupants, RoomUpdate
from worlds.event_types.stored import PlayerEntered, PlayerLeftRoom
from worlds.feed import publisher
from worlds.models import GameSession, SharedWorld, WorldParticipant
from worlds.models.compiled import compiled_scenario
from worlds.rules.offering import offers
from worlds.rules.outcome import Step
from worlds.rules.party import Company, TimePolicy
from worlds.rules.rooms import is_alike_for_all, name_there, room_for_anybody
from worlds.rules.scenario import Scenario
from worlds.rules.sight import SOMEONE
from worlds.rules.state import State, World
from worlds.rules.texts import npcs_in, person_name, taken_by
from worlds.services.events import NewEvent
from worlds.services.membership.removal import not_here
from worlds.services.membership.rooms import tell_each
from worlds.services.turns.state_rows import shared_of

POLICIES: dict[str, TimePolicy] = {"furthest": "furthest", "sum": "sum"}


def alone_in(session: GameSession) -> Company:
    """As much of the company as a view of the session needs: nothing happens in it, so the others do not matter."""
    me = str(session.pk)
    return Company(me, (me,))


def offered_in(scenario: Scenario, state: State, company: Company) -> list[str]:
    """The options that a player has before them now."""
    return [offer.option.id for offer in offers(scenario, state, company)]


def fellow_of(place: WorldParticipant) -> Fellow:
    """Costs no query for a place that was selected with its `user__presence`."""
    return {
        "user_id": place.user.short_id,
        "display_name": place.called,
        "character_name": place.known_as,
        "status": standing_of(place.user, since=place.joined_at).word,
        "colour": place.user.colour,
        "is_agent": place.user.is_agent,
    }


class Others(NamedTuple):
    """`here` are the players at the player's place, in order of joining; `takers` names the last holder of each placed item."""

    here: Sequence[Fellow]
    takers: Mapping[str, str]


NOBODY: Final = Others((), {})


def others_told(session: GameSession, state: State) -> Others:
    """The others whom a view or an answer may tell of; none in a game alone, or of a world that its player has left. At most one query."""
    if session.world is None or session.world.is_remembered:
        return NOBODY
    return others_among(list(present_in(session.world.pk)), session, state)


def others_among(present: Sequence[WorldParticipant], session: GameSession, state: State) -> Others:
    """The same, of places that `present_in` has read. No query."""
    others = [place for place in present if place.session_id not in {None, session.pk}]
    here = [fellow_of(place) for place in others if place.holds_seat and place.location == state.player.location]
    return Others(here, dict(_takers(others, state)))


def with_takers_named(text: str, others: Others, story: Scenario) -> str:
    """What a player is told, with the name of whoever took an item in place of "Someone"."""
    if SOMEONE not in text:
        return text
    for item, name in others.takers.items():
        text = text.replace(taken_by(SOMEONE, item, story), taken_by(name, item, story))
    return text


def _takers(others: Sequence[WorldParticipant], state: State) -> Iterator[tuple[str, str]]:
    called = {str(place.session_id): place.known_as for place in others}
    for item, holders in state.world.holders.items():
        if holders and (name := called.get(holders[-1])):
            yield item, name


@dataclass(frozen=True, slots=True)
class PlayersPresent:
    """Everybody who has a place in the world now, spectators included, and the place of who acts."""

    places: tuple[WorldParticipant, ...]
    mine: WorldParticipant
    rules: Company

    @property
    def players(self) -> Mapping[str, uuid.UUID]:
        """Whose sessions the seated ones are."""
        return {str(place.session_id): place.user_id for place in self.places if place.holds_seat}

    @property
    def seats(self) -> Mapping[uuid.UUID, str]:
        return seats_at(self.places)

    def roommates(self) -> frozenset[uuid.UUID]:
        """The people at the place where the actor is as the turn begins, the actor among them."""
        here = self.mine.location
        return frozenset(place.user_id for place in self.places if place.holds_seat and place.location == here)

    def followers(self) -> Sequence[WorldParticipant]:
        """Who goes after the actor, in order of following."""
        return followers_among(self.places, self.mine.pk)

    def others(self, besides: frozenset[uuid.UUID]) -> frozenset[uuid.UUID]:
        return frozenset(place.user_id for place in self.places) - besides


def followers_among(places: Iterable[WorldParticipant], leader_id: int) -> list[WorldParticipant]:
    """Those of these places that go after a leader's, in order of following."""
    after = [place for place in places if place.trails_id == leader_id]
    return sorted(after, key=lambda place: (place.trails_since or place.joined_at, place.pk))


def present_in(world_id: uuid.UUID) -> QuerySet[WorldParticipant]:
    """The places that are held in a world, with everything that a view tells of their people, in order of joining."""
    return _with_people(WorldParticipant.objects.present().filter(world_id=world_id))


def present_in_any(world_ids: Collection[uuid.UUID]) -> QuerySet[WorldParticipant]:
    """The same of several worlds."""
    return _with_people(WorldParticipant.objects.present().filter(world__in=world_ids))


def _with_people(places: QuerySet[WorldParticipant]) -> QuerySet[WorldParticipant]:
    return places.select_related("user__presence").order_by("joined_at", "pk")


def players_present(session: GameSession, present: Sequence[WorldParticipant]) -> PlayersPresent:
    """Who is here, as `present_in` read it. Assumes the world's row locked since. Raises NotAMember for a player without a seat."""
    world, places = session.world, tuple(present)
    assert world is not None, "players are present in shared worlds"
    seated = {str(place.session_id): place for place in places if place.holds_seat}
    mine = seated.get(str(session.pk))
    if mine is None:
        raise not_here(user_id=session.user_id, world_id=world.pk)
    others = {player: place.location for player, place in seated.items() if place is not mine}
    return PlayersPresent(places, mine, Company(str(session.pk), tuple(seated), POLICIES[world.time_policy], others))


def note_place(session: GameSession) -> None:
    """Note, once this is committed, that its player is where the session stands, or nowhere once they have stopped playing."""
    note_on_commit(user_id=session.user_id, whereabouts=whereabouts_of(session))


def whereabouts_of(session: GameSession) -> Whereabouts:
    """Where a game's player is to be seen, for presence; NOWHERE once the game is over."""
    if not session.is_active:
        return NOWHERE
    return Whereabouts(
        scenario=session.revision.scenario.slug,
        game_mode=session.game_mode,
        session_id=session.pk,
        world_id=session.world_id,
        location=session.state["player"]["location"],
        turn=session.turn_in_hand,
    )


def seats_at(places: Iterable[WorldParticipant]) -> dict[uuid.UUID, str]:
    """Where each of those is who hold a seat, as `came_and_went` wants it."""
    return {place.user_id: place.location for place in places if place.holds_seat}


def came_and_went(
    who: uuid.UUID, seated: Mapping[uuid.UUID, str], *, origin: str | None = None, target: str | None = None
) -> list[NewEvent]:
    """What the others at `origin` and at `target` hear of somebody who goes from one to the other; None is out of the world."""
    ways = ((origin, PlayerLeftRoom()), (target, PlayerEntered()))
    told = ((at, what, {one for one, place in seated.items() if place == at and one != who}) for at, what in ways if at)
    return [NewEvent(what, actor_id=who, audience=Room(at, hear)) for at, what, hear in told if hear]


def crossing_told(step: Step, who: uuid.UUID, seated: Mapping[uuid.UUID, str]) -> list[NewEvent]:
    """What the others at both places hear of a player's move; a player whose story has ended is at neither."""
    is_over = step.after.player.finish is not None
    if step.moved is None and not is_over:
        return []
    origin, target = step.moved or (step.before.player.location, None)
    return came_and_went(who, seated, origin=origin, target=None if is_over else target)


def tell_rooms(
    world: SharedWorld,
    locations: Collection[str | None],
    *,
    state: World | None = None,
    places: Sequence[WorldParticipant] | None = None,
) -> None:
    """Tell those at these locations, on commit, who and what is there.

    `state` and `places` are as they stand after what has happened; places that the caller does not have are read in one
    query then. Where what a place tells depends on who looks, one more query asks for the players there.
    """
    if wanted := sorted({location for location in locations if location}):
        now, story = state or shared_of(world), compiled_scenario(world.revision)
        storing.after_commit(lambda: _tell(world.pk, wanted, now, story, places), is_slow=places is None)
        if apart := [location for location in wanted if not is_alike_for_all(location, story)]:
            storing.after_commit(lambda: tell_each(world.pk, apart), is_slow=True)


def _tell(
    world_id: uuid.UUID,
    locations: Iterable[str],
    state: World,
    story: Scenario,
    places: Sequence[WorldParticipant] | None,
) -> None:
    held = list(present_in(world_id)) if places is None else places
    for location in locations:
        if not (there := _at(location, held)):
            continue
        room, told = Room(location, {place.user_id for place in there}), occupants_of(location, there, state, story)
        publisher.publish_ephemeral(world_id, told, audience=room)
        if is_alike_for_all(location, story):
            seen = room_for_anybody(location, story, state, told.occupants[: told.count])
            update = RoomUpdate(location=location, **asdict(seen))
            publisher.publish_ephemeral(world_id, update, audience=room)


def occupants_of(location: str, places: Iterable[WorldParticipant], state: World, story: Scenario) -> RoomOccupants:
    """Who is at a place, as those there are told. No query for places that were read with their people."""
    players, npcs = [fellow_of(place) for place in places], npcs_in(state, location)
    names = [name_there(player["character_name"], player["status"]) for player in players]
    names += [person_name(story, npc) for npc in npcs]
    return RoomOccupants(location=location, players=players, npcs=npcs, occupants=names, count=len(players))


def _at(location: str, places: Iterable[WorldParticipant]) -> list[WorldParticipant]:
    return [place for place in places if place.holds_seat and place.location == location]
