"""One turn in a shared world, seen from all sides."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from itertools import pairwise

import pytest

from tests.worlds.services.shared_worlds.counting_world import Tally, tally
from worlds.models import LocationLock, SharedWorld, TurnLease, TurnRecord, TurnTicket, WorldEvent, WorldParticipant
from worlds.rules.errors import OptionNotAvailable, SessionOver
from worlds.services.membership import leaving
from worlds.services.membership.errors import NotAMember
from worlds.services.turns.playing import play_turn
from worlds.services.turns.request import IdempotencyConflict, StaleTurn, TurnRequest

pytestmark = pytest.mark.django_db(transaction=True)

Counts = Callable[..., AbstractContextManager[object]]


@pytest.fixture
def pair() -> Tally:
    return tally(2)


def told(world: Tally, kind: str) -> list[WorldEvent]:
    return list(WorldEvent.objects.filter(world_id=world.world_id, type=kind).order_by("sequence"))


def test_a_turn_changes_what_everybody_shares(pair: Tally) -> None:
    pair.hands[0].play("mark")
    assert pair.count("wall", "marks") == 1
    assert pair.world.turn == 1


def test_the_next_player_builds_on_what_the_last_one_did(pair: Tally) -> None:
    pair.hands[0].play("mark")
    pair.hands[1].play("mark")
    assert pair.count("wall", "marks") == 2
    assert [hand.session.turn for hand in pair.hands] == [2, 2]


def test_what_is_shared_is_told_to_everybody_and_says_who_did_it(pair: Tally) -> None:
    pair.hands[0].play("mark")
    [event] = told(pair, "world_state_changed")
    assert event.audience is None
    assert event.payload["turn"] == 1
    [change] = event.payload["changes"]
    assert (change["path"], change["value"]) == ("world.locations.wall.properties.marks", 1)
    assert change["caused_by"] == pair.hands[0].session.user.short_id


def test_a_turn_is_told_by_the_text_of_the_choice(pair: Tally) -> None:
    pair.hands[0].play("mark")
    [event] = told(pair, "turn_played")
    assert (event.payload["option_text"], event.payload["cell"]) == ("Make a mark", "triumph")


def test_own_words_are_heard_at_the_place_and_nowhere_else(pair: Tally) -> None:
    singer, other = pair.hands
    other.play("out")
    singer.play("sing", "a song about rain")
    near, far = told(pair, "turn_played")[-2:]
    assert near.audience == [str(singer.user_id)]
    assert near.text is not None
    assert far.audience == [str(other.user_id)]
    assert far.text is None
    assert "rain" not in str(near.payload) + str(far.payload)


def test_who_walks_is_seen_to_move_and_stands_elsewhere(pair: Tally) -> None:
    pair.hands[0].play("out")
    [event] = told(pair, "player_moved")
    assert event.payload == {"from": "wall", "to": "yard"}
    assert WorldParticipant.objects.get(session_id=pair.hands[0].session_id).location == "yard"


def test_what_one_has_taken_the_other_is_refused_in_the_story(pair: Tally) -> None:
    pair.hands[0].play("take")
    answer = pair.hands[1].play("take").result
    assert (answer["kind"], answer["cell"]) == ("refused", "rebuff")
    assert answer["view"]["character"]["inventory"] == ()


def test_who_ends_frees_the_seat_and_stays_to_watch(pair: Tally) -> None:
    answer = pair.hands[0].play("fall")
    assert answer.result["view"]["ending"] is not None
    assert pair.world.player_count == 1
    assert WorldParticipant.objects.get(session_id=pair.hands[0].session_id).role == "spectator"
    [event] = told(pair, "player_finished")
    assert event.payload["ending_type"] == "death"


def test_no_turn_follows_an_ending(pair: Tally) -> None:
    pair.hands[0].play("fall")
    with pytest.raises(SessionOver):
        pair.hands[0].play("mark")


def test_who_has_left_plays_no_turn(pair: Tally) -> None:
    leaving.leave_world(user_id=pair.hands[0].user_id, world_id=pair.world_id)
    with pytest.raises(NotAMember):
        pair.hands[0].play("mark")


def test_a_refused_request_leaves_no_trace(pair: Tally) -> None:
    before = pair.world.event_seq, pair.world.record_seq
    with pytest.raises(OptionNotAvailable):
        pair.hands[0].play("nothing of the kind")
    assert (pair.world.event_seq, pair.world.record_seq) == before


def test_a_question_is_no_turn(pair: Tally) -> None:
    assert pair.hands[0].play("sing").result["kind"] == "prompt"
    assert pair.world.turn == 0


def test_the_same_key_plays_once(pair: Tally) -> None:
    first = pair.hands[0].play("mark", key="k")
    again = pair.hands[0].play("mark", key="k")
    assert (first.replayed, again.replayed) == (False, True)
    assert first.result == again.result
    with pytest.raises(IdempotencyConflict):
        pair.hands[0].play("out", key="k")


def test_a_stale_request_is_refused_with_the_game_as_it_stands(pair: Tally) -> None:
    with pytest.raises(StaleTurn):
        play_turn(
            user_id=pair.hands[0].user_id,
            session_id=pair.hands[0].session_id,
            request=TurnRequest("mark", expected_turn=9),
        )


def test_turns_leave_no_lease_and_no_ticket(pair: Tally) -> None:
    pair.hands[0].play("mark")
    assert not TurnLease.objects.exists()
    assert not TurnTicket.objects.exists()


def test_the_worlds_log_is_one_chain_through_everybodys_records(pair: Tally) -> None:
    for _ in range(3):
        for hand in pair.hands:
            hand.play("mark")
    records = list(TurnRecord.objects.filter(world_id=pair.world_id).order_by("world_seq"))
    assert [record.world_seq for record in records] == list(range(1, len(records) + 1))
    for earlier, later in pairwise(records):
        assert later.previous_hash == earlier.record_hash
    assert records[-1].record_hash == pair.world.record_hash
    assert records[-1].world_hash == pair.world.state_hash


def test_events_are_numbered_without_a_gap(pair: Tally) -> None:
    for hand in pair.hands:
        hand.play("mark")
        hand.play("out")
    numbers = list(WorldEvent.objects.order_by("sequence").values_list("sequence", flat=True))
    assert numbers == list(range(1, pair.world.event_seq + 1))


def test_a_place_that_lost_its_lock_row_gets_one_on_its_first_turn(pair: Tally) -> None:
    LocationLock.objects.all().delete()
    pair.hands[0].play("mark")
    assert LocationLock.objects.filter(world_id=pair.world_id, location="wall").count() == 1


@pytest.mark.postgres
def test_a_scripted_turn_takes_at_most_fourteen_statements(pair: Tally, django_assert_max_num_queries: Counts) -> None:
    hand = pair.hands[0]
    hand.play("mark")
    # A turn that moves, under a key: the longest there is. BEGIN and COMMIT are counted.
    with django_assert_max_num_queries(14):
        hand.play("out", key="a-key")


def test_a_game_alone_touches_none_of_this(pair: Tally) -> None:
    from worlds.services.games import sessions

    alone = sessions.start_solo(user_id=pair.hands[0].user_id, scenario_slug="tally")
    before = SharedWorld.objects.count(), WorldEvent.objects.count(), LocationLock.objects.count()
    play_turn(user_id=alone.user_id, session_id=alone.pk, request=TurnRequest("mark"))
    assert (SharedWorld.objects.count(), WorldEvent.objects.count(), LocationLock.objects.count()) == before
