"""How every admin of ours works: rows are looked at; what may be done to one is an act, asked about and sent by POST."""

from kleene_site.common.backoffice.acts import Act, note, who
from kleene_site.common.backoffice.days import DaysFilter
from kleene_site.common.backoffice.lookups import NamedLookups
from kleene_site.common.backoffice.rows import ReadOnlyAdmin
from kleene_site.common.backoffice.tags import Tone, tag, tags, two_lines

__all__ = ["Act", "DaysFilter", "NamedLookups", "ReadOnlyAdmin", "Tone", "note", "tag", "tags", "two_lines", "who"]
