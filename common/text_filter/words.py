"""Our own words, beside the library's dictionary."""

import codecs
from functools import lru_cache
from pathlib import Path

Words = dict[str, frozenset[str]]


@lru_cache(maxsize=1)
def house_words() -> Words:
    """From each section of words.txt, its words: slur, threat, profanity, homonym, story."""
    sections: dict[str, set[str]] = {}
    section = ""
    for line in (Path(__file__).parent / "words.txt").read_text(encoding="ascii").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            sections.setdefault(section, set()).add(codecs.decode(line, "rot13"))
    return {name: frozenset(words) for name, words in sections.items()}
