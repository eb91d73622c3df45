"""Every verb of the table, typed over the API and over a socket: both give the same answer."""

from __future__ import annotations

import re
from typing import Any, Final

import pytest

from common.database_threads import in_thread
from common.pace import Pace
from tests.worlds.consumers.sockets import joined, open_socket
from tests.worlds.services.typed_commands.green import green_world, over_http
from worlds.consumers.client_frames import Command
from worlds.consumers.pace import PACES
from worlds.services.typed_commands.table import VERBS

pytestmark = pytest.mark.django_db(transaction=True)

# Lines that a player types, what of the answer's text they read, and whether it did what it says.
LINES: Final = (
    ("look", "The Green. Grass.", True),
    ("look at Ben", "Ben is here", True),
    ("look lantern", "It smells of oil.", True),
    ("look mill", "The Mill (10 minutes)", True),
    ("look grass", "It is wet.", True),
    ("look dragon", "nothing of that name", False),
    ("read lamp", "It smells of oil.", True),
    ("exits", "The Mill (10 minutes)", True),
    ("inventory", "You carry knife.", True),
    ("go moon", "no way of that name", False),
    ("get lantern", "You take the storm lantern.", True),
    ("drop lantern", "You lay down the storm lantern.", True),
    ("get moon", "nothing of that name to take", False),
    ("drop lantern", "You carry nothing of that name", False),
    ("give knife to Ben", "yours alone", False),
    ("talk to miller", "", True),
    ("talk to the wind", "Talk to whom?", False),
    ("go mill", "The Mill. It turns.", True),
    ("go green", "The Green. Grass.", True),
    ("say Hello there", "You say: Hello there", True),
    ("shout Hello all", "You say: Hello all", True),
    ("reply yes", "Nobody has whispered", False),
    ("whisper Ben Come here", "You whisper to Ben: Come here", True),
    ("whisper Nobody hi", "nobody of that name", False),
    ("reply yes", "You whisper to Ben: yes", True),
    ("emote waves.", "waves.", True),
    ("pose leans on a tree.", "leans", True),
    ("sit", "sits down", True),
    ("stand", "stands up", True),
    ("lie", "lies down", True),
    ("rest", "rests", True),
    ("who", "Ben - The Green", True),
    ("who zzz", "Nobody of that name", False),
    ("whoami", "You are Ada, in The green.", True),
    ("status", "courage 1", True),
    ("time", "since the story began", True),
    ("help", "There are no commands for equipment, quests or a journal", True),
    ("help look", "look [somebody", True),
    ("help lok", "Did you mean look", False),
    ("undo", "nothing can be undone", False),
    ("lok", "Did you mean look", False),
    ("/", "help lists them", False),
    ("following", "You follow nobody. Nobody follows you.", True),
    ("follow Ben", "You ask Ben whether you may follow.", True),
    ("follow dragon", "nobody of that name", False),
    ("unfollow", "You follow nobody.", True),
    ("accept", "does not exist or has expired", False),
    ("decline Ben", "does not exist or has expired", False),
    ("party", "You are in no party.", True),
    ("p Hello", "in no party", False),
    ("party dance", "party with one of: create", False),
    ("party invite Ben", "In the party: you. You lead. Invited: Ben.", True),
    ("party say Hello", "You say: Hello", True),
    ("p Hello friends", "You say: Hello friends", True),
    ("party kick Ben", "In the party: you. You lead.", True),
    ("party disband", "You are in no party.", True),
    ("mute Ben", "You have muted Ben.", True),
    ("mute Ben for ever", "Type up to", False),
    ("mutes", "You have muted Ben.", True),
    ("unmute Ben", "You have unmuted Ben.", True),
    ("unmute Ben", "muted nobody of that name", False),
    ("mute Ben 1 minute", "You have muted Ben for 1 minute.", True),
    ("mute Ben 5 minutes", "You have muted Ben for 5 minutes.", True),
    ("block Ben", "can no longer reach each other", True),
    ("blocks", "You have blocked Ben.", True),
    ("unblock Ben", "You no longer block Ben.", True),
    ("aliases", "You have no aliases.", True),
    ("alias m go mill", "m runs: go mill", True),
    ("alias r look", "It hides the command of that name.", True),
    ("alias quit look", "would hide that command", False),
    ("alias z", "What should z run?", False),
    ("m", "The Mill. It turns.", True),
    ("unalias r", "r is no alias any longer.", True),
    ("unalias r", "no alias of that name", False),
    ("aliases", "m runs: go mill", True),
    ("quit", "You have left the world", True),
)


def test_every_verb_is_typed_by_a_player_below() -> None:
    typed = {line.partition(" ")[0] for line, _, _ in LINES}
    assert {verb.name for verb in VERBS if verb.who != "staff"} <= typed


@pytest.mark.slow
async def test_both_doors_give_the_same_answers(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Line by line in two worlds of one story, one over each door, as fast as the machine can."""
    settings.RATE_INPUT = settings.RATE_CHAT = "1000/minute"
    monkeypatch.setitem(PACES, Command, Pace(at_once=len(LINES), a_minute=1))
    one, other = await in_thread(green_world, "ada", "ben"), await in_thread(green_world, "eda", "ken")
    async with joined(other, other.people[0]) as socket:
        await open_socket(socket)
        for line, told, success in LINES:
            by_api = await in_thread(over_http, one, one.people[0], line)
            by_socket = await socket.ask({"type": "command", "command": line.replace("Ben", "Ken")})
            assert (line, by_api["success"]) == (line, success), by_api["text"]
            assert told in by_api["text"], by_api["text"]
            assert plain(by_socket["data"]) == plain(by_api)


def plain(answer: dict[str, Any]) -> Any:
    """An answer without what is new in each world: ids, hashes, moments and whether somebody is connected."""
    text = repr({key: answer[key] for key in ("command", "success", "result", "text")})
    text = text.replace("Ken", "Ben").replace("ken", "ben").replace("Eda", "Ada").replace("eda", "ada")
    text = re.sub(r"(usr|ses|wld)_[a-z2-7]{8}|[0-9a-f]{64}|#[0-9a-f]{6}|20[0-9]{2}-[0-9-]+T[0-9:.]+Z", "ID", text)
    return re.sub(r"\(?(online|idle|offline|away)\)?", "SEEN", text)
