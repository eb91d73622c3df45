"""Commands about one's own short names for commands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from common.folding import folded
from worlds.rules.typed_commands.lines import line_of
from worlds.services import aliases
from worlds.services.typed_commands.verbs import Call, Reply, Verb, failed_reply


def define_alias(call: Call) -> Reply:
    """With a name and a command, from now on; with a name alone, tell what it stands for; with neither, list all."""
    typed = line_of(call.words)
    if not typed.verb:
        return list_aliases(call)
    if not typed.words:
        return _told_one(call, typed.verb)
    aliases.set_alias(user_id=call.caller.user_id, name=typed.verb, command=typed.words)
    hidden = any(typed.verb in verb.names for verb in call.known)
    note = " It hides the command of that name." if hidden else ""
    return Reply(f"{_told(typed.verb, typed.words)}.{note}", {"name": typed.verb, "command": typed.words})


def remove_named_alias(call: Call) -> Reply:
    name = folded(call.words).lstrip("/")
    aliases.remove_alias(user_id=call.caller.user_id, name=name)
    return Reply(f"{name} is no alias any longer.", {"name": name})


def list_aliases(call: Call) -> Reply:
    known = _known(call)
    lines = [_told(name, command) for name, command in known.items()]
    return Reply("\n".join(lines) or "You have no aliases. Type for example: alias n go north", dict(known))


def _told_one(call: Call, name: str) -> Reply:
    command = _known(call).get(name)
    if command is None:
        return failed_reply(f"What should {name} run? Type for example: alias {name} look around")
    return Reply(_told(name, command), {"name": name, "command": command})


def _told(name: str, command: str) -> str:
    return f"{name} runs: {command}"


def _known(call: Call) -> Mapping[str, str]:
    return aliases.aliases_of(user_id=call.caller.user_id)


VERBS: Final = (
    Verb("alias", "<name> <command>", "Give a command a short name of your own.", define_alias, who="anybody"),
    Verb("unalias", "<name>", "Remove an alias.", remove_named_alias, who="anybody"),
    Verb("aliases", "", "List your aliases.", list_aliases, who="anybody"),
)
