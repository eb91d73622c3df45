"""Real stories, played over HTTP to every ending that is known to be reachable."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rest_framework.test import APIClient

from worlds.services.stories import scenarios

BESIDE = Path(__file__).resolve().parents[3] / "shared" / "scenarios"
FOLDER = Path(os.environ.get("KLEENE_SCENARIOS", "") or BESIDE)
REFUSED = "advanced"  # it has errors, and cannot be imported

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not (FOLDER / "walkthroughs.json").exists(), reason="KLEENE_SCENARIOS names no folder with walkthroughs.json"
    ),
]


def known_paths() -> Iterator[Any]:
    file = FOLDER / "walkthroughs.json"
    stories = json.loads(file.read_text()) if file.exists() else {}
    for slug, story in stories.items():
        for ending, known in story["endings_reached"].items():
            if slug != REFUSED:
                yield pytest.param(slug, ending, known, id=f"{slug}-{ending}")


@pytest.mark.parametrize(("slug", "ending", "known"), list(known_paths()))
def test_a_known_path_reaches_its_ending(adas: APIClient, slug: str, ending: str, known: dict[str, Any]) -> None:
    source = (FOLDER / f"{slug}.yaml").read_bytes()
    scenarios.import_scenario(source=source, slug=slug)
    game = f"/api/v1/game/{adas.post('/api/v1/game/start', {'scenario_id': slug}).json()['session_id']}"
    answer = {}
    for step in known["path"]:
        command = dict(zip(("option_id", "input"), step, strict=False))
        answer = adas.post(f"{game}/turns", command).json()
    assert answer["kind"] == "ended"
    view = answer["view"]
    assert (view["ending"]["id"], view["ending"]["type"]) == (ending, known["type"])
    assert (view["turn"], view["world"]["time"], answer["cell"]) == (known["turn"], known["time"], known["cell"])
    assert adas.get(f"{game}/verify").json()["ok"]
