"""One game at hand, alone or in a world: what its player enters, and how it stands."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal

from kleene_client import AsyncClient, Refused

from kleene_play import commands, scenes
from kleene_play.news import News
from kleene_play.stopping import Stopping
from kleene_play.texts import clean, one_line, paragraphs
from kleene_play.told import Told
from kleene_play.troubles import Trouble, sentence_of

Channel = Literal["world", "room", "party"]
LOOK_AGAIN: Final = frozenset({"stale_turn", "option_not_available", "session_over"})
MOVED_ON: Final = "The story has moved on. Choose again."
WORDS_WANTED: Final = "In your own words, please; an empty line takes the choice back."


class Game:
    """`view` is always the newest that was seen. What is entered is answered by lines; troubles are lines, too."""

    def __init__(self, client: AsyncClient, view: Mapping[str, Any], me: str) -> None:
        self.client, self.news = client, News(me)
        self.view: Mapping[str, Any] = view
        self.session_id: str = view["session_id"]
        self.world_id: str | None = view["world_id"]
        self.wanting: str | None = None  # the option for which words are asked
        self.is_left = False
        self._stopping = Stopping()
        self._one_at_a_time = asyncio.Lock()
        self.news.know(view)

    @property
    def options(self) -> Sequence[Mapping[str, Any]]:
        return [] if self.is_over else list(self.view["node"]["options"])

    @property
    def is_over(self) -> bool:
        return self.view["ending"] is not None

    def take(self, view: Mapping[str, Any] | None) -> bool:
        """Whether this newer view shows another scene or other options."""
        if view is None or view["session_id"] != self.session_id or view["number"] < self.view["number"]:
            return False
        before, self.view = self.view, view
        self.news.know(view)
        return scenes.scene(before) != scenes.scene(view) or scenes.options(before) != scenes.options(view)

    async def refresh(self) -> bool:
        """Ask how the game stands; whether that is another scene, or other options. Raises a Trouble."""
        return self.take(await self.client.show_game(self.session_id))

    async def entered(self, line: str) -> list[Told]:
        """A number, a command with a slash, or words: what came of it."""
        line, shown = one_line(line), self.view["number"]
        async with self._one_at_a_time:
            if line.isdecimal() and self.view["number"] != shown:  # pressed twice: the second was for the same scene
                return [Told("answer", MOVED_ON)]
            wanting = self.wanting
            try:
                return [*await self._entered(line), *self._heard_meanwhile()]
            except Refused as refusal:
                if refusal.retry_after is not None:
                    self.wanting = wanting  # the same words can be said again for the same option
                return await self._refused(refusal)
            except Trouble as trouble:
                return [Told("error", clean(sentence_of(trouble)))]

    def _heard_meanwhile(self) -> list[Told]:
        """In a world its stream tells it."""
        return self._stopping.news(self.client.shutdown) if self.world_id is None else []

    async def say(self, channel: Channel, words: str) -> list[Told]:
        """Words to others; the stream brings them back to their author."""
        if self.world_id is None:
            return [Told("error", "Nobody else is in this story.")]
        try:
            await self.client.say(self.world_id, text=words, channel=channel)
        except Trouble as trouble:
            return [Told("error", clean(sentence_of(trouble)))]
        return []

    async def _entered(self, line: str) -> list[Told]:
        wanting, self.wanting = self.wanting, None
        if not line:
            return scenes.asked(self.view) if wanting else []
        if line.startswith("/"):
            return await commands.run(self, line[1:].strip())
        if self.is_over:
            return [Told("answer", "This story is over. /back leads to the list of games.")]
        if wanting is not None:
            return await self._play(f"› {line}", option_id=wanting, input=line)
        if line.isdecimal():
            return await self._choose(int(line))
        return await self._play(f"› {line}", input=line)

    async def _choose(self, number: int) -> list[Told]:
        if not 1 <= number <= len(self.options):
            return [Told("error", f"There is no choice {number}.")]
        option = self.options[number - 1]
        if option["kind"] == scenes.OWN_WORDS:
            self.wanting = option["id"]
            return [Told("did", f"› {one_line(option['text'])}"), Told("ask", WORDS_WANTED)]
        return await self._play(f"› {one_line(option['text'])}", option_id=option["id"])

    async def _play(self, did: str, **what: str) -> list[Told]:
        before = self.view
        about: Any = {**what, "expected_number": before["number"]}
        answer: Any = await self.client.play_turn(self.session_id, **about)
        self.take(answer["view"])
        read_as = answer["read_as"]
        told = [Told("did", f"› {one_line(read_as['text'])}" if read_as else did)]
        return told + self.came_of(answer, before)

    def came_of(self, answer: Mapping[str, Any], before: Mapping[str, Any]) -> list[Told]:
        """The lines of a turn's answer: what it told, what was reached by it, and the next scene."""
        after = answer["view"]
        is_new = scenes.place_in_story(after) != scenes.place_in_story(before)
        follows = scenes.scene(after) if is_new else scenes.asked(after)
        told = [Told("story", each) for each in paragraphs(answer["narrative"])]
        told = [each for each in told if each not in follows]  # an answer may end with the text of the next scene
        told += [Told("ask", f"- {one_line(each['text'])}") for each in answer["did_you_mean"]]
        if new := [cell for cell in after["grid"]["cells"] if cell not in before["grid"]["cells"]]:
            told.append(Told("answer", f"New: {one_line(', '.join(new))}. {len(after['grid']['cells'])} of 9 cells."))
        return told + follows

    async def _refused(self, refusal: Refused) -> list[Told]:
        told = [Told("error", clean(sentence_of(refusal)))]
        if refusal.code not in LOOK_AGAIN:
            return told
        try:
            return told + (scenes.scene(self.view) if await self.refresh() else [])
        except Trouble:
            return told
