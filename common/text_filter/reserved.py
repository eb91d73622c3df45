"""Names that sound like staff: whoever bears one is believed."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from common.errors import InvalidInput
from common.folding import folded
from common.text_filter.lookalikes import FOLD
from common.text_filter.names import SEAM, WORD, screened_name

# Whoever bears one of these anywhere in a name says what they are: Ann the Moderator, Admin Bob.
TITLES: Final = [
    "moderator",
    "moderators",
    "admin",
    "admins",
    "administrator",
    "administrators",
    "sysadmin",
    "superuser",
    "webmaster",
    "moderateur",
    "moderatrice",
    "administrateur",
    "moderador",
    "moderadora",
    "administrador",
    "administradora",
    "moderatore",
    "amministratore",
    "модератор",
    "модераторы",
    "админ",
    "администратор",
    "管理员",
    "管理員",
    "管理者",
    "版主",
    "モデレーター",
    "관리자",
    "운영자",
]
# These are also words of their own, an oak staff or a surname: a name made of them alone is reserved.
HOUSE: Final = ["kleene", "staff", "support", "mod", "mods", "system", "sysop", "helpdesk"]
BESIDE: Final = [
    "the",
    "of",
    "your",
    "our",
    "real",
    "official",
    "team",
    "crew",
    "game",
    "site",
    "server",
    "chat",
    "service",
    "help",
    "desk",
    "head",
    "chief",
    "lead",
    "bot",
]
LONG: Final = ("moderator", "administrator")  # no other word holds one of these

PASSING: Final = str.maketrans(
    "0134578@$!|lᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢаеосійεοιη", "oieastbasiiiabcdefghijkimnoprstuvwyzaeociieoin"
) | {
    first + place: letter
    for first in (0x1F1E6, 0x1F130, 0x1F150, 0x1F170)  # flags, and letters in squares and discs
    for place, letter in enumerate("abcdefghijkimnopqrstuvwxyz")
}  # fmt: skip
AS_SIGNS: Final = str.maketrans(dict.fromkeys("@$!|", " "))
DIGITS: Final = (r"(?!)", r"\d+", r"\d+\b", r"\b\d+")  # read as letters, or left out: all, behind words, before them


class NameReserved(InvalidInput):
    message = "Choose another name: this one is reserved for staff."


def players_name(text: str, *, longest: int) -> str:
    """`text` as a name that a player may bear. Raises what `screened_name` does, and NameReserved."""
    name = screened_name(text, longest=longest)
    if sounds_like_staff(name):
        raise NameReserved
    return name


def sounds_like_staff(name: str) -> bool:
    return any(map(_are_of_staff, _readings(name)))


def _are_of_staff(words: list[str]) -> bool:
    is_titled = any(_TITLE.fullmatch(word) or _LONG.search(word) for word in words)
    return is_titled or _ALL_HOUSE.fullmatch("".join(words)) is not None


def _readings(name: str) -> Iterator[list[str]]:
    apart = folded(SEAM.sub(" ", unicodedata.normalize("NFKC", name)))
    for text in (apart, apart.translate(AS_SIGNS)):
        for digits in DIGITS:
            yield WORD.findall(_skeleton(re.sub(digits, " ", text)))


def _skeleton(text: str) -> str:
    """`text` as somebody reads it who looks at it briefly."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if unicodedata.category(sign) != "Mn")
    return plain.translate(FOLD).translate(PASSING).replace("rn", "m").replace("vv", "w")


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(_repeatable, map(_skeleton, words)))


def _repeatable(word: str) -> str:
    """The word, also with letters drawn out; short words stand for themselves, for mood is not mod."""
    return word if len(word) < len("staff") else "".join(rf"{letter}+" for letter in word)


_TITLE: Final = re.compile(_any_of(TITLES))
_LONG: Final = re.compile(_any_of(LONG))
_ALL_HOUSE: Final = re.compile(
    f"(?:{_any_of(BESIDE)})*(?:{_any_of(HOUSE + TITLES)})(?:{_any_of(BESIDE + HOUSE + TITLES)})*"
)
