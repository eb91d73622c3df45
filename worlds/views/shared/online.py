"""Who is online, as the lobby shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from presence.services.roster import Roster, SomebodyOnline, online_roster
from presence.services.visibility import choose_status, shown_of
from worlds.views.access import PlayerRequest, player_required
from worlds.views.formatting import counted_noun

SHOWN = 24  # people
CHOICES = ("online", "away", "busy")


@dataclass(frozen=True, slots=True)
class Passer:
    user_id: str
    name: str
    is_agent: bool
    colour: str
    absence: str  # away or busy; empty for who is there
    doing: str
    world_url: str  # empty where there is none that the reader may know of


@dataclass(frozen=True, slots=True)
class Online:
    """`chosen` is what the reader says of themselves, and `is_seen` whether strangers see them."""

    people: tuple[Passer, ...]
    count: str
    unseen: int
    is_seen: bool
    chosen: str
    choices: tuple[str, ...] = CHOICES


def online_people(request: HttpRequest, stories: Mapping[str, str]) -> Online:
    """`stories` names them by their ids. At most four queries."""
    reader = request.user.pk if request.user.is_authenticated else None
    found = online_roster(reader=reader, limit=SHOWN)
    mine = None if reader is None else shown_of(user_id=reader)
    return Online(
        people=tuple(_passer(person, stories) for person in found.online),
        count=_count(found),
        unseen=found.total_online - len(found.online),
        is_seen=mine is not None and mine.visible,
        chosen="" if mine is None else mine.chosen,
    )


@player_required
@require_POST
def choose_own_status(request: PlayerRequest) -> HttpResponse:
    """Say of oneself that one is away or busy, and go back to the list."""
    wish = request.POST.get("status", "")
    if wish in CHOICES:
        choose_status(user_id=request.player.pk, chosen=wish)
        messages.success(request, f"Your status is now {wish}.")
    else:
        messages.warning(request, "Choose online, away or busy.")
    return HttpResponseRedirect(f"{reverse('worlds')}#online")


def _passer(person: SomebodyOnline, stories: Mapping[str, str]) -> Passer:
    return Passer(
        user_id=person.user_id,
        name=person.display_name or "Somebody",
        is_agent=person.is_agent,
        colour=person.colour,
        absence="" if person.chosen == "online" else person.chosen,
        doing=_doing(person, stories),
        world_url="" if person.world_id is None else reverse("world", args=[person.world_id]),
    )


def _doing(person: SomebodyOnline, stories: Mapping[str, str]) -> str:
    story = stories.get(person.scenario_id or "")
    return f"{story}, turn {person.turn}" if story else "browsing"


def _count(found: Roster) -> str:
    people = counted_noun(found.total_online, "person", "people")
    if found.total_online == 1:
        return f"{people} online, {'' if found.total_playing else 'not '}in a story."
    return f"{people} online, {found.total_playing or 'none'} of them in a story."
