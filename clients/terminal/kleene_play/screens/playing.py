"""A game on a whole screen."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import ClassVar, Final, Literal

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from kleene_play import commands, scenes
from kleene_play.game import Channel, Game
from kleene_play.live import SENTENCES, Live, State
from kleene_play.screens.entry import Entry
from kleene_play.screens.panes import Lines, Place, Rows
from kleene_play.texts import one_line
from kleene_play.told import OF_THE_WORLD, BackToLobby, Leave, Told
from kleene_play.troubles import Trouble

Parting = Literal["back", "leave"]
HEARERS: Final[tuple[tuple[Channel | None, str], ...]] = (
    (None, "do"), ("room", "say here"), ("world", "say to all"),
)  # fmt: skip
SIGNS: Final[dict[State, str]] = {
    "connecting": "\N{WHITE CIRCLE} connecting",
    "connected": "\N{BLACK CIRCLE} live",
    "lost": "\N{WHITE CIRCLE} connection lost",
    "resumed": "\N{BLACK CIRCLE} live",
    "over": "\N{WHITE CIRCLE} disconnected",
}
OVER: Final = "This story is over. /back leads to the list of games."
HINTS: Final = {
    None: "A number, words of your own, or /help",
    "room": "To those who are here",
    "world": "To all in this world",
}


class Playing(Screen[Parting]):
    """One input line takes everything; the panes are read only."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("up", "step(-1)"), ("down", "step(1)"),
        ("pageup", "page('story', -1)"), ("pagedown", "page('story', 1)"),
        ("ctrl+up", "page('place', -1)"), ("ctrl+down", "page('place', 1)"),
        ("f2", "turn_over"), ("f3", "next_hearer"), ("escape", "undo"),
    ]  # fmt: skip

    def __init__(self, game: Game, notices: Sequence[str]) -> None:
        super().__init__()
        self._game, self._notices = game, notices
        self._hearer = 0
        self._scene: list[Told] = []  # that was shown last

    def compose(self) -> ComposeResult:
        yield Horizontal(Static(id="where"), Static("F2 place", id="hint"), Static(id="line"), id="top")
        with Horizontal(id="body"):
            yield Vertical(Lines(id="story"), Rows(), id="page")
            with Vertical(id="margin"):
                yield VerticalScroll(Place(), id="place", can_focus=False)
                yield Lines(id="talk")
        yield Static(id="ticker")
        yield Horizontal(Static(id="hearer"), Entry(), id="entry")
        yield Horizontal(Static(id="standing"), Static(id="keys", classes="keys"), id="bottom")

    def on_mount(self) -> None:
        self.set_class(self._game.world_id is None, "-alone")
        self._tell([Told("answer", each) for each in self._notices])
        self._tell(scenes.scene(self._game.view))
        self._show()
        self.query_one(Entry).focus()
        if self._game.world_id is not None:
            live = Live(self._game, tell=lambda told: self._tell([told]), changed=self._changed, stands=self._stands)
            self.run_worker(live.run())
        self.run_worker(self._learn_commands())

    async def _learn_commands(self) -> None:
        with suppress(*Trouble):  # then none is completed
            self.query_one(Entry).complete(await commands.names(self._game))

    # What is shown

    def _tell(self, told: Sequence[Told]) -> None:
        world = [each for each in told if each.kind in OF_THE_WORLD]
        self.query_one("#story", Lines).tell(each for each in told if each.kind not in OF_THE_WORLD)
        if world:
            self.query_one("#talk", Lines).tell(world)
            self.query_one("#ticker", Static).update(Content(one_line(world[-1].text)))

    def _show(self) -> None:
        view = self._game.view
        self._scene = scenes.scene(view)
        place = one_line(view["location"]["name"] or view["node"]["title"])
        where = Content.assemble((one_line(view["scenario_name"]), "bold"), (f"  {place}" if place else "", "$soft"))
        self.query_one("#where", Static).update(where)
        self.query_one("#standing", Static).update(Content(scenes.standing(view)))
        self.query_one(Place).show(view)
        closed = [at for at, option in enumerate(self._game.options) if option["locked"]]
        self.query_one(Rows).show(scenes.options(view), closed)
        self._show_entry()

    def _show_entry(self) -> None:
        channel, name = HEARERS[self._hearer]
        mark = "your words" if self._game.wanting else name
        self.query_one("#hearer", Static).update(Content(f"{mark} \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} "))
        self.query_one(Entry).placeholder = OVER if self._game.is_over else HINTS[channel]
        talk = "" if self._game.world_id is None else "F3 talk · "
        colours = "" if self.app.theme == "none" else "F4 colours · "
        keys = f"\N{UPWARDS ARROW}\N{DOWNWARDS ARROW} choose · {talk}{colours}Ctrl+Q end"
        self.query_one("#keys", Static).update(Content(keys))

    def _changed(self) -> None:
        scene = scenes.scene(self._game.view)
        if scene == self._scene:
            self._tell([Told("answer", "Your choices have changed.")])
        else:
            self._tell([Told("answer", "The scene has changed:"), *scene])
        self._show()

    def _stands(self, state: State) -> None:
        line = self.query_one("#line", Static)
        line.update(Content(SIGNS[state]))
        line.set_class(state not in {"connected", "resumed"}, "-lost")
        if state not in {"connecting", "connected"}:  # the sign at the top is enough
            self._tell([Told("news", f"{SENTENCES[state]}.")])

    # What is entered

    def on_input_changed(self, event: Input.Changed) -> None:
        self.query_one(Rows).mark(event.value.strip())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        line, marked = self.query_one(Entry).taken(), self.query_one(Rows).highlighted
        if not line and marked is not None:
            line = str(marked + 1)
        self.run_worker(self._enter(line))

    def on_option_list_option_selected(self, event: Rows.OptionSelected) -> None:
        self.run_worker(self._enter(str(event.option_index + 1)))

    async def _enter(self, line: str) -> None:
        channel = HEARERS[self._hearer][0]
        try:
            if channel is not None and line and not line.startswith("/"):
                self._tell(await self._game.say(channel, line))
            else:
                self._tell(await self._game.entered(line))
        except BackToLobby:
            _ = self.dismiss("back")
        except Leave:
            _ = self.dismiss("leave")
        else:
            self._after()

    def _after(self) -> None:
        if self._game.is_left:
            _ = self.dismiss("leave")
        else:
            self._show()

    # Keys

    def action_step(self, by: int) -> None:
        with self.prevent(Input.Changed):
            self.query_one(Entry).clear()
        self.query_one(Rows).step(by)

    def action_page(self, pane: str, by: int) -> None:
        scrolled = self.query_one(f"#{pane}", VerticalScroll)
        (scrolled.scroll_page_up if by < 0 else scrolled.scroll_page_down)(animate=False)

    def action_turn_over(self) -> None:
        """Where the window is narrow: the story, or what is beside it."""
        self.toggle_class("-turned")

    def action_next_hearer(self) -> None:
        if self._game.world_id is None:
            self._tell([Told("error", "Nobody else is in this story.")])
            return
        self._hearer = (self._hearer + 1) % len(HEARERS)
        self._show_entry()

    def action_undo(self) -> None:
        """Back to the story, to what is done, and without the words that an option asks for."""
        self.remove_class("-turned")
        self._hearer = 0
        self.query_one(Entry).clear()
        if self._game.wanting:
            self.run_worker(self._enter(""))
        self._show_entry()
