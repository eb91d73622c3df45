import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from profiles.models import User
from tests.admin_pages import act, page, read, rows
from tests.staff import signed_in, staff_with
from tests.worlds.services.ideas import climb, plea
from tests.worlds.services.ready_stories import GATE
from worlds.models import GameSession, PlayCount, Scenario, ScenarioRevision
from worlds.services.membership import creating
from worlds.services.stories import additions, overlays
from worlds.services.stories.scenarios import import_scenario


@pytest.fixture
def gate(revision: ScenarioRevision) -> Scenario:
    return revision.scenario


def test_the_list_tells_what_is_offered_and_what_the_checker_found(root: Client, gate: Scenario) -> None:
    told = read(root, rows(Scenario))
    assert "The gate" in told
    assert "offered" in told
    assert "info" in told


def test_the_list_shows_the_newest_revision_in_few_queries(
    root: Client, gate: Scenario, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        import_scenario(source=GATE.replace(b"Dust", b"Dust %d" % number), slug="gate")
        import_scenario(source=GATE.replace(b"The gate", b"Gate %d" % number), slug=f"gate-{number}")
    with django_assert_max_num_queries(
        6
    ):  # session, user, what waits, scenarios, their newest revisions, languages to filter by
        told = read(root, rows(Scenario))
    assert ">13<" in told


def test_a_scenario_is_withheld_and_offered_by_post_and_the_page_says_so(root: Client, gate: Scenario) -> None:
    told = root.post(act(gate, "withhold"), follow=True).content.decode()
    gate.refresh_from_db()
    assert not gate.is_enabled
    assert "no longer offered" in told
    assert "Offer to players" in told
    root.post(act(gate, "offer"))
    gate.refresh_from_db()
    assert gate.is_enabled
    history = read(root, page(gate).replace("change", "history"))
    assert "Withheld from players." in history
    assert "Offered to players." in history


def test_a_get_asks_and_changes_nothing(root: Client, gate: Scenario) -> None:
    assert "Withhold from players" in read(root, act(gate, "withhold"))
    gate.refresh_from_db()
    assert gate.is_enabled


def test_what_is_so_already_is_said(root: Client, gate: Scenario) -> None:
    assert "already offered" in root.post(act(gate, "offer"), follow=True).content.decode()


def test_a_moderator_sees_no_button_and_a_forged_post_is_refused(mira: Client, gate: Scenario) -> None:
    assert "Withhold" not in read(mira, page(gate))
    assert mira.post(act(gate, "withhold")).status_code == 403
    gate.refresh_from_db()
    assert gate.is_enabled


def test_who_has_the_permission_may_though_no_superuser(gate: Scenario) -> None:
    editor = signed_in(staff_with("worlds.change_scenario"))
    assert "Withhold from players" in read(editor, page(gate))
    assert editor.post(act(gate, "withhold")).status_code == 302
    gate.refresh_from_db()
    assert not gate.is_enabled


@pytest.mark.parametrize("model", [Scenario, ScenarioRevision, GameSession])
def test_rows_are_neither_added_nor_changed_nor_deleted_by_hand(
    root: Client, game: GameSession, model: type[Scenario] | type[ScenarioRevision] | type[GameSession]
) -> None:
    row = model._default_manager.get()
    assert root.get(f"{rows(model)}add/").status_code == 403
    assert root.post(page(row), {"name": "Forged", "status": "completed", "is_enabled": ""}).status_code == 403
    assert root.post(page(row).replace("change", "delete"), {"post": "yes"}).status_code == 403
    assert root.post(rows(model), {"action": "delete_selected", "_selected_action": [str(row.pk)]}).status_code == 403
    assert model._default_manager.filter(pk=row.pk).exists()


def test_a_scenario_without_a_revision_has_a_page_too(root: Client) -> None:
    bare = Scenario.objects.create(slug="bare", name="Bare")
    assert "No revisions yet." in read(root, page(bare))
    assert "no revision" in read(root, rows(Scenario))


@pytest.mark.parametrize("name", ["offer", "change"])
def test_ids_of_nothing_lead_nowhere(root: Client, name: str) -> None:
    for strange in ("999999", "x", "99999999999999999999999"):
        path = f"{rows(Scenario)}{strange}/{name}/"
        assert root.get(path, follow=True).status_code in {200, 404}
        assert root.post(path).status_code in {302, 403, 404}


def test_the_page_tells_what_players_added_and_what_became_of_it(root: Client, gate: Scenario) -> None:
    assert "Additions by players" not in read(root, page(gate))
    for addition in (climb(), climb("imp_back"), plea()):
        additions.publish_addition(scenario_id=gate.pk, addition=addition)
    additions.retract_addition(scenario_id=gate.pk, key="imp_back")
    import_scenario(source=GATE.replace(b"id: ask", b"id: ask_twice"), slug="gate")
    told = read(root, page(gate))
    assert "Additions by players" in told
    for said in ("imp_climbing", "played", "imp_back", "undone", "imp_pleading", "There is no option"):
        assert said in told


def test_the_page_tells_which_world_a_revision_belongs_to(root: Client, gate: Scenario, elena: User) -> None:
    world = creating.create_world(user_id=elena.pk, scenario_slug="gate").world
    overlays.add_to_world(world_id=world.pk, addition=climb(), author_id=elena.pk)
    assert world.short_id in read(root, page(gate))


def test_the_page_tells_what_was_played_and_what_never_was(root: Client, gate: Scenario) -> None:
    for kind, place, option, amount in (
        ("game", "", "", 4),
        ("turn", "road", "", 8),
        ("option", "road", "take_key", 2),
        ("ending", "broken", "", 1),
    ):
        PlayCount.objects.create(scenario=gate, kind=kind, place=place, option=option, amount=amount)
    told = read(root, page(gate))
    assert "1 (25 %)" in told
    assert 'aria-label="Take the key"></meter>25 %' in told
    assert "never" in told


def test_the_graph_tells_how_often_each_node_was_played(root: Client, gate: Scenario) -> None:
    PlayCount.objects.create(scenario=gate, kind="turn", place="road", amount=1234)
    newest = gate.newest
    assert newest is not None
    told = read(root, page(newest))
    assert "1,234×" in told
    assert 'href="?full=yes#graph"' in told
    assert "k-full" in read(root, f"{page(newest)}?full=yes")
