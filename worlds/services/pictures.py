"""What players upload of themselves and of their characters, on its way to be kept."""

from __future__ import annotations

import uuid

from common.pictures import encode_picture
from worlds.services import budgets


def prepare_picture(*, user_id: uuid.UUID, upload: bytes) -> bytes:
    """An upload as it is kept: a square WebP, counted for its player. Raises PictureNotTaken, RateLimited."""
    budgets.PICTURES.spend(str(user_id))
    return encode_picture(upload)
