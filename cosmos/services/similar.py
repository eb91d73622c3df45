"""What is like a star, and what is like a text: counted over readable stars alone."""

from __future__ import annotations

import uuid
from typing import Final

from cosmos import limits
from cosmos.models import CosmosEntry
from cosmos.rules.positions import LIKE
from cosmos.services import reading
from cosmos.services.budgets import SEARCHES
from cosmos.services.likeness_kind import embedder_name
from improvisations.models import Improvisation
from worlds.likeness.protocol import NoVectors

WORDS: Final = 0.4  # what the words of a text weigh in a search, beside how alike it is
LIKENESS: Final = 0.6
SPARE: Final = 20  # neighbours that nobody may read any more may be among the nearest
CANDIDATES: Final = 200

Found = list[tuple[CosmosEntry, float]]


def similar_to(entry_id: str, *, limit: int = 10) -> Found:
    """The stars most like one, with their cosines; none for a star without text. Raises NotFound."""
    entry = reading.find_entry(entry_id)
    row = CosmosEntry.objects.filter(pk=entry.pk, embedder=embedder_name()).exclude(vector=None).first()
    if row is None or reading.shown_text(entry) is None:
        return []
    from cosmos.services import matrix  # here, so that a process that compares nothing holds no vectors

    vector = matrix.as_row(bytes(row.vector or b""))
    known = matrix.current_matrix().nearest(vector, limit=limit + SPARE, besides=row.vector_number or 0)
    return reading.by_numbers(known)[:limit]


def find_stars_near(idea: Improvisation, *, limit: int) -> Found:
    """The readable stars most like an idea, with their cosines, for moderators: the idea may still wait for its approval.

    None for an erased text, and where the vector of a waiting idea would have to be asked of a service.
    """
    if idea.input_text.redacted_at or not reading.readable_stars().exists():
        return []  # no process loads vectors for an empty sky
    from cosmos.services import embedders, matrix

    row = CosmosEntry.objects.filter(improvisation=idea, embedder=embedder_name()).exclude(vector=None).first()
    if row is not None:
        vector, own = matrix.as_row(bytes(row.vector or b"")), row.vector_number or 0
    elif embedders.chosen_embedder().instant:
        vector, own = embedders.vector_of_text(idea.input_text.text), 0
    else:
        return []
    known = matrix.current_matrix().nearest(vector, limit=limit + SPARE, besides=own)
    return [(entry, alike) for entry, alike in reading.by_numbers(known) if alike > LIKE][:limit]


def search_sky(*, user_id: uuid.UUID, text: str, limit: int = 10) -> Found:
    """Stars by words and likeness, .4 and .6, with what each scored from 0 to 1, the best first. Raises RateLimited."""
    SEARCHES.spend(str(user_id))
    words = [word for word in text.split() if word][: limits.WORDS]
    alike = _alike(text)
    scores = {number: LIKENESS * max(cosine, 0.0) for number, cosine in alike.items()}
    for number, held in _with_words(words, alike).items():
        scores[number] = scores.get(number, 0.0) + WORDS * held
    best = dict(sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[: limit + SPARE])
    return [(entry, round(score, 3)) for entry, score in reading.by_numbers(best) if score > 0][:limit]


def _alike(text: str) -> dict[int, float]:
    from cosmos.services import embedders, matrix

    try:
        return matrix.current_matrix().nearest(embedders.vectors_of([text])[0], limit=CANDIDATES)
    except NoVectors:
        return {}  # the words are searched for all the same


def _with_words(words: list[str], alike: dict[int, float]) -> dict[int, float]:
    """Which share of the words each text holds: of those that are alike, and of the newest that hold all."""
    if not words:
        return {}
    all_of_them = reading.readable_stars().exclude(vector_number=None)
    for word in words:
        all_of_them = all_of_them.filter(improvisation__input_text__text__icontains=word)
    held = dict.fromkeys(all_of_them.order_by("-pk").values_list("vector_number", flat=True)[:CANDIDATES], 1.0)
    near = reading.readable_stars().filter(vector_number__in=list(alike))
    for number, said in near.values_list("vector_number", "improvisation__input_text__text"):
        plain = said.casefold()
        held[number] = sum(word.casefold() in plain for word in words) / len(words)
    return {number: share for number, share in held.items() if number is not None}
