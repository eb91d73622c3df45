"""Makes players with seats in a site's own database, through the services: python -m benchmarks.harness.seats GROUP...

A group `8x2` is 8 worlds of 2 players, `16` is 16 players who each play alone. Prints them as JSON.
"""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Iterator
from typing import Final

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402 - after the settings
from django.db import transaction  # noqa: E402

from benchmarks.harness.site import Seat, as_json  # noqa: E402
from profiles.services import tokens  # noqa: E402
from tests.worlds.services.shared_worlds.counting import COUNTING  # noqa: E402
from worlds.models import GameSession, SharedWorld  # noqa: E402
from worlds.services.games.sessions import start_solo  # noqa: E402
from worlds.services.membership import creating, joining  # noqa: E402
from worlds.services.stories.scenarios import import_scenario  # noqa: E402

STORY: Final = "tally"  # each of its turns changes what everybody shares, and it ends only for who wants it to


def main(groups: list[str]) -> None:
    import_scenario(source=COUNTING, slug=STORY)
    names = (f"player{number}" for number in itertools.count(get_user_model().objects.count()))
    made = [_group(group, names) for group in groups]
    sys.stdout.write(json.dumps(as_json(made)) + "\n")


def _group(group: str, names: Iterator[str]) -> list[list[Seat]]:
    worlds, _, hands = group.partition("x")
    if hands:
        with transaction.atomic():  # one commit for all of them
            return [_world(int(hands), names) for _ in range(int(worlds))]
    return [[_alone(next(names)) for _ in range(int(worlds))]]


def _world(hands: int, names: Iterator[str]) -> list[Seat]:
    first, *others = (get_user_model().objects.create_user(next(names)) for _ in range(hands))
    made = creating.create_world(user_id=first.pk, scenario_slug=STORY)
    joined = [joining.join_world(user_id=other.pk, world_id=made.world.pk).session for other in others]
    return [_seat(session, made.world) for session in (made.session, *joined)]


def _alone(name: str) -> Seat:
    user = get_user_model().objects.create_user(name)
    return _seat(start_solo(user_id=user.pk, scenario_slug=STORY), None)


def _seat(session: GameSession, world: SharedWorld | None) -> Seat:
    token = tokens.issue_pair(session.user)["access"]
    return Seat(token, session.user.short_id, session.short_id, "" if world is None else world.short_id)


if __name__ == "__main__":
    main(sys.argv[1:])
