import uuid
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Any, ClassVar, Final

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin, UserManager
from django.contrib.auth.validators import ASCIIUsernameValidator
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac

from common import ids
from common.lean_rows import LeanRows
from profiles import hashing, limits, standing
from profiles.colours import pleasing_colour

STANDING: Final = {"is_active", "suspended_at", "suspended_until"}


@lru_cache(maxsize=10_000)
def _auth_hash(password: str, secret: str) -> str:
    """Django's own, which every request with a token or a cookie asks for, of the password's hash."""
    of = "django.contrib.auth.models.AbstractBaseUser.get_session_auth_hash"
    return salted_hmac(of, password, secret=secret, algorithm="sha256").hexdigest()


class Accounts(UserManager["User"]):
    use_in_migrations = False

    def get_by_natural_key(self, username: str | None) -> "User":
        """Sign-in asks here: Ada and ada are one person, as the constraint has it."""
        return self.alias(lowered=Lower("username")).get(lowered=(username or "").lower())


class User(LeanRows, AbstractBaseUser, PermissionsMixin):
    """An account. It is never deleted, only anonymised in place: append-only rows hold its id."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    short_id = models.CharField(max_length=ids.LENGTH, unique=True, default=ids.new_user_id, editable=False)
    # ASCII only: SQLite folds no other letters, and no name can be dressed up to look like another.
    username = models.CharField(max_length=limits.NAME, unique=True, validators=[ASCIIUsernameValidator()])
    email = models.EmailField(blank=True)
    # Since when it is known that the address is theirs; others may name it too, but not prove it.
    email_proved_at = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="When its owner followed the link sent to the address (UTC); empty until then.",
    )
    display_name = models.CharField(max_length=limits.NAME, blank=True)
    colour = models.CharField(
        max_length=7,
        default=pleasing_colour,
        validators=[RegexValidator(r"^#[0-9a-f]{6}\Z", "A colour is written #rrggbb, in lower case.")],
    )
    bio = models.CharField(max_length=limits.BIO, blank=True)
    # What others may read of somebody; whether they may see them at all is asked of presence.
    stats_public = models.BooleanField(default=True)
    activity_public = models.BooleanField(default=True)
    is_guest = models.BooleanField(default=False)
    # Shown to everybody: who plays beside a program knows it.
    is_agent = models.BooleanField("is an agent", default=False, help_text="Whether a program plays with this account.")
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(
        default=timezone.now, editable=False, help_text="When the account was made (UTC)."
    )
    suspended_at = models.DateTimeField(
        null=True, blank=True, help_text="When the suspension began (UTC); empty without one."
    )
    # When it ends by itself; empty: for good.
    suspended_until = models.DateTimeField(
        null=True, blank=True, help_text="When the suspension ends by itself (UTC); empty for good."
    )
    # Cookies from before this moment are void, also when the account is active again.
    signed_out_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="Sign-ins and tokens from before this time are void (UTC)."
    )
    # Since when nothing here tells whose account it was. It never opens again.
    anonymised_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When the account was deleted (UTC)."
    )

    objects: ClassVar[Accounts] = Accounts()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        db_table = "users"
        verbose_name = "account"
        constraints = [
            models.UniqueConstraint(
                Lower("username"), name="one_account_per_name", violation_error_message="This name is taken."
            ),
            models.UniqueConstraint(
                Lower("email"),
                condition=models.Q(email_proved_at__isnull=False),
                name="one_account_per_proved_address",
                violation_error_message="This address is confirmed for another account.",
            ),
            models.CheckConstraint(
                condition=models.Q(email_proved_at__isnull=True) | ~models.Q(email=""),
                name="proved_means_an_address",
            ),
            models.CheckConstraint(condition=models.Q(colour__regex=r"^#[0-9a-f]{6}$"), name="colour_is_hex"),
            # Django refuses inactive accounts at every door, and ends their sessions: suspension leans on that.
            models.CheckConstraint(
                condition=models.Q(suspended_at__isnull=True) | models.Q(is_active=False),
                name="suspended_means_inactive",
            ),
            models.CheckConstraint(
                condition=models.Q(anonymised_at__isnull=True) | models.Q(is_active=False),
                name="anonymised_means_gone",
            ),
            models.CheckConstraint(
                condition=models.Q(suspended_until__isnull=True)
                | models.Q(suspended_at__isnull=False, anonymised_at__isnull=True),
                name="only_suspensions_end",
            ),
        ]
        indexes = [
            models.Index(fields=["-date_joined"], name="newest_accounts_first"),
            models.Index(Lower("email"), name="accounts_by_address"),
            models.Index(
                fields=["suspended_until"],
                condition=models.Q(suspended_until__isnull=False),
                name="suspensions_that_end",
            ),
        ]
        permissions = [
            ("suspend_user", "Can suspend accounts and lift suspensions"),
            ("rename_user", "Can rename accounts"),
            ("appoint_moderator", "Can make moderators, and withdraw the role"),
        ]

    def __str__(self) -> str:
        return self.display_name or self.username

    def set_password(self, raw_password: str | None) -> None:
        """None makes it unusable. Raises PasswordsBusy."""
        if raw_password is None:
            self.set_unusable_password()
        else:
            self.password = hashing.made(raw_password)

    def check_password(self, raw_password: str) -> bool:
        """Whether this is the password; one whose hash is out of date is hashed anew. Raises PasswordsBusy."""
        right, outdated = hashing.judged(raw_password, self.password)
        return right and (not outdated or self._hash_anew(raw_password))

    async def acheck_password(self, raw_password: str) -> bool:
        return await sync_to_async(self.check_password)(raw_password)

    def _hash_anew(self, raw_password: str) -> bool:
        before, self.password = self.password, hashing.made(raw_password)
        if User.objects.filter(pk=self.pk, password=before).update(password=self.password):
            return True
        # Another has written it since: what stands there now decides.
        self.refresh_from_db(fields=["password"])
        return self.check_password(raw_password)

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any]) -> "User":
        """A suspension that is over is read as over, everywhere and at once: no job has to have run."""
        user = super().from_db(db, field_names, values)
        if user.__dict__.keys() >= STANDING and user.suspended_until and user.suspended_until <= timezone.now():
            user.is_active, user.suspended_at, user.suspended_until = True, None, None
        return user

    @property
    def suspended_reason(self) -> str:
        """Why the account is shut now; empty while it is not."""
        unended = models.Q(until=None) | models.Q(until__gt=timezone.now())
        latest = self.suspensions.select_related("reason_text").filter(unended, lifted_at=None).first()
        return latest.reason if latest and self.suspended_at else ""

    def check_standing(self) -> None:
        """Raises Suspended, which says why, until when, and how to object."""
        if self.suspended_at is not None:
            raise standing.suspended(reason=self.suspended_reason, until=self.suspended_until)

    def get_session_auth_hash(self) -> str:
        return self._sealed(super().get_session_auth_hash())

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        return map(self._sealed, super().get_session_auth_fallback_hash())

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        return _auth_hash(self.password, secret or settings.SECRET_KEY)

    def _sealed(self, auth_hash: str) -> str:
        """What a cookie must hold to be believed: it ends with a new password, and when `signed_out_at` moves."""
        if self.signed_out_at is None:
            return auth_hash
        return salted_hmac(
            "signed out", f"{auth_hash} {self.signed_out_at.timestamp()}", algorithm="sha256"
        ).hexdigest()
