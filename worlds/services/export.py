"""A player's story as a document to keep."""

from __future__ import annotations

from typing import Any

from worlds.models import GameSession
from worlds.services.transcript import TranscriptEntry, transcript
from worlds.services.views import session_view


def as_json(session: GameSession) -> dict[str, Any]:
    """The transcript with the state it led to, for programs."""
    return {"format": "kleene-story", "version": 1, "view": session_view(session), "turns": transcript(session)}


def as_markdown(session: GameSession) -> str:
    """The story as it stands, for reading; branches left by a rewind are not in it."""
    view = session_view(session)
    told = [entry for entry in transcript(session) if not entry["left"]]
    parts = [f"# {_plain(view['scenario_name'])}", f"*{_plain(session.character_name)}*", *map(_chapter, told)]
    if view["ending"] is not None:
        parts.append(
            f"**The end: {view['ending']['type']}.** {len(session.cells)} of 9 decisions, tier {session.tier}."
        )
    return "\n\n".join(part for part in parts if part) + "\n"


def _chapter(entry: TranscriptEntry) -> str:
    did = f"> {_plain(entry['did'])}" if entry["did"] else ""
    return "\n\n".join(part for part in (did, _plain(entry["narrative"])) if part)


def _plain(text: str) -> str:
    """Text as Markdown that shows it, and does nothing else: players and authors may write anything."""
    escaped = "".join(f"\\{letter}" if letter in "\\`*_[]<>#|~" else letter for letter in text)
    return escaped.replace("\n>", "\n\\>")
