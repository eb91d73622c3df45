import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.errors import InvalidInput
from profiles import limits
from profiles.services import names


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Ada", "Ada"),
        ("  Ada  Lovelace ", "Ada Lovelace"),
        ("Ａｄａ", "Ａｄａ"),
        ("Zoe\u0308", "Zoë"),
        ("李小龙", "李小龙"),
        ("🐉", "🐉"),
        ("x" * 40, "x" * 40),
    ],
)
def test_names_are_kept_in_one_normal_form(written: str, kept: str) -> None:
    assert names.display_name(written) == kept


@pytest.mark.parametrize(
    "written",
    [
        "",
        "   ",
        "x" * 41,
        "A\u200bda",
        "A\u202eda",
        "A\u2066da",
        "\ufeffAda",
        "A\nda",
        "A\tda",
        "A\0da",
        "A\x1b[31mda",
        "Former player",
        "ANONYMOUS  Player",
        "\u3164",
        "\u2800",
        "\u115f",
        "A\ufe0f",
        "\ue000",
        "A\u2028da",
        "\ud800",
    ],
)
def test_empty_endless_and_unseen_names_are_refused(written: str) -> None:
    with pytest.raises(InvalidInput):
        names.display_name(written)


@given(st.text(max_size=60))
def test_a_kept_name_is_kept_as_it_is_the_next_time(written: str) -> None:
    try:
        kept = names.display_name(written)
    except InvalidInput:
        return
    assert names.display_name(kept) == kept
    assert 1 <= len(kept) <= limits.NAME


def test_a_bio_keeps_its_lines_and_nothing_unseen() -> None:
    assert names.clean_bio(" one\r\n\r\ntwo ") == "one\n\ntwo"
    assert names.clean_bio("") == ""
    for refused in ("a\u202eb", "a\x00b", "x" * 501):
        with pytest.raises(InvalidInput):
            names.clean_bio(refused)


def test_names_and_bios_pass_the_text_filter() -> None:
    with pytest.raises(InvalidInput, match="Choose another name"):
        names.display_name("Sh1t Lord")
    assert names.clean_bio("I keep a cock and two hens.") == "I keep a cock and two hens."
    assert names.clean_bio("Oh shit,\nhens.") == "Oh ****,\nhens."


def test_a_colour_is_six_digits_and_kept_in_lower_case() -> None:
    assert names.clean_colour("#AbCdEf") == "#abcdef"
    for refused in ("", "red", "#abc", "#abcdef0", "#abcdeg", "#abcdef\n", "＃abcdef"):
        with pytest.raises(InvalidInput):
            names.clean_colour(refused)
