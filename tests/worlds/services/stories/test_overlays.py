"""One world's own additions: there at once for everybody in it, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.worlds.services.ideas import climb, plea
from tests.worlds.services.ready_stories import GATE
from worlds.models import GameSession, Scenario, SharedWorld, TurnRecord
from worlds.models.compiled import compiled_scenario
from worlds.rules.additions import Misfit
from worlds.rules.errors import OptionNotAvailable
from worlds.services import events
from worlds.services.games import endings, sessions
from worlds.services.games.replay import verify_game
from worlds.services.games.view import session_view
from worlds.services.membership import archiving, creating, forking, joining
from worlds.services.membership.errors import WorldArchived
from worlds.services.membership.joining import Joined
from worlds.services.stories import additions, overlays
from worlds.services.stories.additions import AddedBefore, TakenBack
from worlds.services.stories.scenarios import import_scenario
from worlds.services.turns import record_log
from worlds.services.turns.payloads import TurnResult
from worlds.services.turns.playing import play_turn
from worlds.services.turns.request import TurnRequest

if TYPE_CHECKING:
    from profiles.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def joined(kael: User, opened: Joined) -> GameSession:
    return joining.join_world(user_id=kael.pk, world_id=opened.world.pk).session


def options_seen(user: User, session: GameSession) -> list[str]:
    seen = session_view(sessions.get_owned(user_id=user.pk, session_id=session.pk))
    return [option["id"] for option in seen["node"]["options"]]


def picks(user: User, session: GameSession, option_id: str) -> TurnResult:
    return play_turn(user_id=user.pk, session_id=session.pk, request=TurnRequest(option_id)).result


def fresh(world: SharedWorld) -> SharedWorld:
    return SharedWorld.objects.select_related("revision").get(pk=world.pk)


def test_everybody_in_the_world_can_play_it_on_their_next_view(
    elena: User, kael: User, opened: Joined, joined: GameSession
) -> None:
    overlays.add_to_world(world_id=opened.world.pk, addition=climb(), author_id=elena.pk)
    assert options_seen(elena, opened.session)[-1] == options_seen(kael, joined)[-1] == "imp_climbing"
    result = picks(kael, joined, "imp_climbing")
    assert (result["kind"], result["cell"], result["view"]["node"]["id"]) == ("choice", "discovery", "garden")


def test_who_comes_later_finds_it_too_and_other_worlds_do_not(
    elena: User, kael: User, opened: Joined, stranger: User
) -> None:
    overlays.add_to_world(world_id=opened.world.pk, addition=climb(), author_id=elena.pk)
    late = joining.join_world(user_id=kael.pk, world_id=opened.world.pk).session
    other = creating.create_world(user_id=stranger.pk, scenario_slug="gate").session
    alone = sessions.start_solo(user_id=stranger.pk, scenario_slug="gate")
    assert options_seen(kael, late)[-1] == "imp_climbing"
    assert "imp_climbing" not in options_seen(stranger, other)
    assert "imp_climbing" not in options_seen(stranger, alone)


def test_an_overlay_is_one_worlds_and_never_the_newest(elena: User, opened: Joined) -> None:
    first = opened.world.revision
    made = overlays.add_to_world(world_id=opened.world.pk, addition=climb(), author_id=elena.pk)
    assert (made.origin, made.world, made.based_on, made.number) == ("overlay", opened.world, first, 2)
    scenario = Scenario.objects.get()
    assert scenario.newest == first
    published = additions.publish_addition(scenario_id=scenario.pk, addition=climb("imp_other"))
    assert (published.revision.number, scenario.newest) == (3, published.revision)
    assert fresh(opened.world).revision == made


def test_two_ideas_lie_on_each_other_and_on_what_the_world_began_with(elena: User, opened: Joined) -> None:
    first = overlays.add_to_world(world_id=opened.world.pk, addition=climb(), author_id=elena.pk)
    import_scenario(source=GATE.replace(b"It is cold.", b"It is warm."), slug="gate")
    second = overlays.add_to_world(world_id=opened.world.pk, addition=plea(), author_id=elena.pk)
    story = compiled_scenario(second)
    assert second.based_on == first.based_on
    assert story.nodes["road"].options[-1].id == "imp_climbing"
    assert story.nodes["road"].options[0].narrative == "It is cold."
    sung = play_turn(user_id=elena.pk, session_id=opened.session.pk, request=TurnRequest("ask", "I sing for a keeper"))
    assert sung.result["narrative"].endswith("The keeper hums along.")


def test_the_world_is_told_once_and_who_thought_of_it(elena: User, opened: Joined) -> None:
    made = overlays.add_to_world(world_id=opened.world.pk, addition=climb(), author_id=elena.pk)
    [told] = events.read_events(opened.world.pk, after=1, limit=10, reader=elena.pk, is_fellow=True).events
    assert (told.event.type, told.event.audience, told.event.actor and told.event.actor.id) == (
        "content_integrated", None, str(elena.pk),
    )  # fmt: skip
    assert told.event.payload == {
        "action": "added", "revision": made.number, "node_id": "road", "option_id": "imp_climbing",
    }  # fmt: skip


def test_it_is_a_record_of_the_worlds_own_and_the_chain_stays_whole(elena: User, opened: Joined) -> None:
    before = fresh(opened.world)
    picks(elena, opened.session, "wait")
    made = overlays.add_to_world(world_id=opened.world.pk, addition=climb(), author_id=elena.pk)
    picks(elena, opened.session, "imp_climbing")
    overlays.take_out_of_world(world_id=opened.world.pk, key="imp_climbing")
    records = list(TurnRecord.objects.filter(world=before).select_related("text", "revision").order_by("world_seq"))
    assert [record.kind for record in records] == ["start", "join", "choice", "revision", "choice", "revision"]
    previous = ""
    for number, record in enumerate(records, start=1):
        assert (record.world_seq, record.previous_hash, record.record_hash) == (
            number,
            previous,
            record_log.record_seal(record),
        )
        previous = record.record_hash
    assert [record.revision.origin for record in records] == [*["import"] * 3, *["overlay"] * 3]
    revising = records[3]
    assert (revising.session, revising.revision, revising.world_hash) == (None, made, records[2].world_hash)
    assert revising.command == {"deed": "added", "key": "imp_climbing", "node": "road"}
    assert fresh(opened.world).record_hash == previous


def test_putting_it_in_force_changes_nobodys_state(elena: User, opened: Joined) -> None:
    before, session = fresh(opened.world), GameSession.objects.get(pk=opened.session.pk)
    overlays.add_to_world(world_id=opened.world.pk, addition=climb(), author_id=elena.pk)
    after, later = fresh(opened.world), GameSession.objects.get(pk=opened.session.pk)
    assert (after.state_hash, after.world_state, after.turn) == (before.state_hash, before.world_state, before.turn)
    assert (later.state_hash, later.number, later.record_hash) == (
        session.state_hash, session.number, session.record_hash,
    )  # fmt: skip


def test_taken_back_it_is_a_rebuff_to_who_still_sees_it_and_gone_for_everybody_else(
    elena: User, kael: User, opened: Joined, joined: GameSession
) -> None:
    overlays.add_to_world(world_id=opened.world.pk, addition=climb(), author_id=elena.pk)
    picks(kael, joined, "wait")  # his answer lists the option
    overlays.take_out_of_world(world_id=opened.world.pk, key="imp_climbing")
    assert "imp_climbing" not in options_seen(kael, joined)
    assert picks(kael, joined, "imp_climbing")["kind"] == "refused"
    with pytest.raises(OptionNotAvailable):
        picks(elena, opened.session, "imp_climbing")
    with pytest.raises(TakenBack):
        overlays.take_out_of_world(world_id=opened.world.pk, key="imp_climbing")


def test_what_has_no_place_or_is_there_already_is_refused_and_changes_nothing(elena: User, opened: Joined) -> None:
    overlays.add_to_world(world_id=opened.world.pk, addition=climb(), author_id=elena.pk)
    before = fresh(opened.world)
    with pytest.raises(AddedBefore):
        overlays.add_to_world(world_id=opened.world.pk, addition=climb(), author_id=elena.pk)
    with pytest.raises(Misfit):
        overlays.add_to_world(world_id=opened.world.pk, addition=climb("imp_x", node="cellar"), author_id=elena.pk)
    after = fresh(opened.world)
    assert (after.record_seq, after.event_seq, after.revision) == (before.record_seq, before.event_seq, before.revision)


def test_nothing_is_added_to_a_world_that_is_over(elena: User, opened: Joined) -> None:
    archiving.archive_any(world_id=opened.world.pk)
    with pytest.raises(WorldArchived):
        overlays.add_to_world(world_id=opened.world.pk, addition=climb(), author_id=elena.pk)


def test_who_goes_on_alone_takes_the_worlds_story_along(elena: User, opened: Joined) -> None:
    made = overlays.add_to_world(world_id=opened.world.pk, addition=climb(), author_id=elena.pk)
    alone = forking.fork_game(user_id=elena.pk, session_id=opened.session.pk)
    assert alone.revision == made
    assert options_seen(elena, alone)[-1] == "imp_climbing"
    picks(elena, alone, "imp_climbing")
    assert verify_game(session=GameSession.objects.get(pk=alone.pk))["ok"]


def test_a_game_that_was_played_on_an_overlay_can_be_told_from_one_that_was_not(
    elena: User, kael: User, opened: Joined, joined: GameSession
) -> None:
    picks(kael, joined, "wait")
    overlays.add_to_world(world_id=opened.world.pk, addition=climb(), author_id=elena.pk)
    picks(elena, opened.session, "wait")
    curated = {
        session.user_id: endings.is_curated(session)
        for session in GameSession.objects.select_related("revision").filter(world=opened.world)
    }
    assert curated == {elena.pk: False, kael.pk: True}
