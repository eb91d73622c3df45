"""SVG from strangers, made anew of what is known to draw and nothing else.

What remains holds no script, no style sheet, no link, no picture and no address but those of its own parts.
"""

from __future__ import annotations

import re
from typing import Final
from xml.etree import ElementTree as ET

from common.errors import InvalidInput

NAMESPACE: Final = "http://www.w3.org/2000/svg"
DEEPEST: Final = 30
MOST_ELEMENTS: Final = 5000

ELEMENTS: Final = frozenset({
    "svg", "g", "defs", "title", "desc", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon",
    "linearGradient", "radialGradient", "stop", "clipPath", "mask",
})  # fmt: skip
ATTRIBUTES: Final = frozenset({
    "id", "viewBox", "preserveAspectRatio", "width", "height", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r",
    "rx", "ry", "fx", "fy", "d", "points", "transform", "gradientTransform", "gradientUnits", "spreadMethod",
    "offset", "stop-color", "stop-opacity", "fill", "fill-opacity", "fill-rule", "clip-rule", "clip-path",
    "clipPathUnits", "mask", "maskUnits", "maskContentUnits", "opacity", "stroke", "stroke-width", "stroke-opacity",
    "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-dasharray", "stroke-dashoffset", "color",
    "display", "visibility",
})  # fmt: skip
# Letters, numbers and signs of paths and colours: no colon, so no address.
_PLAIN: Final = re.compile(r"[A-Za-z0-9 \t\r\n.,#%()+_-]*\Z")
_OF_ITS_OWN: Final = re.compile(r"url\(\s*#[A-Za-z0-9_-]+\s*\)\Z")


class BadDrawing(InvalidInput):
    code = "bad_drawing"
    message = "This is no SVG drawing that can be read."


def clean_svg(source: bytes) -> bytes:
    """The drawing with what is known to be harmless alone. Raises BadDrawing for what is no SVG, or declares entities."""
    root = _parsed(source)
    if root.tag != f"{{{NAMESPACE}}}svg":
        raise BadDrawing
    counted = [0]
    cleaned = _cleaned(root, counted, depth=1)
    assert cleaned is not None
    if "viewBox" not in cleaned.attrib and not {"width", "height"} <= cleaned.attrib.keys():
        raise BadDrawing("An SVG cover needs a viewBox, or a width and a height.")
    cleaned.set("xmlns", NAMESPACE)
    return ET.tostring(cleaned, encoding="unicode").encode()


def _parsed(source: bytes) -> ET.Element:
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadDrawing("An SVG cover must be written in UTF-8.") from None
    # Entities and document types are declared by these alone; without them nothing can grow or be fetched.
    if "<!doctype" in text.lower() or "<!entity" in text.lower():
        raise BadDrawing("An SVG cover must not declare a document type or entities.")
    try:
        return ET.fromstring(re.sub(r"\A\s*<\?xml[^>]*\?>", "", text))  # noqa: S314 - see above
    except (ET.ParseError, ValueError):
        raise BadDrawing from None


def _cleaned(element: ET.Element, counted: list[int], *, depth: int) -> ET.Element | None:
    """The element without what is not known; None for one that is not known itself."""
    namespace, _, name = str(element.tag).rpartition("}")
    if namespace != f"{{{NAMESPACE}" or name not in ELEMENTS:
        return None
    counted[0] += 1
    if depth > DEEPEST or counted[0] > MOST_ELEMENTS:
        raise BadDrawing("This drawing is too complicated for a cover.")
    made = ET.Element(name, _attributes(element))
    if name in {"title", "desc"}:
        made.text = element.text
        return made
    children = [_cleaned(child, counted, depth=depth + 1) for child in element]
    made.extend([child for child in children if child is not None])
    return made


def _attributes(element: ET.Element) -> dict[str, str]:
    """Attributes that are known, those of a `style` among them, as far as their values are."""
    written = {**dict(element.attrib), **_styles(element.attrib.get("style", ""))}
    return {name: value for name, value in written.items() if name in ATTRIBUTES and _is_harmless(value)}


def _styles(style: str) -> dict[str, str]:
    pairs = (declaration.partition(":") for declaration in style.split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs}


def _is_harmless(value: str) -> bool:
    return bool(_OF_ITS_OWN.match(value.strip()) or (_PLAIN.match(value) and "url" not in value.lower()))
