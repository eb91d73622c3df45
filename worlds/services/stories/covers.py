"""Covers of stories: taken at import from a file beside the story's, made anew, and served under their own hash."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageOps

from common.drawings import BadDrawing, clean_svg
from common.errors import InvalidInput, NotFound
from worlds import limits
from worlds.models import Scenario, ScenarioCover
from worlds.rules.problems import Problem, mistake, quoted

WIDEST: Final = (1200, 1200)  # pixels
MOST_PIXELS: Final = 12_000_000  # decoded they take 48 MB
WEBP: Final = "image/webp"
SVG: Final = "image/svg+xml"
VERSION: Final = 16  # letters of the digest in an address


Beside = Callable[[str], bytes | None]  # reads a file in the folder of a story's


class CoverRefused(InvalidInput):
    code = "cover_refused"
    message = "This cover is no readable PNG, JPEG or SVG."

    @property
    def problem(self) -> Problem:
        """The same as a finding in the story's file."""
        return mistake("cover", self.message.rstrip("."), "give another file, or remove `cover:`", self.code)


@dataclass(frozen=True, slots=True)
class Cover:
    content: bytes
    content_type: str
    version: str


def cover_beside(name: str, beside: Beside) -> Cover:
    """The cover that a story names, made of the file beside it. Raises CoverRefused."""
    source = beside(name)
    if source is None:
        raise CoverRefused(f"There is no file {quoted(name)} beside the story.")
    return made_cover(name, source)


def made_cover(name: str, source: bytes) -> Cover:
    """A cover as it is kept, of a file called `name`. Raises CoverRefused."""
    if len(source) > limits.COVER:
        raise CoverRefused(f"A cover can have at most {limits.COVER // 1024} kB.")
    if name.lower().endswith(".svg"):
        return _cover(_drawing(source), SVG)
    return _cover(_photograph(source), WEBP)


def keep_cover(scenario: Scenario, cover: Cover | None) -> None:
    """Let a story have this cover, or none. Assumes its row locked."""
    if cover is None:
        ScenarioCover.objects.filter(scenario=scenario).delete()
        return
    if ScenarioCover.objects.filter(scenario=scenario, digest=_digest(cover.content)).exists():
        return
    ScenarioCover.objects.update_or_create(
        scenario=scenario,
        defaults={"image": cover.content, "content_type": cover.content_type, "digest": _digest(cover.content)},
    )


def find_cover(*, slug: str) -> Cover:
    """The cover of a story that is offered. Raises NotFound."""
    found = ScenarioCover.objects.filter(scenario__slug=slug, scenario__is_enabled=True).first()
    if found is None:
        raise NotFound("This story has no cover.")
    return Cover(bytes(found.image), found.content_type, found.digest[:VERSION])


def cover_versions() -> dict[int, str]:
    """The versions of all covers by the key of their story; one query, which reads no image."""
    return {key: digest[:VERSION] for key, digest in ScenarioCover.objects.values_list("scenario_id", "digest")}


def _cover(content: bytes, content_type: str) -> Cover:
    return Cover(content, content_type, _digest(content)[:VERSION])


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _drawing(source: bytes) -> bytes:
    try:
        return clean_svg(source)
    except BadDrawing as refusal:
        raise CoverRefused(refusal.message) from None


def _photograph(source: bytes) -> bytes:
    try:
        return _encoded(source)
    except CoverRefused:
        raise
    except Exception:  # noqa: BLE001 - the library raises anything at all for a file that was broken on purpose
        raise CoverRefused from None


def _encoded(source: bytes) -> bytes:
    """The picture as WebP, without anything that came along with it."""
    # The size stands in the header: a bomb is refused before a pixel is read.
    with Image.open(io.BytesIO(source), formats=("PNG", "JPEG")) as image:
        if image.width * image.height > MOST_PIXELS:
            raise CoverRefused(f"A cover can have at most {MOST_PIXELS // 1_000_000} million pixels.")
        image.draft("RGB", WIDEST)
        upright = ImageOps.exif_transpose(image).convert("RGBA")
    upright.thumbnail(WIDEST, Image.Resampling.LANCZOS)
    clean = Image.new("RGBA", upright.size)
    clean.paste(upright)
    out = io.BytesIO()
    clean.save(out, format="WEBP", quality=82, method=4)
    return out.getvalue()
