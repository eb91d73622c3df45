"""What HTTP clients trust is read once in a process: it takes 26 ms of CPU for each client, and none of the tests' own needs it."""

from __future__ import annotations

import os
import ssl
from collections.abc import Callable
from functools import cache
from typing import Any


def install() -> None:
    """For the rest of the process, until the environment names other certificates."""
    import httpx._transports.default
    import httpx2._transports.default

    for transports in (httpx._transports.default, httpx2._transports.default):
        vars(transports)["create_ssl_context"] = shared(vars(transports)["create_ssl_context"])


def shared(make: Callable[..., ssl.SSLContext]) -> Callable[..., ssl.SSLContext]:
    @cache
    def kept(trust_env: bool, *_named: str | None) -> ssl.SSLContext:  # noqa: FBT001 - the libraries' own
        return make(trust_env=trust_env)

    def found(verify: Any = True, **about: Any) -> ssl.SSLContext:  # noqa: FBT002 - the libraries' own
        if verify is True and not about.get("cert"):
            return kept(about.get("trust_env", True), *map(os.environ.get, ("SSL_CERT_FILE", "SSL_CERT_DIR")))
        return make(verify, **about)

    return found
