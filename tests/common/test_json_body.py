import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common import limits
from common.errors import InvalidInput, TooLarge
from common.json_body import LARGEST_NUMBER, read_json

plain = (
    st.none()
    | st.booleans()
    | st.integers(-LARGEST_NUMBER, LARGEST_NUMBER)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8", exclude_characters="\0"))
)
shallow = st.recursive(
    plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc"), inner, max_size=3), max_leaves=5
)


@given(st.dictionaries(st.text("xyz"), shallow))
def test_what_is_json_comes_through_unchanged(value: object) -> None:
    assert read_json(json.dumps(value).encode()) == value


@given(st.binary(max_size=300) | st.text('[]{}",:\\u0dE+-1. \n').map(str.encode))
def test_whatever_bytes_come_they_are_a_value_or_a_refusal(body: bytes) -> None:
    with suppress(InvalidInput, TooLarge):
        read_json(body)


def test_ten_levels_are_read_and_eleven_are_not() -> None:
    assert read_json(b"[" * limits.JSON_DEPTH + b"]" * limits.JSON_DEPTH)
    with pytest.raises(InvalidInput, match="10 levels"):
        read_json(b"[" * (limits.JSON_DEPTH + 1) + b"]" * (limits.JSON_DEPTH + 1))


def test_brackets_inside_strings_are_not_levels() -> None:
    text = "[{" * 100 + '"' + "\\" + "[" * 100
    assert read_json(json.dumps({"say": text}).encode()) == {"say": text}


@pytest.mark.parametrize("opening", [b"[", b'{"a":', b'["', b"[[[["])
def test_a_body_of_nothing_but_openings_is_refused_without_recursion(opening: bytes) -> None:
    with pytest.raises(InvalidInput):
        read_json(opening * (limits.JSON_BODY // len(opening)))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"nul",
        b"{'a': 1}",
        b'{"a": 1,}',
        b"NaN",
        b"-Infinity",
        b"1e999",
        b"9007199254740992",
        b"-9007199254740992",
        b"1" * 5000,
        b'{"a": 1, "b": 2, "a": 3}',
        b'"a\\u0000b"',
        b'{"\\u0000": 1}',
        b'"\\ud800"',
        b'["\\udc00\\ud800"]',
        b'"\xff"',
        b'\xef\xbb\xbf{"a": 1}',
        b'"\xed\xa0\x80"',
        '{"a": 1}'.encode("utf-16"),
    ],
)
def test_what_is_broken_or_ambiguous_is_refused(body: bytes) -> None:
    with pytest.raises(InvalidInput):
        read_json(body)


def test_a_whole_surrogate_pair_is_a_character_like_any_other() -> None:
    assert read_json(b'"\\ud83d\\ude00"') == "😀"


def test_a_body_above_the_limit_is_refused_unread() -> None:
    with pytest.raises(TooLarge):
        read_json(b" " * (limits.JSON_BODY + 1))


def test_a_key_that_stands_twice_is_named() -> None:
    with pytest.raises(InvalidInput) as refusal:
        read_json(b'{"score": 1, "score": 2}')
    assert refusal.value.details == {"key": "score"}
