"""From an approved improvisation to a part of the story, and back."""

from __future__ import annotations

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from common.errors import InvalidInput, NotFound
from improvisations import signals
from improvisations.models import Improvisation, Integration
from improvisations.services import integrating, reviewing
from improvisations.services.errors import IllegalTransition, StaleVersion, TooStrong, Undone, WordsRemoved
from improvisations.services.integration_request import IntegrationRequest
from profiles.models import User
from tests.improvisations.conftest import TRIED
from tests.worlds.services.ready_stories import GATE
from worlds.models import GameSession, Scenario, ScenarioAddition, ScenarioRevision
from worlds.models.compiled import compiled_scenario
from worlds.rules.additions import Misfit, NoImproviseOption
from worlds.rules.scenario import Option
from worlds.services.games import sessions
from worlds.services.games.replay import verify_game
from worlds.services.games.view import session_view
from worlds.services.stories.scenarios import import_scenario
from worlds.services.turns import playing
from worlds.services.turns.payloads import TurnResult
from worlds.services.turns.request import TurnRequest

HERE = IntegrationRequest(target_node_id="road")


@pytest.fixture
def elena(elena: User) -> User:
    elena.display_name = "Elena"
    elena.save()
    return elena


@pytest.fixture
def approved(elena: User, shared: Improvisation, mira: User) -> Improvisation:
    return reviewing.approve_idea(improvisation_id=shared.pk, moderator_id=mira.pk)


def integrate(row: Improvisation, by: User, wish: IntegrationRequest = HERE) -> Integration:
    return integrating.integrate_idea(improvisation_id=row.short_id, moderator_id=by.pk, wanted=wish)


def fresh(row: Improvisation) -> Improvisation:
    return Improvisation.objects.get(pk=row.pk)


def option(option_id: str, node_id: str = "road") -> Option:
    newest = Scenario.objects.get().newest
    assert newest is not None
    found = compiled_scenario(newest).nodes[node_id].option(option_id)
    assert found is not None
    return found


def nothing_changed(row: Improvisation) -> bool:
    counts = (Integration.objects.count(), ScenarioAddition.objects.count(), ScenarioRevision.objects.count())
    return fresh(row).status == "approved" and counts == (0, 0, 1)


def test_an_approved_improvisation_becomes_an_option_with_its_authors_name(
    approved: Improvisation, mira: User, elena: User
) -> None:
    integration = integrate(approved, mira)
    made, row = option(approved.short_id), fresh(approved)
    assert (made.text, made.cell, made.next_node, made.consequences) == (TRIED, approved.classification, "road", ())
    assert made.credit is not None
    assert (made.credit.user_id, made.credit.name) == (elena.short_id, "Elena")
    assert made.narrative == row.response
    assert (row.status, row.integrated_at) == ("integrated", integration.created_at)
    assert (integration.revision, integration.option_id) == (Scenario.objects.get().newest, approved.short_id)
    last = row.moves.order_by("version").last()
    assert last is not None
    assert (last.from_status, last.to_status, last.by, last.why) == ("approved", "integrated", mira, "road, revision 2")


def test_a_new_game_is_offered_the_option_and_can_play_it(
    approved: Improvisation, mira: User, stranger: User, game: GameSession, elena: User
) -> None:
    before = GameSession.objects.values().get(pk=game.pk)
    integrate(approved, mira, IntegrationRequest("road", option_text="Hum an old song", outcome_node_id="garden"))
    begun = sessions.start_solo(user_id=stranger.pk, scenario_slug="gate")
    offered = session_view(begun)["node"]["options"][-1]
    assert (offered["id"], offered["text"], offered["kind"]) == (approved.short_id, "Hum an old song", "scripted")
    assert offered["credit"] == {"user_id": elena.short_id, "name": "Elena"}
    request = TurnRequest(approved.short_id)
    result: TurnResult = playing.play_turn(user_id=stranger.pk, session_id=begun.pk, request=request).result
    assert (result["cell"], result["view"]["node"]["id"]) == (approved.classification, "garden")
    assert GameSession.objects.values().get(pk=game.pk) == before
    assert verify_game(session=GameSession.objects.get(pk=game.pk))["ok"]


def test_what_a_curator_writes_counts_before_the_players_own_words(approved: Improvisation, mira: User) -> None:
    remembers = {"type": "set_flag", "flag": "improv_hummed"}
    wish = IntegrationRequest(
        "garden", option_text=" Hum\n a song ", narrative="He hums along.", cell="avoids", consequences=(remembers,),
        outcome_node_id="home",
    )  # fmt: skip
    integrate(approved, mira, wish)
    made = option(approved.short_id, "garden")
    assert (made.text, made.narrative, made.cell, made.next_node) == ("Hum a song", "He hums along.", "avoids", "home")
    assert len(made.consequences) == 1


def test_as_an_answer_it_is_told_to_whoever_says_much_the_same(
    approved: Improvisation, mira: User, stranger: User
) -> None:
    integration = integrate(
        approved, mira, IntegrationRequest("road", as_option=False, narrative="The keeper smiles at last.")
    )
    assert (integration.as_option, integration.option_id, integration.outcome_node_id) == (False, "ask", "")
    begun = sessions.start_solo(user_id=stranger.pk, scenario_slug="gate")
    request = TurnRequest("ask", "I hum some very old song")
    result = playing.play_turn(user_id=stranger.pk, session_id=begun.pk, request=request).result
    assert result["cell"] == "discovery"
    assert result["narrative"].endswith("The keeper smiles at last.")


def test_an_answer_needs_an_option_that_asks_for_words(approved: Improvisation, mira: User) -> None:
    with pytest.raises(NoImproviseOption) as refused:
        integrate(approved, mira, IntegrationRequest("garden", as_option=False))
    assert refused.value.status == 409
    assert nothing_changed(approved)


@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        (IntegrationRequest("cellar"), Misfit),
        (IntegrationRequest("road", outcome_node_id="cellar"), Misfit),
        (IntegrationRequest("road", as_option=False, pattern="please"), Misfit),
        (IntegrationRequest("road", as_option=False, pattern="("), Misfit),
        (IntegrationRequest("road", as_option=False, pattern="a" * 201), InvalidInput),
        (IntegrationRequest("road", cell="victory"), InvalidInput),
        (IntegrationRequest("road", option_text="x" * 501), InvalidInput),
        (IntegrationRequest("road", option_text="hum\u200b"), InvalidInput),
        (IntegrationRequest("road", consequences=({"type": "explode"},)), InvalidInput),
        (IntegrationRequest("road", consequences=({"type": "gain_item", "item": "key"},)), TooStrong),
        (IntegrationRequest("road", consequences=({"type": "modify_trait", "trait": "luck", "delta": 1},)), TooStrong),
    ],
)
def test_a_wish_that_cannot_be_met_changes_nothing(
    approved: Improvisation, mira: User, wish: IntegrationRequest, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        integrate(approved, mira, wish)
    assert nothing_changed(approved)


def test_a_curator_with_the_permission_may_add_what_is_stronger(
    approved: Improvisation, mira: User, stranger: User
) -> None:
    wish = IntegrationRequest("road", consequences=({"type": "gain_item", "item": "key"},))
    integrating.integrate_with_any_consequences(improvisation_id=approved.pk, moderator_id=mira.pk, wanted=wish)
    begun = sessions.start_solo(user_id=stranger.pk, scenario_slug="gate")
    result = playing.play_turn(user_id=stranger.pk, session_id=begun.pk, request=TurnRequest(approved.short_id)).result
    assert result["view"]["character"]["inventory"] == ("key",)


def test_integrating_twice_is_refused_also_after_it_was_undone(approved: Improvisation, mira: User) -> None:
    integration = integrate(approved, mira)
    with pytest.raises(IllegalTransition):
        integrate(approved, mira)
    integrating.undo_integration(integration_id=integration.pk, moderator_id=mira.pk)
    with pytest.raises(IllegalTransition):
        integrate(approved, mira)


@pytest.mark.parametrize("status", ["submitted", "under_review", "rejected"])
def test_only_what_is_approved_is_integrated(shared: Improvisation, mira: User, status: str) -> None:
    Improvisation.objects.update(status=status)
    with pytest.raises(IllegalTransition):
        integrate(shared, mira)
    assert ScenarioRevision.objects.count() == 1


def test_who_has_seen_an_older_version_is_refused(approved: Improvisation, mira: User) -> None:
    with pytest.raises(StaleVersion):
        integrating.integrate_idea(improvisation_id=approved.pk, moderator_id=mira.pk, wanted=HERE, version=1)


def test_words_that_were_removed_are_not_integrated(approved: Improvisation, mira: User) -> None:
    approved.input_text.redact()
    with pytest.raises(WordsRemoved):
        integrate(approved, mira)
    assert nothing_changed(approved)


def test_undoing_hides_the_option_in_a_further_revision(approved: Improvisation, mira: User, noor: User) -> None:
    integration = integrate(approved, mira)
    undone = integrating.undo_integration(integration_id=integration.pk, moderator_id=noor.pk)
    assert option(approved.short_id).retired
    assert (undone.undone_revision, undone.undone_by) == (Scenario.objects.get().newest, noor)
    assert undone.undone_revision is not None
    assert (undone.undone_revision.number, fresh(approved).status) == (3, "integrated")
    with pytest.raises(Undone):
        integrating.undo_integration(integration_id=integration.pk, moderator_id=noor.pk)
    with pytest.raises(NotFound):
        integrating.undo_integration(integration_id=0, moderator_id=noor.pk)


def test_a_newer_file_that_has_no_place_for_it_is_told_at_the_integration(approved: Improvisation, mira: User) -> None:
    integration = integrate(approved, mira, IntegrationRequest("road", as_option=False))
    [lost] = import_scenario(source=GATE.replace(b"id: ask", b"id: ask_twice"), slug="gate").lost
    assert lost.key == approved.short_id
    assert "There is no option 'ask'" in Integration.objects.get(pk=integration.pk).conflict


def test_the_apps_above_hear_of_it(
    approved: Improvisation, mira: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    heard: list[object] = []

    def hear(signal: object, **news: object) -> None:
        heard.append(news["improvisation_id"])

    signals.improvisation_integrated.connect(hear)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            integrate(approved, mira)
    finally:
        signals.improvisation_integrated.disconnect(hear)
    assert heard == [approved.pk]


# -- Before it is done.


def test_a_preview_says_what_staying_means(shared: Improvisation) -> None:
    seen = integrating.preview_integration(improvisation_id=shared.short_id, wanted=HERE)
    assert seen.story.nodes["road"].options[-1].id == shared.short_id
    assert (seen.highlights, seen.report.ok) == (("road",), True)
    assert "turn counter rises by one" in seen.remarks[0]
    assert ScenarioRevision.objects.count() == 1


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        (IntegrationRequest("road", outcome_node_id="garden"), "It leads to “garden”."),
        (IntegrationRequest("road", outcome_node_id="broken"), "It ends the story with “broken” (death)."),
        (IntegrationRequest("road", as_option=False), "Players who answer “ask”"),
    ],
)
def test_a_preview_says_where_it_leads(shared: Improvisation, wish: IntegrationRequest, said: str) -> None:
    assert said in integrating.preview_integration(improvisation_id=shared.pk, wanted=wish).remarks[0]


def test_a_preview_warns_of_what_happens_on_entering_again(shared: Improvisation) -> None:
    entering = GATE.replace(
        b"  road:\n    narrative:",
        b"  road:\n    on_enter: [{type: advance_time, amount: 1, unit: hours}]\n    narrative:",
    )
    import_scenario(source=entering, slug="gate")
    remarks = integrating.preview_integration(improvisation_id=shared.pk, wanted=HERE).remarks
    assert any("happen again" in remark for remark in remarks)
