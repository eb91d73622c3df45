"""How often a player may act, speak, begin, look back and listen, over all doors together."""

from __future__ import annotations

from typing import Final

from django.conf import settings

from common.player_budgets import AddressBudget, PlayerBudget

AGENT_INPUTS: Final = PlayerBudget("agent-input", "RATE_AGENT_INPUT", "turns of an agent")
INPUTS: Final = PlayerBudget("input", "RATE_INPUT", "turns", of_agents=AGENT_INPUTS)
READINGS: Final = PlayerBudget(
    "read", "RATE_READ", "questions"
)  # typed texts that are questions about the game, and no turn
NARRATIONS: Final = PlayerBudget(
    "improvise", "RATE_IMPROVISE", "turns in words of your own"
)  # inputs that a slow narrator words
AGENT_MESSAGES: Final = PlayerBudget("agent-chat", "RATE_AGENT_CHAT", "lines of an agent")
MESSAGES: Final = PlayerBudget("chat", "RATE_CHAT", "lines", of_agents=AGENT_MESSAGES)
# Lines on one channel, where it has a rate of its own; they count for MESSAGES, too.
WORLD_LINES: Final = PlayerBudget("chat-world", "RATE_CHAT_WORLD", "lines to the whole world")
ROOM_LINES: Final = PlayerBudget("chat-room", "RATE_CHAT_ROOM", "lines to those at your place")
PARTY_LINES: Final = PlayerBudget("chat-party", "RATE_CHAT_PARTY", "lines to your party")
WHISPERS: Final = PlayerBudget("chat-whisper", "RATE_CHAT_WHISPER", "whispers")
OF_CHANNELS: Final = {"world": WORLD_LINES, "room": ROOM_LINES, "party": PARTY_LINES, "whisper": WHISPERS}
GAMES: Final = PlayerBudget("start", "RATE_START", "new games")  # that are begun
COMMANDS: Final = PlayerBudget("command", "RATE_COMMAND", "commands")  # typed ones that only look
INVITATIONS: Final = PlayerBudget("invite", "RATE_INVITE", "invitations")  # that are meant for one person
REPLAYS: Final = PlayerBudget("replay", "RATE_REPLAY", "requests for a whole story")  # what reads a whole log
# Of public stories, by everybody at an address.
STORY_READINGS: Final = AddressBudget("public-story", "RATE_REPLAY", "requests for a whole story")
CODES: Final = PlayerBudget("redeem", "RATE_REDEEM", "codes")  # that entitle, right or wrong
PICTURES: Final = PlayerBudget("picture", "RATE_PICTURE", "pictures")  # of players and of their characters
STREAMS: Final = PlayerBudget("connect", "RATE_CONNECT")  # that resume nothing
RESUMED_STREAMS: Final = PlayerBudget("resume", "RATE_RESUME")


def budgets_of_line(channel: str) -> tuple[PlayerBudget, ...]:
    """What a line on this channel counts for."""
    own = OF_CHANNELS.get(channel)
    return (MESSAGES,) if own is None or not getattr(settings, own.setting) else (own, MESSAGES)
