"""What a page shows of the others: who is where, what they do, what they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse

from common.agent_mark import marked_agent
from presence.services.attendance import standing_of
from relations.services.beside import Relation, find_relations
from worlds.models import SharedWorld, WorldParticipant
from worlds.rules.sight import Sight
from worlds.services.membership import invites
from worlds.services.membership.reading_along import followers_of
from worlds.services.membership.removal import Removal, removal_of
from worlds.views.shared.cards import counted_people, place_names
from worlds.views.shared.feed import Feed, feed_of
from worlds.views.shared.groups import GroupButton, buttons_beside
from worlds.views.shared.lines import SOMEBODY


@dataclass(frozen=True, slots=True)
class Somebody:
    user_id: str
    name: str
    account: str  # what theirs is called
    colour: str
    place: str  # id
    place_name: str
    doing: str
    is_me: bool
    absence: str  # away, busy or offline; empty for who is there
    is_agent: bool
    is_host: bool
    is_ready: bool
    follow_url: str  # where their story can be read along; empty where they do not let others
    page: str  # their own, for who lets strangers see them; else empty
    buttons: Sequence[GroupButton] = ()  # what the reader may do with them
    relation: Relation | None = None  # what the reader has decided about them; None for oneself and for a hidden player


@dataclass(frozen=True, slots=True)
class FirstInvitation:
    """What is offered to whoever is alone in a world; `code` is an open invitation to anybody that they have made already."""

    may_be_made: bool = False
    code: str = ""
    had_company: bool = False  # others have been here, and have left


@dataclass(frozen=True, slots=True)
class Readiness:
    """Who of those who want to start together is ready: how many of how many, and those of whom the reader is told."""

    is_mine: bool
    words: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Company:
    """`here` and `elsewhere` hold those with a seat; a reader without one stands nowhere, so everybody is elsewhere."""

    world_id: str
    url: str
    live_url: str
    say_url: str
    turn: int
    feed: Feed
    here: tuple[Somebody, ...]
    elsewhere: tuple[Somebody, ...]
    shown: tuple[WorldParticipant, ...]  # the places of players of whom the reader is told
    hidden: int  # players of whom the reader is not told who they are
    watching: int
    seats: str
    is_seated: bool
    is_member: bool
    may_speak: bool
    readiness: Readiness | None  # of a world that waits for its players
    is_host: bool
    is_over: bool
    is_in_party: bool
    allows_followers: bool  # the reader lets others read along
    followers: tuple[str, ...]  # the names of those who read along with the reader now
    removal: Removal | None  # how its host sent the reader away
    invitation: FirstInvitation

    @property
    def hidden_players(self) -> str:
        return counted_people(self.hidden)

    @property
    def others(self) -> tuple[Somebody, ...]:
        return tuple(person for person in (*self.here, *self.elsewhere) if not person.is_me)


def company_of(world: SharedWorld, *, reader: Any, live_url: str, after: int | None = None) -> Company:
    """Who lives in a world now, as `reader`, an account, sees them: nobody, in a world of the past."""
    places = WorldParticipant.objects.none() if world.is_remembered else world.participants.present()
    known = places.select_related("user__presence", "session").defer("session__state")
    present = list(known.order_by("joined_at", "pk"))
    seated = [place for place in present if place.holds_seat]
    mine = next((place for place in present if place.user_id == reader.pk), None)
    told = feed_of(world, reader=reader, after=after)
    is_fellow = mine is not None and mine.is_fellow
    shown = [place for place in seated if is_fellow or place.sight is not Sight.NOTHING]
    people = _people(world, shown, told, reader, is_fellow=is_fellow)
    beside = buttons_beside(world, mine, seated)
    people = [replace(one, buttons=beside.get(place.pk, ())) for place, one in zip(shown, people, strict=True)]
    people = _with_relations(people, reader)
    here = mine.location if mine is not None and mine.holds_seat else None
    return Company(
        world_id=world.short_id,
        url=reverse("world", args=[world.short_id]),
        live_url=live_url,
        say_url=reverse("say", args=[world.short_id]),
        turn=world.turn,
        feed=told,
        here=tuple(person for person in people if here is not None and person.place == here),
        elsewhere=tuple(person for person in people if here is None or person.place != here),
        shown=tuple(shown),
        hidden=len(seated) - len(shown),
        watching=len(present) - len(seated),
        seats=f"{world.player_count} of {world.max_players}",
        is_seated=here is not None,
        is_member=mine is not None,
        readiness=_readiness(seated, mine, people) if world.phase == "waiting" else None,
        may_speak=mine is not None and (mine.holds_seat or world.spectators_talk),
        is_host=world.host_id == reader.pk,
        is_over=world.is_archived,
        is_in_party=mine is not None and mine.party_id is not None,
        allows_followers=mine is not None and mine.allows_followers,
        followers=() if mine is None or not mine.allows_followers else _followers(mine),
        removal=removal_of(user_id=reader.pk, world_id=world.pk) if mine is None else None,
        invitation=_first_invitation(world, seated, reader) if here is not None else FirstInvitation(),
    )


def _with_relations(people: Sequence[Somebody], reader: Any) -> list[Somebody]:
    others = [one.user_id for one in people if one.user_id and not one.is_me]
    found = find_relations(user_id=reader.pk, others=others)
    return [replace(one, relation=found.get(one.user_id)) for one in people]


def _readiness(
    seated: Sequence[WorldParticipant], mine: WorldParticipant | None, people: Sequence[Somebody]
) -> Readiness:
    ready = sum(place.is_ready for place in seated)
    return Readiness(
        is_mine=mine is not None and mine.is_ready,
        words=f"{ready} of {len(seated)}",
        names=tuple(marked_agent(person.name, is_agent=person.is_agent) for person in people if person.is_ready),
    )


def _first_invitation(world: SharedWorld, seated: Sequence[WorldParticipant], reader: Any) -> FirstInvitation:
    if len(seated) > 1 or world.is_archived:
        return FirstInvitation()
    opened = [one for one in invites.open_in(user_id=reader.pk, world_id=world.pk) if one.invitee is None]
    had_company = world.participants.given_up().filter(session__isnull=False).exists()
    code = opened[-1].invite.code if opened else ""
    return FirstInvitation(may_be_made=True, code=code, had_company=had_company)


def _people(
    world: SharedWorld, shown: Sequence[WorldParticipant], told: Feed, reader: Any, *, is_fellow: bool
) -> list[Somebody]:
    places = place_names(world)
    people = [
        _somebody(
            place,
            where=places.get(place.location, place.location),
            told=told,
            is_me=place.user_id == reader.pk,
            absence="" if place.user_id == reader.pk else _absence(place),
            is_host=place.user_id == world.host_id,
        )
        for place in shown
    ]
    if is_fellow:
        return people
    return [
        person if place.sight is Sight.ALL else _without_account(person, place)
        for place, person in zip(shown, people, strict=True)
    ]


def _without_account(person: Somebody, place: WorldParticipant) -> Somebody:
    """Whether an account is there, and what it does, is its own to tell."""
    name = place.outsiders_call
    return replace(person, user_id="", name=name, account=name, page="", absence="", doing="")


def _followers(mine: WorldParticipant) -> tuple[str, ...]:
    people: list[tuple[str, Any]] = [(place.known_as, place.user) for place in followers_of(mine)]
    return tuple(marked_agent(name, is_agent=user.is_agent) for name, user in people)


def _follow_url(place: WorldParticipant) -> str:
    if not place.allows_followers:
        return ""
    return reverse("follow", args=[place.world.short_id, str(place.pk)])


def _absence(place: WorldParticipant) -> str:
    """Why somebody may not answer; empty for who is there."""
    word = standing_of(place.user, since=place.joined_at).word
    return {"online": "", "idle": "away"}.get(word, word)


def _somebody(place: WorldParticipant, *, where: str, told: Feed, is_me: bool, absence: str, is_host: bool) -> Somebody:
    user: Any = place.user
    return Somebody(
        user_id=user.short_id,
        name=place.known_as or SOMEBODY,
        account=place.called,
        colour=user.colour,
        place=place.location,
        place_name=where,
        doing=_doing(told, user.short_id, is_me=is_me, absence=absence, is_ready=place.is_ready),
        is_me=is_me,
        absence=absence,
        is_agent=user.is_agent,
        is_host=is_host,
        is_ready=place.is_ready,
        follow_url="" if is_me else _follow_url(place),
        page=reverse("profile", args=[user.short_id]) if is_me or _is_seen(user) else "",
    )


def _is_seen(user: Any) -> bool:
    presence: Any = getattr(user, "presence", None)  # selected with the account
    return presence is not None and presence.visible


def _doing(told: Feed, user_id: str, *, is_me: bool, absence: str, is_ready: bool) -> str:
    if is_me:
        return "you"
    if absence:
        return absence
    if user_id in told.deeds:
        return told.deeds[user_id]
    return "ready" if is_ready else "choosing"
