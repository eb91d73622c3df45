from __future__ import annotations

from tests.worlds.rules.small_stories import after, started, story
from worlds.rules.events import CASCADE
from worlds.rules.opening import begin

WAIT = "wait: {next_node: start, consequence: [{type: advance_time, amount: 1, unit: hours}]}"


def test_an_event_fires_when_its_time_has_come_and_not_before() -> None:
    scenario = story(f"""
nodes:
  start:
    options:
      light: {{next_node: start, consequence: [{{type: schedule_event, event_id: bang,
               delay: {{amount: 90, unit: minutes}}, consequences: [{{type: set_flag, flag: smoke}}]}}]}}
      {WAIT}
""")
    early = after(scenario, "light", "wait")
    late = after(scenario, "light", "wait", "wait")
    assert (early.fired, [event.event_id for event in early.after.world.scheduled]) == ((), ["bang"])
    assert (late.fired, late.after.world.scheduled, late.after.world.triggered) == (("bang",), [], ["bang"])
    assert late.after.player.character.flags == {"smoke": True}
    assert late.after.world.event_times == {"bang": 7200}


def test_what_an_event_changes_names_the_event_as_its_cause() -> None:
    scenario = story("""
nodes:
  start:
    options:
      light: {next_node: start, consequence: [{type: schedule_event, event_id: bang,
               delay: {amount: 0, unit: hours}, consequences: [{type: modify_trait, trait: courage, delta: -1}]}]}
""")
    step = after(scenario, "light")
    assert [(change.path, change.caused_by) for change in step.changes] == [
        ("world.scheduled_events", None),
        ("world.scheduled_events", "bang"),
        ("world.triggered_events", "bang"),
        ("character.traits.courage", "bang"),
    ]


def test_events_fire_in_order_of_time_and_then_of_scheduling() -> None:
    scenario = story(f"""
initial_world:
  scheduled_events:
    - {{event_id: late, trigger_at: 3600, consequences: []}}
    - {{event_id: twin_one, trigger_at: 1800, consequences: []}}
    - {{event_id: early, trigger_at: 60, consequences: []}}
    - {{event_id: twin_two, trigger_at: 1800, consequences: []}}
nodes: {{start: {{options: {{{WAIT}}}}}}}
""")
    assert after(scenario, "wait").fired == ("early", "twin_one", "twin_two", "late")


def test_events_that_are_due_at_the_start_fire_on_entering_it() -> None:
    scenario = story("""
initial_world:
  time: 100
  scheduled_events: [{event_id: dawn, trigger_at: 100, consequences: [{type: set_flag, flag: light}]}]
nodes: {start: {}}
""")
    step = begin(scenario)
    assert (step.fired, step.after.player.character.flags) == (("dawn",), {"light": True})


def test_nothing_fires_between_two_effects_of_one_list() -> None:
    scenario = story("""
initial_world: {scheduled_events: [{event_id: flood, trigger_at: 60, consequences: [{type: set_flag, flag: wet}]}]}
nodes:
  start:
    options:
      flee: {next_node: start, consequence: [
        {type: advance_time, amount: 2, unit: hours}, {type: cancel_event, event_id: flood}]}
""")
    step = after(scenario, "flee")
    assert (step.fired, step.after.world.triggered, step.after.player.character.flags) == ((), [], {})


SCHEDULE = (
    "{type: schedule_event, event_id: bang, delay: {amount: 2, unit: hours}, consequences: [{type: set_flag, flag: x}]}"
)


def test_entering_a_node_again_neither_repeats_nor_delays_its_event() -> None:
    scenario = story(f"nodes: {{start: {{on_enter: [{SCHEDULE}], options: {{{WAIT}}}}}}}")
    assert [event.trigger_at for event in after(scenario, "wait").after.world.scheduled] == [7200]
    fired = after(scenario, "wait", "wait", "wait")
    assert (fired.after.world.scheduled, fired.after.world.triggered) == ([], ["bang"])


def test_a_cancelled_event_has_not_happened_and_can_be_scheduled_again() -> None:
    scenario = story(f"""
nodes:
  start:
    options:
      light: {{next_node: start, consequence: [{SCHEDULE}]}}
      douse: {{next_node: start, consequence: [{{type: cancel_event, event_id: bang}}]}}
""")
    doused = after(scenario, "light", "douse")
    assert (doused.after.world.scheduled, doused.after.world.triggered) == ([], [])
    assert [event.event_id for event in after(scenario, "light", "douse", "light").after.world.scheduled] == ["bang"]


def test_an_event_may_renew_itself_and_stands_once_among_the_triggered() -> None:
    scenario = story(f"""
nodes:
  start:
    options:
      wind: {{next_node: start, consequence: [{{type: schedule_event, event_id: tick, delay: {{amount: 1, unit: hours}},
        consequences: [
          {{type: modify_trait, trait: courage, delta: 1}},
          {{type: schedule_event, event_id: tick, delay: {{amount: 1, unit: hours}}, consequences: []}}]}}]}}
      {WAIT}
""")
    state = after(scenario, "wind", "wait", "wait").after
    assert (state.player.character.traits["courage"], state.world.triggered) == (6, ["tick"])
    assert state.world.event_times == {"tick": 7200}


def test_triggering_fires_a_pending_event_at_once_and_others_not_at_all() -> None:
    scenario = story(f"""
nodes:
  start:
    options:
      now: {{next_node: start, consequence: [
        {SCHEDULE}, {{type: trigger_event, event_id: bang}}, {{type: trigger_event, event_id: bang}}]}}
      never: {{next_node: start, consequence: [{{type: trigger_event, event_id: unheard_of}}]}}
""")
    assert after(scenario, "now").fired == ("bang",)
    assert after(scenario, "never").fired == ()


def test_an_event_can_set_off_another_and_keep_a_third_from_happening() -> None:
    scenario = story(f"""
initial_world:
  scheduled_events:
    - {{event_id: spark, trigger_at: 60, consequences: [
        {{type: trigger_event, event_id: fire}}, {{type: cancel_event, event_id: rain}}]}}
    - {{event_id: rain, trigger_at: 120, consequences: []}}
    - {{event_id: fire, trigger_at: 99999, consequences: []}}
nodes: {{start: {{options: {{{WAIT}}}}}}}
""")
    step = after(scenario, "wait")
    assert (step.fired, step.after.world.scheduled) == (("spark", "fire"), [])


def hourly(effect: str, *, count: int) -> str:
    """Events that are due an hour apart, each with one effect; NEXT in it is the number of the next."""
    return "\n".join(
        f"    - {{event_id: e{n}, trigger_at: {3600 * n}, consequences: [{effect.replace('NEXT', str(n + 1))}]}}"
        for n in range(1, count + 1)
    )


def test_a_cascade_ends_after_ten_passes_and_the_rest_waits_for_the_next_check() -> None:
    domino = hourly("{type: advance_time, amount: 1, unit: hours}", count=25)
    scenario = story(f"initial_world:\n  scheduled_events:\n{domino}\nnodes: {{start: {{options: {{{WAIT}}}}}}}")
    step = after(scenario, "wait")
    # One check after the list, one after entering the node.
    assert step.fired == tuple(f"e{n}" for n in range(1, 2 * CASCADE + 1))
    assert [event.event_id for event in step.after.world.scheduled] == [f"e{n}" for n in range(21, 26)]


def test_events_trigger_one_another_ten_deep_and_no_deeper() -> None:
    fuse = hourly("{type: trigger_event, event_id: eNEXT}", count=25)
    scenario = story(f"initial_world:\n  scheduled_events:\n{fuse}\nnodes: {{start: {{options: {{{WAIT}}}}}}}")
    step = after(scenario, "wait")
    assert step.fired == tuple(f"e{n}" for n in range(1, CASCADE + 1))
    assert step.after.world.scheduled[0].event_id == "e11"


def test_current_in_an_event_is_where_the_player_is_when_it_fires() -> None:
    scenario = story("""
initial_world:
  locations: [{id: yard, name: Yard}, {id: wood, name: Wood}]
  scheduled_events:
    - {event_id: follow, trigger_at: 60, consequences: [{type: move_npc, npc: wolf, location: current}]}
nodes:
  start:
    options:
      go: {next_node: start, consequence: [
        {type: advance_time, amount: 1, unit: hours}, {type: move_to, location: wood}]}
""")
    assert after(scenario, "go").after.world.npc_locations == {"wolf": "wood"}


def test_a_story_starts_with_the_events_that_its_file_declares() -> None:
    scenario = story("""
initial_world:
  triggered_events: [dawn]
  scheduled_events: [{event_id: dusk, trigger_at: 60, consequences: []}]
nodes: {start: {}}
""")
    world = started(scenario).world
    assert (world.triggered, [(event.event_id, event.trigger_at) for event in world.scheduled]) == (
        ["dawn"],
        [("dusk", 60)],
    )
