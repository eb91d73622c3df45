"""The served OpenAPI document against the served API: whatever is sent, the answer is one of those it names."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import httpx
import pytest

from tests.browser.site import served
from tests.kleene_site.programs import ROOT, environment, manage

CHECKS: Final = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
)
RUN: Final = [
    *(str(Path(sys.executable).with_name("schemathesis")), "run"),
    *("--checks", ",".join(CHECKS), "--continue-on-failure", "--warnings", "off"),
    *("--generation-database", "none", "--seed", "1", "--no-color"),
]
# At random, for each operation: who may do most tries most. With --all also what the document's words suggest.
PEOPLE: Final = {"a moderator": 2, "a player": 1, "a stranger": 1}
NAMES: Final = {"a moderator": "Mira", "a player": "Elena"}  # what sounds like staff is reserved
PATIENCE: Final = 60.0  # seconds
EVERYTHING: Final = ("examples,coverage,fuzzing,stateful", 100)


@dataclass(frozen=True, slots=True)
class Place:
    data: Path
    site: str


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    data = tmp_path_factory.mktemp("site")
    with served(data, ROOT / "worlds" / "scenarios") as address:
        yield Place(data, address)


def bearer(place: Place, who: str) -> list[str]:
    """The header of somebody who has begun a game; strangers have none."""
    if who == "a stranger":
        return []
    name = NAMES[who]
    account = {"username": name.lower(), "password": "quiet-harbour-91", "display_name": name}
    # The first requests of a server that warms up on a busy machine.
    signed_up = httpx.post(f"{place.site}/api/v1/auth/register", json=account, timeout=PATIENCE).json()
    headers = {"Authorization": f"Bearer {signed_up['access']}"}
    wish = {"scenario_id": "first_light"}
    begun = httpx.post(f"{place.site}/api/v1/game/start", json=wish, headers=headers, timeout=PATIENCE)
    assert begun.status_code == 200
    if who == "a moderator":
        assert manage("grant_moderator", name.lower(), env=environment(place.data)).returncode == 0
    return ["--header", f"Authorization: {headers['Authorization']}"]


@pytest.mark.slow
@pytest.mark.parametrize("who", ["a moderator", pytest.param("a player", marks=pytest.mark.long), "a stranger"])
def test_whatever_is_sent_is_answered_as_the_document_says(
    place: Place, who: str, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    phases, examples = EVERYTHING if pytestconfig.getoption("--all") else ("fuzzing", PEOPLE[who])
    words = [*RUN, "--phases", phases, "--max-examples", str(examples), *bearer(place, who)]
    url = f"{place.site}/api/v1/schema?format=json"
    done = subprocess.run([*words, url], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No issues found" in done.stdout
