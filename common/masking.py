"""The one list of what no log line holds: what opens an account, a stream or a world to whoever reads it.

deploy/nginx.conf has the same addresses in its `$shown_uri`.
"""

from __future__ import annotations

import re
from typing import Final

MASK: Final = "***"
SECRET: Final = (
    # Links in e-mails: to a new password, and to a confirmed address.
    re.compile(r"""(?i)(?P<kept>/account/(?:reset|address)/)[^\s"'\\?#]+"""),
    # Invitations, also where they are accepted or taken back.
    re.compile(r"""(?i)(?P<kept>/invites/)[^\s"'\\?#/]+"""),
    # Whole queries: stream tickets, and whatever else a client has put there.
    re.compile(r"""(?P<kept>[\w/.~%-]\?)[\w.~%-]+=[^\s"'\\]*"""),
    re.compile(r"""(?i)(?P<kept>\b(?:ticket|token|password|refresh|access)=)[^\s"'\\&#]+"""),
    re.compile(r"(?i)(?P<kept>\bbearer )[\w.~+/=-]+"),
    # Signed tokens and those of e-mails, wherever they stand.
    re.compile(r"(?P<kept>)\beyJ[\w-]+\.[\w-]+\.[\w-]*"),
    re.compile(r"(?P<kept>)\b[0-9a-z]{6,7}-[0-9a-f]{32}\b"),
)


def masked(text: str) -> str:
    """`text` without its secrets. Masking it again changes nothing."""
    for pattern in SECRET:
        text = pattern.sub(rf"\g<kept>{MASK}", text)
    return text
