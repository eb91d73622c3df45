"""A text as the filter reads it, and where everything in it stands in the text as it is kept."""

import re
import unicodedata
from bisect import bisect_right

# A letter with its marks; on its own each becomes what it would in the whole text, nearly always.
CLUSTER = re.compile(
    "[^\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f][\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]*|.",
    re.DOTALL,
)


class Reading:
    """`text` is the NFKC of `kept`; `span` tells where in `kept` a part of it stands."""

    __slots__ = ("_kept", "_read", "kept", "text")

    def __init__(self, kept: str) -> None:
        self.kept = self.text = kept
        self._kept, self._read = [0], [0]  # where each cluster starts, in either
        if not kept.isascii():
            self._unfold()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where [start, end) of `text` stands in `kept`, in whole clusters."""
        if self.text is self.kept:
            return start, end
        first, last = (bisect_right(self._read, at) - 1 for at in (start, max(start, end - 1)))
        return self._kept[first], self._kept[last + 1]

    def _unfold(self) -> None:
        parts = []
        for cluster in CLUSTER.finditer(self.kept):
            part = unicodedata.normalize("NFKC", cluster[0])
            parts.append(part)
            self._kept.append(cluster.end())
            self._read.append(self._read[-1] + len(part))
        self.text = "".join(parts)
