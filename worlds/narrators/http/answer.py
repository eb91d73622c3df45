"""What a model may answer: another's words, believed in nothing but their form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from common.model_services.errors import Unusable
from worlds import limits
from worlds.narrators.http.prose import paragraph, quotes
from worlds.rules.effects import AddHistory, ModifyTrait, SetFlag
from worlds.rules.improvise import EFFECTS
from worlds.rules.lexicon import content_words, words_in
from worlds.rules.rulings import Verdict

if TYPE_CHECKING:
    from worlds.rules.effects import Effect
    from worlds.rules.lexicon import Words
    from worlds.rules.rulings import Judgement

QUOTED: Final = 6  # words in a row make a quotation; telling a deed needs some of its words
QUOTED_IN_HISTORY: Final = 4


class _Foreign(BaseModel):
    model_config = ConfigDict(strict=True)


class _Message(_Foreign):
    content: str


class _Choice(_Foreign):
    message: _Message


class _Completion(_Foreign):
    choices: list[_Choice] = Field(min_length=1)


class _Told(_Foreign):
    cell: Verdict
    text: str
    effects: list[object] | None = None


class _Trait(_Foreign):
    type: Literal["modify_trait"]
    trait: str
    delta: int


class _History(_Foreign):
    type: Literal["add_history"]
    entry: str


class _Flag(_Foreign):
    type: Literal["set_flag"]
    flag: str = Field(pattern=r"^improv_[a-z0-9_]{1,80}$")
    value: Literal[True] = True


_Wish = _Trait | _History | _Flag
_WISH: Final[TypeAdapter[_Wish]] = TypeAdapter(Annotated[_Wish, Field(discriminator="type")])


@dataclass(frozen=True, slots=True)
class Telling:
    """The parts of a ruling that a model may word; of `effects` the rules keep what they allow."""

    cell: Verdict
    text: str
    effects: tuple[Effect, ...]


def telling(body: bytes, *, judgement: Judgement, traits: Mapping[str, int]) -> Telling:
    """What a completion tells. Raises Unusable."""
    told = _told(body)
    if judgement.option_id is not None and told.cell != judgement.verdict:
        raise Unusable("it contradicts the story")  # an author's patterns have decided, and its words would not fit
    text = paragraph(told.text)
    if text is None or quotes(text, judgement.text, words=QUOTED):
        raise Unusable("its text cannot be shown")
    effects = () if told.cell == "limbo" else tuple(_effects(told.effects or [], judgement, traits))[:EFFECTS]
    return Telling(told.cell, text, effects)


def without_typed_flags(effects: Iterable[Effect], typed: str, *, scene: Words) -> tuple[Effect, ...]:
    """`effects` without flags that hold a word of the player's: they stay in a state when what was typed is erased.

    Words of the `scene` are the author's.
    """
    own = content_words(words_in(typed)) - scene
    return tuple(
        each for each in effects if not (isinstance(each, SetFlag) and own & content_words(words_in(each.flag)))
    )


def _told(body: bytes) -> _Told:
    try:
        content = _Completion.model_validate_json(body).choices[0].message.content
        return _Told.model_validate_json(_object_in(content))
    except (ValidationError, ValueError):
        raise Unusable("it is not what was asked for") from None


def _object_in(content: str) -> str:
    """The JSON in an answer: models wrap it in fences and phrases, and some think aloud before."""
    spoken = content.rpartition("</think>")[2]
    return spoken[spoken.find("{") : spoken.rfind("}") + 1]


def _effects(wished: list[object], judgement: Judgement, traits: Mapping[str, int]) -> Iterator[Effect]:
    moved: set[str] = set()
    for wish in _understood(wished):
        match wish:
            case _Trait(trait=trait, delta=delta) if trait in traits and trait not in moved and delta:
                moved.add(trait)
                yield ModifyTrait(trait, 1 if delta > 0 else -1)
            case _History(entry=entry):
                line = paragraph(entry, longest=limits.HISTORY_ENTRY)
                if line and not quotes(line, judgement.text, words=QUOTED_IN_HISTORY):
                    yield AddHistory(line)
            case _Flag(flag=flag):
                yield SetFlag(flag)


def _understood(wished: list[object]) -> Iterator[_Wish]:
    """Those that are soft effects; a model may wish for anything."""
    for wish in wished:
        try:
            yield _WISH.validate_python(wish)
        except ValidationError:
            continue
