"""A collaborative world's ideas: its own as soon as they are approved, by moderators or by enough of its members."""

from __future__ import annotations

import pytest
from django.utils import timezone

from common.errors import NotFound
from improvisations.models import Endorsement, Improvisation, Integration
from improvisations.services import endorsing, integrating, reviewing, transitions, world_ideas, world_integration
from improvisations.services.errors import Decided
from improvisations.services.integration_request import IntegrationRequest
from profiles.models import User
from tests.improvisations.together import TRIED, Opens, joins, offered, picks, shares
from worlds.models import GameSession, Scenario, SharedWorld, WorldEvent
from worlds.services.games import sessions
from worlds.services.games.replay import verify_game
from worlds.services.membership import archiving, forking, leaving
from worlds.services.membership.errors import WorldArchived
from worlds.services.membership.joining import Joined


def approve(row: Improvisation, by: User) -> None:
    reviewing.approve_idea(improvisation_id=row.pk, moderator_id=by.pk)


def integrated_events(opened: Joined) -> list[WorldEvent]:
    return list(WorldEvent.objects.filter(world=opened.world, type="content_integrated").order_by("sequence"))


def test_what_is_approved_is_there_for_everybody_in_the_world_at_once(
    elena: User, kael: User, mira: User, opened: Joined
) -> None:
    kaels, row = joins(kael, opened), shares(elena, opened.session)
    assert row.short_id not in offered(kael, kaels)
    approve(row, mira)
    assert offered(kael, kaels)[-1] == offered(elena, opened.session)[-1] == row.short_id
    [told] = integrated_events(opened)
    assert (told.audience, told.actor_id, told.payload["option_id"]) == (None, elena.pk, row.short_id)
    assert TRIED not in str(told.payload)
    assert picks(kael, kaels, row.short_id)["cell"] == row.classification
    integration = Integration.objects.get()
    assert (integration.world, integration.by, Improvisation.objects.get().status) == (opened.world, mira, "approved")


def test_a_shared_world_that_is_not_collaborative_stays_as_it_is(elena: User, mira: User, opens: Opens) -> None:
    opened = opens(game_mode="shared")
    row = shares(elena, opened.session)
    approve(row, mira)
    assert row.short_id not in offered(elena, opened.session)
    assert not Integration.objects.exists()


def test_an_answer_that_led_somewhere_leads_there_as_an_option_too(elena: User, mira: User, opened: Joined) -> None:
    row = shares(elena, opened.session)
    approve(row, mira)
    assert Integration.objects.get().outcome_node_id == "road"


def test_what_is_approved_after_the_world_ended_is_approved_all_the_same(
    elena: User, mira: User, opened: Joined
) -> None:
    row = shares(elena, opened.session)
    archiving.archive_any(world_id=opened.world.pk)
    approve(row, mira)
    assert (Improvisation.objects.get().status, Integration.objects.exists()) == ("approved", False)
    said = transitions.noted_by_system(Improvisation.objects.get())
    assert said == f"could not add it to its world: {WorldArchived.message}"


def test_an_idea_that_its_world_took_up_carries_no_note_by_the_system(elena: User, mira: User, opened: Joined) -> None:
    row = shares(elena, opened.session)
    approve(row, mira)
    assert not transitions.noted_by_system(Improvisation.objects.get())


def test_moderators_may_take_it_into_the_scenario_later(
    elena: User, mira: User, stranger: User, opened: Joined
) -> None:
    row = shares(elena, opened.session)
    approve(row, mira)
    integrating.integrate_idea(improvisation_id=row.pk, moderator_id=mira.pk, wanted=IntegrationRequest("road"))
    alone = sessions.start_solo(user_id=stranger.pk, scenario_slug="gate")
    assert offered(stranger, alone)[-1] == row.short_id
    assert offered(elena, opened.session).count(row.short_id) == 1
    assert Integration.objects.count() == 2
    assert Scenario.objects.get().newest == Integration.objects.get(world=None).revision


# -- Members decide.


@pytest.mark.parametrize("quorum", [2, None])
def test_enough_voices_make_it_part_of_that_world_alone_where_it_asks_for_them(
    elena: User, kael: User, stranger: User, opens: Opens, quorum: int | None
) -> None:
    opened = opens(quorum=quorum)
    kaels, others = joins(kael, opened), joins(stranger, opened)
    row = shares(elena, opened.session)
    endorsing.endorse_improvisation(user_id=kael.pk, improvisation_id=row.pk)
    assert row.short_id not in offered(kael, kaels)
    endorsing.endorse_improvisation(user_id=kael.pk, improvisation_id=row.pk)
    assert row.short_id not in offered(kael, kaels)
    endorsing.endorse_improvisation(user_id=stranger.pk, improvisation_id=row.pk)
    assert (row.short_id in offered(stranger, others)) is (quorum == 2)
    assert Improvisation.objects.get().status == "submitted"
    assert Scenario.objects.get().revisions.exclude(origin="overlay").count() == 1
    if quorum:
        assert (Integration.objects.get().by, Integration.objects.get().world) == (None, opened.world)


def test_who_left_has_no_voice_until_they_are_back_and_speak_again(
    elena: User, kael: User, stranger: User, opens: Opens
) -> None:
    opened = opens(quorum=2)
    joins(kael, opened)
    others = joins(stranger, opened)
    row = shares(elena, opened.session)
    endorsing.endorse_improvisation(user_id=kael.pk, improvisation_id=row.pk)
    leaving.leave_world(user_id=kael.pk, world_id=opened.world.pk)
    endorsing.endorse_improvisation(user_id=stranger.pk, improvisation_id=row.pk)
    assert row.short_id not in offered(stranger, others)
    [idea] = world_ideas.of_world(reader_id=stranger.pk, world_id=opened.world.pk).waiting
    assert (idea.voices, idea.is_endorsed, idea.row.endorsement_count) == (1, True, 2)
    kaels = joins(kael, opened)
    [idea] = world_ideas.of_world(reader_id=kael.pk, world_id=opened.world.pk).waiting
    assert (idea.voices, idea.is_endorsed) == (1, False)
    endorsing.endorse_improvisation(user_id=kael.pk, improvisation_id=row.pk)
    assert row.short_id in offered(kael, kaels)
    assert Improvisation.objects.get().endorsement_count == 2


def test_what_the_filter_noticed_is_for_moderators_however_many_would_speak_for_it(
    elena: User, kael: User, stranger: User, opens: Opens
) -> None:
    opened = opens(quorum=2)
    for voice in (kael, stranger):
        joins(voice, opened)
    row = shares(elena, opened.session)
    Improvisation.objects.update(is_flagged=True)
    for voice in (kael, stranger):
        Endorsement.objects.create(improvisation=row, user=voice, created_at=timezone.now())
    with pytest.raises(NotFound):
        endorsing.endorse_improvisation(user_id=kael.pk, improvisation_id=row.pk)
    world_integration.count_endorsements(Improvisation.objects.get())
    assert not Integration.objects.exists()
    Improvisation.objects.update(is_flagged=False)
    world_integration.count_endorsements(Improvisation.objects.get())
    assert Integration.objects.exists()


def test_a_moderator_can_always_undo_what_members_decided(
    elena: User, kael: User, stranger: User, mira: User, opens: Opens
) -> None:
    opened = opens(quorum=2)
    kaels = joins(kael, opened)
    joins(stranger, opened)
    row = shares(elena, opened.session)
    for voice in (kael, stranger):
        endorsing.endorse_improvisation(user_id=voice.pk, improvisation_id=row.pk)
    assert row.short_id in offered(kael, kaels)
    integrating.undo_integration(integration_id=Integration.objects.get().pk, moderator_id=mira.pk)
    assert row.short_id not in offered(kael, kaels)
    assert [event.payload["action"] for event in integrated_events(opened)] == ["added", "retired"]


def test_what_members_took_up_is_not_taken_up_again_by_an_approval_nor_after_an_undo(
    elena: User, kael: User, stranger: User, mira: User, opens: Opens
) -> None:
    opened = opens(quorum=2)
    joins(kael, opened)
    joins(stranger, opened)
    row = shares(elena, opened.session)
    for voice in (kael, stranger):
        endorsing.endorse_improvisation(user_id=voice.pk, improvisation_id=row.pk)
    integrating.undo_integration(integration_id=Integration.objects.get().pk, moderator_id=mira.pk)
    approve(row, mira)
    assert Integration.objects.count() == 1
    with pytest.raises(Decided):
        endorsing.endorse_improvisation(user_id=kael.pk, improvisation_id=row.pk)


def test_who_goes_on_alone_from_there_still_verifies(elena: User, mira: User, opened: Joined) -> None:
    row = shares(elena, opened.session)
    approve(row, mira)
    alone = forking.fork_game(user_id=elena.pk, session_id=opened.session.pk)
    picks(elena, alone, row.short_id)
    assert verify_game(session=GameSession.objects.get(pk=alone.pk))["ok"]
    assert SharedWorld.objects.get().revision == GameSession.objects.get(pk=alone.pk).revision
