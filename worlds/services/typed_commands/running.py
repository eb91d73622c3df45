"""Running a typed command: the one way in for the API, sockets and pages.

A line is read, its verb found in the table, and the verb's function called. What is a turn is played by whoever asked,
in a thread or on the loop. Whatever is typed is answered; only who may not be here at all is refused.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Final

from common.errors import InvalidInput, KleeneError, RateLimited
from worlds import limits
from worlds.models import SharedWorld, WorldParticipant
from worlds.rules.typed_commands.lines import expanded, line_of, nearest
from worlds.services import budgets
from worlds.services.aliases import aliases_of
from worlds.services.games.sessions import get_owned
from worlds.services.membership import access
from worlds.services.membership.errors import NotAMember, WorldArchived
from worlds.services.turns import playing
from worlds.services.turns.payloads import TurnResult
from worlds.services.turns.request import record_of
from worlds.services.turns.result import answer_again
from worlds.services.typed_commands import moving
from worlds.services.typed_commands.table import BY_NAME, permissions_of, verbs_of
from worlds.services.typed_commands.verbs import WATCHING, Call, Caller, Play, Reply, Verb, failed_reply

REFUSED: Final = (RateLimited, NotAMember, WorldArchived)  # told by the door itself, as elsewhere
NO_MISTAKE: Final = 500  # from this status on
_UNPLAYED: Final = frozenset({"meta", "prompt", "refused", "blocked"})


def run_command(
    *, user_id: uuid.UUID, world_id: str | uuid.UUID, command: str, idempotency_key: str | None = None
) -> Reply:
    """Run a command in a world that one is in. To be called outside a transaction.

    Raises NotFound, NotAMember, WorldArchived, InvalidInput for a line that is too long, and RateLimited; every other
    refusal is the reply.
    """
    caller = caller_in(user_id=user_id, world_id=world_id, key=idempotency_key)
    return _run(caller, command)


def run_in_game(
    *, user_id: uuid.UUID, session_id: str | uuid.UUID, command: str, idempotency_key: str | None = None
) -> Reply:
    """The same for the page of a game, alone or in a world. Raises NotFound for a game that is not one's own, too."""
    session = get_owned(user_id=user_id, session_id=session_id)
    if session.world_id is not None:
        return run_command(user_id=user_id, world_id=session.world_id, command=command, idempotency_key=idempotency_key)
    return _run(Caller(user_id, permissions_of(user_id), None, session.pk, idempotency_key), command)


def caller_in(*, user_id: uuid.UUID, world_id: str | uuid.UUID, key: str | None = None) -> Caller:
    """Who commands in a world. Raises NotFound, NotAMember, WorldArchived."""
    found = access.find_world(user_id=user_id, world_id=world_id)
    place: WorldParticipant = access.present_place(user_id=user_id, world_id=found)
    if SharedWorld.objects.only("status").get(pk=found).is_archived:
        raise WorldArchived
    return Caller(user_id, permissions_of(user_id), found, place.session_id if place.holds_seat else None, key)


def prepare_command(caller: Caller, command: str) -> Reply | Play:
    """Read a command and do it; what is a turn comes back to be played. Raises what REFUSED lists, and InvalidInput."""
    if len(command) > limits.COMMAND:
        raise InvalidInput(f"Write at most {limits.COMMAND} characters.", command=len(command))
    line = expanded(line_of(command), aliases_of(user_id=caller.user_id))
    if len(line.words) > limits.COMMAND:
        raise InvalidInput(f"With your aliases replaced, this is longer than {limits.COMMAND} characters.")
    verb = BY_NAME.get(line.verb)
    known = verbs_of(caller)
    if verb is None or (verb not in known and verb.who == "staff"):
        budgets.COMMANDS.spend(str(caller.user_id))
        return _unknown(line.verb, known)
    if verb.cost == "looking":
        budgets.COMMANDS.spend(str(caller.user_id))
    if verb in moving.VERBS and (played := _played_before(caller)) is not None:
        return played
    reply = _run_verb(Call(caller, verb, line.words, known))
    if verb.cost == "its own" and isinstance(reply, Reply) and not reply.success:
        budgets.COMMANDS.spend(str(caller.user_id))  # nothing was done that costs something, but names were looked up
    return reply


def _run_verb(call: Call) -> Reply | Play:
    if (obstacle := _obstacle(call.verb, call.caller)) is not None:
        return failed_reply(obstacle)
    try:
        return call.verb.run(call)
    except KleeneError as refusal:
        return reply_to(refusal)


def _played_before(caller: Caller) -> Reply | None:
    """What the turn came to that was played under this key: the line would mean something else as things stand now."""
    if caller.key is None or caller.session_id is None:
        return None
    session = caller.session
    record = record_of(session, caller.key)
    return None if record is None else reply_of_turn(answer_again(session, record).result)


def reply_to(refusal: KleeneError) -> Reply:
    """A refusal as a reply. Raises it where it is for the door: what REFUSED lists, and what is no fault of the line."""
    if isinstance(refusal, REFUSED) or refusal.status >= NO_MISTAKE:
        raise refusal
    return failed_reply(refusal.message, {"code": refusal.code})


def reply_of_turn(result: TurnResult) -> Reply:
    """The reply of a command that was a turn."""
    return Reply(result["narrative"], success=result["kind"] not in _UNPLAYED, turn=result)


def _run(caller: Caller, command: str) -> Reply:
    reply = prepare_command(caller, command)
    if isinstance(reply, Reply):
        return reply
    assert caller.session_id is not None, "only players play"
    try:
        answer = playing.play_turn(
            user_id=caller.user_id, session_id=caller.session_id, request=reply.request, idempotency_key=caller.key
        )
    except KleeneError as refusal:
        return reply_to(refusal)
    return reply_of_turn(answer.result)


def _obstacle(verb: Verb, caller: Caller) -> str | None:
    """Why this is not for them here; None where it is."""
    if verb.where == "world" and caller.world_id is None:
        return "You play alone: nobody else is here."
    if verb.who != "anybody" and caller.session_id is None and verb.who != "staff":
        return WATCHING
    return None


def _unknown(typed: str, known: Sequence[Verb]) -> Reply:
    if not typed:
        return failed_reply("Type a command. help lists them.", {"nearest": ["help"]})
    near = nearest(typed, [name for verb in known for name in verb.names])
    hint = f"Did you mean {' or '.join(near)}? " if near else ""
    return failed_reply(f"There is no such command. {hint}Type /help to list them.", {"nearest": list(near)})
