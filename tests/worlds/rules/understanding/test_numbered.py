from __future__ import annotations

import pytest

from tests.worlds.rules.small_stories import said, story
from worlds.rules.understanding.exact import numbered


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("2", 1), ("2.", 1), ("(2)", 1), ("#2", 1), ("option 2", 1), ("the second one", 1), ("Number two, please!", 1),
        ("I'd like the 2nd option", 1), ("first", 0), ("the last one", 2), ("٢", 1), ("２", 1),
        ("0", None), ("4", None), ("-1", None), ("2 3", None), ("second thoughts", None), ("", None), ("9" * 400, None), ("²", 1),
    ],
)  # fmt: skip
def test_an_option_is_called_by_its_number(text: str, place: int | None) -> None:
    assert numbered(text, 3) == place


COUNTED = story("""
nodes:
  start:
    options:
      hidden: {text: Fly, next_node: home, precondition: {type: has_item, item: wings}}
      first: {text: Count to 2, next_node: home}
      second: {text: "3", next_node: home}
      third: {text: Walk, next_node: home}
""")


@pytest.mark.parametrize(
    ("text", "option"), [("1", "first"), ("the second", "second"), ("3", "second"), ("last", "third")]
)
def test_numbers_count_what_is_shown_and_stand_behind_whole_texts(text: str, option: str) -> None:
    assert said(COUNTED, text).option_id == option
