"""Why a backup cannot be made or restored; each in a sentence for operators."""

from __future__ import annotations


class BackupError(Exception):
    """Nothing was changed."""

    message = "This backup cannot be used."

    def __init__(self, why: str = "") -> None:
        super().__init__(f"{self.message} {why}".strip())


class BackupForeign(BackupError):
    message = "This file is no backup of Kleene that can be read."


class BackupDamaged(BackupError):
    message = "This backup is damaged, and nothing was restored."


class BackupNewer(BackupError):
    message = "This backup was made by a newer version of Kleene, and nothing was restored."


class OtherDatabase(BackupError):
    message = "This backup is of another kind of database, and nothing was restored."


class NotEmpty(BackupError):
    message = "This database holds games or accounts, and nothing was restored."


class StillServed(BackupError):
    message = "A Kleene process serves this database, and nothing was restored."


class ToolFailed(BackupError):
    message = "The database's own program failed, and nothing was changed."
