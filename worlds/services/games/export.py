"""A player's story as a document to keep."""

from __future__ import annotations

from typing import Any

from common.typography import typographic_quotes
from worlds.models import GameSession
from worlds.services.games.markdown import on_one_line, plain_markdown, quoted_markdown
from worlds.services.games.repeated_scenes import without_repeated_scenes
from worlds.services.games.transcript import TranscriptEntry, full_transcript
from worlds.services.games.view import session_view


def as_json(session: GameSession) -> dict[str, Any]:
    """A game for programs: `format`, `version`, `view` (as the API shows the game) and `turns` (the whole transcript)."""
    return {"format": "kleene-story", "version": 1, "view": session_view(session), "turns": full_transcript(session)}


def as_markdown(session: GameSession) -> str:
    """The story as it stands, for reading; branches left by a rewind are not in it."""
    view = session_view(session)
    told = [entry for entry in full_transcript(session) if not entry["left"]]
    language = session.revision.scenario.language
    scenes = without_repeated_scenes(entry["narrative"] for entry in told)
    chapters = (_chapter(entry, scene, language) for entry, scene in zip(told, scenes, strict=True))
    parts = [f"# {on_one_line(view['scenario_name'])}", f"*{on_one_line(session.character_name)}*", *chapters]
    if view["ending"] is not None:
        called = on_one_line(view["ending"]["title"]) or view["ending"]["type"]
        parts.append(f"**The end: {called}.** {_tally(session)}")
    return "\n\n".join(part for part in parts if part) + "\n"


def _chapter(entry: TranscriptEntry, narrative: str, language: str) -> str:
    did = entry["did"] if entry["is_written"] else typographic_quotes(entry["did"], language)
    told = typographic_quotes(narrative, language)
    return "\n\n".join(part for part in (quoted_markdown(did), plain_markdown(told)) if part)


def _tally(session: GameSession) -> str:
    reached = f"{len(session.cells)} of 9 cells"
    return f"{reached}." if session.tier == "none" else f"{reached}, which is {session.tier}."
