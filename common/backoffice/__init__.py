"""How every admin of ours works: rows are looked at; what may be done to one is an act, asked about and sent by POST."""

from common.backoffice.actions import Act, note, who
from common.backoffice.days import DaysByHourFilter, DaysFilter
from common.backoffice.lookups import NamedLookups
from common.backoffice.rows import ReadOnlyAdmin
from common.backoffice.tags import Tone, person_lines, tag, tags, two_lines

__all__ = [
    "Act",
    "DaysByHourFilter",
    "DaysFilter",
    "NamedLookups",
    "ReadOnlyAdmin",
    "Tone",
    "note",
    "person_lines",
    "tag",
    "tags",
    "two_lines",
    "who",
]
