import pytest

from common.errors import NotFound
from tests.worlds.services.ready_stories import GATE
from worlds.models import Scenario, ScenarioRevision
from worlds.models.append_only import NeverEdited
from worlds.models.compiled import compiled_scenario
from worlds.services.stories import catalogue
from worlds.services.stories.scenarios import ScenarioRefused, import_scenario

pytestmark = pytest.mark.django_db


def test_importing_stores_the_first_revision() -> None:
    outcome = import_scenario(source=GATE, slug="gate")
    assert outcome.created
    assert outcome.revision.number == 1
    assert outcome.scenario.name == "The gate"


def test_importing_the_same_file_again_changes_nothing() -> None:
    first = import_scenario(source=GATE, slug="gate")
    again = import_scenario(source=GATE, slug="gate")
    assert not again.created
    assert again.revision == first.revision


def test_a_changed_file_is_a_new_revision_and_the_old_one_stays() -> None:
    old = import_scenario(source=GATE, slug="gate").revision
    new = import_scenario(source=GATE.replace(b"It is cold.", b"It is warm."), slug="gate").revision
    assert new.number == 2
    assert "It is cold." in ScenarioRevision.objects.get(pk=old.pk).content_text


def test_a_broken_file_is_refused_with_its_problems_and_nothing_is_stored() -> None:
    with pytest.raises(ScenarioRefused) as refused:
        import_scenario(source=GATE.replace(b"next_node: home", b"next_node: hom"), slug="gate")
    problems = refused.value.details["problems"]
    assert isinstance(problems, list)
    assert any("hom" in problem["message"] for problem in problems)
    assert not Scenario.objects.exists()


def test_a_revision_is_never_edited() -> None:
    revision = import_scenario(source=GATE, slug="gate").revision
    with pytest.raises(NeverEdited):
        revision.save()
    with pytest.raises(NeverEdited):
        ScenarioRevision.objects.filter(pk=revision.pk).update(number=7)
    with pytest.raises(NeverEdited):
        revision.delete()


def test_what_is_stored_compiles_to_what_was_written_and_keeps_the_files_order() -> None:
    story = compiled_scenario(import_scenario(source=GATE, slug="gate").revision)
    assert list(story.endings) == ["home", "broken"]
    assert [option.id for option in story.nodes["road"].options][:2] == ["take_key", "open_gate"]


def test_a_compiled_scenario_is_read_from_the_database_once(django_assert_num_queries: object) -> None:
    revision = import_scenario(source=GATE, slug="gate").revision
    assert compiled_scenario(revision) is compiled_scenario(ScenarioRevision.objects.get(pk=revision.pk))


def test_the_catalogue_says_how_large_a_story_is() -> None:
    import_scenario(source=GATE, slug="gate")
    [told] = catalogue.scenario_summaries()
    assert (told["id"], told["nodes"], told["locations"], told["endings"]) == ("gate", 2, 2, 2)


def test_a_disabled_scenario_is_not_offered() -> None:
    import_scenario(source=GATE, slug="gate")
    Scenario.objects.update(is_enabled=False)
    assert catalogue.scenario_summaries() == []
    with pytest.raises(NotFound):
        catalogue.scenario_summary(slug="gate")
