"""Names of types as files spell them."""

import re


def wire_name(kind: type) -> str:
    """`HasItem` is written `has_item`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()
