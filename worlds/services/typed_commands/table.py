"""The one table of typed commands. A module of verbs is plugged in by a line in `GROUPS`."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Final

from django.contrib.auth import get_user_model

from worlds.services.typed_commands import (
    aliasing,
    avoiding,
    grouping,
    looking,
    moving,
    relocating,
    rewinding,
    speaking,
    stopping,
    telling,
)
from worlds.services.typed_commands.verbs import Caller, Verb

GROUPS: Final[Sequence[tuple[str, Sequence[Verb]]]] = (  # each with what a page calls it
    ("Looking", looking.VERBS),
    ("Going and handling things", moving.VERBS),
    ("Talking", speaking.VERBS),
    ("Following, and parties", grouping.VERBS),
    ("Keeping away from others", avoiding.VERBS),
    ("Turning back", rewinding.VERBS),
    ("Short names of your own", aliasing.VERBS),
    ("For staff", (*relocating.VERBS, *stopping.VERBS)),
    ("The game", telling.VERBS),
)
VERBS: Final[Sequence[Verb]] = tuple(verb for _, verbs in GROUPS for verb in verbs)
BY_NAME: Final[Mapping[str, Verb]] = {name: verb for verb in VERBS for name in verb.names}
assert len(BY_NAME) == sum(len(verb.names) for verb in VERBS), "each name is of one verb"
PERMISSIONS: Final = frozenset(verb.permission for verb in VERBS if verb.permission)


def permissions_of(user_id: uuid.UUID) -> frozenset[str]:
    """Those of PERMISSIONS that somebody has; none without being a member of staff."""
    account = get_user_model().objects.filter(pk=user_id, is_staff=True).first()
    return frozenset() if account is None else frozenset(filter(account.has_perm, PERMISSIONS))


def verbs_of(caller: Caller) -> list[Verb]:
    """The verbs that somebody has where they are."""
    return [verb for verb in VERBS if verb.is_for(caller)]
