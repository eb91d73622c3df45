"""The import contracts of pyproject.toml hold, and each of them is seen to fail when somebody breaks it."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.kleene_site.programs import ROOT

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
PACKAGES = PYPROJECT["tool"]["importlinter"]["root_packages"]
CONTRACTS = {one["id"]: one["name"] for one in PYPROJECT["tool"]["importlinter"]["contracts"]}

# One forbidden import for each step between two layers: (contract, the file that errs, what it imports).
BREACHES = [
    ("apps", "profiles/apps.py", "kleene_site.urls"),
    ("apps", "profiles/apps.py", "cosmos"),
    ("apps", "leaderboards/apps.py", "profiles.models"),
    ("apps", "improvisations/apps.py", "leaderboards"),
    ("apps", "worlds/apps.py", "improvisations"),
    ("apps", "presence/apps.py", "worlds"),
    ("apps", "common/ids.py", "presence"),
    ("rules", "worlds/rules/__init__.py", "django"),
    ("rules", "worlds/rules/__init__.py", "rest_framework"),
    ("rules", "worlds/rules/__init__.py", "channels"),
    ("rules", "worlds/rules/__init__.py", "asgiref"),
    ("inside-worlds", "worlds/rules/__init__.py", "worlds.models"),
    ("inside-worlds", "worlds/models/__init__.py", "worlds.services"),
    ("inside-worlds", "worlds/narrators/__init__.py", "worlds.services"),
    ("inside-worlds", "worlds/services/__init__.py", "worlds.views"),
    ("inside-worlds", "worlds/wire/turns.py", "worlds.api.games"),
    ("doors", "worlds/api/games.py", "worlds.consumers.world"),
    ("doors", "worlds/consumers/world.py", "worlds.api.answers"),
    ("doors", "worlds/views/play.py", "worlds.api.answers"),
    ("doors-of-profiles", "profiles/views/entry.py", "profiles.api.accounts"),
    ("doors-of-leaderboards", "leaderboards/views.py", "leaderboards.api.answers"),
    ("doors-of-improvisations", "improvisations/views/share.py", "improvisations.api.answers"),
    ("inside-agents", "agents/policies/__init__.py", "worlds.services"),
    ("inside-smaller-apps", "profiles/services/__init__.py", "profiles.jobs"),
    ("inside-smaller-apps", "profiles/models/__init__.py", "profiles.services"),
    ("inside-smaller-apps", "improvisations/rules/pipeline.py", "improvisations.models"),
    ("rules", "improvisations/rules/pipeline.py", "django.utils.timezone"),
    ("inside-smaller-apps", "profiles/services/__init__.py", "profiles.api"),
]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tree = tmp_path_factory.mktemp("tree")
    shutil.copy(ROOT / "pyproject.toml", tree)
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tree / package, ignore=shutil.ignore_patterns("__pycache__"))
    return tree


@pytest.fixture(scope="module")
def found(copy: Path) -> dict[str, str]:
    """What is said of each contract where every breach has been made: one look at the whole code takes as long as 28 would."""
    kept = {path: path.read_text() for path in {copy / file for _, file, _ in BREACHES}}
    try:
        for _, file, imported in BREACHES:
            with (copy / file).open("a") as module:
                module.write(f"\nimport {imported}\n")
        said, verdicts = lint(copy)
    finally:
        for path, text in kept.items():
            path.write_text(text)
    assert verdicts == dict.fromkeys(CONTRACTS.values(), "BROKEN")
    parts = re.split(r"^(.+)\n-{3,}\n", said.partition("Broken contracts")[2], flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def lint(tree: Path) -> tuple[str, dict[str, str]]:
    """What import-linter says, and of each contract: KEPT or BROKEN."""
    program = Path(sys.executable).with_name("lint-imports")
    wide = os.environ | {"COLUMNS": "200"}
    done = subprocess.run([program], cwd=tree, env=wide, capture_output=True, text=True, check=False, timeout=120)
    verdicts = dict(re.findall(r"^(.+) (KEPT|BROKEN)\b", done.stdout, re.MULTILINE))
    assert (done.returncode == 0) == (set(verdicts.values()) == {"KEPT"}), done.stdout + done.stderr
    return done.stdout, verdicts


def test_every_contract_is_kept(copy: Path) -> None:
    assert lint(copy)[1] == dict.fromkeys(CONTRACTS.values(), "KEPT")


@pytest.mark.parametrize(("contract", "file", "imported"), BREACHES, ids=str)
def test_a_breach_is_found_and_named(found: dict[str, str], contract: str, file: str, imported: str) -> None:
    errs = file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    top = imported.partition(".")[0]
    named = re.escape(f"{errs} -> {imported if top in PACKAGES else top} (l.")
    assert re.search(
        rf"^- +{named}.*\n\n", found[CONTRACTS[contract]], re.MULTILINE
    )  # by itself, and not on the way to another


def test_every_contract_has_a_breach() -> None:
    assert {contract for contract, _, _ in BREACHES} == set(CONTRACTS)
