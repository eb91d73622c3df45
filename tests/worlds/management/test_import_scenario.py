"""Bringing scenario files in from the command line."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.worlds.rules.files import QUIET
from tests.worlds.rules.small_stories import published_scenarios
from tests.worlds.services.ideas import climb, plea
from tests.worlds.services.ready_stories import GATE
from worlds.models import Scenario, ScenarioRevision
from worlds.services.stories import additions, scenarios
from worlds.services.stories.naming import slug_of

pytestmark = pytest.mark.django_db

BAD = QUIET.replace("next_node: hall", "next_node: hale")


def imported(*paths: Path, check: bool = False, renamed: bool = False) -> tuple[list[str], str | None]:
    """What was printed, and the sentence the command failed with."""
    out = io.StringIO()
    failed = None
    try:
        call_command("import_scenario", *map(str, paths), check=check, renamed=renamed, stdout=out)
    except CommandError as failure:
        failed = str(failure)
    return out.getvalue().splitlines(), failed


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text)
    return path


def test_a_file_becomes_the_first_revision_of_the_scenario_it_is_named_after(tmp_path: Path) -> None:
    path = written(tmp_path, "old_house.yaml", QUIET)
    lines, failure = imported(path)
    assert lines == [f"{path}: old_house is now revision 1"]
    assert failure is None
    assert Scenario.objects.get().name == "A quiet story"


def test_the_same_content_again_changes_nothing(tmp_path: Path) -> None:
    path = written(tmp_path, "old_house.yaml", QUIET)
    imported(path)
    lines, _ = imported(written(tmp_path, "old_house.yaml", f"# a remark\n{QUIET}"))
    assert lines == [f"{path}: old_house is unchanged at revision 1"]
    assert ScenarioRevision.objects.count() == 1


def test_changed_content_becomes_the_next_revision(tmp_path: Path) -> None:
    imported(written(tmp_path, "old_house.yaml", QUIET))
    lines, _ = imported(written(tmp_path, "old_house.yaml", QUIET.replace("A hall.", "A great hall.")))
    assert lines[0].endswith("is now revision 2")


def test_a_file_with_errors_is_refused_with_its_lines_and_nothing_is_stored(tmp_path: Path) -> None:
    path = written(tmp_path, "bad.yaml", BAD)
    lines, failure = imported(path)
    place = f"{path}:19: nodes.gate.choice.options[0].next_node"
    assert lines == [f"{place}: there is no node or ending 'hale', did you mean 'hall'?"]
    assert failure == "1 of the files could not be imported; nothing was stored from them."
    assert not Scenario.objects.exists()


def test_a_bad_file_does_not_keep_a_good_one_out(tmp_path: Path) -> None:
    _, failure = imported(
        written(tmp_path, "bad.yaml", BAD), tmp_path / "none.yaml", written(tmp_path, "good.yaml", QUIET)
    )
    assert failure is not None
    assert failure.startswith("2 of the files could not")
    assert [scenario.slug for scenario in Scenario.objects.all()] == ["good"]


def test_checking_stores_nothing(tmp_path: Path) -> None:
    lines, failure = imported(written(tmp_path, "good.yaml", QUIET), check=True)
    assert lines == ["1 file: 0 errors, 0 warnings, 0 infos."]
    assert failure is None
    _, failure = imported(written(tmp_path, "bad.yaml", BAD), check=True)
    assert failure is not None
    assert not Scenario.objects.exists()


def test_warnings_are_counted_and_do_not_refuse(tmp_path: Path) -> None:
    lines, failure = imported(written(tmp_path, "a.yaml", QUIET.replace("type: death", "type: unchanged")))
    assert lines[0].endswith("(warnings: 1, see check_scenario)")
    assert failure is None


@pytest.mark.parametrize(
    ("name", "slug"),
    [("zork1-mini.yaml", "zork1-mini"), ("Old_House.yml", "Old_House"), ("Das alte Haus!.yaml", "das-alte-haus"), ("日本.yaml", "")],
)  # fmt: skip
def test_a_scenario_is_known_by_its_file_name(name: str, slug: str) -> None:
    assert slug_of(Path(name)) == slug
    assert len(slug_of(Path("x" * 200))) == 80


def test_a_file_whose_name_cannot_be_an_address_is_refused(tmp_path: Path) -> None:
    lines, failure = imported(written(tmp_path, "日本.yaml", QUIET))
    assert "cannot be used in a URL" in lines[0]
    assert failure is not None


def test_the_published_files_come_in_but_for_the_one_with_errors() -> None:
    lines, failure = imported(published_scenarios())
    assert failure is not None
    assert failure.startswith("1 of the files could not")
    assert sum("is now revision 1" in line for line in lines) == 6
    assert not Scenario.objects.filter(slug="advanced").exists()


def test_what_players_added_and_a_newer_file_has_no_place_for_is_told(tmp_path: Path) -> None:
    imported(written(tmp_path, "gate.yaml", GATE.decode()))
    scenario = Scenario.objects.get()
    additions.publish_addition(scenario_id=scenario.pk, addition=climb())
    additions.publish_addition(scenario_id=scenario.pk, addition=plea())
    path = written(tmp_path, "gate.yaml", GATE.decode().replace("id: ask", "id: ask_twice"))
    lines, failure = imported(path)
    assert lines == [
        f"{path}: gate is now revision 5 (warnings: 1, see check_scenario)",
        f"{path}: imp_pleading, added at road, could not be kept. There is no option 'ask' at 'road'.",
    ]
    assert failure is None


@pytest.mark.parametrize(
    ("one", "other"),
    [("a story.yaml", "a-story.yaml"), ("v1.0 tale.yaml", "v10 tale.yaml"), ("gate.yaml", "gate.yml"), ("café.yaml", "cafe.yaml")],
)  # fmt: skip
def test_two_files_that_would_be_one_story_are_refused_both_and_named(tmp_path: Path, one: str, other: str) -> None:
    first, second = written(tmp_path, one, QUIET), written(tmp_path, other, QUIET.replace("A hall.", "A great hall."))
    for check in (True, False):
        lines, failure = imported(tmp_path, check=check)
        assert failure is not None
        assert sorted(line.partition(": ")[0] for line in lines) == sorted([str(first), str(second)])
        assert all(str(first) in line and str(second) in line for line in lines)
    assert not Scenario.objects.exists()


def test_a_file_named_twice_clashes_with_nothing(tmp_path: Path) -> None:
    path = written(tmp_path, "gate.yaml", QUIET)
    _, failure = imported(tmp_path, path, tmp_path / "." / "gate.yaml")
    assert failure is None


def test_a_file_does_not_go_on_with_the_story_of_another_file(tmp_path: Path) -> None:
    imported(written(tmp_path, "a story.yaml", QUIET))
    other = written(tmp_path, "a-story.yaml", QUIET.replace("A hall.", "A great hall."))
    for check in (True, False):
        (line, *_), failure = imported(other, check=check)
        assert failure is not None
        assert line.startswith(f"{other}: 'a-story' already belongs to another file, 'a story.yaml'")
    assert ScenarioRevision.objects.count() == 1


def test_a_renamed_file_goes_on_with_its_story_when_asked_to(tmp_path: Path) -> None:
    imported(written(tmp_path, "a story.yaml", QUIET))
    other = written(tmp_path, "a-story.yaml", QUIET.replace("A hall.", "A great hall."))
    lines, _ = imported(other, renamed=True)
    assert lines == [f"{other}: a-story is now revision 2"]
    assert Scenario.objects.get().file_name == "a-story.yaml"
    assert imported(other)[1] is None


def test_a_story_from_before_names_were_kept_goes_on_with_the_next_file(tmp_path: Path) -> None:
    scenarios.import_scenario(source=QUIET.encode(), slug="a-story")
    _, failure = imported(written(tmp_path, "a story.yaml", QUIET))
    assert failure is None
    assert Scenario.objects.get().file_name == "a story.yaml"


def test_the_service_refuses_another_files_story_too() -> None:
    scenarios.import_scenario(source=QUIET.encode(), slug="a-story", file_name="a story.yaml")
    with pytest.raises(scenarios.OtherFile, match=r"'a story\.yaml'"):
        scenarios.import_scenario(source=QUIET.encode(), slug="a-story", file_name="a-story.yaml")
