"""A block between two people is in the way of following and of parties, whoever made it."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import Final

import pytest

from common import jobs
from common.errors import NotFound
from common.jobs import holding
from relations.models import Block
from relations.services.blocks import block_player
from tests.kleene_site.programs import environment, python
from tests.worlds.consumers.served import database_url
from tests.worlds.services.groups.conftest import MakesWalkers, Told
from worlds.models import SharedWorld, WorldParticipant
from worlds.services.groups import following, parties
from worlds.services.groups.parting import part_those_apart

pytestmark = pytest.mark.django_db(transaction=True)


def test_neither_of_two_follows_or_invites_the_other(walkers: MakesWalkers) -> None:
    ann, bo = walkers(2)
    block_player(user_id=ann.user_id, other=bo.short_id)
    for one, other in ((ann, bo), (bo, ann)):
        with pytest.raises(NotFound):
            following.ask_to_follow(**one.me, player=other.short_id)
        with pytest.raises(NotFound):
            parties.invite_to_party(**one.me, player=other.short_id)


def test_a_block_after_the_request_is_in_the_way_of_accepting_it(walkers: MakesWalkers) -> None:
    ann, bo = walkers(2)
    following.ask_to_follow(**bo.me, player=ann.short_id)
    parties.invite_to_party(**ann.me, player=bo.short_id)
    block_player(user_id=ann.user_id, other=bo.short_id)
    with pytest.raises(NotFound):
        following.accept_follower(**ann.me)
    with pytest.raises(NotFound):
        parties.accept_party(**bo.me)


def test_a_block_ends_that_either_follows_the_other_and_both_hear_of_it(walkers: MakesWalkers, told: Told) -> None:
    ann, bo, cy = walkers(3)
    bo.follows(ann)
    cy.follows(ann)
    block_player(user_id=ann.user_id, other=bo.short_id)
    assert (bo.place.trails_id, cy.place.trails_id) == (None, ann.place.pk)
    assert told.by(ann, "follow_state")[-1]["followers"] == [cy.short_id]
    assert told.by(bo, "follow_state")[-1]["following"] is None
    block_player(user_id=cy.user_id, other=ann.short_id)
    assert cy.place.trails_id is None


def test_a_block_takes_back_what_one_has_asked_of_the_other(walkers: MakesWalkers) -> None:
    ann, bo, cy = walkers(3)
    parties.invite_to_party(**ann.me, player=bo.short_id)
    following.ask_to_follow(**ann.me, player=bo.short_id)
    parties.invite_to_party(**ann.me, player=cy.short_id)
    block_player(user_id=bo.user_id, other=ann.short_id)
    assert (bo.place.party_asks_id, ann.place.asks_id) == (None, None)
    assert cy.place.party_asks_id == ann.place.pk


@pytest.mark.parametrize("leads", ["blocker", "blocked", "neither"])
def test_a_block_ends_that_both_are_of_one_party_and_leaves_the_third(
    walkers: MakesWalkers, told: Told, leads: str
) -> None:
    ann, bo, cy = walkers(3)
    leader, *members = {"blocker": (ann, bo, cy), "blocked": (bo, ann, cy), "neither": (cy, ann, bo)}[leads]
    for one in members:
        parties.invite_to_party(**leader.me, player=one.short_id)
        parties.accept_party(**one.me)
    block_player(user_id=ann.user_id, other=bo.short_id)
    out = bo if leads == "blocker" else ann
    assert out.place.party_id is None
    assert {one.place.party_id for one in (ann, bo, cy) if one is not out} == {leader.place.pk}
    assert out.short_id not in told.by(leader, "party_state")[-1]["members"]


def test_who_is_apart_from_a_member_is_not_let_into_the_party(walkers: MakesWalkers) -> None:
    ann, bo, cy = walkers(3)
    parties.invite_to_party(**ann.me, player=bo.short_id)
    parties.accept_party(**bo.me)
    parties.invite_to_party(**ann.me, player=cy.short_id)
    Block.objects.create(blocker_id=bo.user_id, blocked_id=cy.user_id)
    with pytest.raises(NotFound):
        parties.accept_party(**cy.me)
    parties.decline_party(**cy.me)
    with pytest.raises(NotFound):
        parties.invite_to_party(**ann.me, player=cy.short_id)


def test_what_a_killed_process_left_bound_is_untied_by_the_next_round(walkers: MakesWalkers, told: Told) -> None:
    ann, bo, cy = walkers(3)
    bo.follows(ann)
    following.ask_to_follow(**cy.me, player=bo.short_id)
    parties.invite_to_party(**ann.me, player=bo.short_id)
    parties.accept_party(**bo.me)
    parties.invite_to_party(**ann.me, player=cy.short_id)
    for blocker, blocked in ((ann, bo), (bo, cy)):  # stored, and nothing done after the commit
        Block.objects.create(blocker_id=blocker.user_id, blocked_id=blocked.user_id)
    assert part_those_apart() == "parted blocked players in 1 worlds"
    assert (bo.place.trails_id, bo.place.party_id, cy.place.asks_id) == (None, None, None)
    assert {ann.place.party_id, cy.place.party_asks_id} == {ann.place.pk}
    assert told.by(bo, "party_state")[-1]["members"] == []
    assert part_those_apart() == ""


def test_the_round_leaves_all_others_bound(walkers: MakesWalkers) -> None:
    ann, bo, cy, dee = walkers(4)
    bo.follows(ann)
    dee.follows(cy)
    parties.invite_to_party(**ann.me, player=bo.short_id)
    parties.accept_party(**bo.me)
    Block.objects.create(blocker_id=ann.user_id, blocked_id=cy.user_id)
    assert part_those_apart() == ""
    assert bo.place.trails_id == bo.place.party_id == ann.place.pk
    assert dee.place.trails_id == cy.place.pk


def test_a_world_of_another_version_is_no_obstacle(walkers: MakesWalkers) -> None:
    ann, bo = walkers(2)
    bo.follows(ann)
    SharedWorld.objects.update(engine_version="0.0.0")
    block_player(user_id=ann.user_id, other=bo.short_id)
    assert bo.place.trails_id is None


KILLED: Final = """
import os, signal
import django
django.setup()
from relations.services.blocks import block_player
from relations.signals import players_parted
def die(**_): os.kill(os.getpid(), signal.SIGKILL)
assert players_parted.disconnect(dispatch_uid="worlds")
players_parted.connect(die)
block_player(user_id="{user_id}", other="{other}")
"""


@pytest.mark.slow
@pytest.mark.postgres
def test_a_kill_between_a_block_and_the_untying_leaves_nobody_in_one_party(
    walkers: MakesWalkers, tmp_path: Path
) -> None:
    ann, bo = walkers(2)
    bo.follows(ann)
    parties.invite_to_party(**ann.me, player=bo.short_id)
    parties.accept_party(**bo.me)
    env = environment(tmp_path, DATABASE_URL=database_url(), DJANGO_SETTINGS_MODULE="kleene_site.settings")
    died = python("-c", KILLED.format(user_id=ann.user_id, other=bo.short_id), env=env)
    assert died.returncode == -signal.SIGKILL, died.stderr
    assert Block.objects.filter(blocker_id=ann.user_id).exists()
    assert WorldParticipant.objects.filter(party=ann.place).count() == 2
    with holding("part-blocked-players", seconds=1) as is_mine:  # a worker comes by at once: nobody has the job
        assert is_mine
        jobs.registered["part-blocked-players"].run()
    assert (bo.place.party_id, bo.place.trails_id) == (None, None)
