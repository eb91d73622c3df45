"""The one list of what no log line holds: what opens an account, a stream or a world to whoever reads it.

deploy/nginx.conf has the same addresses in its `$shown_uri`.
"""

from __future__ import annotations

import re
from typing import Final

MASK: Final = "***"
# Each with a sign without which it is nowhere: most lines have none of them, and every line is asked.
SECRET: Final = (
    # Links in e-mails: to a new password, to a confirmed address, and to no more e-mails.
    ("/account/", re.compile(r"""(?i)(?P<kept>/account/(?:reset|address|mail)/)[^\s"'\\?#]+""")),
    # Invitations, also where they are accepted or taken back.
    ("/invites/", re.compile(r"""(?i)(?P<kept>/invites/)[^\s"'\\?#/]+""")),
    # Public stories.
    ("/read/", re.compile(r"""(?i)(?P<kept>/read/)[^\s"'\\?#/]+""")),
    ("/report/story/", re.compile(r"""(?i)(?P<kept>/report/story/)[^\s"'\\?#/]+""")),
    ("/public-stories/", re.compile(r"""(?i)(?P<kept>/public-stories/)[^\s"'\\?#/]+""")),
    # Whole queries: stream tickets, and whatever else a client has put there.
    ("?", re.compile(r"""(?P<kept>[\w/.~%-]\?)[\w.~%-]+=[^\s"'\\]*""")),
    ("=", re.compile(r"""(?i)(?P<kept>\b(?:ticket|token|password|refresh|access)=)[^\s"'\\&#]+""")),
    ("bearer ", re.compile(r"(?i)(?P<kept>\bbearer )[\w.~+/=-]+")),
    # Signed tokens and those of e-mails, wherever they stand.
    ("eyj", re.compile(r"(?P<kept>)\beyJ[\w-]+\.[\w-]+\.[\w-]*")),
    ("-", re.compile(r"(?P<kept>)\b[0-9a-z]{6,7}-[0-9a-f]{32}\b")),
)


def masked(text: str) -> str:
    """`text` without its secrets. Masking it again changes nothing."""
    lowered = text.lower()
    for sign, pattern in SECRET:
        if sign in lowered:
            text = pattern.sub(rf"\g<kept>{MASK}", text)
    return text
