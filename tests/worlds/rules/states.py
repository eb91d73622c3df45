"""States of any content, for properties."""

from __future__ import annotations

from hypothesis import strategies as st

from worlds.rules.grid import CELLS
from worlds.rules.quantities import LIMIT
from worlds.rules.state import Character, Finish, Local, Pending, Player, Preferences, State, World

IDS = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=8)
NUMBERS = st.integers(-LIMIT // 2, LIMIT // 2)
LINES = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
FLAGS = st.dictionaries(IDS, st.booleans(), max_size=3)
AMOUNTS = st.dictionaries(IDS, NUMBERS, max_size=3)
SETS = st.lists(IDS, max_size=3, unique=True)


def characters() -> st.SearchStrategy[Character]:
    fates = st.none() | st.sampled_from(["died", "departed"])
    return st.builds(Character, LINES, st.booleans(), AMOUNTS, SETS, AMOUNTS, FLAGS, fates)


def players() -> st.SearchStrategy[Player]:
    counts = st.integers(1, 10_000)
    finishes = st.builds(Finish, IDS, IDS, st.none() | IDS, st.none() | IDS)
    preferences = st.builds(Preferences, st.booleans(), st.integers(0, 10))
    return st.builds(
        Player, characters(), IDS, IDS, st.none() | IDS, counts, counts, counts, IDS, st.lists(LINES, max_size=5),
        st.lists(st.sampled_from(CELLS), unique=True), st.none() | finishes, preferences, st.none() | NUMBERS,
        SETS, st.integers(0, 9), st.dictionaries(IDS, st.integers(1, 2), max_size=3), SETS,
    )  # fmt: skip


def worlds() -> st.SearchStrategy[World]:
    locals_ = st.builds(Local, FLAGS, AMOUNTS, st.dictionaries(IDS, LINES | NUMBERS, max_size=3))
    pending = st.builds(Pending, IDS, NUMBERS, IDS, st.none() | IDS)
    return st.builds(
        World, NUMBERS, NUMBERS, FLAGS, st.dictionaries(IDS, locals_, max_size=3), st.dictionaries(IDS, SETS, max_size=2),
        st.dictionaries(IDS, IDS, max_size=3), st.lists(pending, max_size=3), SETS, AMOUNTS,
        st.dictionaries(IDS, st.lists(IDS, min_size=1, max_size=2), max_size=2),
    )  # fmt: skip


def states() -> st.SearchStrategy[State]:
    return st.builds(State, players(), worlds())
