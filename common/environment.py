"""Reading settings from the environment: each helper checks, and a wrong value stops the start with one clear sentence."""

import os
import re
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environ import Env
from limits import parse

from common.cores import cores

YES = {"1", "true", "yes", "on"}
MAIL = re.compile(r"[^\s@<>,]+@[^\s@<>,]+")
NO = {"0", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def wrong(name: str, expected: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{name} must be {expected}, not {text(name)!r}.")


def flag(name: str, *, default: bool) -> bool:
    value = text(name).lower()
    if value and value not in YES | NO:
        raise wrong(name, "1 or 0 (or true, false, yes, no, on, off)")
    return value in YES if value else default


def whole_number(name: str, default: int, *, least: int = 1, most: int = 2**31 - 1) -> int:
    value = text(name, str(default))
    if not (value.isascii() and value.isdecimal() and least <= int(value) <= most):
        raise wrong(name, f"a whole number from {least} to {most}")
    return int(value)


def one_of(name: str, default: str, known: tuple[str, ...]) -> str:
    if text(name, default) not in known:
        raise wrong(name, " or ".join(known))
    return text(name, default)


def processes(name: str, *, database_url: str, redis_url: str) -> int:
    """Number of server processes: by default one per core, 4 at most, with PostgreSQL and Redis; without them always 1."""
    can_share = is_postgresql(text(database_url)) and bool(text(redis_url))
    count = whole_number(name, min(4, cores()) if can_share else 1, most=64)
    if count > 1 and not can_share:
        raise ImproperlyConfigured(
            f"{name} must be 1, not {count}: several processes need PostgreSQL ({database_url}) and Redis ({redis_url})."
        )
    return count


def share(name: str, whole: int, parts_name: str, parts: int, *, least: int) -> int:
    if whole // parts < least:
        raise ImproperlyConfigured(
            f"{name} must be at least {least * parts}, {least} for each of the {parts} processes of {parts_name}, not {whole}."
        )
    return whole // parts


def rate(name: str, default: str) -> str:
    """A rate such as `30/minute`, in the notation of the `limits` library."""
    try:
        parse(text(name, default))
    except ValueError as mistake:
        raise wrong(name, 'a rate such as "30/minute"') from mistake
    return text(name, default)


def rate_if_any(name: str) -> str:
    """The same, or empty where it is not set: then nothing is counted."""
    return rate(name, "") if text(name, "") else ""


def words(name: str, default: str = "") -> list[str]:
    return [word for part in text(name, default).split(",") if (word := part.strip())]


def origins(name: str) -> list[str]:
    for origin in words(name):
        parts = urlsplit(origin)
        if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path:
            raise wrong(name, "origins such as https://play.example.org, separated by commas")
    return words(name)


def web_address(name: str) -> str:
    """The bare address of a service; a wrong one is not repeated, as it may hold a password."""
    if text(name) and not is_bare_address(text(name)):
        raise ImproperlyConfigured(
            f"{name} must be an address such as https://models.example.org/v1, without user, password, query or fragment."
        )
    return text(name)


def one_of_or_address(name: str, default: str, known: tuple[str, ...]) -> str:
    """One of the words that are known, or the bare address of a service; a wrong one is not repeated, as `web_address` says."""
    value = text(name, default)
    if value not in known and not is_bare_address(value):
        raise ImproperlyConfigured(
            f"{name} must be {', '.join(known)}, or an address such as https://models.example.org/v1, "
            "without user, password, query or fragment."
        )
    return value


def contact(name: str) -> str:
    """Where people can write to: an e-mail address, or the address of a page."""
    value = text(name)
    parts = urlsplit(value) if "://" in value else None
    is_page = parts is not None and parts.scheme in {"http", "https"} and bool(parts.netloc)
    if value and not is_page and not MAIL.fullmatch(value):
        raise wrong(name, "an e-mail address, or an address such as https://play.example.org/appeals")
    return value


def is_bare_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        named = parts.hostname is not None and parts.port != 0
    except ValueError:  # a port or a bracket that is none
        return False
    return named and parts.scheme in {"http", "https"} and not (set("@?#") & set(value))


def bearer_key(name: str) -> str:
    """A secret for a header line; a wrong one is not repeated."""
    if not all("!" <= sign <= "~" for sign in text(name)):
        raise ImproperlyConfigured(f"{name} must contain only printable ASCII characters, without spaces.")
    return text(name)


def redis_url(name: str) -> str:
    value = text(name)
    if value and urlsplit(value).scheme not in {"redis", "rediss", "unix"}:
        raise wrong(name, "a URL such as redis://127.0.0.1:6379/0")
    return value


def folder(name: str, default: Path) -> Path:
    """An absolute path; the folder is made when it is missing, for its owner alone, as secrets and players lie there."""
    path = Path(text(name, str(default))).expanduser().resolve()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as trouble:
        raise ImproperlyConfigured(f"{name}: cannot create the folder {path}: {trouble.strerror}.") from trouble
    return path


def database(name: str, *, data: Path, pool: int) -> dict[str, Any]:
    """Django's settings for the database that the URL names: PostgreSQL, or SQLite (the default, a file in `data`)."""
    url = text(name, f"sqlite:///{data / 'kleene.sqlite3'}")
    scheme = urlsplit(url).scheme
    if is_postgresql(url):
        return postgresql(dict(Env.db_url_config(url)), pool=pool)
    if scheme == "sqlite":
        return sqlite(dict(Env.db_url_config(url)), data=data)
    # The URL may hold a password: it is not repeated.
    raise ImproperlyConfigured(f"{name} must start with postgresql:// or sqlite:///, not with {scheme!r}.")


def is_postgresql(url: str) -> bool:
    return urlsplit(url).scheme in {"postgres", "postgresql"}


def postgresql(config: dict[str, Any], *, pool: int) -> dict[str, Any]:
    return config | {
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            **config.get("OPTIONS", {}),
            "pool": {"min_size": 2, "max_size": pool, "timeout": 10},
            # A killed client's statement ends, and with it the locks that it held.
            "options": "-c client_connection_check_interval=500ms",
        },
    }


def sqlite(config: dict[str, Any], *, data: Path) -> dict[str, Any]:
    return config | {
        "OPTIONS": {
            "timeout": 20,
            # Without it two transactions that read first and write later fail with "database is locked".
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        },
        # A file: the in-memory test database cannot be shared by threads.
        "TEST": {"NAME": str(data / "test.sqlite3")},
    }


def secret_key(name: str, *, data: Path) -> str:
    """The given key, or, for development, one made once and kept in `data`."""
    try:
        return text(name) or kept_secret(data / "secret_key")
    except OSError as mistake:
        raise ImproperlyConfigured(f"KLEENE_DATA: cannot write to the folder {data}: {mistake.strerror}.") from mistake


def required_secret_key(name: str) -> str:
    if len(text(name)) < 32:
        raise ImproperlyConfigured(
            f"{name} must be set to at least 32 secret characters when DEBUG is off. "
            """Make one with: python3 -c "import secrets; print(secrets.token_urlsafe(48))\""""
        )
    return text(name)


def kept_secret(path: Path) -> str:
    try:
        # Two first starts at once: only one creates the file, the other reads it.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        os.write(handle, secrets.token_urlsafe(48).encode())
        os.close(handle)
    except FileExistsError:
        pass
    return path.read_text(encoding="ascii")


def mail(name: str) -> dict[str, Any]:
    """Django's e-mail settings for a URL such as smtp+tls://user:password@host:587; without one, e-mails go to the log."""
    try:
        return dict(Env.email_url_config(text(name, "consolemail://")))
    except (ImproperlyConfigured, ValueError) as mistake:
        raise ImproperlyConfigured(f"{name} must be a URL such as smtp+tls://user:password@host:587.") from mistake
