import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.errors import InvalidInput
from common.text_filter import NameNotFit, screened_name


@pytest.mark.parametrize(
    "name",
    ["Ada", "  Ada  Lovelace ", "Dick Whittington", "Scunthorpe", "Cassandra", "李小龙", "🐉", "x42", "O'Brien-Smith"],
)
def test_ordinary_names_pass(name: str) -> None:
    assert screened_name(name, longest=40) == " ".join(name.split())


@pytest.mark.parametrize(
    "name",
    [
        "Shit",
        "sh1t",
        "s.h.i.t",
        "ShitLord",
        "shit42",
        "42shit",
        "the_shit",
        "f u c k",
        "ѕhit",
        "Cock",
        "Bitch Queen",
        "sh1t42",
        "42b1tch",
        "4s5hole",
        "4s5ho1e",
        "the_5h1t",
    ],
)
def test_one_hit_is_enough_to_refuse_a_name(name: str) -> None:
    with pytest.raises(NameNotFit, match="Choose another name"):
        screened_name(name, longest=40)


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "x" * 41,
        "A\u200bda",
        "A\u202eda",
        "A\nda",
        "A\u200cda",
        "A\u200dda",
        "Ada\ufe0f",
        "\u3164",
        "\u200d🐉",
        "🐉\u200d",
    ],
)
def test_names_still_are_what_can_be_seen(name: str) -> None:
    with pytest.raises(InvalidInput):
        screened_name(name, longest=40)


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=60))
def test_a_kept_name_is_kept_as_it_is_the_next_time(written: str) -> None:
    try:
        kept = screened_name(written, longest=40)
    except InvalidInput:
        return
    assert screened_name(kept, longest=40) == kept
