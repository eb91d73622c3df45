from collections.abc import Mapping
from typing import IO, Any

from rest_framework.parsers import BaseParser

from common import limits
from common.json_body import read_json


class StrictJSONParser(BaseParser):
    """The only way a request's body comes in."""

    media_type = "application/json"

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        # One byte more than allowed tells a body that is too long, whatever its Content-Length says.
        return read_json(stream.read(limits.JSON_BODY + 1))
