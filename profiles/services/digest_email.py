"""What a digest says, in plain text, with a link that stops it by one click (RFC 8058)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage

from profiles.models import OutgoingEmail, User
from profiles.services.digest_news import Decision, DigestNews, InvitationNews, WorldNews
from profiles.services.digests import ordered_news
from profiles.services.mail_choices import stop_link_of

DECISIONS: Final = {
    "approved": "approved",
    "rejected": "rejected",
    "integrated": "now part of the story",
}


def write_digest(email: OutgoingEmail) -> EmailMessage | None:
    """None when there is nothing to tell any more, or not at this address."""
    user = email.user
    if user is None or user.email != email.address:
        return None
    news = ordered_news(user)
    return _message(user, news) if news else None


def _message(user: User, news: DigestNews) -> EmailMessage:
    stop = settings.KLEENE_ORIGIN + "/account/mail/{}/{}".format(*stop_link_of(user))
    words = (
        f"Hello {user.username},\n\nthis happened while you were away.\n\n{_body(news)}\n"
        "You get this e-mail at most once a day, because you chose it in your settings:\n"
        f"{settings.KLEENE_ORIGIN}/account\n\nStop these e-mails, without signing in:\n{stop}\n"
    )
    headers = {
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    return EmailMessage("Kleene: while you were away", words, to=[user.email], headers=headers)


def _body(news: DigestNews) -> str:
    return (
        _section("Invitations", map(_of_invitation, news.invitations))
        + _section("Your shared worlds", map(_of_world, news.worlds))
        + _section("Your improvisations", map(_of_decision, news.decisions))
    )


def _section(title: str, parts: Iterable[str]) -> str:
    told = "\n".join(parts)
    return f"{title}\n\n{told}\n" if told else ""


def _of_world(world: WorldNews) -> str:
    turns = "1 turn by another player" if world.turns == 1 else f"{world.turns} turns by other players"
    return f"{_line(world.story)}: {turns}\n{settings.KLEENE_ORIGIN}/worlds/{world.world_id}\n"


def _of_invitation(invitation: InvitationNews) -> str:
    link = f"{settings.KLEENE_ORIGIN}/invites/{invitation.code}"
    return f"{_line(invitation.story)}: you are invited to a shared world\n{link}\n"


def _of_decision(decision: Decision) -> str:
    link = f"{settings.KLEENE_ORIGIN}/improvisations/{decision.improvisation_id}"
    return f"{_line(decision.story)}: {DECISIONS[decision.status]}\n{link}\n"


def _line(text: str) -> str:
    return " ".join(text.split())
