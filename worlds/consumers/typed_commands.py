"""A typed command over a socket: read in a thread, and what is a turn played on the loop."""

from __future__ import annotations

from functools import partial

from common.database_threads import in_thread
from common.errors import KleeneError
from worlds.consumers.client_frames import Command
from worlds.services.streams import StreamAccess
from worlds.services.turns import playing
from worlds.services.turns.needs import Notify
from worlds.services.typed_commands import running
from worlds.services.typed_commands.verbs import Caller, Play, Reply
from worlds.wire.commands import CommandAnswer, command_answer


async def answer_command(access: StreamAccess, frame: Command, notify: Notify) -> CommandAnswer:
    """What the API answers to the same line; an id that is a UUID is its idempotency key. Raises what `running.run_command` does."""
    command, me = frame.command, access.user_id
    caller = await in_thread(partial(running.caller_in, user_id=me, world_id=access.world_id, key=frame.key))
    reply = await in_thread(partial(running.prepare_command, caller, command))
    if isinstance(reply, Play):
        reply = await _played(caller, reply, notify)
    return command_answer(command, reply)


async def _played(caller: Caller, play: Play, notify: Notify) -> Reply:
    assert caller.session_id is not None, "only players play"
    try:
        answer = await playing.play_turn_async(
            user_id=caller.user_id,
            session_id=caller.session_id,
            request=play.request,
            idempotency_key=caller.key,
            notify=notify,
            runs=in_thread,
        )
    except KleeneError as refusal:
        return running.reply_to(refusal)
    return running.reply_of_turn(answer.result)
