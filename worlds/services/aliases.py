"""Aliases of typed commands: a player's own short names, which hold in every world and alone."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from django.contrib.auth import get_user_model
from django.db import transaction

from common.errors import Conflict, InvalidInput, NotFound
from worlds import limits
from worlds.models import CommandAlias
from worlds.rules.typed_commands.lines import KEPT_VERBS, leads_back


class AliasLoops(InvalidInput):
    code = "alias_loops"
    message = "This alias would lead back to itself. Let it run a command."


class AliasHidesCommand(InvalidInput):
    code = "alias_hides_command"


class TooManyAliases(Conflict):
    code = "too_many_aliases"
    message = f"You have {limits.ALIASES} aliases, which is the limit. Remove one first: unalias and its name."


def aliases_of(*, user_id: uuid.UUID) -> Mapping[str, str]:
    """What each of a player's aliases stands for, by name in alphabetical order."""
    return dict(CommandAlias.objects.filter(owner_id=user_id).values_list("name", "command"))


@transaction.atomic
def set_alias(*, user_id: uuid.UUID, name: str, command: str) -> None:
    """Let a name stand for a command from now on; a name that is taken stands for the new one.

    `name` is folded, `command` one line. Raises InvalidInput for their lengths, AliasHidesCommand, AliasLoops and
    TooManyAliases, and then nothing changes.
    """
    _require_fitting(name, command)
    list(get_user_model().objects.select_for_update(no_key=True).filter(pk=user_id).values_list("pk"))
    known = aliases_of(user_id=user_id)
    if leads_back(name, command, known):
        raise AliasLoops
    if name not in known and len(known) >= limits.ALIASES:
        raise TooManyAliases
    CommandAlias.objects.update_or_create(owner_id=user_id, name=name, defaults={"command": command})


def remove_alias(*, user_id: uuid.UUID, name: str) -> None:
    """Raises NotFound where the player has no alias of this name."""
    if not CommandAlias.objects.filter(owner_id=user_id, name=name).delete()[0]:
        raise NotFound("You have no alias of that name. Type aliases to list them.")


def erase_aliases(*, user_id: uuid.UUID) -> None:
    """Forget all aliases of somebody who leaves for good. Harmless to repeat."""
    CommandAlias.objects.filter(owner_id=user_id).delete()


def _require_fitting(name: str, command: str) -> None:
    if not 1 <= len(name) <= limits.ALIAS_NAME:
        raise InvalidInput(f"The name of an alias must have 1 to {limits.ALIAS_NAME} characters.")
    if not 1 <= len(command) <= limits.ALIAS_COMMAND:
        raise InvalidInput(f"An alias must run a command of 1 to {limits.ALIAS_COMMAND} characters.")
    if name in KEPT_VERBS:
        raise AliasHidesCommand(f"No alias can be named {name}: it would hide that command.")
