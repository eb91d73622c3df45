"""Ways through Heavier than Air."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tests.worlds.scenarios.paths import Path

_ENGINE: Final[Path] = ("to_aft", "to_strut", "clear_early", "warm_exhaust", "leave_aft")
_THREE_PLATES: Final[Path] = ("take_mallet", "up_shaft", *("chip_mallet",) * 3, "climb_down")
_CHAIR: Final[Path] = ("to_oake", ("persuade_oake", "I am sorry"), "heave_chair", "leave_hold")
_SIGNAL: Final[Path] = ("to_nose", ("signal", "where is the gap?"))
_LETTER: Final[Path] = ("get_up", "to_hold", "sort_comb")
_DAWDLE: Final[Path] = ("get_up", *("stand_listening",) * 12)
_KETTLE: Final[Path] = ("to_car", "take_kettle", "leave_car", "to_ballast", "pour_kettle", "leave_ballast")

ENDINGS: Final[dict[str, Path]] = {
    "ending_all_of_it": (
        *(*_LETTER, "keep_letter", *_CHAIR, *_ENGINE, *_SIGNAL, "send_yes", "leave_light", "leave_nose"),
        *(*("stand_listening",) * 4, "drop_letter", "between", "stand_by", "all_of_it"),
    ),
    "ending_delivered": (
        *("get_up", *_ENGINE, *_THREE_PLATES, "to_hold", *_CHAIR),
        *(*("stand_listening",) * 2, "over", "stand_by", "let_down_anchor"),
    ),
    "ending_on_foot": (
        *("get_up", *_SIGNAL, "leave_light", "drop_anchor", "leave_nose", *_KETTLE, "to_hold", *_CHAIR),
        *("to_ballast", "pull_cord", "on_from_ballast", *("stand_listening",) * 8, "between", "stand_by", "no_anchor"),
    ),
    "ending_lighter": (
        *("get_up", *_SIGNAL, "leave_light", "leave_nose", *("stand_listening",) * 11),
        *("cut_post", "cut_anchor", "between", "stand_by", "no_post"),
    ),
    "ending_turned": (*_DAWDLE, "ask_to_turn"),
    "ending_eleven": (*_DAWDLE, "sit_tight"),
    "ending_cold": ("get_up", "up_shaft", "chip_heel", "chip_heel"),
    "ending_keeper": (*_DAWDLE, "step_off"),
}

# The same ends by other means: what was read may be told by lamp, and hands thaw what a kettle does.
BESIDES: Final[tuple[tuple[str, Path], ...]] = (
    (
        "ending_all_of_it",
        (
            *(*_LETTER, "read_through", "keep_letter", *_CHAIR, *_SIGNAL, "send_news", "leave_light", "leave_nose"),
            *("to_aft", "to_strut", "clear_late", "warm_exhaust", "leave_aft", *("stand_listening",) * 3),
            *("between", "stand_by", "all_of_it"),
        ),
    ),
    (
        "ending_delivered",
        (
            *("to_captain_first", "hold_wheel", "leave_car", "to_ballast", "bare_hands", "pull_cord", "sit_a_minute"),
            *("to_hold", *_CHAIR, *_SIGNAL, "send_april", "leave_nose", *("stand_listening",) * 5),
            *("between", "lie_in_keel", "let_down_anchor"),
        ),
    ),
    (
        "ending_delivered",
        (
            *("get_up", "to_hold", *_CHAIR, "up_shaft", "chip_heel", "climb_down", "to_hold", "lie_by_ram"),
            *("lie_by_ram", "leave_hold", *_SIGNAL, "leave_light", "leave_nose"),
            *("stand_listening", "stand_listening", "between", "stand_by", "let_down_anchor"),
        ),
    ),
    ("ending_cold", ("get_up", *_THREE_PLATES[:-1], "lie_flat")),
)

GOLD: Final[Path] = (
    "blanket_over",
    "get_up",
    "to_ballast",
    "pull_cord",
    "leave_ballast",
    *_KETTLE,
    "to_nose",
    ("signal", "hm"),
    ("signal", "go to bed"),
    ("signal", "where is the gap?"),
    "leave_light",
    "leave_nose",
    "to_ballast",
    "pull_cord",
    "on_from_ballast",
    "to_hold",
    *_CHAIR,
    "to_aft",
    "to_strut",
    "clear_late",
    "leave_aft",
    *("stand_listening",) * 2,
    "between",
    "lie_in_keel",
    "let_down_anchor",
)
