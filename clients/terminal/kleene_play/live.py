"""The stream of a game's world: its lines as they come, the view kept new, and whether the connection stands."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Final, Literal

from kleene_client import AsyncWorldStream

from kleene_play import news
from kleene_play.game import Game
from kleene_play.texts import clean
from kleene_play.told import Told
from kleene_play.troubles import Trouble, sentence_of

State = Literal["connecting", "connected", "lost", "resumed", "over"]
GATHERING: Final = 0.3  # seconds in which changes of the view are gathered before it is asked for
SENTENCES: Final[dict[State, str]] = {
    "connecting": "Connecting",
    "connected": "Connected",
    "lost": "Connection lost; trying again",
    "resumed": "Connected again; nothing was missed",
    "over": "Disconnected",
}


class Live:
    """`tell` hears each line, `changed` that the scene or its options are others, `stands` each state of the connection."""

    def __init__(
        self,
        game: Game,
        *,
        tell: Callable[[Told], object],
        changed: Callable[[], object],
        stands: Callable[[State], object],
    ) -> None:
        self._game, self._tell, self._changed, self._stands = game, tell, changed, stands
        self._is_stale = asyncio.Event()
        self._was_open = False
        self._known = 0  # events up to this number were told

    async def run(self) -> None:
        """Until the stream ends for good, or it is cancelled."""
        assert self._game.world_id is not None, "only worlds have streams"
        stream = self._game.client.listen(self._game.world_id)
        stream.on_connection(self._hears)
        looking = asyncio.create_task(self._keep_the_view_new())
        self._stands("connecting")
        try:
            await self._listen(stream)
        except Trouble as trouble:
            self._stands("over")
            self._tell(Told("error", clean(sentence_of(trouble))))
        finally:
            looking.cancel()
            await stream.close()

    async def _listen(self, stream: AsyncWorldStream) -> None:
        async for frame in stream:
            if frame["type"] == "game_state":
                if self._game.take(frame["data"]["view"]):
                    self._changed()
            elif frame["type"] == "game:replay":
                for event in frame["data"]["events"]:
                    self._hear(event)
            else:
                self._hear(frame)

    def _hear(self, frame: news.Frame) -> None:
        number = frame.get("sequence_number")
        if number is not None and number <= self._known:
            return
        self._known = number or self._known
        if frame["type"] in news.CHANGES_THE_VIEW and not frame.get("replay"):
            self._is_stale.set()
        if told := self._game.news.told(frame):
            self._tell(told)

    def _hears(self, is_open: bool) -> None:  # noqa: FBT001 - the client library tells it so
        if is_open:
            self._stands("resumed" if self._was_open else "connected")
            self._was_open = True
        elif self._was_open:
            self._stands("lost")

    async def _keep_the_view_new(self) -> None:
        while True:
            await self._is_stale.wait()
            await asyncio.sleep(GATHERING)
            self._is_stale.clear()
            with suppress(*Trouble):  # the next change asks again
                if await self._game.refresh():
                    self._changed()
