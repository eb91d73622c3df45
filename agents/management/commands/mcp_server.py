from __future__ import annotations

import asyncio
import os
from argparse import ArgumentParser
from typing import Any, Final

import httpx
from django.core.management.base import BaseCommand, CommandError
from kleene_client import AsyncClient, Refused

from agents.mcp.door import is_installed
from agents.playing import begin_as_agent

MISSING: Final = "This needs the extra `mcp`; docs/agents.md says how it is installed."
NOT_AN_AGENT: Final = "This account is not an agent's. Declare it first: PUT /api/v1/players/me/agent."


class Command(BaseCommand):
    help = "Serve MCP over stdio, for one agent. KLEENE_TOKEN and KLEENE_REFRESH_TOKEN say whose account plays; a guest's without."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--server", default="http://127.0.0.1:8000", help="The address of the server that is played on."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not is_installed():
            raise CommandError(MISSING)
        try:
            asyncio.run(serve_agent(options["server"]))
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        except httpx.HTTPError as trouble:
            raise CommandError(f"The server does not answer: {trouble}") from None
        except KeyboardInterrupt:
            raise CommandError("Stopped.") from None


async def serve_agent(server: str) -> None:
    """Answer on stdin and stdout until they close. Raises CommandError, Refused, httpx.HTTPError."""
    from agents.mcp.server import made
    from agents.mcp.tools import caller

    async with await signed_in(server) as client:
        caller.set(client)
        await made().run_stdio_async()


async def signed_in(server: str) -> AsyncClient:
    access, refresh = os.environ.get("KLEENE_TOKEN"), os.environ.get("KLEENE_REFRESH_TOKEN")
    if not access:
        return await begin_as_agent(server, policy="model", version="mcp")
    client = AsyncClient(server, access=access, refresh=refresh)
    account = await client.show_account()
    if not account["is_agent"]:
        await client.close()
        raise CommandError(NOT_AN_AGENT)
    return client
