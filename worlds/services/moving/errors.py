"""Why a world cannot be imported or a game assigned; each in a sentence for operators, with a stable code."""

from __future__ import annotations


class MoveRefused(Exception):
    """Nothing was changed."""

    code = "refused"
    message = "This cannot be done."

    def __init__(self, why: str = "") -> None:
        super().__init__(f"{self.message} {why}".strip() + f" ({self.code})")


class WorldFileForeign(MoveRefused):
    code = "foreign_file"
    message = "This file is no world that Kleene exported, and nothing was imported."


class WorldFileDamaged(MoveRefused):
    code = "damaged_file"
    message = "This file is damaged or was altered, and nothing was imported."


class WorldFileOfOtherVersion(MoveRefused):
    code = "incompatible_version"
    message = "This file was written by another version of Kleene, and nothing was imported."


class WorldHere(MoveRefused):
    code = "already_here"
    message = "This world or a part of it is here already, and nothing was imported."


class NotAssignable(MoveRefused):
    code = "not_assignable"
    message = "The game was not assigned."
