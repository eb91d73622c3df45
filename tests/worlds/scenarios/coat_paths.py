"""Ways through The Uncollected Coat."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tests.worlds.scenarios.paths import Path

_THE_COAT: Final[Path] = ("see_coat", "take_coat", "pockets")
_PAST_THE_DOOR: Final[Path] = ("run_after", "take_pass_key", "pass_door")
_TO_PROMPT: Final[Path] = ("run_after", "take_glove", "take_pass_key", "pass_door", "to_understage", "give_glove")
_AN_HOUR: Final[Path] = ("run_after", *("read_bill",) * 8)

ENDINGS: Final[dict[str, Path]] = {
    "ending_collected": (
        *("pick_up", "take_ledger", ("say_etc", "a baby"), "go_on", "out_to_foyer", "take_pass_key", "pass_door"),
        *("to_loft", "tell_etty", "go_after", "give_etty_ticket"),
    ),
    "ending_first_act": (*_TO_PROMPT, "take_the_box", ("give_line", "O brick, farewell"), "see_it_through"),
    "ending_cleared": (
        *(*_THE_COAT, "leave_coat", "out_to_foyer", "take_pass_key", "pass_door", "pay_book", "back_to_foyer"),
        *("to_box", "show_letter", "take_him_down"),
    ),
    "ending_sold": ("see_coat", "take_coat", "leave_coat", "out_to_foyer", "to_box", "sell_coat"),
    "ending_unsaid": (*_AN_HOUR, "only_coats"),
    "ending_rope": (*_PAST_THE_DOOR, "to_loft", "to_rope", "step_off"),
    "ending_prompt": (*_TO_PROMPT, "take_the_box", "turn_the_page"),
}

# The same ends by other means: two things that prove it are enough, and so is knowing what to ask.
BESIDES: Final[tuple[tuple[str, Path], ...]] = (
    (
        "ending_collected",
        (
            *("run_after", "go_round", "knock", "to_wardrobe", ("put_it_to_her", "was there a baby with it?")),
            *("his_to_say", "to_loft", "tell_etty", "fetch_things", "to_understage", "go_to_them", "stand_back"),
        ),
    ),
    (
        "ending_collected",
        (
            *("see_coat", "take_coat", "leave_coat", "out_to_foyer", "take_pass_key", "pass_door", "to_wardrobe"),
            *("show_coat", "come_and_tell", "to_loft", "tell_etty", "go_after", "give_etty_coat"),
        ),
    ),
    (
        "ending_collected",
        (
            *("pick_up", "out_to_foyer", "take_pass_key", "pass_door", "to_understage", "show_ticket", "go_and_ask"),
            *("to_loft", "ask_short_for", "tell_etty", "fetch_things", *("watch_wall",) * 2, "back_to_foyer"),
            *(*("read_bill",) * 3, "serve_her"),
        ),
    ),
    (
        "ending_cleared",
        (
            *(*_THE_COAT, "leave_coat", "out_to_foyer", "to_box", ("ask_stroud", "what did your wife say?")),
            *("show_letter", "after_curtain", *("read_bill",) * 7, "send_alderman"),
        ),
    ),
    (
        "ending_collected",
        (
            *("pick_up", "take_ledger", ("say_etc", "a baby"), "go_on", "out_to_foyer", *("read_bill",) * 8),
            *("shut_counter", "go_after", "roll_umbrella"),
        ),
    ),
    ("ending_unsaid", (*_AN_HOUR, "slip_out")),
)

GOLD: Final[Path] = (
    "wait_for_other",
    "see_coat",
    "turn_sleeve",
    "leave_coat",
    "take_ledger",
    ("say_etc", "hm"),
    ("say_etc", "a hat"),
    ("say_etc", "a baby"),
    "go_on",
    "by_stove",
    "out_to_foyer",
    "pass_door",
    "take_pass_key",
    "pass_door",
    "to_loft",
    "to_rope",
    "do_the_sum",
    "to_loft",
    "tell_etty",
    "go_after",
    "stand_back",
)
