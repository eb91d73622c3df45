"""The mark of a program behind its name, in words; templates have the tags `agent_mark` and `agent_words`."""

from __future__ import annotations

from typing import Any, Final

WORDS: Final = " (agent)"


def marked_agent(name: str, *, is_agent: bool) -> str:
    """The name as others are told it; nobody's, which is empty, bears no mark."""
    return f"{name}{WORDS}" if name and is_agent else name


def told_name(account: Any) -> str:
    """What an account is called, with the mark where a program plays with it."""
    return marked_agent(str(account), is_agent=account.is_agent)
