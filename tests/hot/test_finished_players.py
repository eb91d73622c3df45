"""On the hot path, too, a player whose story has ended hears no room."""

from __future__ import annotations

from common.database_threads import in_thread
from tests.hot.conftest import Doors
from tests.worlds.services.typed_commands.green import green_world
from worlds.models import GameSession
from worlds.services.chat_on_loop import Line, send_line
from worlds.services.turns.playing import play_turn
from worlds.services.turns.request import TurnRequest


async def test_a_line_for_the_room_is_for_those_who_play_there(doors: Doors) -> None:
    living = await in_thread(green_world, "ada", "ben", "cy")
    ada, ben, cy = living.people
    game = await in_thread(GameSession.objects.get, user=cy)
    for option in ("climb", "home"):
        await in_thread(play_turn, user_id=cy.pk, session_id=game.pk, request=TurnRequest(option))
    said = await send_line(Line(ada.pk, living.world.short_id, "Psst.", "room", "k"), in_thread)
    assert said.event.audience == sorted(str(person.pk) for person in (ada, ben))
