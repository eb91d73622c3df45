"""What the forms of pages and of the admin take as text. A form declares of each which kind it is."""

from typing import Any

from django import forms

from common.visible_text import cleaned_within


class Prose(forms.CharField):
    """What others read: cleaned of what cannot be seen before its length is judged, and kept in NFC."""

    def to_python(self, value: Any) -> Any:
        said = super().to_python(value) or ""
        return said if "\0" in said else cleaned_within(said, self.max_length or 0) or self.empty_value


class AsWritten(forms.CharField):
    """What others read and a service judges: it refuses what cannot be seen."""


class Key(forms.CharField):
    """An id, a code, an address, an expression: compared, and read by nobody else."""


class Secret(forms.CharField):
    """A password: every sign counts."""
