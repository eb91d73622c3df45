"""Files made to hurt: each ends in findings, with work bounded by the file's size."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from tests.worlds.rules.files import QUIET, spoiled
from tests.worlds.rules.small_stories import published_scenarios
from worlds import limits
from worlds.rules import checking, source
from worlds.rules.builder import DEEPEST, Builder
from worlds.rules.checking import check
from worlds.rules.loading import ScenarioError, content_of, load_scenario, scenario_from
from worlds.rules.patterns import Pattern
from worlds.rules.problems import MOST_PROBLEMS, Problems
from worlds.rules.scenario import Scenario
from worlds.rules.source import LARGEST_FILE

HEAD = """\
name: x
start_node: a
initial_character: {name: x}
initial_world: {current_location: here}
endings: {e: {narrative: x, type: death}}
nodes:
"""


def filled(size: int, head: str, unit: str, tail: str = "") -> bytes:
    """As much of `unit` as fits into `size` bytes; every %d in it is counted up."""
    parts, length, number = [head], len(head) + len(tail), 0
    while True:
        part = unit.replace("%d", str(number))
        length += len(part)
        if length > size:
            return "".join([*parts, tail]).encode()
        parts.append(part)
        number += 1


HURTFUL: dict[str, Callable[[int], bytes]] = {
    "brackets": lambda size: b"[" * size,
    "braces": lambda size: b"{" * size,
    "nested dashes": lambda size: b"- " * (size // 2),
    "anchors": lambda size: filled(size, "x: [", "&a b,", "]"),
    "tags": lambda size: filled(size, "x: [", "!a b,", "]"),
    "one key": lambda size: filled(size, "", "k: 1\n"),
    "many keys": lambda size: filled(size, "", "k%d: 1\n"),
    "question marks": lambda size: filled(size, "", "? a%d\n"),
    "directives": lambda size: b"%" * size,
    "digits": lambda size: b"x: " + b"9" * (size - 3),
    "underscores": lambda size: b"x: " + b"1_" * (size // 2 - 2),
    "sexagesimals": lambda size: b"x: 1" + b":1" * (size // 2 - 2),
    "exponent": lambda size: b"x: 1e" + b"9" * (size - 5),
    "nodes": lambda size: filled(size, HEAD, " n%d: {}\n"),
    "danglers": lambda size: filled(size, HEAD, " n%d: {choice: {options: [{id: a, text: b, next_node: m%d}]}}\n"),
    "options": lambda size: filled(size, HEAD + " a: {choice: {options: [", "{id: o%d},", "]}}"),
    "deaths": lambda size: filled(size, HEAD + " a: {on_enter: [", "{type: character_dies},", "]}"),
    "flags": lambda size: filled(size, HEAD + " a: {on_enter: [", "{type: set_flag, flag: f%d},", "]}"),
    "ways": lambda size: filled(size, "initial_world: {locations: [{id: a, name: b, connections: [", "l%d,", "]}]}"),
}


def hurts(source_bytes: bytes) -> None:
    report = check(source_bytes, name="hostile")
    assert 1 <= len(report.errors) <= MOST_PROBLEMS
    assert len(report.warnings) <= MOST_PROBLEMS


@pytest.mark.parametrize("name", HURTFUL)
def test_a_file_made_to_hurt_ends_in_a_bounded_number_of_errors(name: str) -> None:
    hurts(HURTFUL[name](LARGEST_FILE // 10))


@pytest.mark.long
@pytest.mark.parametrize("name", HURTFUL)
def test_a_file_made_to_hurt_does_so_at_full_size_too(name: str) -> None:
    hurts(HURTFUL[name](LARGEST_FILE))


def test_a_file_too_large_is_refused_before_it_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    def parse(*args: object, **kwargs: object) -> None:
        pytest.fail("the parser was started")

    monkeypatch.setattr(yaml, "parse", parse)
    assert [problem.code for problem in check(b"a" * (LARGEST_FILE + 1), name="x").errors] == ["too_large"]


def test_nesting_is_refused_while_it_is_read_not_afterwards() -> None:
    taken = 0

    class Counting(Builder):
        def take(self, event: yaml.Event) -> None:
            nonlocal taken
            taken += 1
            super().take(event)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(source, "Builder", Counting)
        source.read(b"[" * LARGEST_FILE, Problems())
    assert taken <= DEEPEST + 3


@pytest.mark.parametrize(
    ("nodes", "path"),
    [
        ("".join(f" n{number}: {{}}\n" for number in range(limits.NODES + 1)), "nodes"),
        (" a: {choice: {options: [" + "{id: o, text: t}," * (limits.OPTIONS + 1) + "]}}", "nodes.a.choice.options"),
        (
            " a: {choice: {options: [{id: o, text: t, next: improvise, improvise_context: {permits: ["
            + "a," * (limits.PATTERNS_IN_A_LIST + 1)
            + "]}}]}}",
            "nodes.a.choice.options[0].improvise_context.permits",
        ),
        (
            " a: {choice: {options: [{id: o, text: t, next: improvise, improvise_context: {permits: ["
            + "a" * 201
            + "]}}]}}",
            "nodes.a.choice.options[0].improvise_context",
        ),
    ],
)
def test_more_than_a_scenario_may_hold_is_one_error_at_its_place(nodes: str, path: str) -> None:
    found = [
        problem
        for problem in check((HEAD + nodes).encode(), name="x").errors
        if problem.code.startswith(("too_many", "pattern"))
    ]
    assert [problem.path for problem in found] == [path]


def test_no_more_patterns_are_compiled_than_a_scenario_may_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []

    def remember(text: str) -> Pattern:
        compiled.append(text)
        return Pattern(text)

    monkeypatch.setattr("worlds.rules.reading.story.Pattern", remember)
    asks = "{id: o, text: t, next: improvise, improvise_context: {permits: [" + "a," * limits.PATTERNS_IN_A_LIST + "]}}"
    report = check(filled(LARGEST_FILE // 4, HEAD, f" n%d: {{choice: {{options: [{asks}]}}}}\n"), name="x")
    assert len(compiled) <= limits.PATTERNS
    assert "too_many" in {problem.code for problem in report.errors}


@pytest.mark.parametrize(
    "evil", ["(a+)+$", "(a|a)*b", "(.*){1,1000}x", "((a{30}){30}){30}", "(?:" * 60 + "a" + ")+" * 60]
)
def test_no_pattern_is_slow_on_any_text(evil: str) -> None:
    # The engine is linear by construction; what it refuses is searched for as plain text.
    assert Pattern(evil).matches("a" * 500) in {True, False}


def loaded(data: bytes) -> Scenario | None:
    try:
        return load_scenario(data, name="mutant")
    except ScenarioError:
        return None


def survives(data: bytes) -> None:
    """A file loads or is refused, nothing else; and what loads is the same from its stored content."""
    report = check(data, name="mutant")
    for problem in (*report.errors, *report.warnings, *report.infos):
        assert "\n" not in problem.at("mutant.yaml")
        assert problem.line is not None
        assert problem.message
        assert problem.advice
    scenario = loaded(data)
    assert report.scenario == scenario
    if scenario is None:
        assert not report.ok
        return
    content = content_of(data, name="mutant")
    assert scenario_from(content, name="mutant") == scenario
    again = checking.check_content(content, name="mutant")
    # Without lines there is no order of the file.
    assert sorted(problem.code for problem in again.errors) == sorted(problem.code for problem in report.errors)


def whole_files() -> list[bytes]:
    try:
        folder = published_scenarios()
    except pytest.skip.Exception:
        return [QUIET.encode()]
    return [QUIET.encode(), *(path.read_bytes() for path in sorted(folder.glob("*.yaml")))]


FILES = whole_files()
SCRAPS = [b"&a ", b"*a ", b"!!x ", b"[", b"]", b"{", b"}", b": ", b"\n- ", b"\n", b"  ", b"\t", b"\0", b"\xff", b"'", b'"', b"|\n", b"<<: ", b"1.5", b"1e9", b"null", b"9" * 30, b"#", b"? ", b"---\n", b"true"]  # fmt: skip


@st.composite
def torn(draw: st.DrawFn) -> bytes:
    """A file with bytes cut out, doubled or put in."""
    data = draw(st.sampled_from(FILES))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data)))
        cut = at + draw(st.integers(0, 40))
        scrap = draw(st.sampled_from(SCRAPS) | st.binary(max_size=4) | st.just(data[at:cut]))
        data = data[:at] + scrap + data[cut:]
    return data


@given(torn())
def test_the_loader_survives_torn_files(data: bytes) -> None:
    survives(data)


LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(["gate", "lamp", "improvise", "all_of", "current", "hours", "victory", "x" * 300, "[", "1.0"]),
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


def places(value: object, path: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, inner in entries for place in places(inner, (*path, key)))]


TREES = [yaml.load(data, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)) for data in FILES]  # noqa: S506 - the safe one
PLACES = [places(tree)[1:] for tree in TREES]


@st.composite
def grafted(draw: st.DrawFn) -> bytes:
    """A file in which anything may stand anywhere."""
    number = draw(st.integers(0, len(FILES) - 1))
    tree = yaml.safe_load(yaml.safe_dump(TREES[number])) if number == 0 else _copied(TREES[number])
    for _ in range(draw(st.integers(1, 4))):
        _graft(tree, draw(st.sampled_from(PLACES[number])), draw(VALUES))
    return yaml.dump(tree, sort_keys=False, allow_unicode=True, Dumper=_Dumper).encode("utf-8", "surrogatepass")


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        return True


def _copied(value: object) -> object:
    if isinstance(value, dict):
        return {key: _copied(inner) for key, inner in value.items()}
    return [_copied(inner) for inner in value] if isinstance(value, list) else value


def _graft(tree: object, place: tuple[object, ...], value: object) -> None:
    *way, last = place
    here = tree
    for key in way:
        here = (
            here.get(key)
            if isinstance(here, dict)
            else here[key]
            if isinstance(here, list) and isinstance(key, int) and key < len(here)
            else None
        )
    if isinstance(here, dict) or (isinstance(here, list) and isinstance(last, int) and last < len(here)):
        here[last] = value  # type: ignore[call-overload]


@given(grafted())
@example(QUIET.replace("gate", "getà").encode())
def test_the_loader_survives_anything_standing_anywhere(data: bytes) -> None:
    survives(data)


@given(st.dictionaries(st.text(max_size=5), VALUES, max_size=4))
def test_stored_content_of_any_kind_is_read_or_refused(content: dict[str, object]) -> None:
    report = checking.check_content(content, name="stored")  # type: ignore[arg-type]
    assert report.scenario is not None or not report.ok
    assert all(problem.line is None for problem in report.errors)


@pytest.mark.parametrize("filling", ["x", "x_", "-", "_", "\u0301"])
def test_one_endless_text_is_looked_through_once(filling: str) -> None:
    text = filling * (900_000 // len(filling.encode()))
    source = spoiled("nodes: {hall: {narrative: HERE}}").replace(b"HERE", f"'{text}'".encode())
    (problem,) = check(source, name="x").errors
    assert (problem.code, problem.path) == ("text_too_long", "nodes.hall.narrative")
