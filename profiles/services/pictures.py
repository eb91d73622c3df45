"""Pictures of players: uploads are encoded anew, and a player without one gets a drawn picture."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from typing import Final

from django.db import transaction

from common import ids
from common.errors import NotFound
from common.pictures import VERSION, WEBP
from profiles.models import Avatar, User
from profiles.services import identicon
from worlds.services.pictures import prepare_picture

SVG: Final = "image/svg+xml"


@dataclass(frozen=True, slots=True)
class Picture:
    content: bytes
    content_type: str
    version: str


def store_picture(*, user_id: uuid.UUID, upload: bytes) -> Avatar:
    """Take a picture, cut to a square. Raises PictureNotTaken, RateLimited.

    Nothing of the upload is kept but what can be seen: no place, no camera, nothing hidden behind the image.
    """
    return keep_picture(user_id=user_id, image=prepare_picture(user_id=user_id, upload=upload))


@transaction.atomic
def keep_picture(*, user_id: uuid.UUID, image: bytes) -> Avatar:
    """Show a prepared picture from now on."""
    digest = hashlib.sha256(image).hexdigest()
    kept = {"image": image, "content_type": WEBP, "digest": digest}
    return Avatar.objects.update_or_create(user_id=user_id, defaults=kept)[0]


def remove_picture(*, user_id: uuid.UUID) -> bool:
    """Go back to the drawn picture; whether there was another."""
    removed, _ = Avatar.objects.filter(user_id=user_id).delete()
    return bool(removed)


def find_picture(*, user_id: str) -> Picture:
    """Somebody's picture by either form of their id. Raises NotFound.

    Former players and those who are shut out keep a drawn one: what they uploaded is not shown.
    """
    user = User.objects.filter(**ids.lookup(user_id, "usr")).select_related("avatar").first()
    if user is None:
        raise NotFound("There is no player with this id.")
    uploaded = getattr(user, "avatar", None)
    if uploaded is None or not user.is_active:
        return Picture(identicon.draw_identicon(user.short_id, user.colour).encode(), SVG, drawn_version(user))
    return Picture(bytes(uploaded.image), uploaded.content_type, uploaded.digest[:VERSION])


def version_of(user: User) -> str:
    """What the address of somebody's present picture carries; at most one query, that reads no image."""
    return (uploaded_version(user) if user.is_active else "") or drawn_version(user)


def uploaded_version(user: User) -> str:
    """The same of an uploaded picture; empty where there is none."""
    digest = Avatar.objects.filter(user=user).values_list("digest", flat=True).first()
    return digest[:VERSION] if digest else ""


def drawn_version(user: User) -> str:
    """The version of a drawn picture, as its address carries it: the style and the colour, `rrggbb`."""
    return f"{identicon.STYLE}{user.colour.removeprefix('#')}"
