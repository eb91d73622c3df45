"""Pictures: whatever is sent, a small square of our own making is kept, or nothing."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from common import limits, pictures
from common.pictures import PictureNotTaken
from tests.kleene_site.programs import environment, python

PLACE = b"51.5074 N, 0.1278 W"


def picture(size: tuple[int, int] = (640, 400), form: str = "PNG", mode: str = "RGB", **how: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 90).save(out, format=form, **how)
    return out.getvalue()


def read(image: bytes) -> Image.Image:
    return Image.open(io.BytesIO(image))


def bomb(width: int, height: int) -> bytes:
    """A PNG whose header promises that many pixels, in a few bytes."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("size", [(640, 400), (20, 300), (256, 256), (1, 1)])
def test_every_picture_becomes_a_square_webp(form: str, size: tuple[int, int]) -> None:
    kept = read(pictures.encode_picture(picture(size, form)))
    assert (kept.format, kept.size) == ("WEBP", (256, 256))


@pytest.mark.parametrize("mode", ["L", "P", "RGBA", "1", "I;16"])
def test_odd_kinds_of_colour_are_understood(mode: str) -> None:
    assert read(pictures.encode_picture(picture(mode=mode))).size == (256, 256)


def test_where_a_picture_was_taken_is_not_kept() -> None:
    exif = Image.Exif()
    exif[0x010E] = PLACE.decode()
    upload = picture(form="JPEG", exif=exif, comment=PLACE)
    assert PLACE in upload
    kept = pictures.encode_picture(upload)
    assert PLACE not in kept
    assert not read(kept).getexif()


def test_what_lies_behind_a_picture_is_not_kept() -> None:
    assert b"<script>" not in pictures.encode_picture(picture() + b"<script>alert(1)</script>")


def test_a_picture_taken_lying_down_is_stood_up() -> None:
    exif = Image.Exif()
    exif[0x0112] = 3
    image = Image.new("RGB", (256, 256), "white")
    image.paste("black", (0, 0, 256, 128))
    out = io.BytesIO()
    image.save(out, format="JPEG", exif=exif)
    kept = read(pictures.encode_picture(out.getvalue())).convert("L")
    assert [kept.getpixel((128, y)) for y in (40, 216)] == pytest.approx([255, 0], abs=12)


@pytest.mark.parametrize(
    "upload",
    [
        b"",
        b"not a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        picture(form="GIF"),
        picture(form="BMP"),
        picture(form="TIFF"),
        picture()[:200],
        b"\x89PNG\r\n\x1a\n" + b"\0" * 64,
        bomb(50_000, 50_000),
        bomb(9_000, 9_000),
        bomb(6_000, 6_000),
    ],
    ids=[
        "empty",
        "text",
        "svg",
        "gif",
        "bmp",
        "tiff",
        "cut off",
        "no header",
        "bomb",
        "half a bomb",
        "too many pixels",
    ],
)
def test_what_is_no_picture_of_ours_is_refused(upload: bytes) -> None:
    with pytest.raises(PictureNotTaken):
        pictures.encode_picture(upload)


@pytest.mark.parametrize(
    ("written", "wrong"),
    [(b"\x00\x02\x00\x01\x00\x02", b"\x00\x02\x00\x00\x00\x02"), (b"\x01\x0f\x00\x02", b"\x01\x00\x00\x02")],
    ids=["a version in letters", "a width in letters"],
)
def test_notes_that_a_camera_garbled_are_no_failure_of_ours(written: bytes, wrong: bytes) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "abc"
    exif[0x8825] = {1: "N", 2: (1.0, 2.0, 3.0)}
    upload = picture(form="JPEG", exif=exif)
    assert upload.count(written) == 1
    with pytest.raises(PictureNotTaken):
        pictures.encode_picture(upload.replace(written, wrong))


def test_a_file_that_is_too_large_is_not_even_opened() -> None:
    with pytest.raises(PictureNotTaken, match="4 MB"):
        pictures.encode_picture(picture() + b"\0" * limits.UPLOAD)


def test_a_picture_above_twelve_million_pixels_is_refused_before_it_is_decoded() -> None:
    file = io.BytesIO()
    Image.new("L", (4000, 3001)).save(file, "PNG", compress_level=1)
    with pytest.raises(PictureNotTaken, match="12 million"):
        pictures.encode_picture(file.getvalue())


def test_a_large_picture_is_reduced_before_it_is_copied() -> None:
    assert pictures._reduced(Image.new("RGB", (4000, 3000))).size == (800, 600)
    assert pictures._reduced(Image.new("RGB", (300, 200))).size == (300, 200)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "I;16", "1"])
def test_no_kind_of_picture_is_copied_whole(tmp_path: Path, mode: str) -> None:
    """Decoded it takes 48 MB at most, which nothing here can help; a second copy would take as much again."""
    (tmp_path / "picture").write_bytes(picture((4000, 3000), mode=mode))
    words = ("-m", "tests.common.decoding", str(tmp_path / "picture"))
    done = python(*words, env=environment(tmp_path))
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 75 * 1024 * 1024


@pytest.mark.parametrize("mode", ["P", "RGBA", "LA"])
def test_what_is_reduced_in_strips_looks_as_it_did(mode: str) -> None:
    image = Image.new("RGB", (3000, 2050), "white")
    image.paste("black", (0, 0, 3000, 1025))
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 3  # it stands on its head
    image.convert(mode).save(out, format="PNG", exif=exif)
    kept = read(pictures.encode_picture(out.getvalue())).convert("L")
    assert [kept.getpixel((x, y)) for x in (5, 250) for y in (60, 200)] == pytest.approx([255, 0, 255, 0], abs=12)


def test_the_picture_of_a_telephone_is_taken() -> None:
    assert read(pictures.encode_picture(picture((4032, 3024), "JPEG"))).size == (256, 256)


@pytest.mark.parametrize(("form", "size"), [("JPEG", (4200, 3024)), ("PNG", (4032, 3024)), ("WEBP", (4032, 3024))])
def test_more_pixels_are_not(form: str, size: tuple[int, int]) -> None:
    with pytest.raises(PictureNotTaken, match="12 million"):
        pictures.encode_picture(picture(size, form))
