"""What the API takes: exact types, and no field that it does not know."""

import math
import re
from collections.abc import Mapping
from typing import Any, ClassVar

from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.fields import empty

from common import limits
from common.json_body import LARGEST_NUMBER, quoted_key
from common.visible_text import cleaned_within

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
NO_CONTROL = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$"  # the same, for the OpenAPI document


class StrictSerializer(serializers.Serializer[Any]):
    """A body's shape. A forged `score` or `world_state` is refused, never ignored.

    `rules` is JSON Schema for the OpenAPI document: what `validate` or the service asks of the fields together.
    """

    rules: ClassVar[Mapping[str, Any]] = {}

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping):
            self.refuse_unknown(data)
        return super().to_internal_value(data)

    def refuse_unknown(self, data: Mapping[str, object]) -> None:
        if unknown := [key for key in data if key not in self.fields]:
            raise ValidationError({quoted_key(key): ["Unknown field."] for key in unknown[:10]})


class Text(serializers.CharField):
    """A string: 5 is not "5". Terminals obey control characters, so none are kept but tabs and line breaks.

    Bodies declare what kind of text a field is: Prose, AsWritten, Key or Secret.
    """

    default_error_messages = {"control": "Control characters are not allowed."}

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        if CONTROL.search(data):
            self.fail("control")
        return super().to_internal_value(data)


class Prose(Text):
    """What others read: cleaned of what cannot be seen before its length is judged, and kept in NFC."""

    def run_validation(self, data: Any = empty) -> Any:
        is_fit = isinstance(data, str) and not CONTROL.search(data)
        return super().run_validation(cleaned_within(data, self.max_length or 0) if is_fit else data)


class AsWritten(Text):
    """What others read and a service judges: it refuses what cannot be seen, so that nobody is called otherwise than they wrote."""


class Key(Text):
    """An id, a code, an address: compared, and read by nobody else."""


class Secret(Text):
    """A password: every space counts, and it is never said back."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"trim_whitespace": False, "max_length": limits.SECRET, "write_only": True, **kwargs})


class Choice(serializers.ChoiceField):
    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str):
            self.fail("invalid_choice", input=data)
        return super().to_internal_value(data)


class Whole(serializers.IntegerField):
    """A whole number: neither "5" nor true."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"min_value": 0, "max_value": LARGEST_NUMBER, **kwargs})

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, bool) or not isinstance(data, int | float) or not is_whole(data):
            self.fail("invalid")
        return super().to_internal_value(int(data))


def is_whole(number: float) -> bool:
    return math.isfinite(number) and number == int(number)


class Truth(serializers.BooleanField):
    """true or false: neither "yes" nor 1."""

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data
