"""The server that the settings choose. Both choose an event loop when they are imported, which no other command should."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

if TYPE_CHECKING:
    from kleene_site.servers.uvicorn_server import Site


def site_class(name: str | None = None) -> type[Site]:
    """The class of the server named, `KLEENE_SERVER` unless another is. Both have the same face."""
    chosen: Any
    if (name or settings.KLEENE_SERVER) == "daphne":
        from kleene_site.servers import daphne_server as chosen
    else:
        from kleene_site.servers import uvicorn_server as chosen
    found: type[Site] = chosen.Site
    return found
