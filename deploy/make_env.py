"""Writes `.env`, which docker compose reads, with new secrets; never overwrites an existing one. Needs only Python."""

import os
import secrets
import sys
from pathlib import Path

SECRETS = ("SECRET_KEY", "POSTGRES_PASSWORD", "REDIS_PASSWORD")
HEAD = """\
# Made by ./kleene env for docker compose. Keep it with the backups and out of git: SECRET_KEY signs cookies and tokens,
# and a database volume keeps the password with which it was created.
"""


def main(path: Path) -> int:
    # Letters, digits, - and _, which need no escaping in a URL.
    lines = [f"{name}={secrets.token_urlsafe(48)}\n" for name in SECRETS]
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        print(f"{path} already exists and was not changed.", file=sys.stderr)
        return 1
    with os.fdopen(file, "w") as out:
        out.write(HEAD + "".join(lines))
    print(f"{path} was written with {', '.join(SECRETS)}. Keep it secret.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(__file__).resolve().parent.parent / ".env"))
