"""Programs that play: agents of our own, and the door for everybody else's (MCP). All of it goes through the public API."""

import sys
from pathlib import Path

# The client library is one file that anybody may take along; here it is used from where it stands.
LIBRARY = str(Path(__file__).resolve().parent.parent / "clients" / "python")
if LIBRARY not in sys.path:
    sys.path.append(LIBRARY)
