"""Pictures from players, encoded anew: a square WebP, and nothing of the upload but what can be seen."""

from __future__ import annotations

import io
import threading
import warnings
from typing import Final

from PIL import Image, ImageOps

from common import limits
from common.errors import InvalidInput

SIDE: Final = 256  # pixels

MOST_PIXELS: Final = 12_000_000  # of an upload: decoded they take 48 MB
MOST_OF_JPEG: Final = 12 * 1024 * 1024  # phones take 4032 by 3024; a JPEG is read at a part of its size
FORMATS: Final = ("PNG", "JPEG", "WEBP")
WEBP: Final = "image/webp"
VERSION: Final = 16  # letters of a digest that tell two pictures apart

REDUCIBLE: Final = {"L", "RGB"}  # modes whose pixels are averaged as they are; others are converted, strip by strip
STRIP: Final = 16  # rows of the reduced picture that are made at once

_decoding: Final = threading.Lock()  # one picture at a time in a process: that bounds its memory


class PictureNotTaken(InvalidInput):
    code = "picture_not_taken"
    message = "This file is not a readable image. Upload a PNG, JPEG or WebP."


def encode_picture(upload: bytes) -> bytes:
    """An upload as a square WebP. Raises PictureNotTaken."""
    if len(upload) > limits.UPLOAD:
        raise PictureNotTaken(f"A picture can have at most {limits.UPLOAD // 1024 // 1024} MB.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with _decoding:
                return _square(upload)
    except PictureNotTaken:
        raise
    except Exception:  # noqa: BLE001 - the library raises anything at all for a file that was broken on purpose
        raise PictureNotTaken from None


def _square(upload: bytes) -> bytes:
    # The size stands in the header: a bomb is refused before a pixel is read.
    with Image.open(io.BytesIO(upload), formats=FORMATS) as image:
        if image.width * image.height > (MOST_OF_JPEG if image.format == "JPEG" else MOST_PIXELS):
            raise PictureNotTaken(f"A picture can have at most {MOST_PIXELS // 1_000_000} million pixels.")
        image.draft("RGB", (2 * SIDE, 2 * SIDE))  # a JPEG is then read at a part of its size
        upright = ImageOps.exif_transpose(_reduced(image))
        small = ImageOps.fit(upright.convert("RGBA"), (SIDE, SIDE), Image.Resampling.LANCZOS)
    # A new image: nothing that came along with the old one is written.
    clean = Image.new("RGBA", small.size)
    clean.paste(small)
    out = io.BytesIO()
    clean.save(out, format="WEBP", quality=86, method=4)
    return out.getvalue()


def _reduced(image: Image.Image) -> Image.Image:
    """The picture at about twice the size that is kept, before anything copies it whole."""
    factor = min(image.size) // (2 * SIDE)
    if factor <= 1:
        return image
    return image.reduce(factor) if image.mode in REDUCIBLE else _converted_in_strips(image, factor)


def _converted_in_strips(image: Image.Image, factor: int) -> Image.Image:
    """A picture of a palette, of 16 bits or with an alpha, reduced without ever being converted whole."""
    small = Image.new("RGBA", (-(-image.width // factor), -(-image.height // factor)))
    small.info["exif"] = image.getexif().tobytes()  # which way is up
    for top in range(0, image.height, STRIP * factor):
        strip = image.crop((0, top, image.width, min(top + STRIP * factor, image.height)))
        small.paste(strip.convert("RGBA").reduce(factor), (0, top // factor))
    return small
