"""Rooms of eight players in an Evennia game, run in its folder by its environment's Python: evennia_members.py MEMBERS."""

from __future__ import annotations

import os
import sys

sys.path.insert(0, os.getcwd())  # noqa: PTH109 - where its own launcher looks, too
os.environ["DJANGO_SETTINGS_MODULE"] = "server.conf.settings"

import django

django.setup()

import evennia  # type: ignore[import-not-found,unused-ignore]  # noqa: E402

evennia._init()  # noqa: SLF001 - as its own launcher does

from evennia.utils import create  # type: ignore[import-not-found,unused-ignore]  # noqa: E402

MEMBERS = 8


def fill_room(number: int) -> None:
    room = create.create_object("typeclasses.rooms.Room", key=f"room{number}")
    for member in range(number * MEMBERS, (number + 1) * MEMBERS):
        account = create.create_account(f"member{member}", "", "bench-pass", typeclass="typeclasses.accounts.Account")
        character = create.create_object(
            "typeclasses.characters.Character", key=f"member{member}", location=room, home=room
        )
        character.locks.add(f"puppet:id({character.id}) or pid({account.id})")
        account.characters.add(character)
        account.db._last_puppet = character  # noqa: SLF001 - by which it logs in


if __name__ == "__main__":
    for number in range(int(sys.argv[1]) // MEMBERS):
        fill_room(number)
