"""The one table of typed commands. A module of verbs is plugged in by a line in `VERBS`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from worlds.services.typed_commands import (
    aliasing,
    avoiding,
    grouping,
    looking,
    moving,
    relocating,
    rewinding,
    speaking,
    telling,
)
from worlds.services.typed_commands.verbs import Caller, Verb

VERBS: Final[Sequence[Verb]] = (
    *looking.VERBS,
    *moving.VERBS,
    *speaking.VERBS,
    *grouping.VERBS,
    *avoiding.VERBS,
    *rewinding.VERBS,
    *aliasing.VERBS,
    *relocating.VERBS,
    *telling.VERBS,
)
BY_NAME: Final[Mapping[str, Verb]] = {name: verb for verb in VERBS for name in verb.names}
assert len(BY_NAME) == sum(len(verb.names) for verb in VERBS), "each name is of one verb"


def verbs_of(caller: Caller) -> list[Verb]:
    """The verbs that somebody has where they are."""
    return [verb for verb in VERBS if verb.is_for(caller)]
