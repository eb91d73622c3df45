"""Looks at games, and turns."""

from __future__ import annotations

from typing import Final

from tests.hot.asks import ALONE, TURNS, VIEW, case, turn, view
from tests.hot.before import leased, not_started, without_place

VIEWS: Final = (
    case("shared game", view(), view("ben"), view(), hot=3),
    case("guest's game", view("hal"), hot=1),
    case("game alone", view("ida"), hot=1),
    case("ended game alone", view("ida", "/api/v1/game/{ida_ended}"), hot=1),
    case("ended game in a world", view("joe")),
    case("archived world", view("kay")),
    case("left", view("cora")),
    case("kicked", view("dan")),
    case("banned", view("eve")),
    case("somebody else's", view("ben", VIEW)),
    case("unknown id", view("ada", "/api/v1/game/ses_aaaaaaaa")),
    case("id of another kind", view("ada", "/api/v1/game/{world}")),
    case("no id", view("ada", "/api/v1/game/nonsense")),
    case("UUID", view("ada", "/api/v1/game/{ada_game_uuid}")),
    case("line break after the id", view("ada", "/api/v1/game/{ada_game}%0A")),
    case("slash at the end", view("ada", VIEW + "/"), hot=1),
    case("two slashes at the end", view("ada", VIEW + "//")),
    case("list of games", view("ada", "/api/v1/game/sessions")),
    case("view that is had", view(**{"If-None-Match": "*"}), view("ida", **{"If-None-Match": '"a", *'}), hot=2),
    case("another view than is had", view(**{"If-None-Match": 'W/"a", "b"'}), view(**{"If-None-Match": "a"}), hot=2),
    case("query", view("ada", VIEW + "?format=json")),
    case("after another's turn", view("ada"), turn("ben", option_id="take_key"), view("ada"), view("ada")),
    case("after an arrival", turn(option_id="take_key"), turn(option_id="open_gate"), view("ben"), view("ada")),
)

TURN_CASES: Final = (
    case("option", turn(option_id="wait"), hot=1),
    case("option and numbers", turn(option_id="wait", expected_number=0, expected_turn=1)),
    case("words", turn(input="wait"), hot=1),
    case("words for an option", turn(option_id="ask", input="please let me in")),
    case("improvised", turn(option_id="ask", input="Tell me a joke."), hot=1),
    case("words that lead nowhere", turn(input="dance with the moon"), hot=1),
    case("question", turn(input="look"), turn(input="inventory"), turn(input="help"), turn(input="/look"), hot=4),
    case("orders", turn(option_id="wait"), turn(input="again"), turn(input="wait ten minutes"), turn(input="undo")),
    case(
        "alone: orders", turn("ida", option_id="wait"), turn("ida", input="again"), turn("ida", input="undo", key="u")
    ),
    case("words that are cleaned", turn(input="wait\u200b"), turn(input="\u200b wait"), turn(input="\u200b")),
    case("spaces around", turn(input="  wait  "), turn(input="   "), turn(option_id=" wait ")),
    case("accents", turn(input="e\u0301te\u0301"), turn(input="a\tb\nc")),
    case("first at a place", turn(option_id="wait"), before=without_place, hot=1),
    case(
        "place that is leased",
        turn(option_id="wait"),
        before=lambda stage: leased(stage, seconds=60),
        settings={"TURN_WAIT_TIMEOUT": 0.3},
    ),
    case("place that was leased", turn(option_id="wait"), before=lambda stage: leased(stage, seconds=-1), hot=1),
    case("two turns", turn(option_id="take_key"), turn(option_id="open_gate"), turn(option_id="stay"), hot=3),
    case("death", turn(option_id="run"), turn(option_id="wait"), view()),
    case("stale number", turn(option_id="wait", expected_number=7), turn(option_id="wait", expected_turn=9)),
    case(
        "repeated key",
        turn(option_id="wait", key="k"),
        turn(option_id="wait", key="k"),
        turn(option_id="wait", key="k"),
    ),
    case("key of before", turn("ben", option_id="wait", key="ben-1")),
    case("key, other body", turn(option_id="wait", key="k"), turn(option_id="take_key", key="k")),
    case(
        "key, number right",
        turn(option_id="wait", key="k", expected_number=0),
        turn(option_id="wait", key="k", expected_number=0),
    ),
    case(
        "wrong key",
        turn(option_id="wait", key="a b"),
        turn(option_id="wait", key="k" * 65),
        turn(option_id="wait", key=""),
    ),
    case("locked option", turn(option_id="open_gate")),
    case("unknown option", turn(option_id="nonsense"), turn(option_id="x" * 300)),
    case("option that others closed", turn(option_id="take_key"), turn("ben", option_id="take_key")),
    case("ended game", turn("joe", option_id="wait"), turn("joe", input="look")),
    case("archived world", turn("kay", option_id="wait"), turn("kay", input="look")),
    case("kicked", turn("dan", option_id="wait")),
    case("left", turn("cora", option_id="wait")),
    case("banned", turn("eve", option_id="wait")),
    case("world that has not started", turn(option_id="wait"), turn(input="look"), view(), before=not_started),
    case("spectator", turn("fay", TURNS, option_id="wait")),
    case("stranger", turn("gus", TURNS, option_id="wait")),
    case("somebody else's", turn("ben", TURNS, option_id="wait"), turn("ben", ALONE, option_id="wait")),
    case("unknown id", turn("ada", "/api/v1/game/ses_aaaaaaaa/turns", option_id="wait")),
    case("UUID", turn("ada", "/api/v1/game/{ada_game_uuid}/turns", option_id="wait")),
    case("slash at the end", turn("ada", TURNS + "/", option_id="wait"), hot=1),
    case("guest", turn("hal", option_id="wait"), turn("hal", option_id="wait"), hot=2),
    case("alone: option", turn("ida", option_id="take_key"), turn("ida", option_id="open_gate"), hot=2),
    case("alone: words", turn("ida", input="wait"), turn("ida", input="look"), hot=2),
    case("alone: improvised", turn("ida", option_id="ask", input="please"), hot=1),
    case("alone: ending", turn("ida", option_id="run"), turn("ida", option_id="wait")),
    case("alone: ended", turn("ida", "/api/v1/game/{ida_ended}/turns", option_id="wait")),
    case(
        "alone: stale", turn("ida", option_id="wait", expected_number=0), turn("ida", option_id="wait", expected_turn=9)
    ),
    case("alone: number", turn("ida", option_id="wait", expected_number=1)),
    case("alone: key", turn("ida", option_id="wait", key="k"), turn("ida", option_id="wait", key="k")),
    case("alone: old key", turn("ida", option_id="wait", key="ida-1"), turn("ida", option_id="run", key="ida-1")),
    case("alone: old key later", turn("ida", option_id="wait"), turn("ida", option_id="wait", key="ida-1")),
    case("alone: locked", turn("ida", option_id="open_gate")),
    case("alone: UUID", turn("ida", "/api/v1/game/{ida_game_uuid}/turns", option_id="wait")),
    case("alone: cookie", view("ida"), turn("ida", option_id="wait"), view("ida"), hot=3),
)
