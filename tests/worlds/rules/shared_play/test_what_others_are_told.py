"""What of a turn may leave the player who played it."""

from tests.worlds.rules.shared_play.harbour import HARBOUR
from tests.worlds.rules.shared_play.party import Party
from worlds.rules import projection
from worlds.rules.outcome import Change
from worlds.rules.party import open_world


def test_exactly_the_worlds_part_is_told_in_order_with_who_did_it() -> None:
    party = Party.of(HARBOUR, "ann", "bo")
    step = party.play("ann", "do_everything")
    assert [(change.path, change.value, change.action, change.item) for change in step.shared] == [
        ("world.locations.tower.flags.lit", True, None, None),
        ("world.locations.quay.properties.dust", 2, None, None),
        ("world.locations.quay.environment.light", "dim", None, None),
        ("world.npc_locations.keeper", "quay", None, None),
        ("world.scheduled_events", None, "added", "ship"),
        ("world.scheduled_events", None, "removed", "ship"),
    ]
    assert {(change.caused_by, change.event_id) for change in step.shared} == {("ann", None)}


def test_nothing_private_is_told() -> None:
    party = Party.of(HARBOUR, "ann")
    step = party.play("ann", "be_brave")
    assert step.changes
    assert step.shared == ()


def test_a_move_is_told_apart_from_the_time_it_takes() -> None:
    party = Party.of(HARBOUR, "ann")
    step = party.play("ann", "climb")
    assert step.moved == ("quay", "tower")
    assert [change.path for change in step.shared] == ["world.time"]
    assert party.play("ann", "be_brave").moved is None


def test_the_projection_holds_what_everybody_may_know() -> None:
    assert projection.public(open_world(HARBOUR)) == {
        "time": 1000,
        "flags": {"gate_open": False},
        "npc_locations": {"keeper": "tower"},
        "locations": {
            "quay": {"items": ["lamp", "oar", "oar"], "flags": {}, "properties": {}, "environment": {}},
            "tower": {"items": ["key"], "flags": {}, "properties": {}, "environment": {}},
        },
        "scheduled_events": [],
        "triggered_events": [],
    }


def test_who_holds_what_is_not_in_it() -> None:
    party = Party.of(HARBOUR, "ann")
    party.play("ann", "take_key")
    assert "ann" not in str(projection.public(party.world))
    assert "tower" not in projection.public(party.world)["locations"]


def test_folding_leaves_the_earlier_projection_as_it_was() -> None:
    before = projection.public(open_world(HARBOUR))
    kept = projection.public(open_world(HARBOUR))
    changes = [
        Change("world.locations.quay.items", action="removed", item="oar"),
        Change("world.locations.st. john.flags.lit", value=True),
        Change("world.flags.gate.open", value=True),
        Change("world.triggered_events", action="added", item="dusk"),
    ]
    after = projection.fold(before, changes)
    assert before == kept
    assert after["locations"]["quay"]["items"] == ["lamp", "oar"]
    assert after["locations"]["st. john"]["flags"] == {"lit": True}
    assert after["flags"] == {"gate_open": False, "gate.open": True}
    assert after["triggered_events"] == ["dusk"]
