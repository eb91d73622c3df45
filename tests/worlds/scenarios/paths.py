"""Ways through the bundled stories: an option's id, or an option's id and the words that answer it."""

from __future__ import annotations

from typing import Final

Stride = str | tuple[str, str]
Path = tuple[Stride, ...]

_TO_THE_KEY: Final[Path] = ("find_cat", ("win_cat", "dangle a bootlace"), "go_round", "try_door", "take_pole")
_TO_NUMBER_NINE: Final[Path] = (*_TO_THE_KEY, "out_to_lamps", "do_lamps")

FIRST_LIGHT: Final[dict[str, Path]] = {
    "ending_first_light": (*_TO_NUMBER_NINE, ("speak_up", "good morning, how does it end?"), "read_aloud"),
    "ending_forty": (*_TO_NUMBER_NINE, "put_out"),
    "ending_thirty_nine": (*_TO_NUMBER_NINE, "leave_lit"),
    "ending_daylight": (*_TO_THE_KEY, "chair", "chair", "chair", "out_to_lamps", "do_lamps"),
    "ending_ladder": ("find_cat", ("win_cat", "grab it"), "up_ladder", "keep_climbing"),
}

FIRST_LIGHT_WITHOUT_WORDS: Final[Path] = (
    *("find_cat", "no_interest", "hold_hand", "go_round", "try_door", "take_pole"),
    *("out_to_lamps", "do_lamps", "one_more_page", "read_aloud"),
)

FIRST_LIGHT_GOLD: Final[Path] = (
    "try_door",
    "sit",
    "find_cat",
    ("win_cat", "hm"),
    ("win_cat", "snatch the key"),
    "walk_off",
    "go_round",
    "try_door",
    "kettle_on",
    "chair",
    "take_pole",
    "out_to_lamps",
    "do_lamps",
    ("speak_up", "what is the book?"),
    "read_aloud",
)

# From the loft to the hour at which the parish hangs over the weir, by doing nothing about it.
DAWDLE: Final[Path] = ("go_out", *("pump",) * 3, *("pump_maiden",) * 3, *("pump_late",) * 3)
ALL_HANDS: Final[Path] = ("go_out", "see_amble", ("tell_her", "look at the teapot, it is sliding"))
OVER_THE_WATER: Final[Path] = ("go_out", "to_landing", "plait", "first_over")
TO_THE_WHEEL: Final[Path] = (*OVER_THE_WATER, "to_window", "squeeze", "to_gate")
BOOM_BY_HAND: Final[Path] = (*TO_THE_WHEEL, "turn_wheel", "turn_wheel", "turn_wheel", "raise_boom", "stand_by")
WIDOW: Final[Path] = (
    *(*ALL_HANDS, "good_roof", "ask_bottom", "lead_hands", "heave", "straight_to_pin"),
    *("wait_stones", "wait_stones", "strike_link"),
)
BELL: Final[Path] = ("go_out", "to_chapel", "to_belfry", ("find_striker", "kick her with my boot"), "down_proud")
BELL_AND_LAMP: Final[Path] = (
    *(*BELL, "leave_moving", "to_smokehouse", "take_oil", "leave_moving", "to_nose", "fill_oil", "ask_bell"),
)
EVERYBODY_OVER: Final[Path] = (*DAWDLE, "lip_boats", "first_load", "second_load", "third_load")

LOOSE_PARISH: Final[dict[str, Path]] = {
    "ending_moored": (*WIDOW, "stay_by_chain"),
    "ending_boom": (*BOOM_BY_HAND, "make_fast"),
    "ending_forty_one": (*EVERYBODY_OVER, "go_back_for", ("move_motion", "I move that we adjourn"), "both_go"),
    "ending_neighbours": (*WIDOW, "walk_out", "carry_tables", ("speech", "thank you all")),
    "ending_keeper": (
        *(*TO_THE_WHEEL, "inside", "write_level", "to_gate", "turn_wheel", "turn_wheel", "turn_wheel"),
        *("raise_boom", "stand_by", "go_aboard", "with_goats", "to_keeper"),
    ),
    "ending_downriver": (*DAWDLE, "lip_reeds", "step_over", ("think_tree", "it is a keel"), "go_with_tree"),
    "ending_ashore": (*OVER_THE_WATER, "to_road"),
    "ending_minutes": ("go_out", "see_amble", "second"),
    "ending_weir": (*DAWDLE, "lip_edge"),
    "ending_pawl": (*DAWDLE, "lip_chain", "heave_late", "straight_to_pin", "draw_by_hand"),
    "ending_under": ("go_out", "to_reeds", "to_pim", "dash_goat", "under_mat"),
}

# The same ends by other means: nobody should have to find the one way that was meant.
LOOSE_PARISH_BESIDES: Final[tuple[tuple[str, Path], ...]] = (
    (
        "ending_moored",
        (
            "go_out",
            "to_chain_house",
            "take_maul",
            "leave_moving",
            "to_smokehouse",
            "render_fat",
            "bench",
            "take_fat",
            "leave_moving",
            "to_chain_house",
            "grease",
            "wipe_hands",
            "open_hatch",
            "go_down_well",
            "lie_grating",
            "climb_up",
            "to_pin",
            "wait_stones",
            "strike_maul",
            "stay_by_chain",
        ),
    ),
    (
        "ending_moored",
        (*DAWDLE, "lip_chain", "take_maul", "heave_late", "straight_to_pin", "strike_maul", "stay_by_chain"),
    ),
    ("ending_boom", (*BELL_AND_LAMP, "legs_over", "look_answer", "legs_over", "see_boom", "stand_ready", "make_fast")),
    (
        "ending_boom",
        (
            "take_line",
            "go_out",
            "to_chapel",
            "take_weir_key",
            "to_tobit",
            ("ask_tobit", "your brother"),
            "pocket_it",
            "leave_moving",
            "to_landing",
            "rig_line",
            "first_over",
            "to_weir_house",
            "to_corm",
            "give_note",
            "follow_corm",
            "turn_with_corm",
            "raise_boom",
            "stand_by",
            "make_fast",
        ),
    ),
    (
        "ending_boom",
        (
            *DAWDLE,
            "lip_boats",
            "own_seat",
            "to_window",
            "squeeze",
            "to_gate",
            "turn_wheel",
            "turn_wheel",
            "turn_wheel",
            "raise_late",
        ),
    ),
    (
        "ending_downriver",
        (
            "go_out",
            "to_smokehouse",
            "ask_dorrit",
            "ask_go",
            "bench",
            "bench",
            "bench",
            "bench",
            "leave_moving",
            "to_torn_reeds",
            "step_over",
            "cut_roots",
        ),
    ),
    ("ending_forty_one", (*EVERYBODY_OVER, ("ask_who", "Mrs Amble"), "carry_chair", "give_seat", "take_flat")),
    ("ending_weir", (*EVERYBODY_OVER, "go_back_for", "stay_with_her")),
    ("ending_ashore", (*EVERYBODY_OVER, "nearly_all")),
)

LOOSE_PARISH_GOLD: Final[Path] = (
    "blanket",
    ("read_window", "porridge"),
    ("read_window", "the shore, and whether it moves"),
    "bearings",
    "to_landing",
    "cross",
    "splice",
    "leave_moving",
    "to_smokehouse",
    "render_fat",
    "bench",
    "take_fat",
    "leave_moving",
    "see_amble",
    ("tell_her", "you are a fool"),
    "back_in",
    "show_bearings",
    "ask_hands",
    "grease",
    "straight_to_pin",
    "strike_link",
    "sit_floor",
    "carry_tables",
    ("speech", "here's to the anchor"),
)
