"""Signs that pass for Latin letters in a word of Latin letters, beside those that the profanity library folds itself."""

import re

PASSES_FOR = {
    "a": "ɑαӓą",
    "b": "вьɓƅ",
    "c": "çϲсʗ",
    "d": "ԁɗɖ",
    "e": "єëℯɛəзэ",
    "f": "ғʄſƒ",
    "g": "ɡǥɠց",
    "h": "һнɦћђ",
    "i": "їɨıɩі",
    "k": "ƙκķк",
    "l": "ӏɭłⅼ",
    "m": "мɱ",
    "n": "ппńɲηռ",
    "o": "øөοօσ",
    "p": "рρþ",
    "q": "ԛգ",
    "r": "гɾɼ",
    "s": "ѕʂšș",
    "t": "тƭţτ",
    "u": "цʊυսμиύ",
    "v": "ѵνʋ",
    "w": "шщωԝѡ",
    "x": "хжχ",
    "y": "уγүʏ",
    "z": "ʐżƶ",
}
FOLD = {
    ord(sign): latin
    for latin, signs in PASSES_FOR.items()
    for cased in (signs, signs.upper())
    for sign in cased
    if not sign.isascii()
}
WORD = re.compile(r"\S+")
LATIN = re.compile("[A-Za-z]")


def latinised(text: str) -> str:
    """`text`, as long as before, its lookalikes made Latin in words that also hold Latin letters.

    A word all in Cyrillic or Greek stays: it is far more often a word of its own than a disguise.
    """
    if text.isascii():
        return text
    return WORD.sub(lambda word: word[0].translate(FOLD) if LATIN.search(word[0]) else word[0], text)
