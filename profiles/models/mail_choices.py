"""Which news somebody wants by e-mail. Without a row: none."""

from __future__ import annotations

from typing import Final, Self

from django.db import models
from django.db.models import Q

from profiles.models.accounts import User

ANY: Final = Q(worlds=True) | Q(decisions=True) | Q(invitations=True)


class MailChoicesQuerySet(models.QuerySet["MailChoices"]):
    def wanted(self) -> Self:
        """Those of people who want any news at all."""
        return self.filter(ANY)


class MailChoices(models.Model):
    """What a person's digest is made of, and what they were told of already.

    A digest tells what happened after `told_from` and up to `told_until`; the next one begins there. It is written
    from these when it is sent, so that writing it again makes the same one. `due_at` is when to look for news next.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="mail_choices")
    worlds = models.BooleanField("others played in a world of theirs", default=False)
    decisions = models.BooleanField("an improvisation of theirs was decided", default=False)
    invitations = models.BooleanField("somebody invited them to a world", default=False)
    told_from = models.DateTimeField()
    told_until = models.DateTimeField()
    due_at = models.DateTimeField()

    objects = MailChoicesQuerySet.as_manager()

    class Meta:
        db_table = "mail_choices"
        verbose_name_plural = "mail choices"
        indexes = (models.Index(fields=("due_at",), condition=ANY, name="digests_to_look_for"),)

    def __str__(self) -> str:
        return f"mail choices of {self.user}"
