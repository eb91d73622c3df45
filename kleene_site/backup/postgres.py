"""PostgreSQL's own programs make and restore the copy: pg_dump, pg_restore and psql, which must be on the PATH."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any, Final

from django.db import connection

from kleene_site.backup.archive import pieces_of
from kleene_site.backup.errors import ToolFailed

DUMP: Final = ("pg_dump", "--format=custom", "--no-owner", "--no-privileges")
SCRIPT: Final = ("pg_restore", "--no-owner", "--no-privileges", "--file=-")
RUN: Final = ("psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--output=/dev/null")
# All or nothing: what is there goes in the transaction in which the rest comes. What extensions own is theirs.
BEGIN: Final = b"""BEGIN;
DO $$ DECLARE found record; BEGIN
    FOR found IN SELECT format('DROP TABLE IF EXISTS %I.%I CASCADE', schemaname, tablename) AS command FROM pg_tables WHERE schemaname = 'public'
    LOOP EXECUTE found.command; END LOOP;
    FOR found IN SELECT format('DROP FUNCTION IF EXISTS %s CASCADE', oid::regprocedure) AS command FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
    LOOP EXECUTE found.command; END LOOP;
END $$;
"""
COMMIT: Final = b"\nCOMMIT;\n"
PARAMETERS: Final = {
    "HOST": "PGHOST",
    "PORT": "PGPORT",
    "USER": "PGUSER",
    "PASSWORD": "PGPASSWORD",
    "NAME": "PGDATABASE",
}


def dump_database() -> Iterator[bytes]:
    """One moment of the database, piece by piece, while it is served. Raises ToolFailed."""
    with _started(DUMP, stdout=subprocess.PIPE) as dump:
        yield from pieces_of(dump.stdout)


def restore_database(pieces: Iterable[bytes]) -> None:
    """Replace everything in the database by what was dumped, or nothing. Raises ToolFailed."""
    with _started(RUN, stdin=subprocess.PIPE) as run:
        _write(run.stdin, [BEGIN])
        with _started(SCRIPT, stdin=subprocess.PIPE, stdout=run.stdin) as script:
            _write(script.stdin, pieces)
            script.stdin.close()
        # Only where the script came to its end: psql alone takes any end for a good one.
        _write(run.stdin, [COMMIT])
        run.stdin.close()


@contextmanager
def _started(words: tuple[str, ...], **streams: Any) -> Iterator[Any]:
    """One of the programs; at the end of the block it must end well. Raises ToolFailed, with what it says."""
    with tempfile.TemporaryFile() as said:
        try:
            program: subprocess.Popen[bytes] = subprocess.Popen(words, env=_environment(), stderr=said, **streams)  # noqa: S603 - words of this file
        except FileNotFoundError:
            raise ToolFailed(f"{words[0]} is not installed: install PostgreSQL's client programs.") from None
        with program:
            try:
                yield program
            except BaseException:
                program.kill()
                raise
        if program.returncode:
            said.seek(0)
            raise ToolFailed(f"{words[0]}: {said.read(2000).decode(errors='replace').strip()}")


def _write(stdin: IO[bytes], pieces: Iterable[bytes]) -> None:
    with suppress(BrokenPipeError):  # whoever reads it has failed, and says why
        for piece in pieces:
            stdin.write(piece)
        stdin.flush()


def _environment() -> dict[str, str]:
    """The shell's, and where the database is: an argument could be read by others of this machine."""
    about = connection.settings_dict
    told = {variable: str(about[name]) for name, variable in PARAMETERS.items() if about.get(name)}
    return {**os.environ, **told}
