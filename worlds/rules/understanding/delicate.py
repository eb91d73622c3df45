"""Texts that want an answer of the game's own: harm to oneself, sex, another language than the story's, nothing at all."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from worlds.rules.lexicon import EMPTY, lexicon, words_in
from worlds.rules.understanding.plain_words import plain_words
from worlds.rules.verb_kinds import ACT, EXPLORE, INTERACT, LIMBO

if TYPE_CHECKING:
    from worlds.rules.situation import Situation

_CARE: Final = re.compile(
    r"\b(?:suicid(?:e|al)|self harm(?:ing)?|"
    r"(?:kill|killing|hang|drown|shoot|stab|poison|harm|harming|hurt|hurting|cut|cutting|starve) my ?self"
    r"(?! (?:a|an|another|one|some|free|loose|out|off|laughing|for)\b)|"
    r"(?:end|take|ending|taking) my (?:own )?life|(?:want|wish|ready) to die|\bi (?:\w+ ){0,3}(?:going|like) to die|wish i (?:was|were) dead|"
    r"(?:do|can) not want to (?:live|be alive)|no reason to live|better off dead|slit my wrists?)\b"
)
# Said of somebody or alone; as a curse they are no more than that.
_SEX: Final = re.compile(
    r"\b(?:(?:have|having|had|want) sex|sex with|sexually|make love|making love|rapes?|raping|masturbat\w+|grop(?:e|ing)|"
    r"(?:fuck|undress|strip|seduce) (?:him|her|them|me|the (?:man|woman|girl|boy|guard|old \w+)))\b"
)
_FOREIGN: Final = frozenset(
    words_in(
        """
        ich du wir ihr der das dem ein eine einen einem und nicht mit auf zu ist wo wie bitte gehe geh nimm nehme suche suchen öffne
        sehe schaue frage mache warum heißt katze tür
        je tu elle nous vous le la les une est où dans avec pas qui que cherche ouvre prends regarde vais veux suis bonjour merci
        yo él ella el los las una está donde dónde qué con para por busco busca abre abrir toma mira quiero voy hola gracias puerta
        io lui lei gli uno sono dove cosa apri cerco prendi guarda voglio ciao grazie
        eu ele ela um uma não onde com abra procuro pegue olho quero obrigado
        ik jij hij zij het een niet naar waar zoek pak kijk wil
        """
    )
) - {"a", "die", "was", "pour", "son", "den"}  # fmt: skip
_ENGLISH: Final = EMPTY | ACT | EXPLORE | INTERACT | LIMBO | frozenset(
    words_in("the a an i is am to in on my me it of at for no not we he do be or if so go up by")
)  # fmt: skip


def needs_care(text: str) -> bool:
    """Whether somebody may be thinking of harming themselves. Rather once too often than once too seldom."""
    return _CARE.search(" ".join(plain_words(text))) is not None


def topic_of_its_own(text: str, now: Situation) -> str | None:
    """What the game answers by itself, of a text that no option and nothing else in the scene was meant by."""
    if not words_in(text):
        return "silence"
    if _SEX.search(" ".join(plain_words(text))):
        return "sex"
    return "language" if _is_foreign(text, now) else None


def _is_foreign(text: str, now: Situation) -> bool:
    """Told of stories in English alone: the words of other languages are known only so far as they are not English."""
    if now.scenario.language.partition("-")[0].lower() != "en":
        return False
    if _in_another_script(text):
        return True
    words = set(words_in(text))
    known = _ENGLISH | lexicon(now.scenario).nodes.get(now.state.player.node, frozenset())
    return len(words & _FOREIGN) > len(words & known)  # a word of both speaks for both


def _in_another_script(text: str) -> bool:
    letters = [sign for sign in text if sign.isalpha()]
    latin = sum(unicodedata.name(sign, "").startswith("LATIN") for sign in letters)
    return len(letters) > 1 and latin * 2 < len(letters)
