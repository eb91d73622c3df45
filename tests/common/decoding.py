"""Encodes the picture that is named, and prints how many bytes of memory that took. Run by test_pictures.py."""

import io
import resource
import sys
from pathlib import Path

from PIL import Image

from common import pictures

if __name__ == "__main__":
    out = io.BytesIO()
    Image.new("RGB", (640, 400)).save(out, format="PNG")
    pictures.encode_picture(out.getvalue())  # whatever the library needs once
    upload = Path(sys.argv[1]).read_bytes()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    pictures.encode_picture(upload)
    print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024)  # noqa: T201
