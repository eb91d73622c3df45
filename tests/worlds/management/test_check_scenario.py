"""The command as an author meets it: lines on the output, and an exit code for scripts."""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.worlds.rules.files import QUIET
from tests.worlds.rules.small_stories import published_scenarios

LINE = re.compile(r"(?P<file>[^:]+):(?P<line>\d+): (?P<path>[^:]+): (?P<what>.+), (?P<right>.+)")
ON_LINUX = pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="only Linux has a file that fails to read")


def written(folder: Path, name: str, text: str | bytes) -> str:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(path)


def checked(*paths: str, everything: bool = False) -> tuple[list[str], str | None]:
    """What was printed, and the exit code and sentence the command failed with."""
    out = io.StringIO()
    failed = None
    try:
        call_command("check_scenario", *paths, all=everything, stdout=out)
    except CommandError as failure:
        failed = f"{failure.returncode}: {failure}"
    return out.getvalue().splitlines(), failed


def test_a_sound_file_passes_with_a_summary(tmp_path: Path) -> None:
    assert checked(written(tmp_path, "a.yaml", QUIET)) == (["1 file: 0 errors, 0 warnings, 0 infos."], None)


def test_a_warning_does_not_fail(tmp_path: Path) -> None:
    lines, failure = checked(written(tmp_path, "a.yaml", QUIET.replace("type: death", "type: unchanged")))
    assert failure is None
    assert len(lines) == 2
    assert ": warning: " in lines[0]
    assert lines[1] == "1 file: 0 errors, 1 warning, 0 infos."


def test_an_error_fails_with_its_file_line_path_and_way_out(tmp_path: Path) -> None:
    path = written(tmp_path, "a.yaml", QUIET.replace("next_node: hall", "next_node: hale"))
    (line, *_), failure = checked(path)
    match = LINE.fullmatch(line)
    assert match is not None
    assert match["file"] == path
    assert match["line"] == "19"
    assert match["path"] == "nodes.gate.choice.options[0].next_node"
    assert match["right"] == "did you mean 'hall'?"
    assert failure is not None
    assert failure.startswith("1: 1 file: 1 error, ")


def test_at_most_ten_lines_are_printed_for_one_file_and_then_how_many_more(tmp_path: Path) -> None:
    traits = "".join(f"    t{number}: soon\n" for number in range(15))
    path = written(tmp_path, "a.yaml", QUIET.replace("  traits: {courage: 5}\n", f"  traits:\n{traits}"))
    lines, failure = checked(path)
    assert len(lines) == 11
    assert lines[-1] == f"{path}: and 5 more"
    assert failure == "1: 1 file: 15 errors, 0 warnings, 0 infos."
    assert len(checked(path, everything=True)[0]) == 15


def test_errors_are_printed_before_warnings(tmp_path: Path) -> None:
    path = written(
        tmp_path, "a.yaml", QUIET.replace("name: A quiet story", "nmae: A").replace("type: death", "type: doom")
    )
    lines, _ = checked(path)
    assert [": warning: " in line for line in lines] == [False, False, True]


def test_a_folder_means_its_scenario_files(tmp_path: Path) -> None:
    for name in ("b.yml", "a.yaml", "notes.txt"):
        written(tmp_path, name, "not a scenario")
    lines, failure = checked(str(tmp_path))
    assert [Path(line.split(":")[0]).name for line in lines] == ["a.yaml", "b.yml"]
    assert failure is not None
    assert failure.startswith("1: 2 files: 2 errors")


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("none.yaml", "file not found"),
        ("", "contains no scenarios"),
        ("/dev/zero", "not a regular file"),
        ("a\0b.yaml", "file not found"),
        ("x" * 300, "cannot be read"),
        pytest.param("/proc/self/mem", "cannot be read", marks=ON_LINUX),
    ],
    ids=["missing", "empty folder", "endless device", "NUL in the name", "name too long", "read error"],
)
def test_what_cannot_be_read_is_one_clear_line(tmp_path: Path, path: str, reason: str) -> None:
    lines, failure = checked(str(tmp_path / path))
    assert len(lines) == 1
    assert reason in lines[0]
    assert lines[0].isprintable()
    assert failure is not None


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    lines, failure = checked(str(tmp_path / "pipe.yaml"))
    assert "not a regular file" in lines[0]
    assert failure is not None


def test_of_a_huge_file_no_more_is_read_than_tells_that_it_is_huge(tmp_path: Path) -> None:
    path = tmp_path / "huge.yaml"
    with path.open("wb") as file:
        file.truncate(100 << 20)  # holes: 100 MB that take no room on the disk
    lines, failure = checked(str(path))
    assert lines == [f"{path}:1: file: this file is larger than 1 MiB, split it, or shorten it"]
    assert failure is not None


def test_one_bad_file_does_not_keep_another_from_being_checked(tmp_path: Path) -> None:
    bad, good = written(tmp_path, "bad.yaml", b"\xff"), written(tmp_path, "good.yaml", QUIET)
    lines, failure = checked(bad, str(tmp_path / "none.yaml"), good)
    assert len(lines) == 2
    assert failure == "1: 3 files: 2 errors, 0 warnings, 0 infos."


def test_nothing_in_a_file_reaches_the_terminal_as_a_control_code(tmp_path: Path) -> None:
    lines, _ = checked(written(tmp_path, "a.yaml", QUIET.replace("next_node: hall", r'next_node: "\t\r\n x"')))
    assert all(line.isprintable() for line in lines)


def test_the_published_files_are_checked_in_one_go() -> None:
    lines, failure = checked(str(published_scenarios()))
    assert failure is not None
    assert failure.startswith("1: 7 files: 3 errors")
    assert all(LINE.fullmatch(line) or " more" in line for line in lines)


def test_a_name_that_import_refuses_is_refused_here_too(tmp_path: Path) -> None:
    lines, failure = checked(written(tmp_path, "日本.yaml", QUIET))
    assert "cannot be used in a URL" in lines[0]
    assert failure is not None


def test_two_files_that_import_would_take_for_one_story_are_told(tmp_path: Path) -> None:
    one, other = written(tmp_path, "a story.yaml", QUIET), written(tmp_path, "a-story.yaml", QUIET)
    lines, failure = checked(one, other)
    assert all(one in line and other in line for line in lines)
    assert failure == "1: 2 files: 2 errors, 0 warnings, 0 infos."


def test_one_slip_made_many_times_is_told_once_with_its_count(tmp_path: Path) -> None:
    options = "".join(
        f"        - {{id: o{n}, text: Go {n}, cell: chooses, consequences: [], next_node: hall}}\n" for n in range(40)
    )
    path = written(tmp_path, "a.yaml", QUIET.replace("  hall:\n", f"{options}  hall:\n", 1))
    lines, failure = checked(path)
    assert failure is None
    told = [line for line in lines if "'consequences'" in line]
    assert len(told) == 1
    assert told[0].startswith(f"{path}:21: ")
    assert told[0].endswith("did you mean 'consequence'? (39 more on lines 22, 23, 24, 25, 26, 27, 28, 29, 30, 31 ...)")
    assert len(lines) == 3
    assert lines[-1] == "1 file: 0 errors, 41 warnings, 0 infos."
    assert "59, 60)" in next(line for line in checked(path, everything=True)[0] if "'consequences'" in line)


def test_a_precondition_that_is_not_there_is_never_mended_by_its_opposite(tmp_path: Path) -> None:
    gate = "cell: chooses, precondition: {type: relationship_maximum, npc: keeper, maximum: 1}"
    (line, *_), _ = checked(written(tmp_path, "a.yaml", QUIET.replace("cell: chooses", gate, 1)))
    assert "none_of" in line
    assert "relationship_minimum" not in line


@pytest.mark.parametrize(
    ("written_so", "advised"),
    [
        ("has_no_item, item: lamp", "did you mean 'missing_item'?"),
        ("lacks_item, item: lamp", "did you mean 'missing_item'?"),
        ("not_flag_set, flag: lit", "did you mean 'flag_not_set'?"),
        ("flag_unset, flag: lit", "write `type: none_of`"),
        ("at_no_location, location: hall", "write `type: none_of`"),
    ],
)
def test_a_precondition_in_other_words_is_named_as_it_is_called_here(
    tmp_path: Path, written_so: str, advised: str
) -> None:
    gate = f"cell: chooses, precondition: {{type: {written_so}}}"
    (line, *_), _ = checked(written(tmp_path, "a.yaml", QUIET.replace("cell: chooses", gate, 1)))
    assert advised in line
