"""What a file's bytes are read as, and how each thing that is no scenario is refused."""

from __future__ import annotations

import pytest
import yaml

from worlds.rules import source
from worlds.rules.problems import Problem, Problems
from worlds.rules.source import LARGEST_FILE, read
from worlds.rules.tree import MarkedList, MarkedMapping, OddNumber, Value, plain


@pytest.fixture(autouse=True, params=["CSafeLoader", "SafeLoader"])
def _either_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fast parser is not on every machine, and both must say the same."""
    parser = getattr(yaml, request.param, None)
    if parser is None:
        pytest.skip("PyYAML was built without its C parser")
    monkeypatch.setattr(source, "_LOADER", parser)


DEEP = b"[" * 21 + b"]" * 21


def value_of(text: str) -> Value:
    problems = Problems()
    document = read(f"here: {text}\n".encode(), problems)
    assert problems.everything() == []
    assert isinstance(document, dict)
    return document["here"]


def refusals(data: bytes) -> list[Problem]:
    problems = Problems()
    read(data, problems)
    return problems.everything()


def only_refusal(data: bytes) -> Problem:
    (problem,) = refusals(data)
    assert problem.severity == "error"
    assert problem.line is not None
    assert problem.message
    assert problem.advice
    return problem


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5", 5),
        ("-5", -5),
        ("+5", 5),
        ("0", 0),
        ("-0", 0),
        ("9007199254740991", 2**53 - 1),
        ("-9007199254740991", 1 - 2**53),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("word", "word"),
        ("'5'", "5"),
        ('"true"', "true"),
        ("''", ""),
        ("2024-01-01", "2024-01-01"),
        ("2024-01-01 10:00:00", "2024-01-01 10:00:00"),
        ("=", "="),
        ("-", [None]),
        ("5 apples", "5 apples"),
    ],
)
def test_a_scalar_means_what_it_says(text: str, value: Value) -> None:
    if text == "-":
        text = "\n- "
    assert plain(value_of(text)) == value
    assert type(plain(value_of(text))) is type(value)


@pytest.mark.parametrize("word", ["yes", "no", "on", "off", "y", "N", "Yes", "OFF"])
def test_words_that_older_yaml_takes_for_truth_stay_words(word: str) -> None:
    assert value_of(word) == word
    document = read(f"{word}: 1\n".encode(), Problems())
    assert isinstance(document, dict)
    assert list(document) == [word]


@pytest.mark.parametrize(
    "text",
    [
        "1.5", "1e3", "1E-3", ".5", "5.", "010", "-007", "0x1F", "0o17", "0b101", "1_000", "12:30", "1:30:00.5",
        ".inf", "-.INF", ".nan", "9007199254740992", "-9007199254740992", "1" * 5000,
    ],
)  # fmt: skip
def test_numbers_that_readers_disagree_about_are_kept_as_they_are_written(text: str) -> None:
    value = value_of(text)
    assert isinstance(value, OddNumber)
    assert plain(value) == text
    assert type(plain(value)) is str


@pytest.mark.parametrize(
    ("text", "whole"), [("2.0", 2), ("-3.00", -3), ("5.", 5), ("2.5", None), ("9" * 16 + ".0", None)]
)
def test_an_odd_number_knows_whether_it_is_whole(text: str, whole: int | None) -> None:
    assert OddNumber(text).whole == whole


def test_every_key_and_every_entry_knows_its_line() -> None:
    document = read(b"first: 1\nsecond:\n  inner: 2\nthird:\n- a\n\n- b\n", Problems())
    assert isinstance(document, MarkedMapping)
    assert document.lines == {"first": 1, "second": 2, "third": 4}
    inner, third = document["second"], document["third"]
    assert isinstance(inner, MarkedMapping)
    assert inner.lines == {"inner": 3}
    assert isinstance(third, MarkedList)
    assert third.lines == [5, 7]


@pytest.mark.parametrize("text", ["cafe\u0301", "'cafe\u0301'", '"cafe\\u0301"', "|\n  cafe\u0301"])
def test_texts_are_read_in_one_spelling_of_each_letter(text: str) -> None:
    assert str(value_of(text)).strip() == "caf\u00e9"


def test_a_byte_order_mark_is_overlooked() -> None:
    assert plain(read(b"\xef\xbb\xbfname: x\n", Problems())) == {"name": "x"}


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"", "empty", 1),
        (b" \n\t\n", "empty", 1),
        (b"name: \xe9\n", "not_utf8", 1),
        (b"a: 1\nb: \xff\n", "not_utf8", 2),
        ("name: x".encode("utf-16"), "not_utf8", 1),
        (b"a: 1\nb: x\0y\n", "bad_character", 2),
        (b'a: 1\nb: "x\\0y"\n', "bad_character", 2),
        (b"a: \x1b[31m\n", "bad_character", 1),
        (b'a: "\\e[31m"\n', "bad_character", 1),
        (b'a: "\\x9b31m"\n', "bad_character", 1),
        (b"a: &x 1\n", "alias", 1),
        (b"a: 1\nb: *x\n", "alias", 2),
        (b"a: &x [b]\nb: *x\n", "alias", 1),
        (b"*x : 1\n", "alias", 1),
        (b"a: 1\nb: 2\na: 3\n", "duplicate_key", 3),
        (b"a: 1\n<<: {b: 2}\n", "merge_key", 2),
        (b"a: !!python/object:os.system x\n", "tag", 1),
        (b"a: !mine {b: 1}\n", "tag", 1),
        (b"a: !!str 5\n", "tag", 1),
        (b"a: 1\n---\nb: 2\n", "several_documents", 2),
        (b"1: a\n", "key_not_text", 1),
        (b"true: a\n", "key_not_text", 1),
        (b"~: a\n", "key_not_text", 1),
        (b"? [a]\n: b\n", "key_not_text", 1),
        (b"? {a: 1}\n: b\n", "key_not_text", 1),
        ("clé: 1\n".encode(), "bad_key", 1),
        (b"'': 1\n", "bad_key", 1),
        (b"' a': 1\n", "bad_key", 1),
        (b'"a\\nb": 1\n', "bad_key", 1),
        (b"k" * 101 + b": 1\n", "bad_key", 1),
        (b"a: " + DEEP, "too_deep", 1),
        (b"a" * (LARGEST_FILE + 1), "too_large", 1),
        (b"a:\n\tb: 1\n", "yaml", 2),
        (b"a: b: c\n", "yaml", 1),
        (b"a: [1, 2\n", "yaml", 2),
        (b"a: @x\n", "yaml", 1),
        (b"%YAML 9.0\n---\na: 1\n", "yaml", 1),
    ],
)
def test_what_is_no_scenario_is_refused_in_one_sentence_with_its_line(data: bytes, code: str, line: int) -> None:
    problem = only_refusal(data)
    assert (problem.code, problem.line) == (code, line)


def test_half_a_surrogate_pair_is_refused_by_the_parser_or_after_it() -> None:
    assert only_refusal(b'a: "\\ud800"\n').code in {"yaml", "bad_character"}


def test_nesting_at_the_limit_is_read() -> None:
    assert refusals(b"a: " + b"[" * 19 + b"]" * 19) == []


def test_the_largest_file_allowed_is_read() -> None:
    assert refusals(b"a: " + b"x" * (LARGEST_FILE - 3)) == []


def test_a_key_that_stands_twice_is_told_with_both_lines_and_path() -> None:
    problem = only_refusal(b"nodes:\n  gate:\n    text: 1\n    text: 2\n")
    assert problem.path == "nodes.gate"
    assert problem.line == 4
    assert "3" in problem.advice


def test_several_mistakes_are_told_at_once() -> None:
    codes = [problem.code for problem in refusals(b"a: 1\na: 2\nb: !x 3\n4: 5\n")]
    assert codes == ["duplicate_key", "tag", "key_not_text"]


def test_a_tab_is_named_as_what_is_wrong() -> None:
    assert "tabs" in only_refusal(b"a:\n\tb: 1\n").advice


def test_a_quote_that_never_closes_is_told_with_the_line_it_begins_on() -> None:
    assert "line 2" in only_refusal(b'a: 1\nb: "x\nc: 1\nd: 2\n').message
