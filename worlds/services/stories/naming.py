"""How a scenario is called by the file that it came from."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import PurePath

from django.core.validators import slug_re
from django.utils.text import slugify

from worlds import limits


def slug_of(path: PurePath) -> str:
    """A scenario is known by its file's name; empty if nothing of it can stand in an address."""
    return (path.stem if slug_re.match(path.stem) else slugify(path.stem))[: limits.SLUG]


def file_name_of(path: PurePath) -> str:
    """The file's name as it is kept and shown: whatever bytes it was made of, it can be stored."""
    return unicodedata.normalize("NFC", printable_text(path.name))[: limits.FILE_NAME]


def printable_text(text: str) -> str:
    """A text on one line, as any terminal and any table can take it: whatever bytes it was made of."""
    valid = text.encode("utf-8", "backslashreplace").decode()
    return "".join(letter if letter.isprintable() else "?" for letter in valid)


def is_another_file(file_name: str, stored: str) -> bool:
    """Whether a story stored from one file would be overwritten by another: `gate.yml` goes on with `gate.yaml`.

    Nothing is known of stories that came in without a file's name; any file may go on with them.
    """
    return bool(file_name and stored) and PurePath(file_name).stem != PurePath(stored).stem


def name_clashes(paths: Iterable[PurePath]) -> Mapping[PurePath, PurePath]:
    """Those of several files that would be revisions of one story, each with another that it clashes with."""
    by_slug: dict[str, list[PurePath]] = {}
    for path in dict.fromkeys(paths):
        by_slug.setdefault(slug_of(path), []).append(path)
    several = [alike for slug, alike in by_slug.items() if slug and len(alike) > 1]
    return {path: next(other for other in alike if other != path) for alike in several for path in alike}
