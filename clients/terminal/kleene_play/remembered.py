"""Tokens of this person in a file of theirs that nobody else can read; only where `--remember` asks for it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from kleene_client import AsyncClient
from platformdirs import user_config_path


def file() -> Path:
    return user_config_path("kleene-play") / "tokens.json"


def client_for(server: str) -> AsyncClient:
    """A client with the tokens that are remembered for this server, if any; it keeps the file new from now on."""
    known = _read().get(server, {})
    client = AsyncClient(server, access=known.get("access"), refresh=known.get("refresh"))
    client.tokens.on_change = lambda: remember(server, client)
    return client


def remember(server: str, client: AsyncClient) -> None:
    _write(_read() | {server: {"access": client.tokens.access, "refresh": client.tokens.refresh}})


def forget(server: str) -> None:
    _write({known: tokens for known, tokens in _read().items() if known != server})


def _read() -> dict[str, Any]:
    try:
        found = json.loads(file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _write(tokens: dict[str, Any]) -> None:
    """Whole or not at all: a token that is half written would sign nobody in."""
    kept = file()
    kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = kept.with_name(f".{kept.name}.{os.getpid()}")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as written:
        json.dump(tokens, written)
    new.replace(kept)
