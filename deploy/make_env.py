"""Writes `.env`, which docker compose reads, with secrets made here; it never writes over one. Needs nothing but Python."""

import os
import secrets
import sys
from pathlib import Path

SECRETS = ("SECRET_KEY", "POSTGRES_PASSWORD", "REDIS_PASSWORD")
HEAD = """\
# Made by ./kleene env for docker compose. Keep it with the backups, and out of git: SECRET_KEY signs cookies and tokens,
# and the database of a volume goes on asking for the password that it was made with.
"""


def main(path: Path) -> int:
    # Letters, digits, - and _: each stands in a URL as it is.
    lines = [f"{name}={secrets.token_urlsafe(48)}\n" for name in SECRETS]
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        print(f"{path} is there already, and is left as it is.", file=sys.stderr)
        return 1
    with os.fdopen(file, "w") as out:
        out.write(HEAD + "".join(lines))
    print(f"{path} holds {', '.join(SECRETS)}, for nobody's eyes but yours.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(__file__).resolve().parent.parent / ".env"))
