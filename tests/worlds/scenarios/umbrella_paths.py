"""Ways through Returned with Thanks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tests.worlds.scenarios.paths import Path

_IN: Final[Path] = ("ring", "give_hat")
_TOLD: Final[Path] = (*_IN, "to_thirza", "ask_rule", "ask_mend", "leave_thirza")
_TO_THE_SOUP: Final[Path] = (*_IN, *("hall_chair",) * 3, "to_table")
_TO_THE_COFFEE: Final[Path] = (*_TO_THE_SOUP, *("eat_on",) * 4, "rise")
_TO_THE_TOAST: Final[Path] = (*_IN, *("hall_chair",) * 11, "to_toast")
_BY_THE_BACK: Final[Path] = ("to_stand", "take_heron", "leave_stand", "to_pantry", "to_terrace")

ENDINGS: Final[dict[str, Path]] = {
    "ending_rain": (
        *(*_TOLD, *("hall_chair",) * 7, *_BY_THE_BACK, "tell_plain", "hand_now", "leg_up"),
        *(("stall", "sing a hymn"), "open_door"),
    ),
    "ending_plain": (*_TO_THE_TOAST, ("speak_out", "I found it on a chair"), "stand_still"),
    "ending_due_course": (
        *(*_TO_THE_SOUP, "to_hester", ("ask_other", "what other thing?"), "own_up_now", "back_to_plate"),
        *(*("eat_on",) * 3, "rise", "sit_hester", "give_pencil"),
    ),
    "ending_match": (*_TO_THE_TOAST, "drink"),
    "ending_egg": (*_IN, "slip_out"),
    "ending_regretted": (*_IN, "to_stand", "take_heron", "undo_band", "press_catch"),
    "ending_parva": (
        *(*_IN, "to_stand", "read_green", "leave_stand", "to_thirza", "ask_green", "offer_arm"),
        *(*("pass_salt",) * 10, "take_back"),
    ),
}

# The same ends by other means: whoever tells the truth, to one of them or to all, has a way.
BESIDES: Final[tuple[tuple[str, Path], ...]] = (
    (
        "ending_rain",
        (
            *(
                *_IN,
                "to_pantry",
                "ask_dimmock",
                "to_hall",
                *("hall_chair",) * 7,
                "to_pantry",
                "ask_carry",
                "dry_plates",
            ),
            *("to_terrace", "tell_plain", "wait_here", "from_urn", "hand_over", "ask_gate", "hold_out", "behind_canon"),
        ),
    ),
    (
        "ending_rain",
        (
            *("ring", "explain", *("hall_chair",) * 3, "to_table", ("write_note", "it was not for me"), "pocket_note"),
            *("eat_on", "eat_on", "to_canon", "ask_means", "leave_canon", "eat_on", "rise", "keep_spoon", "to_hall"),
            *("to_stand", "take_heron", "leave_stand", "like_a_stick", ("tell_pell", "it was on your chair")),
            *("hand_now", "leg_up", "tap_spoon", "open_door"),
        ),
    ),
    (
        "ending_plain",
        (
            *(*_TO_THE_COFFEE, "to_terrace", ("tell_pell", "she left it for you"), "wait_here", *("view",) * 2),
            *("to_toast", ("speak_out", "it is his, he sits there on Thursdays"), "bow_out"),
        ),
    ),
    ("ending_match", (*_TO_THE_COFFEE, "sit_hester", "second_cup")),
    ("ending_egg", (*_TO_THE_TOAST, "run_for_it")),
)

GOLD: Final[Path] = (
    "letter_box",
    ("practise", "hm"),
    ("practise", "I want a reward"),
    ("practise", "good evening, you left this"),
    "lean_it",
    "give_hat",
    "to_thirza",
    "ask_rule",
    "ask_mend",
    "leave_thirza",
    "hall_chair",
    "hall_chair",
    "to_table",
    "study_spoon",
    "eat_on",
    "eat_on",
    "eat_on",
    "rise_to_hall",
    *_BY_THE_BACK,
    "tell_plain",
    "hand_now",
    "leg_up",
    "hold_out",
    "open_door",
)
