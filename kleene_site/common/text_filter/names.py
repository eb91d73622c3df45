"""Names stand beside everything that their owner does, so they are judged more strictly than what is said once."""

import re

from kleene_site.common import visible_text
from kleene_site.common.errors import InvalidInput
from kleene_site.common.text_filter.finding import found

# Where words meet inside a name: OldShip, ship42, old_ship.
SEAM = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])|(?<=[a-z])(?=[A-Z])|_+")


class NameNotFit(InvalidInput):
    message = "Choose another name: this one holds a word that nobody should have to read."


def screened_name(text: str, *, longest: int) -> str:
    """`text` as a name that others may read. Raises InvalidInput, or NameNotFit for any hit."""
    name = visible_text.name(text, longest=longest)
    if any(found(reading) for reading in {name, SEAM.sub(" ", name)}):
        raise NameNotFit
    return name
