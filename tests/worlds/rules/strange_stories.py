"""Stories that no author would write: anything the format allows, put together at random."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

from worlds.rules.grid import CELLS
from worlds.rules.loading import load_scenario

ITEMS, TRAITS, FLAGS = ["lamp", "rusty_key"], ["courage", "wit"], ["bold", "gate_open", "improv_song"]
NPCS, EVENTS = ["keeper", "grey_wolf"], ["dusk", "dawn", "flood"]
DECLARED = ["yard", "wood", "cave"]
PLACES = [*DECLARED, "current", "undeclared"]
NODES, ENDINGS = ["start", "middle", "gate", "far"], ["home", "grave", "stars"]
UNITS = ["seconds", "minutes", "hours", "days", "weeks", "months", "years"]
WORDS = ["look at the lamp", "lamp", "go", "take rusty key", "n", "help", "i", "wait", "steal it", "ask the keeper"]

numbers = st.one_of(st.integers(-3, 3), st.sampled_from([2**53 - 1, -(2**53 - 1)]))
amounts = st.integers(0, 3)


def typed(kind: str, **keys: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({"type": st.just(kind), **keys})


def one(values: list[str]) -> st.SearchStrategy[str]:
    return st.sampled_from(values)


place, item, trait, flag, npc, event = one(PLACES), one(ITEMS), one(TRAITS), one(FLAGS), one(NPCS), one(EVENTS)
time = {"amount": amounts, "unit": one(UNITS)}
prop, env_value = one(["dust", "light"]), st.one_of(numbers, one(["dim", "bright"]))

simple_conditions = st.one_of(
    typed("has_item", item=item),
    typed("missing_item", item=item),
    typed("trait_minimum", trait=trait, minimum=numbers),
    typed("trait_maximum", trait=trait, maximum=numbers),
    typed("flag_set", flag=flag),
    typed("flag_set", flag=flag, value=st.booleans()),
    typed("flag_not_set", flag=flag),
    typed("at_location", location=place),
    typed("relationship_minimum", npc=npc, minimum=numbers),
    typed("location_flag_set", location=place, flag=flag),
    typed("location_flag_not_set", location=place, flag=flag),
    typed("location_property_minimum", location=place, property=prop, minimum=numbers),
    typed("location_property_maximum", location=place, property=prop, maximum=numbers),
    typed("environment_is", property=prop, value=env_value),
    typed("environment_minimum", property=prop, minimum=numbers, location=place),
    typed("environment_maximum", property=prop, maximum=numbers),
    typed("npc_at_location", npc=npc, location=place),
    typed("npc_not_at_location", npc=npc, location=place),
    typed("time_elapsed_minimum", **time),
    typed("time_elapsed_maximum", **time, since=event),
    typed("event_triggered", event_id=event),
    typed("event_not_triggered", event_id=event),
)
conditions = st.one_of(
    simple_conditions,
    st.sampled_from(["all_of", "any_of", "none_of"]).flatmap(
        lambda kind: typed(kind, conditions=st.lists(simple_conditions, max_size=2))
    ),
)

simple_effects = st.one_of(
    typed("gain_item", item=item),
    typed("lose_item", item=item),
    typed("modify_trait", trait=trait, delta=numbers),
    typed("set_trait", trait=trait, value=numbers),
    typed("set_flag", flag=flag, value=st.booleans()),
    typed("clear_flag", flag=flag),
    typed("modify_relationship", npc=npc, delta=numbers),
    typed("move_to", location=place, instant=st.booleans()),
    typed("advance_time", **time),
    typed("character_dies", reason=st.just("It was too much.")),
    typed("character_departs"),
    typed("add_history", entry=st.just("You went on.")),
    typed("set_location_flag", location=place, flag=flag),
    typed("clear_location_flag", location=place, flag=flag),
    typed("modify_location_property", location=place, property=prop, delta=numbers),
    typed("set_location_property", location=place, property=prop, value=numbers),
    typed("set_environment", property=prop, value=env_value, location=st.one_of(place, st.just("all"))),
    typed("modify_environment", property=prop, delta=numbers),
    typed("move_npc", npc=npc, location=place),
    typed("trigger_event", event_id=event),
    typed("cancel_event", event_id=event),
)
delay = st.fixed_dictionaries(time)
scheduling = typed("schedule_event", event_id=event, delay=delay, consequences=st.lists(simple_effects, max_size=2))
effects = st.one_of(
    simple_effects,
    typed("schedule_event", event_id=event, delay=delay, consequences=st.lists(st.one_of(simple_effects, scheduling))),
)
lists_of_effects = st.lists(effects, max_size=4)

pattern = one(["lamp", "steal|take", "(", ".", "^$"])
improvisation = st.fixed_dictionaries(
    {"theme": st.just("something"), "permits": st.lists(pattern, max_size=2), "blocks": st.lists(pattern, max_size=2)},
    optional={
        "limbo_fallback": st.just("Hm."),
        "answers": st.lists(st.fixed_dictionaries({"pattern": pattern, "narrative": st.just("So.")}), max_size=1),
    },
)
target = one([*NODES, *ENDINGS])
option_text = one(["Go north", "Take the lamp", "Ask the keeper", "Look", "北へ行く"])
about_an_option = {
    "cell": one(["chooses", "unknown", "avoids", *CELLS]),
    "precondition": conditions,
    "consequence": lists_of_effects,
    "narrative": one(["", "You do it."]),
    "retired": st.booleans(),
}
scripted = st.fixed_dictionaries({"text": option_text, "next_node": target}, optional=about_an_option)
improvised = st.fixed_dictionaries(
    {"text": option_text, "next": st.just("improvise"), "improvise_context": improvisation},
    optional={**about_an_option, "outcome_nodes": st.dictionaries(one(["discovery", "constraint", "limbo"]), target)},
)
node = st.fixed_dictionaries(
    {"narrative": one(["A lamp stands in the yard.", "Here."])},
    optional={
        "precondition": conditions,
        "blocked_narrative": one(["It is shut.", ""]),
        "blocked_next_node": target,
        "on_enter": lists_of_effects,
        "elapsed_since_previous": delay,
        "scene_break": st.booleans(),
        "free_roam": st.booleans(),
    },
)
location = st.fixed_dictionaries(
    {"connections": st.lists(st.one_of(place, st.fixed_dictionaries({"target": place, "travel_minutes": amounts})))},
    optional={
        "items": st.lists(item, max_size=2),
        "precondition": conditions,
        "access_mode": one(["filter", "show_locked", "show_normal"]),
    },
)


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    nodes = {node_id: draw(node) for node_id in NODES}
    nodes["start"].pop("precondition", None)
    for given in nodes.values():
        options = draw(st.lists(st.one_of(scripted, improvised), min_size=1, max_size=4))
        numbered = [{**option, "id": f"option_{number}"} for number, option in enumerate(options)]
        given["choice"] = {"prompt": "What now?", "options": numbered}
    scheduled = draw(st.lists(st.tuples(event, amounts, st.lists(effects, max_size=2)), unique_by=lambda it: it[0]))
    return {
        "name": "A strange story",
        "travel_config": draw(st.sampled_from([None, {}, {"default_travel_minutes": 7}])),
        "initial_character": {
            "name": "Ada",
            "traits": {"courage": draw(numbers)},
            "inventory": draw(st.lists(item, max_size=2, unique=True)),
            "flags": {"bold": draw(st.booleans())},
        },
        "initial_world": {
            "current_location": draw(one(DECLARED)),
            "time": draw(amounts),
            "flags": {"gate_open": False, "bold": True},
            "npc_locations": draw(st.dictionaries(npc, one(DECLARED))),
            "locations": [{"id": name, "name": name.title(), **draw(location)} for name in DECLARED],
            "scheduled_events": [
                {"event_id": event_id, "trigger_at": at, "consequences": effects} for event_id, at, effects in scheduled
            ],
        },
        "start_node": "start",
        "nodes": nodes,
        "endings": {
            "home": {"narrative": "Home.", "type": "victory"},
            "grave": {"narrative": "Dead.", "type": draw(one(["death", "unchanged"]))},
            "stars": {"narrative": "Gone.", "type": draw(one(["transcendence", "victory"]))},
        },
    }


strange_scenarios = documents().map(
    lambda document: load_scenario(
        json.dumps({key: value for key, value in document.items() if value is not None}).encode(), name="strange"
    )
)
