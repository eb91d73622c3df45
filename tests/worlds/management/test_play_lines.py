"""Typed lines played at their moments, as an operator or an author reads what comes of them."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from worlds.models import GameSession, PlayerText

OURS = Path(__file__).resolve().parents[3] / "docs" / "narrator_lines.jsonl"
HOOKS = {"id": "1", "scenario": "first_light", "node": "lamp_room", "typed": "count the hooks", "expect": "improvise"}


def printed(tmp_path: Path, *lines: object) -> str:
    path = tmp_path / "lines.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines))
    out = StringIO()
    call_command("play_lines", path, stdout=out)
    return out.getvalue()


def test_what_was_typed_stands_beside_its_answer_and_what_it_came_to(tmp_path: Path) -> None:
    told = printed(tmp_path, HOOKS | {"at": "lamp_room"})
    assert "| count the hooks |" in told
    assert "| discovery; look text; 5 minutes; flag improv; remembered |" in told
    assert told.endswith("1 lines, of which 1 changed something or told what an author wrote.\n")


def test_each_line_is_played_alone_and_worded_as_the_next_answer_of_a_game(tmp_path: Path) -> None:
    told = printed(tmp_path, HOOKS, HOOKS)
    first, second = (line for line in told.splitlines() if line.startswith("| count"))
    assert first != second
    assert first.count("remembered") == second.count("remembered") == 1


def test_what_comes_to_nothing_leaves_its_cell_alone(tmp_path: Path) -> None:
    assert "| limbo |" in printed(tmp_path, HOOKS | {"typed": "xyzzy plugh"})


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "Line 2: This is not JSON"),
        (HOOKS | {"scenario": "no_such"}, "Line 2: There is no scenario 'no_such'"),
        (HOOKS | {"node": "attic"}, "Line 2: The scenario 'first_light' has no node 'attic'."),
        (HOOKS | {"scenario": "../first_light"}, "Line 2: There is no scenario"),
    ],
)
def test_a_wrong_line_is_named_and_ends_with_2(tmp_path: Path, line: object, said: str) -> None:
    with pytest.raises(CommandError, match=said) as raised:
        printed(tmp_path, HOOKS, line)
    assert raised.value.returncode == 2


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(CommandError, match=r"no_such\.jsonl cannot be read") as raised:
        call_command("play_lines", "no_such.jsonl")
    assert raised.value.returncode == 2


@pytest.mark.django_db
def test_our_own_lines_are_of_use_to_their_players_and_store_nothing() -> None:
    out = StringIO()
    call_command("play_lines", OURS, stdout=out)
    *_, summary = out.getvalue().splitlines()
    played, useful = (int(word) for word in summary.split() if word.isdigit())
    assert played >= 60
    assert useful >= played / 2
    assert not GameSession.objects.exists()
    assert not PlayerText.objects.exists()
