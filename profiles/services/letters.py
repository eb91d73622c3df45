from django.conf import settings
from django.core.mail import send_mail

from profiles.models import User


def send_reset_link(user: User, *, token: str) -> None:
    """A letter with a link to the page that asks for the new password."""
    send_mail(
        subject="Kleene: a new password",
        message=f"Hello {user},\n\nsomebody, you we hope, asked for a new password for {user.username}. Set one here:\n\n"
        f"{settings.KLEENE_ORIGIN}/account/reset/{user.short_id}/{token}\n\n"
        "The link works once, for three days. If you did not ask, leave this letter alone: nothing has changed.\n",
        from_email=None,
        recipient_list=[user.email],
    )
