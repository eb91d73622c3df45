from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.errors import InvalidInput
from common.visible_text import cleaned, is_visible, lines, name
from tests.common.text_filter.samples import OTHER_SCRIPTS

anything = st.text(alphabet=st.characters(exclude_categories=()), max_size=40)
joined = st.lists(st.sampled_from("a❤🐉🏴هن्ک1\u0300\u200c\u200d\ufe0f\u20e3\U000e0067\u202e\u2028 \n"), max_size=20)
texts = st.one_of(anything, joined.map("".join))


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("a\u202eb", "ab"),
        ("one\u2028two", "one\ntwo"),
        ("e" + "\u0301" * 60, "é" + "\u0301" * 4),
        ("e" + "\u0336\u200d" * 60, "e" + "\u0336" * 4),
        ("f\u200cu\u200dn", "fun"),
        ("a\ufe0fb", "ab"),
        ("x\U000e0061\U000e0062y", "xy"),
        ("2³ = 8", "2³ = 8"),
    ],
)
def test_a_text_for_others_holds_nothing_unseen(written: str, kept: str) -> None:
    assert cleaned(written) == kept


@pytest.mark.parametrize("text", OTHER_SCRIPTS)
def test_what_a_script_or_an_emoji_needs_is_kept(text: str) -> None:
    written = normalize("NFC", text)
    assert cleaned(text) == name(text, longest=40) == lines(text, longest=40) == written


@pytest.mark.parametrize(
    "text", ["", "  ", "\u200b", "\u3164", "\u2800", "\ufe0f", "\u0301", " \u00a0\u3000", "\u200d"]
)
def test_nothing_is_visible_in_a_blank(text: str) -> None:
    assert not is_visible(text)


@pytest.mark.parametrize("text", [".", "🔥", "-", "न", "a\u200b"])
def test_one_sign_is_visible(text: str) -> None:
    assert is_visible(text)


@given(texts)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert cleaned(cleaned(text)) == cleaned(text)


@given(texts)
def test_kept_lines_are_kept_as_they_are_the_next_time(text: str) -> None:
    try:
        kept = lines(text, longest=200)
    except InvalidInput:
        return
    assert lines(kept, longest=200) == kept
