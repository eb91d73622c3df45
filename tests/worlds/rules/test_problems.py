"""How findings read, and how many there can be."""

from __future__ import annotations

import pytest

from worlds.rules.problems import MOST_PROBLEMS, Problem, Problems, ScenarioError, Severity, alike, listed, quoted


def problem(severity: Severity = "error", line: int | None = 7, path: str = "nodes.gate") -> Problem:
    return Problem(severity, line, path, "this is wrong", "make it right", "wrong")


def test_an_error_reads_as_file_line_path_and_advice() -> None:
    assert problem().at("a.yaml") == "a.yaml:7: nodes.gate: this is wrong, make it right"


def test_a_warning_says_that_it_is_one() -> None:
    assert problem("warning").at("a.yaml") == "a.yaml:7: nodes.gate: warning: this is wrong, make it right"


def test_a_finding_in_stored_content_has_no_line() -> None:
    assert problem(line=None).at("a.yaml") == "a.yaml: nodes.gate: this is wrong, make it right"


def test_findings_stand_in_the_order_of_the_file_errors_first() -> None:
    problems = Problems()
    for severity, line in (("warning", 1), ("error", 9), ("error", 2), ("info", 1)):
        problems.add(problem(severity, line))  # type: ignore[arg-type]
    assert [(found.severity, found.line) for found in problems.everything()] == [
        ("error", 2),
        ("error", 9),
        ("warning", 1),
        ("info", 1),
    ]


def test_no_more_findings_are_kept_than_anybody_reads() -> None:
    problems = Problems()
    for _ in range(MOST_PROBLEMS + 10):
        problems.add(problem())
    problems.add(problem("warning"))
    assert problems.is_full("error")
    assert not problems.is_full("warning")
    assert problems.count == MOST_PROBLEMS + 1


@pytest.mark.parametrize(
    ("word", "known", "suggestion"),
    [
        ("merchant_browse", "market_browse", "market_browse"),
        ("narative", "narrative", "narrative"),
        ("hals", "hall", "hall"),
        ("kitchn", "kitchen", "kitchen"),
        ("xkitchen", "kitchen", "kitchen"),
        ("north_of_house", "west_of_house", None),
        ("round_room", "troll_room", None),
        ("lamp", "sword", None),
    ],
)
def test_a_near_miss_is_suggested_and_another_thing_is_not(word: str, known: str, suggestion: str | None) -> None:
    advice = Problems().suggest(word, ["unrelated", known], otherwise="look it up")
    assert advice == ("look it up" if suggestion is None else f"did you mean {suggestion!r}?")


def test_a_word_gets_the_same_help_however_often_and_late_it_stands() -> None:
    problems = Problems()
    words = [f"word_{number}x" for number in range(1000)]
    advice = [problems.suggest(f"{word}y", words, otherwise="") for word in words[:40]]
    assert all(f"{word!r}" in said for word, said in zip(words, advice, strict=False))
    assert {problems.suggest("hals", ["hall"], otherwise="") for _ in range(500)} == {"did you mean 'hall'?"}


def test_suggestions_run_out_so_that_a_hostile_file_cannot_buy_more() -> None:
    problems = Problems()
    many = [f"word_{number}x" for number in range(2000)]
    advice = [problems.suggest(f"word_{number}y", many, otherwise="") for number in range(300)]
    assert 0 < sum(map(bool, advice)) < 200


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("relationship_maximum", "relationship_minimum"),
        ("relationship_maximun", "relationship_minimum"),
        ("maximum", "minimum"),
        ("unset_flag", "set_flag"),
        ("flag_unset", "flag_set"),
        ("not_at_location", "at_location"),
        ("door_unlocked", "door_locked"),
        ("door_locked", "door_unlocked"),
        ("lamp_off", "lamp_on"),
        ("south_gate_key", "north_gate_key"),
        ("door_not_open", "door_open"),
    ],
)
def test_no_advice_names_the_opposite_of_what_was_written(word: str, known: str) -> None:
    assert Problems().suggest(word, [known], otherwise="look it up") == "look it up"


@pytest.mark.parametrize(
    ("word", "known"),
    [("trait_minmum", "trait_minimum"), ("fist_day", "first_day"), ("door_locket", "door_locked"), ("untl", "until")],
)
def test_a_slip_in_a_word_that_has_an_opposite_is_still_known(word: str, known: str) -> None:
    assert Problems().suggest(word, [known], otherwise="") == f"did you mean {known!r}?"


def test_equal_findings_stand_together_and_others_apart() -> None:
    one, two = (
        problem(line=1, path="nodes.a.choice.options[0].text"),
        problem(line=9, path="nodes.b.choice.options[3].text"),
    )
    other, node, far = problem(path="nodes.a.choice.prompt"), problem(path="nodes.a"), problem(path="nodes.b")
    assert alike([one, other, two, node, far]) == [[one, two], [other], [node, far]]


def test_what_strangers_wrote_is_quoted_short_and_on_one_line() -> None:
    assert quoted("a\nb\x1b[31m") == r"'a\nb\x1b[31m'"
    assert len(quoted("x" * 10_000)) < 80
    assert quoted(12) == "12"


def test_words_are_listed_as_one_would_say_them() -> None:
    assert listed(["a", "b", "c"]) == "a, b or c"
    assert listed(["a"]) == "a"


def test_a_refusal_speaks_of_its_first_errors() -> None:
    refusal = ScenarioError([problem("warning", 1), problem(path="x"), problem(path="y")])
    assert refusal.code == "invalid_scenario"
    assert str(refusal) == "x: this is wrong, make it right; y: this is wrong, make it right"
    assert len(refusal.problems) == 3
