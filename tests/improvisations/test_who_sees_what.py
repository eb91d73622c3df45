"""Nothing that is not approved is seen by others, at any door that answers a GET: the doors are read off the URLs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from cosmos.models import CosmosEntry, Playlist
from cosmos.services import bookmarks, catching_up, playlists, reading
from improvisations.models import Improvisation
from improvisations.services import reviewing, sharing
from improvisations.services.evidence import Statement
from profiles.models import User
from worlds.services.membership import creating, joining, spectating
from worlds.services.membership.joining import Joined

SECRETS = ("zibeline", "quagga", "ocelot")  # in no other text
STATEMENT = Statement(
    node_id="road",
    player_input="I offer the keeper a zibeline.",
    narrative_response="He would rather have a quagga.",
    classification="constraint",
    outcome="I keep my ocelot.",
)
STREAMS = {"api-events"}  # never end; what they carry is the log's, which is among the doors
OUTSIDE = ("admin/", "static/", "media/")  # of the staff alone, and of nobody


@dataclass
class Scene:
    row: Improvisation
    made: Joined
    elena: User
    kael: Joined

    def names(self) -> dict[str, list[str]]:
        """What parts of a path can be called."""
        return {
            "entry_id": [CosmosEntry.objects.get(improvisation=self.row).short_id],
            "playlist_id": list(Playlist.objects.values_list("short_id", flat=True)) or ["unknown"],
            "improvisation_id": [self.row.short_id, str(self.row.pk)],
            "world_id": [self.made.world.short_id],
            "session_id": [self.made.session.short_id, self.kael.session.short_id],
            "user_id": [self.elena.short_id],
            "slug": ["gate"],
            "scenario": ["gate"],
            "category": ["improvisation_accepted"],
            "number": ["1", "2"],
        }


@pytest.fixture(params=["shared", "collaborative"])
def scene(request: pytest.FixtureRequest, elena: User, gate: str) -> Scene:
    made = creating.create_world(user_id=elena.pk, scenario_slug=gate, game_mode=request.param)
    kael, wim = (get_user_model().objects.create_user(name) for name in ("kael", "wim"))
    joined = joining.join_world(user_id=kael.pk, world_id=made.world.pk)
    spectating.spectate_world(user_id=wim.pk, world_id=made.world.pk)
    row = sharing.share_improvisation(
        user_id=elena.pk, session_id=made.session.pk, scenario_slug=gate, statement=STATEMENT
    )
    catching_up.sync_stars()
    return Scene(row, made, elena, joined)


def doors(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, dict[str, object]]]:
    """Every path of the site, without a slash at its end, and the parts of it that vary."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from doors(pattern.url_patterns, route)
        elif pattern.name and not route.endswith("/") and not route.startswith(OUTSIDE) and pattern.name not in STREAMS:
            yield route, getattr(pattern.pattern, "converters", {})


def paths(scene: Scene) -> list[str]:
    found = []
    for route, varying in doors(get_resolver().url_patterns):
        choices = [scene.names().get(name, ["1"]) for name in varying]
        for chosen in product(*choices):
            path = route
            for name, value in zip(varying, chosen, strict=True):
                path = re.sub(rf"<(?:\w+:)?{name}>", value, path)
            found.append(f"/{path}")
    return [
        *found,
        *(f"{path}?world_id={scene.made.world.short_id}" for path in found if path == "/api/v1/improvisations"),
        *(f"{path}?q=quagga" for path in found if path == "/api/v1/cosmos/search"),
    ]


def tells(client: Client, path: str) -> bool:
    answer = client.get(path)
    assert answer.status_code < 500, path
    body = answer.getvalue() if answer.streaming else answer.content
    return any(secret in body.decode(errors="replace") for secret in SECRETS)


def seen_at(reader: User | None, scene: Scene) -> list[str]:
    client = Client()
    if reader is not None:
        client.force_login(reader)
    return [path for path in paths(scene) if tells(client, path)]


def test_the_doors_are_all_there(scene: Scene) -> None:
    known = set(paths(scene))
    imp, world = scene.row.short_id, scene.made.world.short_id
    assert {
        "/",
        "/improvisations",
        f"/improvisations/{imp}",
        f"/worlds/{world}/improvisations",
        "/api/v1/improvisations",
        f"/api/v1/improvisations?world_id={world}",
        f"/api/v1/improvisations/{imp}",
        "/api/v1/admin/improvisations",
        f"/api/v1/admin/improvisations/{imp}",
        f"/api/v1/worlds/{world}/log",
        f"/api/v1/players/{scene.elena.short_id}/profile",
        f"/play/{scene.made.session.short_id}/share/2",
        "/api/v1/cosmos",
        "/api/v1/cosmos/search?q=quagga",
        f"/api/v1/cosmos/{reading.in_sky().get().short_id}",
        f"/api/v1/cosmos/{reading.in_sky().get().short_id}/similar",
        f"/api/v1/cosmos/{reading.in_sky().get().short_id}/comments",
        "/api/v1/cosmos/bookmarks",
        "/api/v1/cosmos/recommended",
        "/api/v1/cosmos/notices",
    } <= known


@pytest.mark.slow
def test_strangers_watchers_and_people_without_an_account_see_nothing(scene: Scene, stranger: User) -> None:
    wim = get_user_model().objects.get(username="wim")
    star = CosmosEntry.objects.get(improvisation=scene.row).short_id
    for who in (stranger, wim):
        bookmarks.add_bookmark(user_id=who.pk, entry_id=star)
        playlists.create_playlist(user_id=who.pk, title="Mine", entries=[star])
    for reader in (None, stranger, wim):
        assert seen_at(reader, scene) == [], reader


@pytest.mark.slow
def test_a_fellow_sees_it_in_a_collaborative_world_alone(scene: Scene) -> None:
    imp, world = scene.row, scene.made.world
    doors_of_it = {
        f"/improvisations/{imp.short_id}",
        f"/improvisations/{imp.pk}",
        f"/worlds/{world.short_id}/improvisations",
        f"/play/{scene.kael.session.short_id}",
        f"/play/{scene.kael.session.short_id}/live",
        f"/api/v1/improvisations?world_id={world.short_id}",
        f"/api/v1/improvisations/{imp.short_id}",
        f"/api/v1/improvisations/{imp.pk}",
    }
    kael = get_user_model().objects.get(username="kael")
    assert set(seen_at(kael, scene)) == (doors_of_it if world.game_mode == "collaborative" else set())
    Improvisation.objects.update(is_flagged=True)
    client = Client()
    client.force_login(kael)
    assert not any(tells(client, path) for path in doors_of_it)


@pytest.mark.parametrize("scene", ["shared"], indirect=True)
def test_approved_it_is_everybodys(scene: Scene, stranger: User, mira: User) -> None:
    path = f"/improvisations/{scene.row.short_id}"
    reviewing.approve_idea(improvisation_id=scene.row.pk, moderator_id=mira.pk)
    client = Client()
    client.force_login(stranger)
    assert tells(client, path)
    assert not tells(Client(), path)
