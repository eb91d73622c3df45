"""What the page of settings saves: everything that was asked for, or nothing."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from django.db import transaction

from profiles.models import User
from profiles.services import accounts, addresses, pictures
from profiles.services.field_errors import faults_of
from profiles.services.mail_choices import MailWish
from profiles.services.privacy import PrivacyWish
from worlds.services.pictures import prepare_picture


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedSettings:
    """What somebody asks for. `password` is theirs, needed for another address alone; `email` None leaves the address."""

    texts: dict[str, str]
    privacy: PrivacyWish
    mail: MailWish = field(default_factory=MailWish)
    upload: bytes | None = None
    without_picture: bool = False
    email: str | None = None
    password: str = field(default="", repr=False)


def save_settings(*, user_id: uuid.UUID, wanted: WantedSettings, address: str) -> User:
    """Save all of it, or nothing; `address` is where the caller comes from.

    What may be refused comes first, and what is slow before any lock. Raises InvalidInput with the fields at fault,
    RateLimited, PasswordsBusy.
    """
    user = User.objects.get(pk=user_id)
    accounts.cleaned_texts(user, wanted.texts)
    image = _image(user, wanted)
    if wanted.email is not None and addresses.is_another(user, wanted.email):
        addresses.change_address(user_id=user_id, email=wanted.email, password=wanted.password, address=address)
    return _store(user_id, wanted, image)


def _image(user: User, wanted: WantedSettings) -> bytes | None:
    if wanted.upload is None:
        return None
    with faults_of("picture"):
        return prepare_picture(user_id=user.pk, upload=wanted.upload)


@transaction.atomic
def _store(user_id: uuid.UUID, wanted: WantedSettings, image: bytes | None) -> User:
    if image is not None:
        pictures.keep_picture(user_id=user_id, image=image)
    elif wanted.without_picture:
        pictures.remove_picture(user_id=user_id)
    return accounts.update_account(user_id=user_id, privacy=wanted.privacy, mail=wanted.mail, **wanted.texts)
