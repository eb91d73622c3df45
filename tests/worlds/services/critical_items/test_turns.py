"""A turn in company brings back what has been lost: told, kept for good, and found again by a replay."""

from __future__ import annotations

from typing import Any

import pytest

from tests.lifting import tamper
from tests.worlds.services.critical_items.conftest import Mill
from worlds.models import CriticalItemRecovery, GameSession, SharedWorld, TurnRecord
from worlds.services.games.world_replay import WorldReplay
from worlds.services.games.world_verification import verify_world
from worlds.services.membership import archiving, forking

pytestmark = pytest.mark.django_db


def test_a_holder_who_stops_playing_loses_the_item_and_is_told_so(mill: Mill) -> None:
    mill.plays(0, "take_pin")
    mill.waits(1, 4)
    assert (mill.recoveries(), mill.shared["holders"]) == ([], {"pin": [str(mill.session(0).pk)]})
    mill.waits(1, 1)
    (row,) = CriticalItemRecovery.objects.filter(world=mill.world)
    newest = TurnRecord.objects.filter(world=mill.world).latest("world_seq")
    assert (row.item, row.reason, row.old_location, row.new_location) == ("pin", "holder_inactive", "", "yard")
    assert (row.old_holder, row.tick, row.position) == (mill.session(0).pk, 6, 1)
    assert (row.world_seq, row.created_at) == (newest.world_seq, newest.created_at)
    assert mill.shared["items"]["yard"] == ["pin"]
    everybody, holder = mill.told("critical_item_recovered")
    about = {"tick": 6, "item": "pin", "reason": "holder_inactive", "restored_to": "yard"}
    assert (everybody.payload, everybody.audience) == (about | {"public": "The pin hangs on its nail again."}, None)
    assert holder.payload == about | {"public": "", "was_yours": True}
    assert holder.audience == [str(mill.people[0].pk)]


def test_the_holder_finds_it_gone_and_may_take_it_again(mill: Mill) -> None:
    mill.plays(0, "take_pin")
    mill.waits(1, 5)
    assert list(mill.plays(0, "wait")["view"]["character"]["inventory"]) == []
    assert list(mill.plays(0, "take_pin")["view"]["character"]["inventory"]) == ["pin"]


def test_whoever_dies_behind_a_door_that_shuts_has_not_taken_it_with_them(mill: Mill) -> None:
    mill.plays(0, "take_pin")
    mill.plays(0, "sunrise")
    mill.plays(0, "fall")
    assert mill.shared["items"]["loft"] == ["pin"]
    assert mill.recoveries() == []  # the door stands open
    mill.plays(1, "sunset")
    assert mill.recoveries() == [("pin", "unreachable", "loft", "yard")]


def test_what_changed_for_everybody_is_told_in_one_event_of_the_turn(mill: Mill) -> None:
    mill.plays(0, "take_pin")
    mill.plays(0, "sunrise")
    mill.plays(0, "fall")
    mill.plays(1, "sunset")
    changed = mill.told("world_state_changed")[-1].payload["changes"]
    assert [(change["path"], change.get("recovered")) for change in changed] == [
        ("world.flags.dawn", None),
        ("world.locations.loft.items", True),
        ("world.locations.yard.items", True),
    ]
    assert [change["caused_by"] for change in changed] == [mill.people[1].short_id, None, None]


def test_the_turn_itself_is_answered_without_what_the_world_did_besides(mill: Mill) -> None:
    mill.plays(0, "take_pin")
    mill.plays(0, "sunrise")
    mill.plays(0, "fall")
    assert [change["path"] for change in mill.plays(1, "sunset")["changes"]] == ["world.flags.dawn"]


def test_what_was_recovered_is_left_alone_until_it_has_cooled_down(mill: Mill) -> None:
    mill.plays(0, "take_pin")
    mill.plays(1, "sunrise")
    mill.waits(1, 4)
    mill.plays(1, "take_pin")
    mill.plays(1, "fall")
    mill.plays(0, "sunset")
    mill.waits(0, 1)
    assert (len(mill.recoveries()), mill.shared["items"]["loft"]) == (1, ["pin"])
    mill.waits(0, 1)
    ticks = CriticalItemRecovery.objects.filter(world=mill.world).order_by("tick").values_list("tick", flat=True)
    assert list(ticks) == [6, 11]


class TestWithoutPolicies:
    def test_nothing_is_brought_back(self, plain_mill: Mill) -> None:
        plain_mill.plays(0, "take_pin")
        plain_mill.waits(1, 30)
        assert (plain_mill.recoveries(), plain_mill.shared["holders"]) == ([], {"pin": [str(plain_mill.session(0).pk)]})

    def test_the_state_holds_nothing_of_it(self, plain_mill: Mill) -> None:
        plain_mill.plays(0, "take_pin")
        assert "maintenance" not in plain_mill.shared
        assert "critical_items" not in TurnRecord.objects.get(world=plain_mill.world, kind="start").command


class TestReplay:
    @pytest.fixture
    def lived(self, mill: Mill) -> Mill:
        mill.plays(0, "take_pin")
        mill.waits(1, 5)
        for option in ("take_pin", "sunrise", "wait", "fall"):
            mill.plays(1, option)
        mill.plays(0, "sunset")
        assert len(mill.recoveries()) == 2
        return mill

    def test_a_world_with_recoveries_verifies(self, lived: Mill) -> None:
        found = verify_world(world_id=lived.world.pk)
        assert found["first_difference"] is None
        assert found["state_hash"] == SharedWorld.objects.get(pk=lived.world.pk).state_hash

    @pytest.mark.parametrize(
        ("change", "path"),
        [
            ("UPDATE critical_item_recoveries SET item = 'rope' WHERE position = 1", "recoveries.item"),
            ("UPDATE critical_item_recoveries SET tick = tick + 1", "recoveries.tick"),
            ("UPDATE critical_item_recoveries SET reason = 'missing'", "recoveries.reason"),
            ("UPDATE critical_item_recoveries SET old_location = 'barn'", "recoveries.old_location"),
            ("UPDATE critical_item_recoveries SET new_location = 'barn'", "recoveries.new_location"),
            ("UPDATE critical_item_recoveries SET old_holder = NULL", "recoveries.old_holder"),
            ("UPDATE critical_item_recoveries SET position = 7", "recoveries.position"),
            ("UPDATE critical_item_recoveries SET created_at = '2020-01-01'", "recoveries.created_at"),
            ("DELETE FROM critical_item_recoveries", "recoveries"),
        ],
    )
    def test_a_changed_recovery_is_found(self, lived: Mill, change: str, path: str) -> None:
        tamper(change)
        found = verify_world(world_id=lived.world.pk)["first_difference"]
        assert found is not None
        assert found["path"] == path

    def test_a_recovery_that_no_record_brought_about_is_found(self, lived: Mill) -> None:
        row = CriticalItemRecovery.objects.latest("pk")
        row.pk, row.position, row._state.adding = None, 2, True
        row.save()
        found = verify_world(world_id=lived.world.pk)["first_difference"]
        assert found is not None
        assert (found["path"], found["expected"]) == ("recoveries", "none")


@pytest.mark.parametrize(("marked", "is_kept"), [({"critical_items": True}, True), ({}, False)])
def test_a_world_from_before_there_was_maintenance_goes_on_without(
    mill: Mill,
    marked: dict[str, bool],
    is_kept: bool,  # noqa: FBT001 - a case
) -> None:
    """Files could name critical items already when nothing came of it: such a world's records mean what they meant."""
    start = TurnRecord.objects.select_related("revision").get(world=mill.world, kind="start")
    assert start.command["critical_items"] is True
    others = {name: value for name, value in start.command.items() if name != "critical_items"}
    start.command = {**others, **marked}
    replay = WorldReplay()
    replay.play(start)
    assert replay.world is not None
    assert (replay.world.maintenance is not None) is is_kept


def test_a_game_that_goes_on_alone_takes_no_maintenance_along(mill: Mill) -> None:
    mill.plays(0, "take_pin")
    archiving.archive_world(user_id=mill.people[0].pk, world_id=mill.world.pk)
    forked: Any = forking.fork_game(user_id=mill.people[0].pk, session_id=mill.session(0).pk)
    assert "maintenance" not in GameSession.objects.get(pk=forked.pk).state["world"]
