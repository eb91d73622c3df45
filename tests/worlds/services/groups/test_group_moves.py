"""Going after a leader: a turn of one's own for each, in order, once, or not at all and told why."""

from __future__ import annotations

import pytest

from presence.models import PlayerPresence
from tests.worlds.services.groups.conftest import MakesWalkers, Told, Walker, went
from tests.worlds.services.shared_worlds.counting_world import at_once
from worlds.models import TurnRecord
from worlds.services.games.world_verification import verify_world
from worlds.services.groups import group_moves
from worlds.services.turns.result import LeaderMove

pytestmark = pytest.mark.django_db(transaction=True)


def movers(walker: Walker) -> list[str]:
    """Whose moves the world's log holds, in order."""
    records = TurnRecord.objects.filter(world_id=walker.world_id, kind__in=["go", "choice"]).order_by("world_seq")
    return [str(record.session_id) for record in records]


def test_followers_go_after_their_leader_in_order_of_following(walkers: MakesWalkers) -> None:
    ann, bo, cy, di = walkers(4)
    for one in (di, bo, cy):
        one.follows(ann)
    ann.goes("mill")
    assert [one.here for one in (ann, bo, cy, di)] == ["mill"] * 4
    assert movers(ann) == [str(one.session_id) for one in (ann, di, bo, cy)]
    assert verify_world(world_id=ann.world_id)["ok"]


def test_followers_of_followers_go_after_them_in_turn(walkers: MakesWalkers) -> None:
    ann, bo, cy = walkers(3)
    bo.follows(ann)
    cy.follows(bo)
    ann.goes("mill")
    ann.goes("well")
    assert [one.here for one in (ann, bo, cy)] == ["well"] * 3
    assert [went(one) for one in (bo, cy)] == [["mill", "well"]] * 2
    assert verify_world(world_id=ann.world_id)["ok"]


def test_an_option_that_leads_elsewhere_is_followed_too(walkers: MakesWalkers) -> None:
    ann, bo = walkers(2)
    bo.follows(ann)
    ann.plays("stroll")
    assert (bo.here, went(bo)) == ("mill", ["mill"])


def test_who_may_not_roam_just_now_is_left_behind_and_told(walkers: MakesWalkers, told: Told) -> None:
    ann, bo = walkers(2)
    bo.follows(ann)
    bo.plays("sit")
    ann.goes("mill")
    assert (bo.here, bo.place.trails_id) == ("green", None)
    assert told.by(bo, "follow_state")[-1]["reason"]
    assert told.by(ann, "follow_state")[-1]["followers"] == []


def test_who_has_no_way_there_is_left_behind_and_told(walkers: MakesWalkers, told: Told) -> None:
    ann, bo = walkers(2)
    bo.follows(ann)
    ann.plays("fly")
    assert (ann.here, bo.here, bo.place.trails_id) == ("tower", "green", None)
    assert told.by(bo, "follow_state")[-1]["reason"]


def test_who_had_gone_elsewhere_is_left_behind_and_told(walkers: MakesWalkers, told: Told) -> None:
    ann, bo = walkers(2)
    bo.follows(ann)
    bo.goes("well")
    ann.goes("mill")
    assert (bo.here, bo.place.trails_id) == ("well", None)
    assert told.by(bo, "follow_state")[-1]["reason"] == group_moves.ELSEWHERE


def test_who_is_away_is_not_dragged_along(walkers: MakesWalkers, told: Told) -> None:
    ann, bo = walkers(2)
    bo.follows(ann)
    old = bo.place.joined_at.replace(year=2020)
    PlayerPresence.objects.filter(user_id=bo.user_id).update(last_heartbeat=old, is_connected=False)
    place = bo.place
    place.joined_at = old
    place.save(update_fields=["joined_at"])
    ann.goes("mill")
    assert (bo.here, told.by(bo, "follow_state")[-1]["reason"]) == ("green", group_moves.AWAY)


def test_a_move_is_followed_once_however_often_it_is_told(walkers: MakesWalkers) -> None:
    ann, bo = walkers(2)
    bo.follows(ann)
    ann.goes("mill")
    record = TurnRecord.objects.get(session_id=ann.session_id, kind="go")
    move = LeaderMove(ann.world_id, ann.place.pk, "green", "mill", record.world_seq or 0, (bo.place.pk,))
    bo.goes("green")
    at_once([lambda: group_moves.follow_leader(move)] * 3)
    assert (bo.here, went(bo)) == ("green", ["mill", "green"])


def test_leaders_who_move_at_once_are_each_followed_once(walkers: MakesWalkers) -> None:
    ann, bo, cy, di = walkers(4)
    cy.follows(ann)
    di.follows(bo)
    at_once([lambda: ann.goes("mill"), lambda: bo.goes("well")])
    assert ([one.here for one in (cy, di)], went(cy), went(di)) == (["mill", "well"], ["mill"], ["well"])
    assert verify_world(world_id=ann.world_id)["ok"]


def test_a_move_nobody_follows_begins_nothing(walkers: MakesWalkers, monkeypatch: pytest.MonkeyPatch) -> None:
    ann, bo = walkers(2)
    begun: list[LeaderMove] = []
    monkeypatch.setattr(group_moves, "begin_moves", begun.append)
    ann.goes("mill")
    assert begun == []
    bo.goes("mill")
    bo.follows(ann)
    ann.goes("well")
    [move] = begun
    assert (move.origin, move.target, move.followers) == ("mill", "well", (bo.place.pk,))
    assert (bo.here, bo.place.trails_id) == ("mill", ann.place.pk)  # as if the process had been killed here
    ann.goes("green")
    group_moves.follow_leader(begun[1])
    assert (bo.here, bo.place.trails_id) == ("mill", None)
