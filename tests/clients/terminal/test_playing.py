"""The terminal client against a whole server, line by line and on a full screen, alone and in company."""

from __future__ import annotations

import asyncio
import json
import stat
import subprocess
import sys
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from kleene_client import AsyncClient, Client
from kleene_play.screens.panes import Rows
from kleene_play.screens.questions import Choosing, Wording
from kleene_play.wishes import Wishes
from textual.widgets import Input

from common.database_threads import in_thread
from profiles.models import User
from profiles.services import tokens
from tests.clients.terminal import programs
from tests.clients.terminal.conftest import RATES
from tests.clients.terminal.programs import Pipes, piped, pipes, terminal
from tests.clients.terminal.screens import screen_of, shown, suggested, until
from tests.kleene_site.programs import ROOT
from tests.worlds.consumers.served import Site, served
from tests.worlds.living_world import Living
from tests.worlds.services.typed_commands.green import green_world
from tests.worlds.services.typed_commands.test_every_verb import LINES

pytestmark = pytest.mark.usefixtures("living")  # the stories


def test_a_pipe_plays_a_story_to_its_ending(site: Site, tmp_path: Path) -> None:
    chosen = ["1", "2", "1", "1", "Open the gate", "/map", "1"]  # guest, alone, the gate, take the key, ..., stay
    run = piped(tmp_path, "--server", site.url(""), lines="\n".join(chosen))
    assert run.returncode == 0, run.stderr
    assert not run.stderr
    for words in (
        "The gate stands shut, and the keeper looks at you.",
        "1. Take the key",
        "It is cold.",
        "You are at The garden. Quiet.",
        "The end: home. You reached 1 of 9 cells.",
        "Goodbye. Your games are kept.",
    ):
        assert words in run.stdout
    assert "\x1b" not in run.stdout


def test_words_of_ones_own_are_asked_for_and_a_turn_is_taken_back(site: Site, tmp_path: Path) -> None:
    lines = "2\nplease let me in\n99\n/undo\n/inventory\n/nothing\n/quit\n4\n"
    run = piped(tmp_path, "--server", site.url(""), "--guest", "--story", "gate", lines=lines)
    assert run.returncode == 0, run.stderr
    for words in (
        "2. Ask the keeper (in your own words)",
        "There is no choice 99.",
        "You carry nothing.",
        "Alone there is no command /nothing.",
    ):
        assert words in run.stdout, run.stdout
    assert run.stdout.endswith("Goodbye. Your games are kept.\n")


def test_what_the_server_says_is_said_and_it_is_asked_again(site: Site, tmp_path: Path) -> None:
    run = piped(tmp_path, "--server", site.url(""), lines="2\nnobody\nwrong password\n7\n")
    assert run.returncode == 0
    assert run.stdout.count("Who plays?") == 2
    assert "There is no choice 7." in run.stdout


@pytest.mark.slow
def test_two_play_in_company(site: Site, living: Living, tmp_path: Path) -> None:
    with seated(site, living, tmp_path) as ben, ada_of(site, living) as ada:
        ben.until("* Connected.")
        session = next(each for each in ada.list_games()["results"])["session_id"]
        living.says(living.people[0], "Good \x1b[31mmorning")
        assert ben.until("Good") == f"* {living.people[0].display_name}: Good morning"
        ada.play_turn(session, option_id="take_key")
        ben.until("chose “Take the key”")
        ben.enter("/look")
        ben.until("The road. Dust, and a gate at its end.")
        ben.enter("/shout [b]hello[/b]")
        ben.until("You: [b]hello[/b]")
        ben.enter("/quit")
        ben.until("Goodbye. Your games are kept.")
        assert ben.end() == 0


@pytest.mark.slow
def test_a_whisper_is_told_with_whom_it_is_for(site: Site, living: Living, tmp_path: Path) -> None:
    ada, ben = living.people[:2]
    with seated(site, living, tmp_path) as game:
        game.until("* Connected.")
        living.says(ada, "Psst", ben)
        assert game.until("Psst") == f"* {ada.display_name} (whispers to you): Psst"
        game.enter(f"/whisper {ada.display_name} Yes?")
        game.until(f"* You (to {ada.display_name}): Yes?")


def ada_of(site: Site, living: Living) -> Client:
    pair = tokens.issue_pair(living.people[0])
    return Client(site.url(""), access=pair["access"], refresh=pair["refresh"])


def seated(site: Site, living: Living, home: Path) -> AbstractContextManager[Pipes]:
    """Ben, at his client."""
    remembered(site, living.people[1], home)
    return pipes(home, "--server", site.url(""), "--remember", "--world", living.world.short_id)


def remembered(site: Site, person: User, home: Path) -> Path:
    pair = tokens.issue_pair(person)
    kept = home / "config" / "kleene-play" / "tokens.json"
    kept.parent.mkdir(parents=True)
    kept.write_text(json.dumps({site.url(""): {"access": pair["access"], "refresh": pair["refresh"]}}))
    return kept


@pytest.mark.slow
def test_a_token_is_kept_only_when_asked_for_and_for_its_owner_alone(site: Site, tmp_path: Path) -> None:
    kept = tmp_path / "config" / "kleene-play" / "tokens.json"
    assert piped(tmp_path, "--server", site.url(""), "--guest", lines="").returncode == 0
    assert not kept.exists()
    first = piped(tmp_path, "--server", site.url(""), "--guest", "--remember", lines="")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert set(json.loads(kept.read_text())) == {site.url("")}
    again = piped(tmp_path, "--server", site.url(""), "--remember", lines="")
    assert again.stdout.splitlines()[1] == first.stdout.splitlines()[1]  # the same guest
    piped(tmp_path, "--server", site.url(""), "--forget", lines="")
    assert json.loads(kept.read_text()) == {}


@pytest.mark.slow
def test_the_servers_own_command_starts_it(site: Site, tmp_path: Path) -> None:
    words = ["manage.py", "play", "--server", site.url(""), "--guest", "--story", "gate"]
    run = subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env=programs.environment(tmp_path),
        input="1\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "It is cold." in run.stdout


async def test_a_full_screen_plays_by_arrows_numbers_and_words(site: Site) -> None:
    wishes = Wishes(server=site.url(""), guest=True, story="gate")
    async with screen_of(wishes, AsyncClient(site.url("")), size=(60, 18)) as pilot:
        await until(pilot, "The gate stands shut")
        assert pilot.app.screen.query_one(Input).region.bottom <= 18
        await pilot.press("down", "enter")
        await until(pilot, "It is cold.")
        await pilot.press("2", "enter")
        await until(pilot, "In your own words, please")
        await pilot.press("escape")
        await pilot.resize_terminal(140, 45)
        await until(pilot, "Decision Grid")
        await pilot.press(*"/nothing", "enter")
        await until(pilot, "! Alone there is no command /nothing.")
        await pilot.press(*"/exit", "enter")
    assert pilot.app.return_value == 0


async def test_the_lists_are_chosen_from_and_gone_back_from(site: Site) -> None:
    async with screen_of(Wishes(server=site.url("")), AsyncClient(site.url(""))) as pilot:
        await until(pilot, "Who plays?")
        await pilot.press("2")
        await until(pilot, "Username:")
        assert isinstance(pilot.app.screen, Wording)
        await pilot.press("escape")
        await until(pilot, "Who plays?")
        await pilot.press("down", "enter")
        await until(pilot, "What do you play?")
        assert isinstance(pilot.app.screen, Choosing)
        await pilot.press("2")
        await until(pilot, "Stories")
        await pilot.press("down", "enter")
        await until(pilot, "Decision Grid")


@pytest.mark.slow
async def test_company_is_heard_while_one_types_and_its_words_are_only_words(site: Site, living: Living) -> None:
    pair = await in_thread(tokens.issue_pair, living.people[1])
    ben = AsyncClient(site.url(""), access=pair["access"], refresh=pair["refresh"])
    wishes = Wishes(server=site.url(""), world=living.world.short_id)
    async with screen_of(wishes, ben, size=(110, 34)) as pilot:
        await until(pilot, "\N{BLACK CIRCLE} live")
        await pilot.press(*"1 is not")
        await in_thread(living.says, living.people[0], "[b]Good[/b] \x1b[31mmorning")
        await until(pilot, "[b]Good[/b] morning", within="#talk")
        assert pilot.app.screen.query_one(Input).value == "1 is not"
        assert pilot.app.screen.query_one(Rows).highlighted is None
        await pilot.press("ctrl+u", *"/whis")
        await suggested(pilot, "/whisper")
        await pilot.press("tab")
        assert pilot.app.screen.query_one(Input).value == "/whisper"
        await pilot.press("ctrl+u", "f3", *"hello", "enter")
        await until(pilot, "You (here): hello", within="#talk")
        assert living.people[0].display_name in shown(pilot, "#place")


@pytest.mark.slow
def test_every_verb_is_typed_in_a_terminal(site: Site, tmp_path: Path) -> None:
    green = green_world("ada", "ben")
    remembered(site, green.people[0], tmp_path)
    words = ("--plain", "--server", site.url(""), "--remember", "--world", green.world.short_id)
    with terminal(tmp_path, *words) as ada:
        ada.until("* Connected.")
        for line, told, _ in LINES:
            ada.type(f"/{line.removeprefix('/')}\n")
            ada.until(told or f"\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} {line}")
        ada.until("Goodbye. Your games are kept.")
        assert ada.process.wait() == 0


def test_a_full_screen_is_drawn_on_a_terminal_and_taken_away_again(site: Site, tmp_path: Path) -> None:
    words = ("--server", site.url(""), "--guest", "--story", "gate")
    with terminal(tmp_path, *words, size=(18, 60), NO_COLOR="1") as guest:
        guest.until("1 Take the key")
        guest.type("1\r")
        guest.until("It is cold.")
        guest.type("\x11")  # Ctrl+Q
        guest.until("Goodbye. Your games are kept.")
        assert guest.process.wait() == 0


@pytest.mark.slow
async def test_a_killed_server_is_waited_for_and_nothing_is_missed(site: Site, living: Living, tmp_path: Path) -> None:
    """The last test of the server of this file."""
    ada, ben, cleo = living.people
    pair = await in_thread(tokens.issue_pair, cleo)
    screen = AsyncClient(site.url(""), access=pair["access"], refresh=pair["refresh"])
    await in_thread(remembered, site, ben, tmp_path)
    world = living.world.short_id
    with pipes(tmp_path, "--server", site.url(""), "--remember", "--world", world) as line:
        async with screen_of(Wishes(server=site.url(""), world=world), screen, size=(110, 34)) as pilot:

            async def both(words: str) -> None:
                await asyncio.gather(until(pilot, words, within="#talk"), asyncio.to_thread(line.until, words))

            await asyncio.gather(until(pilot, "\N{BLACK CIRCLE} live"), asyncio.to_thread(line.until, "* Connected."))
            await in_thread(living.says, ada, "One")
            await both(": One")
            site.kill()
            await both("Connection lost; trying again")
            await in_thread(living.says, ada, "Two")
            with served(tmp_path, **RATES, PORT=str(site.port)):
                await both("Connected again; nothing was missed")
                await in_thread(living.says, ada, "Three")
                await both(": Three")
                await pilot.press("1", "enter")
                await until(pilot, "It is cold.")
            screened = shown(pilot, "#talk").splitlines()
    for said in (screened, line.said):
        assert [each.rpartition(": ")[2] for each in said if f"{ada.display_name}: " in each] == ["One", "Two", "Three"]
