"""Time in company: everybody's own clock, and the world's."""

from tests.worlds.rules.shared_play.harbour import HARBOUR
from tests.worlds.rules.shared_play.party import Party
from tests.worlds.rules.small_stories import story
from worlds.rules.commands import Say
from worlds.rules.quantities import LIMIT

HOUR, MINUTE, START = 3600, 60, 1000


def clocks(party: Party) -> dict[str, int | None]:
    return {name: player.clock for name, player in party.players.items()}


def test_turns_of_several_pass_at_the_same_time() -> None:
    party = Party.of(HARBOUR, "ann", "bo")
    party.play("ann", "wait")
    step = party.play("bo", "wait")
    assert party.world.time == START + HOUR
    assert clocks(party) == {"ann": START + HOUR, "bo": START + HOUR}
    assert (step.time_passed, step.shared) == (0, ())


def test_the_world_is_as_late_as_whoever_has_come_furthest() -> None:
    party = Party.of(HARBOUR, "ann", "bo")
    party.play("ann", "wait")
    party.play("bo", "climb")
    assert clocks(party) == {"ann": START + HOUR, "bo": START + 10 * MINUTE}
    assert party.world.time == START + HOUR
    party.play("bo", "wait")
    assert party.world.time == START + HOUR + 10 * MINUTE


def test_a_world_can_count_everybodys_time_instead() -> None:
    party = Party.of(HARBOUR, "ann", "bo", time_policy="sum")
    party.play("ann", "wait")
    step = party.play("bo", "wait")
    assert party.world.time == START + 2 * HOUR
    assert [(change.path, change.value) for change in step.shared] == [("world.time", START + 2 * HOUR)]


def test_who_joins_or_comes_back_starts_at_the_worlds_time() -> None:
    party = Party.of(HARBOUR, "ann", "bo")
    party.leave("bo")
    party.play("ann", "wait")
    party.join("cy")
    party.rejoin("bo")
    assert clocks(party) == dict.fromkeys(("ann", "bo", "cy"), START + HOUR)


def test_the_way_and_improvising_take_the_players_own_time() -> None:
    party = Party.of(HARBOUR, "ann")
    party.play("ann", "climb")
    party.play("ann", Say("look at the boats"))
    assert party.world.time == START + 25 * MINUTE
    assert clocks(party) == {"ann": START + 25 * MINUTE}


def test_time_never_runs_backwards_in_company() -> None:
    party = Party.of(HARBOUR, "ann", "bo")
    step = party.play("ann", "turn_back_the_clock")
    assert (party.world.time, clocks(party)["ann"], step.time_passed) == (START, START, 0)


DEADLINE = story(
    f"""
initial_world: {{time: {LIMIT - 1000}}}
nodes:
  start:
    options:
      wait: {{next_node: start, consequence: [{{type: advance_time, amount: 1, unit: hours}}]}}
      call:
        next_node: start
        consequence:
          - {{type: advance_time, amount: 10, unit: minutes}}
          - {{type: schedule_event, event_id: ship, delay: {{amount: 30, unit: minutes}}, consequences: []}}
"""
)


def test_clocks_end_where_numbers_end() -> None:
    party = Party.of(DEADLINE, "ann")
    party.play("ann", "wait")
    assert (party.world.time, clocks(party)["ann"]) == (LIMIT, LIMIT)


def test_an_event_is_due_after_the_worlds_time_whoever_lags_behind() -> None:
    scenario = story(
        """
nodes:
  start:
    options:
      wait: {next_node: start, consequence: [{type: advance_time, amount: 1, unit: hours}]}
      call:
        next_node: start
        consequence:
          - {type: advance_time, amount: 10, unit: minutes}
          - {type: schedule_event, event_id: ship, delay: {amount: 30, unit: minutes}, consequences: []}
"""
    )
    party = Party.of(scenario, "ann", "bo")
    party.play("ann", "wait")
    party.play("bo", "call")
    assert [event.trigger_at for event in party.world.scheduled] == [HOUR + 30 * MINUTE]
    assert party.play("bo", "wait").fired == ()
    assert party.play("bo", "wait").fired == ("ship",)


def test_a_leap_in_an_event_moves_the_whole_world_whoever_makes_it_due() -> None:
    scenario = story(
        """
initial_world:
  scheduled_events:
    - {event_id: night, trigger_at: 3600, consequences: [{type: advance_time, amount: 8, unit: hours}]}
nodes:
  start:
    options:
      wait: {next_node: start, consequence: [{type: advance_time, amount: 1, unit: hours}]}
"""
    )
    party = Party.of(scenario, "ann", "bo")
    party.play("bo", "wait")
    assert party.world.time == 9 * HOUR
    assert clocks(party) == {"ann": 0, "bo": 9 * HOUR}
