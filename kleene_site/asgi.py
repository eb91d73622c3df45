import os
from typing import Any

from django.core.asgi import get_asgi_application
from django.urls import URLPattern, re_path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kleene_site.settings")

site = get_asgi_application()  # first: it makes the apps ready, which what follows imports

from agents.mcp.door import mcp_door  # noqa: E402
from common.request_limits import RequestLimits  # noqa: E402
from common.static_files import StaticFiles  # noqa: E402
from cosmos.consumers.sky import sky_socket  # noqa: E402
from kleene_site import hot  # noqa: E402
from kleene_site.listening import ChangeListening  # noqa: E402
from kleene_site.routing import Paths, Protocols  # noqa: E402
from worlds.consumers.sse import world_events  # noqa: E402
from worlds.consumers.world import world_socket  # noqa: E402
from worlds.narrators.chosen import narrator  # noqa: E402
from worlds.wire.origins import OwnOrigins, is_own, refuse_socket  # noqa: E402

narrator()  # a wrong one stops the start: under another server than ours nobody runs the system checks


def route(pattern: str, to: Any) -> URLPattern:
    """The types of Django's routes know views alone; those of Channels lead to ASGI applications."""
    made: URLPattern = re_path(pattern, to)
    return made


# Doors that answer without Django's handler stand before `site`, which takes every other address.
events = route(r"^api/v1/worlds/(?P<world_id>[^/]+)/events/?$", world_events)
agents = [route(r"^mcp/?$", door) for door in mcp_door(site, is_own=is_own)]
pages = Paths([events, *agents, route(r"", site)])
sockets = Paths(
    [
        route(r"^ws/worlds/(?P<world_id>[^/]+)/?$", world_socket),
        route(r"^ws/cosmos(?:/(?P<user_id>[^/]+))?/?$", sky_socket),
        route(r"", refuse_socket),
    ]
)

application = ChangeListening(
    Protocols({"http": RequestLimits(hot.around(StaticFiles(pages))), "websocket": RequestLimits(OwnOrigins(sockets))})
)
