"""How lines of a feed stand together."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from worlds.views.shared.lines import SOMEBODY, Line, group_lines, join_turns, typeset_line

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def line(sequence: int, name: str = "Wren", *, minutes: int = 0, **more: Any) -> Line:
    return Line(sequence=sequence, at=NOON + timedelta(minutes=minutes), name=name, **more)


def turn(sequence: int, option: str) -> Line:
    return line(sequence, deed=f"chose \u201c{option}\u201d", is_turn=True)


def move(sequence: int, place: str, name: str = "Wren") -> Line:
    return line(sequence, name, deed=f"went to {place}.", place=place)


def test_what_was_done_and_where_it_led_are_one_line() -> None:
    [told] = join_turns([turn(1, "Go up to the chapel"), move(2, "the chapel")])
    assert (told.sequence, told.deed) == (1, "went to the chapel.")
    [told] = join_turns([turn(1, "Walk through"), move(3, "the road")])
    assert told.deed == "chose \u201cWalk through\u201d and went to the road."


def test_own_words_keep_the_move_beside_them() -> None:
    [told] = join_turns([line(1, said="I climb", tag="tries", is_turn=True), move(2, "the loft")])
    assert (told.said, told.deed) == ("I climb", "went to the loft.")


def test_what_a_turn_changed_for_everybody_stands_with_it() -> None:
    changes = line(3, name="", world=("The gate is open.",))
    [told] = join_turns([turn(1, "Walk through"), move(2, "the road"), changes])
    assert told.world == ("The gate is open.",)


def test_what_others_did_meanwhile_keeps_a_line_of_its_own() -> None:
    assert len(join_turns([turn(1, "Walk through"), move(2, "the road", name="Moth")])) == 2
    assert len(join_turns([turn(1, "Walk through"), line(2, said="Hello"), move(9, "the road")])) == 3
    assert len(join_turns([line(1, said="Hello"), line(2, name="", world=("The gate is open.",))])) == 2


def test_who_speaks_on_is_named_once_until_somebody_else_does_or_time_passes() -> None:
    lines = [line(1), line(2), line(3, "Moth"), line(4), line(5, minutes=6), line(6, ""), line(7, minutes=6)]
    assert [each.goes_on for each in group_lines(lines)] == [False, True, False, False, False, False, False]


def test_two_without_a_name_are_not_taken_for_one() -> None:
    assert not any(each.goes_on for each in group_lines([line(1, SOMEBODY), line(2, SOMEBODY)]))


def test_ours_and_the_authors_words_are_printed_as_in_a_book_and_a_players_as_typed() -> None:
    typed = line(
        1, said="it's me", deed="chose \u201cWake Corm's dog\u201d", outcome="It's awake.", world=("Nine o'clock.",)
    )
    told = typeset_line(typed, "en")
    assert (told.said, told.deed) == ("it's me", "chose \u201cWake Corm\u2019s dog\u201d")
    assert (told.outcome, told.world) == ("It\u2019s awake.", ("Nine o\u2019clock.",))
    assert typeset_line(typed, "fr") == typed
