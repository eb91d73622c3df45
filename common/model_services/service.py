"""Which server and model are asked, and how patiently."""

from __future__ import annotations

import ssl
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit

import httpx
from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True, slots=True)
class Service:
    """`timeout` counts seconds for the whole answer; `key` may be empty, and is never shown."""

    url: str
    model: str
    key: str = field(repr=False)
    timeout: float
    concurrency: int
    tls: ssl.SSLContext = field(repr=False)
    largest: int = 256 * 1024  # bytes of an answer; a model that thinks aloud needs some of them


def full_address(url: str, path: str) -> str:
    """Where questions go; the address in a setting may end before or after the path."""
    return url.rstrip("/").removesuffix(path) + path


def trusted_certificates() -> ssl.SSLContext:
    """Raises ImproperlyConfigured."""
    try:
        return httpx.create_ssl_context()
    except OSError as trouble:
        raise ImproperlyConfigured(f"SSL_CERT_FILE must name a file of certificates: {trouble.strerror}.") from trouble


def travels_unread(url: str, key: str) -> bool:
    """Whether nobody on the way to the server can read the key."""
    parts = urlsplit(url)
    return not key or parts.scheme != "http" or _is_this_machine(parts.hostname or "")


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
