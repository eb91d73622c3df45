"""Being set down elsewhere by the staff, as far as rules decide it."""

from __future__ import annotations

import copy

import pytest

from tests.worlds.rules.shared_play.party import Party
from tests.worlds.rules.shared_play.test_free_roam import GREEN
from worlds.rules.errors import NoSuchPlace, NotFreeToRoam, SessionOver
from worlds.rules.relocating import relocate


def test_it_takes_no_time_asks_no_condition_and_leaves_the_node() -> None:
    party = Party.of(GREEN, "ann", "ben")
    state = party.state("ann")
    kept = copy.deepcopy(state)
    step = relocate(GREEN, state, party.company("ann"), "crypt", by="ben")
    assert (step.kind, step.cell, step.moved, step.time_passed) == ("relocated", None, ("green", "crypt"), 0)
    assert (step.after.player.node, step.after.player.turn) == ("green", 1)
    assert step.narrative.startswith("A moderator has moved you here")
    assert state == kept


def test_where_a_player_stands_already_nothing_happens() -> None:
    party = Party.of(GREEN, "ann")
    step = relocate(GREEN, party.state("ann"), party.company("ann"), "green", by=None)
    assert step.after is step.before


def test_nobody_is_moved_where_the_story_holds_them_or_is_over_or_has_no_such_place() -> None:
    party = Party.of(GREEN, "ann", "ben")
    with pytest.raises(NoSuchPlace):
        relocate(GREEN, party.state("ann"), party.company("ann"), "moon", by=None)
    party.play("ann", "sit")
    with pytest.raises(NotFreeToRoam):
        relocate(GREEN, party.state("ann"), party.company("ann"), "mill", by=None)
    party.play("ben", "end")
    with pytest.raises(SessionOver):
        relocate(GREEN, party.state("ben"), party.company("ben"), "mill", by=None)
