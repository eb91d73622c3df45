"""Our server around applications of the tests' own; KLEENE_SERVER says which."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from kleene_site.servers.chosen import site_class
from kleene_site.servers.listening import listening_sockets

if TYPE_CHECKING:
    from kleene_site.servers.uvicorn_server import Site


def made(application: Any, port: int, **how: float) -> Site:
    """A server that says `ready` when it is."""
    [listener] = listening_sockets("127.0.0.1", port)
    site = site_class(os.environ.get("KLEENE_SERVER", "uvicorn"))(application, listener, **how)
    site.ready_callable = lambda: print("ready", flush=True)  # noqa: T201
    return site
