"""Typed commands over HTTP."""

from rest_framework.request import Request
from rest_framework.response import Response

from common.errors import RateLimited
from common.fields import Prose, StrictSerializer
from common.schema import operation
from common.viewsets import Door, read
from worlds import limits
from worlds.api import parameters
from worlds.api.games import player_of
from worlds.services.membership.errors import NotAMember, WorldArchived
from worlds.services.typed_commands import running
from worlds.wire.commands import CommandAnswer, command_answer


class TypedCommand(StrictSerializer):
    command = Prose(max_length=limits.COMMAND)


class CommandDoor(Door):
    @operation(
        request=TypedCommand,
        answer=CommandAnswer,
        parameters=[parameters.IDEMPOTENCY_KEY],
        raises=(NotAMember, WorldArchived, RateLimited),
    )
    def run_command(self, request: Request, world_id: str) -> Response:
        """Run a typed command, such as `look north`. What cannot be done is answered with `success` false and a `text` that says why.

        `help` lists the commands. Those that only look, that speak, and that play a turn have a limit each.
        """
        command = read(TypedCommand, request)["command"]
        reply = running.run_command(
            user_id=player_of(request).pk,
            world_id=world_id,
            command=command,
            idempotency_key=parameters.idempotency_key(request),
        )
        return Response(command_answer(command, reply))
