"""Playlists: stars that a player put in an order of their own. Only they read them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from common.errors import Conflict, InvalidInput, NotFound
from common.visible_text import cleaned
from cosmos import limits
from cosmos.models import CosmosEntry, Playlist, PlaylistEntry
from cosmos.services import reading
from relations.services.people import lock_person


class TooManyPlaylists(Conflict):
    code = "too_many_playlists"
    message = f"You have {limits.PLAYLISTS} playlists already. Delete one first."


def playlists_of(*, user_id: uuid.UUID) -> QuerySet[Playlist]:
    """A player's playlists, the newest first, each with `stars`: how many of its stars are in the sky."""
    there = PlaylistEntry.objects.filter(playlist=OuterRef("pk"), entry__in=reading.in_sky().values("pk"))
    counted = there.order_by().values("playlist").annotate(amount=Count("pk")).values("amount")
    mine = Playlist.objects.filter(user_id=user_id).order_by("-pk")
    return mine.annotate(stars=Coalesce(Subquery(counted), 0))


def find_playlist(*, user_id: uuid.UUID, playlist_id: str) -> Playlist:
    """A player's own playlist, with `stars`. Raises NotFound, also for somebody else's."""
    found = playlists_of(user_id=user_id).filter(short_id=playlist_id[:12]).first()
    if found is None:
        raise NotFound("There is no playlist with this id.")
    return found


def stars_in(playlist: Playlist) -> list[CosmosEntry]:
    """Its stars that are in the sky, in its order, with all that is told of them."""
    places = dict(playlist.places.values_list("entry", "place"))
    return sorted(reading.in_sky().told().filter(pk__in=places), key=lambda entry: places[entry.pk])


@transaction.atomic
def create_playlist(*, user_id: uuid.UUID, title: str, entries: Sequence[str] = ()) -> Playlist:
    """Make a playlist. Raises InvalidInput for the title or the stars, TooManyPlaylists. Locks the player's row."""
    called, stars = _titled(title), _stars(entries)
    lock_person(user_id)
    if Playlist.objects.filter(user_id=user_id).count() >= limits.PLAYLISTS:
        raise TooManyPlaylists
    made = Playlist.objects.create(user_id=user_id, title=called)
    _fill(made, stars)
    return find_playlist(user_id=user_id, playlist_id=made.short_id)


@transaction.atomic
def change_playlist(
    *, user_id: uuid.UUID, playlist_id: str, title: str | None = None, entries: Sequence[str] | None = None
) -> Playlist:
    """Give a playlist another title or other stars; what is None stays. Raises NotFound, InvalidInput. Locks the player's row."""
    lock_person(user_id)
    found = find_playlist(user_id=user_id, playlist_id=playlist_id)
    if title is not None:
        found.title = _titled(title)
    if entries is not None:
        stars = _stars(entries)
        found.places.all().delete()
        _fill(found, stars)
    found.save(update_fields=["title", "changed_at"])
    return find_playlist(user_id=user_id, playlist_id=playlist_id)


@transaction.atomic
def append_star(*, user_id: uuid.UUID, playlist_id: str, entry_id: str) -> Playlist:
    """Put a star at the end of a playlist; one that is in it stays where it is. Raises NotFound, InvalidInput when it is full."""
    lock_person(user_id)
    found, entry = find_playlist(user_id=user_id, playlist_id=playlist_id), reading.find_entry(entry_id)
    places = dict(found.places.values_list("entry", "place"))
    if entry.pk not in places:
        if len(places) >= limits.PLAYLIST_ENTRIES:
            raise _too_many()
        PlaylistEntry.objects.create(playlist=found, entry=entry, place=max(places.values(), default=-1) + 1)
        found.save(update_fields=["changed_at"])
    return found


def delete_playlist(*, user_id: uuid.UUID, playlist_id: str) -> None:
    """Delete a player's own playlist; once more changes nothing."""
    Playlist.objects.filter(user_id=user_id, short_id=playlist_id[:12]).delete()


def _titled(title: str) -> str:
    said = " ".join(cleaned(title).split())
    if not 1 <= len(said) <= limits.PLAYLIST_TITLE:
        fault = f"A title must have 1 to {limits.PLAYLIST_TITLE} characters."
        raise InvalidInput(fault, title=[fault])
    return said


def _stars(entries: Sequence[str]) -> list[int]:
    """The keys of these stars, each once, in order."""
    wanted = list(dict.fromkeys(entries))
    if len(wanted) > limits.PLAYLIST_ENTRIES:
        raise _too_many()
    known = dict(reading.in_sky().filter(short_id__in=wanted).values_list("short_id", "pk"))
    if missing := [name for name in wanted if name not in known]:
        raise InvalidInput("A star of this list does not exist.", entries=[f"There is no star {missing[0]}."])
    return [known[name] for name in wanted]


def _too_many() -> InvalidInput:
    fault = f"A playlist has {limits.PLAYLIST_ENTRIES} stars at most."
    return InvalidInput(fault, entries=[fault])


def _fill(playlist: Playlist, stars: Sequence[int]) -> None:
    rows = [PlaylistEntry(playlist=playlist, entry_id=star, place=place) for place, star in enumerate(stars)]
    PlaylistEntry.objects.bulk_create(rows)
