"""Players with seats in worlds of the tally, made in a site's own database by a program of ours.

Run as a program: python -m tests.worlds.company.seats WORLDS HANDS NAME
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from tests.kleene_site.programs import forked


@dataclass(frozen=True, slots=True)
class Seat:
    """One player as a client knows them; ids are short ones."""

    token: str
    user_id: str
    session_id: str
    world_id: str


def seated(env: Mapping[str, str], *, worlds: int, hands: int, name: str = "w") -> list[list[Seat]]:
    """New worlds with so many players each, in the prepared database of this environment."""
    words = ("-m", "tests.worlds.company.seats", str(worlds), str(hands), name)
    done = forked(*words, env={**env, "DJANGO_SETTINGS_MODULE": "kleene_site.settings"})
    assert done.returncode == 0, done.stdout + done.stderr
    return [[Seat(**seat) for seat in world] for world in json.loads(done.stdout.splitlines()[-1])]


def main(worlds: int, hands: int, name: str) -> None:
    import django

    django.setup()
    sys.stdout.write(json.dumps([_world(f"{name}{number}h", hands) for number in range(worlds)]) + "\n")


def _world(name: str, hands: int) -> list[dict[str, str]]:
    from profiles.services import tokens
    from tests.worlds.services.shared_worlds.counting_world import tally

    made = tally(hands, name=name)
    found = []
    for hand in made.hands:
        session = hand.session
        seat = Seat(
            tokens.issue_pair(session.user)["access"], session.user.short_id, session.short_id, made.world.short_id
        )
        found.append(asdict(seat))
    return found


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
