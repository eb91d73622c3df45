"""What every app measures by. Each app has a `limits.py` of its own for what is its own."""

from typing import Final

# Bytes.
UPLOAD: Final = 4 * 1024 * 1024  # one file; nothing that is taken here needs more
BODY: Final = UPLOAD + 1024 * 1024  # a request: the largest file, and the rest of its form
JSON_BODY: Final = 64 * 1024
JSON_DEPTH: Final = 10  # levels of objects and lists

# Characters.
API_TOKEN: Final = 4096
SECRET: Final = 128  # a password
ID: Final = 64  # any id, or any key of a caller's own, in a request
SEARCH: Final = 100  # what is searched for in a list of the admin
SHUTDOWN_REASON: Final = 200  # why the servers stop

# Seconds.
SHUTDOWN_SECONDS: Final = (10, 3600)  # from its announcement until the servers stop
