"""Which server the settings choose. Imported late: each of them sets up an event loop, which no other command needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

if TYPE_CHECKING:
    from kleene_site.servers.uvicorn_server import Site


def site_class(name: str | None = None) -> type[Site]:
    """The server class for `name`, or for `KLEENE_SERVER`. Both classes have the same interface."""
    chosen: Any
    if (name or settings.KLEENE_SERVER) == "daphne":
        from kleene_site.servers import daphne_server as chosen
    else:
        from kleene_site.servers import uvicorn_server as chosen
    found: type[Site] = chosen.Site
    return found
