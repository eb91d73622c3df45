"""A name that sounds like staff is reserved however it is spelt; a name that only looks a little like one is not."""

import pytest

from common.text_filter import NameReserved, players_name, sounds_like_staff

STAFF = (
    "Moderator", "ｍｏｄｅｒａｔｏｒ", "M0derator", "Mоdеrаtоr", "M o d e r a t o r", "Mod erator", "m.o.d.e.r.a.t.o.r",
    "Mooderator", "Moderators", "Moderator 2", "Modérateur", "Модератор", "管理员", "Admin", "Аdmin", "Αdmin", "adm1n",
    "@dmin", "Admln", "Adrnin", "A d m i n", "[Admin]", "|Admin|", "Admin!", "Admin123", "4dm1n99", "ᴀᴅᴍɪɴ", "🅰🅳🅼🅸🅽",
    "🇦 🇩 🇲 🇮 🇳", "Ⓐⓓⓜⓘⓝ", "Ann the Moderator", "Admin Bob", "AdminBob", "admin_bob", "Administratorin", "Kleene", "KLEENE",
    "Klееne", "K l e e n e", "The Kleene Team", "KleeneSupport", "Support", "Supp0rt", "supportt", "Official Support",
    "Hеlp Desk Support", "Staff", "$taff", "St4ff", "The Staff", "Mod", "Mods", "Mod Team", "System",
)  # fmt: skip
PLAYERS = (
    "Max the Moderate", "Moderate", "Moderato", "Mood", "Modesty", "Stephen Kleene", "Oak Staff", "Staf", "Badminton",
    "Yadmina", "Adam", "Ann", "Supporting Cast", "Administer", "Stuff", "Model", "Commodore", "Mad Mod Max", "Simple",
    "Systematic", "Lamp Support Beam", "Guest 4dmi", "Team", "The Game", "Player One", "Dominic", "Admiral", "Chief",
)  # fmt: skip


@pytest.mark.parametrize("name", STAFF)
def test_what_sounds_like_staff_is_no_players_name(name: str) -> None:
    with pytest.raises(NameReserved):
        players_name(name, longest=40)


@pytest.mark.parametrize("name", PLAYERS)
def test_words_of_their_own_are_players_names(name: str) -> None:
    assert players_name(name, longest=40) == name


@pytest.mark.parametrize("name", ["the" * 13, "mod" * 13 + "x", "oof" * 13, "m" * 40, "adadmimin" * 4])
def test_a_name_made_to_be_read_in_many_ways_is_read(name: str) -> None:
    assert not sounds_like_staff(name)
