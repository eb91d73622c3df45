"""Commands about whom one does not want to read, or to meet. Nobody is told that they stand in these lists."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Final

from django.utils import timezone

from common.dates import utc
from relations.models import Mute
from relations.services import blocks, mutes
from worlds import limits
from worlds.rules import texts
from worlds.rules.typed_commands.names import Named, meant, meant_first
from worlds.services.typed_commands.naming import NO_SUCH_PLAYER, named_others, names_by_id
from worlds.services.typed_commands.verbs import Call, Reply, Verb, failed_reply


def mute_named(call: Call) -> Reply:
    """For as many minutes as are typed behind the name, else until it is ended."""
    found = meant_first(call.words, named_others(call.caller))
    if found is None:
        return failed_reply(NO_SUCH_PLAYER)
    other, minutes = found[0], found[1].removesuffix("s").removesuffix(" minute")
    if minutes and not _is_length(minutes):
        return failed_reply(f"For how long? Type up to {limits.MUTE_MINUTES} minutes as a number, or none.")
    until = timezone.now() + timedelta(minutes=int(minutes)) if minutes else None
    row = mutes.mute_player(user_id=call.caller.user_id, other=other.id, until=until)
    length = f" for {minutes} minute{'' if int(minutes) == 1 else 's'}" if minutes else ""
    return Reply(f"You have muted {other.name}{length}.", _muted(row))


def unmute_named(call: Call) -> Reply:
    other = _listed(call, (row.muted.short_id for row in mutes.mutes_of(user_id=call.caller.user_id)))
    if other is None:
        return failed_reply("You have muted nobody of that name. Type /mutes to see the list.")
    mutes.unmute_player(user_id=call.caller.user_id, other=other.id)
    return Reply(f"You have unmuted {other.name}.", {"user_id": other.id})


def list_muted(call: Call) -> Reply:
    rows = list(mutes.mutes_of(user_id=call.caller.user_id))
    names = _names(call, [row.muted.short_id for row in rows])
    return Reply(f"You have muted {names}.", [_muted(row) for row in rows])


def block_named(call: Call) -> Reply:
    other = meant(call.words, named_others(call.caller))
    if other is None:
        return failed_reply(NO_SUCH_PLAYER)
    blocks.block_player(user_id=call.caller.user_id, other=other.id)
    return Reply(f"You and {other.name} can no longer reach each other.", {"user_id": other.id})


def unblock_named(call: Call) -> Reply:
    other = _listed(call, (row.blocked.short_id for row in blocks.blocks_of(user_id=call.caller.user_id)))
    if other is None:
        return failed_reply("You have blocked nobody of that name. Type /blocks to see the list.")
    blocks.unblock_player(user_id=call.caller.user_id, other=other.id)
    return Reply(f"You no longer block {other.name}.", {"user_id": other.id})


def list_blocked(call: Call) -> Reply:
    ids = [row.blocked.short_id for row in blocks.blocks_of(user_id=call.caller.user_id)]
    return Reply(f"You have blocked {_names(call, ids)}.", [{"user_id": one} for one in ids])


def _is_length(minutes: str) -> bool:
    is_number = minutes.isdecimal() and len(minutes) <= len(str(limits.MUTE_MINUTES))
    return is_number and 0 < int(minutes) <= limits.MUTE_MINUTES


def _listed(call: Call, ids: Iterable[str]) -> Named | None:
    """Whom of a list a name means. Those who are not in this world have but their ids, so that the list names no stranger."""
    here = {one.id: one for one in named_others(call.caller)}
    return meant(call.words, [here.get(one) or Named(one, (one,)) for one in dict.fromkeys(ids)])


def _names(call: Call, ids: Iterable[str]) -> str:
    names = names_by_id(call.caller)
    told = [names.get(one, one) for one in dict.fromkeys(ids)]
    return texts.listing(told) if told else "nobody"


def _muted(row: Mute) -> dict[str, Any]:
    return {
        "user_id": row.muted.short_id,
        "channel": row.channel or None,
        "until": None if row.until is None else utc(row.until),
    }


VERBS: Final = (
    Verb("mute", "<player> [minutes]", "Mute a player: you no longer see what they say.", mute_named, where="world"),
    Verb("unmute", "<player>", "Unmute a player.", unmute_named, who="anybody"),
    Verb("mutes", "", "List whom you have muted.", list_muted, who="anybody"),
    Verb("block", "<player>", "Block a player: neither of you can reach the other.", block_named, where="world"),
    Verb("unblock", "<player>", "Unblock a player.", unblock_named, who="anybody"),
    Verb("blocks", "", "List whom you have blocked.", list_blocked, who="anybody"),
)
