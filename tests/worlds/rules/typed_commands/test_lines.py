"""A typed line, its verb, and the names in it."""

import pytest

from worlds.rules.typed_commands.lines import Line, expanded, is_command, leads_back, line_of, nearest
from worlds.rules.typed_commands.names import Named, meant, meant_first

GUARDS = [Named("usr_a", ("Elena Voss", "elena"), "player"), Named("g1", ("guard",)), Named("g2", ("guard",))]


@pytest.mark.parametrize(
    ("typed", "verb", "words"),
    [
        ("look north", "look", "north"),
        ("  /LOOK\tnorth  ", "look", "north"),
        ("say  Hello   There", "say", "Hello There"),
        ("//", "", ""),
        ("", "", ""),
        ("ℓook", "look", ""),
    ],
)
def test_a_line_is_a_verb_and_words(typed: str, verb: str, words: str) -> None:
    assert line_of(typed) == Line(verb, words)


def test_a_command_begins_with_a_slash() -> None:
    assert is_command(" /look")
    assert not is_command("look / here")


def test_an_alias_stands_for_its_line_and_what_follows() -> None:
    aliases = {"n": "go mill", "m": "n"}
    assert expanded(line_of("n quickly"), aliases) == Line("go", "mill quickly")
    assert expanded(line_of("m"), aliases) == Line("go", "mill")


def test_an_alias_that_leads_back_to_itself_is_known_and_ends() -> None:
    assert leads_back("a", "b now", {"b": "a"})
    assert leads_back("a", "a", {})
    assert not leads_back("a", "look", {"b": "a"})
    expanded(line_of("a"), {"a": "b x", "b": "a y"})


def test_an_unknown_verb_has_its_nearest() -> None:
    assert nearest("lok", ["look", "say"]) == ["look"]
    assert nearest("inv", ["inventory", "say"]) == ["inventory"]
    assert nearest("qqqq", ["look", "say"]) == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("guard", "g1"),
        ("guard-2", "g2"),
        ("the guard-2", "g2"),
        ("guard-3", None),
        ("guard-0", "g1"),
        ("voss", "usr_a"),
        ("ELE", "usr_a"),
        ("usr_a", "usr_a"),
        ("", None),
        ("-2", None),
    ],
)
def test_a_name_means_the_nearest_and_a_number_the_next(typed: str, found: str | None) -> None:
    one = meant(typed, GUARDS)
    assert (one and one.id) == found


def test_a_name_of_several_words_ends_where_the_words_begin() -> None:
    found = meant_first("Elena Voss come here", GUARDS)
    assert found is not None
    assert (found[0].id, found[1]) == ("usr_a", "come here")
    found = meant_first("elena come here", GUARDS)
    assert found is not None
    assert found[1] == "come here"
    assert meant_first("nobody come", GUARDS) is None
