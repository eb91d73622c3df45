"""The label of a cluster: the terms that set its texts apart from those of the other clusters."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log
from typing import Final

from worlds.rules.understanding.english.small_words import LIGHT
from worlds.rules.understanding.english.tables import stem
from worlds.rules.understanding.english.word_lists import word_set

TERMS: Final = 3
AUTHORS: Final = 2  # that must have used a term, so that no label gives away the words of one
# Words that tell a place or a time, or leave it to their object what is done: they tell no theme.
_SMALL: Final = LIGHT | word_set("""
    across after again along around away before behind below beside beyond inside near outside past round since through under until with without
    ask come give hold keep look make put say see take tell try turn use want wait walk old new day time side hand hands
    two three four five six seven eight nine ten second third last
    """)
_WORD: Final = re.compile(r"[^\W\d_]{3,30}")


@dataclass(frozen=True, slots=True)
class Said:
    """A text of a cluster, its author, and its tags, which are words of ours."""

    author: str
    text: str
    tags: Sequence[str] = ()


def labels_of(clusters: Sequence[Sequence[Said]], *, longest: int) -> list[str]:
    """A label of at most three terms for each cluster, by TF-IDF over clusters; tags fill it up where terms are too few.

    A term counts where two authors of the cluster used it. Labels are at most `longest` characters, and may be empty.
    """
    used = [_authors_of_terms(texts) for texts in clusters]
    clusters_with = Counter(term for terms in used for term in terms)
    tags_of_all = Counter(tag for texts in clusters for said in texts for tag in said.tags)
    found = []
    for texts, terms in zip(clusters, used, strict=True):
        weight = {
            term: sum(counts.values()) * log(1 + len(clusters) / clusters_with[term])
            for term, counts in terms.items()
            if len(counts) >= AUTHORS
        }
        best = sorted(weight, key=lambda term: (-round(weight[term], 6), term))[:TERMS]
        words = [_as_written(term, texts) for term in best]
        found.append(", ".join(dict.fromkeys([*words, *_own_tags(texts, tags_of_all)][:TERMS]))[:longest])
    return found


def _authors_of_terms(texts: Iterable[Said]) -> dict[str, Counter[str]]:
    """For each stem how many texts of each author have it."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for said in texts:
        for term in {stem(word) for word in _words(said.text)}:
            found[term][said.author] += 1
    return found


def _as_written(term: str, texts: Iterable[Said]) -> str:
    forms = Counter(word for said in texts for word in _words(said.text) if stem(word) == term)
    return min(forms, key=lambda word: (-forms[word], word))


def _own_tags(texts: Sequence[Said], of_all: Counter[str]) -> list[str]:
    """Tags of a quarter of the texts or more, those first that the other clusters have least."""
    counts = Counter(tag for said in texts for tag in said.tags)
    common = (tag for tag, count in counts.items() if count * 4 >= len(texts))
    return sorted(common, key=lambda tag: (-counts[tag] / of_all[tag], -counts[tag], tag))


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.casefold()) if word not in _SMALL]
