"""Following another player about: who may, for how long a request holds, and how it ends."""

from __future__ import annotations

import pytest

from common.errors import InvalidInput, NotFound
from tests.worlds.services.groups.conftest import MakesWalkers, Told, later
from worlds.rules.trailing import would_circle
from worlds.services.groups import following
from worlds.services.groups.errors import AlreadyAsked, AlreadyFollowing, NotFollowing, NothingAsked, WouldCircle
from worlds.services.membership import archiving, leaving
from worlds.services.membership.errors import WorldArchived

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_request_is_told_and_accepted_and_both_know(walkers: MakesWalkers, told: Told) -> None:
    ann, bo = walkers(2)
    following.ask_to_follow(**bo.me, player=ann.short_id)
    assert told.by(ann, "follow_request") == [{"from": bo.short_id}]
    state = following.accept_follower(**ann.me)
    assert (state.following, state.followers) == (None, [bo.short_id])
    assert told.by(bo, "follow_state")[-1] == {"following": ann.short_id, "followers": []}
    assert told.by(ann, "follow_state")[-1] == {"following": None, "followers": [bo.short_id]}


def test_a_request_ends_by_itself(walkers: MakesWalkers) -> None:
    ann, bo = walkers(2)
    following.ask_to_follow(**bo.me, player=ann.short_id)
    with pytest.raises(AlreadyAsked):
        following.ask_to_follow(**bo.me, player=ann.short_id)
    later(bo, asked_at=61)
    with pytest.raises(NothingAsked):
        following.accept_follower(**ann.me, player=bo.short_id)
    following.ask_to_follow(**bo.me, player=ann.short_id)
    assert following.accept_follower(**ann.me, player=bo.short_id).followers == [bo.short_id]


def test_nobody_follows_themselves_a_second_player_or_one_who_is_not_here(walkers: MakesWalkers) -> None:
    ann, bo, cy = walkers(3)
    with pytest.raises(InvalidInput):
        following.ask_to_follow(**bo.me, player=bo.short_id)
    with pytest.raises(NotFound):
        following.ask_to_follow(**bo.me, player="usr_nobody00")
    bo.follows(ann)
    with pytest.raises(AlreadyFollowing):
        following.ask_to_follow(**bo.me, player=cy.short_id)


def test_a_request_that_is_declined_is_over_and_told(walkers: MakesWalkers, told: Told) -> None:
    ann, bo = walkers(2)
    following.ask_to_follow(**bo.me, player=ann.short_id)
    following.decline_follower(**ann.me, player=bo.short_id)
    assert "alone" in told.by(bo, "follow_state")[-1]["reason"]
    with pytest.raises(NothingAsked):
        following.accept_follower(**ann.me, player=bo.short_id)


def test_nobody_goes_round_in_a_circle_even_when_both_had_asked(walkers: MakesWalkers) -> None:
    ann, bo, cy = walkers(3)
    following.ask_to_follow(**ann.me, player=cy.short_id)
    bo.follows(ann)
    cy.follows(bo)
    with pytest.raises(WouldCircle):
        following.accept_follower(**cy.me, player=ann.short_id)
    assert ann.place.trails_id is None


def test_the_rule_finds_a_circle_of_any_length_and_ends_in_one() -> None:
    assert would_circle({}, follower=1, leader=1)
    assert would_circle({2: 1, 3: 2}, follower=1, leader=3)
    assert not would_circle({2: 1, 3: 2}, follower=4, leader=3)


def test_who_unfollows_is_free_and_the_leader_knows(walkers: MakesWalkers, told: Told) -> None:
    ann, bo = walkers(2)
    bo.follows(ann)
    assert following.unfollow_leader(**bo.me).following is None
    assert told.by(ann, "follow_state")[-1]["followers"] == []
    with pytest.raises(NotFollowing):
        following.unfollow_leader(**bo.me)


def test_a_leader_who_leaves_the_world_is_followed_no_longer(walkers: MakesWalkers, told: Told) -> None:
    ann, bo, cy = walkers(3)
    bo.follows(ann)
    cy.follows(bo)
    leaving.leave_world(user_id=ann.user_id, world_id=ann.world_id)
    assert bo.place.trails_id is None
    assert told.by(bo, "follow_state")[-1]["reason"]
    leaving.leave_world(user_id=cy.user_id, world_id=cy.world_id)
    assert (cy.place.trails_id, following.follow_state(**bo.me).followers) == (None, [])


def test_a_leader_whose_story_has_ended_is_followed_no_longer(walkers: MakesWalkers) -> None:
    ann, bo = walkers(2)
    bo.follows(ann)
    ann.plays("end")
    assert bo.place.trails_id is None


def test_a_world_that_ends_ends_it_all(walkers: MakesWalkers) -> None:
    ann, bo = walkers(2)
    bo.follows(ann)
    archiving.archive_world(user_id=ann.user_id, world_id=ann.world_id)
    assert bo.place.trails_id is None
    with pytest.raises(WorldArchived):
        following.ask_to_follow(**bo.me, player=ann.short_id)
