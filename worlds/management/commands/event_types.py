import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from worlds.event_types import javascript
from worlds.event_types.base import EphemeralEvent, Event, StoredEvent
from worlds.event_types.catalogue import EVENT_TYPES
from worlds.event_types.shapes import told_schema


class Command(BaseCommand):
    help = "List every type of event, with who may hear it and its shape; or write them for the browser's modules."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--js", action="store_true", help="print static/kleene/event_types.js")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["js"]:
            self.stdout.write(javascript.module(), ending="")
            return
        for kind in EVENT_TYPES:
            heard = " or ".join(audience.__name__.lower() for audience in kind.AUDIENCES)
            self.stdout.write(
                f"{kind.TYPE} ({where_kept(kind)}, to: {heard})\n{json.dumps(told_schema(kind), indent=2)}\n"
            )


def where_kept(kind: type[Event]) -> str:
    if issubclass(kind, StoredEvent):
        return "stored"
    return "ephemeral" if issubclass(kind, EphemeralEvent) else "one stream's own"
