from dataclasses import dataclass
from typing import Literal

from common.errors import InvalidInput
from common.text_filter.finding import found
from common.text_filter.reading import Reading
from common.text_filter.spans import Category, Hit, masked
from common.visible_text import cleaned

Verdict = Literal["clean", "masked", "refused"]
WEIGHT: dict[Category, int] = {"homonym": 10, "profanity": 40, "threat": 100, "slur": 100, "length": 100}
UNFOLDED = 4  # so many times the limit a text may unfold to before it is read: one ligature is eighteen letters
REFUSING = {"threat", "slur", "length"}


class TextNotFit(InvalidInput):
    message = "This text contains words that are not allowed here. Please rephrase it."


@dataclass(frozen=True, slots=True)
class Screened:
    """A text as it may be kept (`text`) and shown (`masked`, as long), and what was noticed in it.

    `score` runs from 0 (nothing) to 100 (refused). A text may be clean and have hits: words with an innocent meaning
    are noted for a moderator, and stand, unless there is something else beside them.
    """

    text: str
    masked: str
    hits: tuple[Hit, ...]
    score: int
    verdict: Verdict


def screen(text: str, *, longest: int) -> Screened:
    """Judge a text of at most `longest` signs; what is beyond is cut off before anything looks at it, and refused."""
    full = cleaned(text[:longest])
    kept = full[:longest].strip()
    reading = Reading(kept)
    hits = found(reading, longest=UNFOLDED * longest)
    if len(text) > longest or len(full) > longest or len(reading.text) > UNFOLDED * longest:
        hits = (*hits, Hit(len(kept), len(kept), "length", ""))
    verdict = verdict_on(hits)
    shown = kept if verdict == "clean" else masked(kept, hits)
    return Screened(text=kept, masked=shown, hits=hits, score=score(hits), verdict=verdict)


def accepted(text: str, *, longest: int) -> Screened:
    """The same, for doors. Raises TextNotFit for what is refused, InvalidInput for what is too long."""
    screened = screen(text, longest=longest)
    if any(hit.category == "length" for hit in screened.hits):
        raise InvalidInput(f"Write at most {longest} characters.")
    if screened.verdict == "refused":
        raise TextNotFit
    return screened


def verdict_on(hits: tuple[Hit, ...]) -> Verdict:
    categories = {hit.category for hit in hits}
    if categories & REFUSING:
        return "refused"
    return "masked" if categories - {"homonym"} else "clean"


def score(hits: tuple[Hit, ...]) -> int:
    """The heaviest hit counts in full, each further one ten more."""
    weights = [WEIGHT[hit.category] for hit in hits]
    return min(100, max(weights) + 10 * (len(weights) - 1)) if weights else 0
