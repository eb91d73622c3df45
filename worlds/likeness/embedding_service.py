"""Vectors of texts from an OpenAI-compatible server: the settings LIKENESS_*, its questions, and what is made of its answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Final

import numpy as np
import orjson
import structlog
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from common.model_services.errors import Busy, NotAnswering, Unusable
from common.model_services.questions import Questions
from common.model_services.service import Service, full_address, trusted_certificates
from worlds.likeness.protocol import NoVectors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worlds.likeness.vectors import Vectors

PATH: Final = "/embeddings"
LARGEST: Final = 16 * 2**20  # bytes of an answer: some hundred texts, of which each has some thousand numbers
LONGEST: Final = 8192  # numbers of a vector

log = structlog.get_logger("kleene.likeness")


class _Foreign(BaseModel):
    model_config = ConfigDict(strict=True)


_Number = Annotated[float, Field(ge=-1e6, le=1e6, allow_inf_nan=False)]  # its square can be counted in any precision


class _Row(_Foreign):
    index: int
    embedding: list[_Number] = Field(min_length=1, max_length=LONGEST)


class _Answer(_Foreign):
    data: list[_Row]


class EmbeddingService:
    """Asks the server at an address, else the one that KLEENE_LIKENESS names, LIKENESS_TIMEOUT seconds at most; texts of any language.

    Raises ImproperlyConfigured when it is made with settings that are wrong.
    """

    instant: ClassVar[bool] = False
    name = "service"

    def __init__(self, address: str = "") -> None:
        self._service = configured(address)
        self._questions = Questions(self._service)

    def knows(self, language: str) -> bool:
        return True

    def embed(self, texts: Sequence[str]) -> Vectors:
        question = orjson.dumps({"model": self._service.model, "input": list(texts), "encoding_format": "float"})
        try:
            if (body := self._questions.answer(question)) is not None:
                return _rows(body, count=len(texts))
        except Busy:
            log.info("likeness service busy")
        except (NotAnswering, Unusable) as why:
            log.warning("likeness service gave no answer", why=str(why))
        raise NoVectors


def configured(address: str = "") -> Service:
    """The service at an address, else the one that KLEENE_LIKENESS names. Raises ImproperlyConfigured."""
    if not settings.LIKENESS_MODEL:
        named_by = "KLEENE_EMBEDDER" if address else "KLEENE_LIKENESS"
        raise ImproperlyConfigured(f"LIKENESS_MODEL must be set: the service that {named_by} names needs it.")
    return Service(
        url=full_address(address or settings.KLEENE_LIKENESS, PATH),
        model=settings.LIKENESS_MODEL,
        key=settings.LIKENESS_KEY,
        timeout=settings.LIKENESS_TIMEOUT,
        concurrency=settings.LIKENESS_CONCURRENCY,
        tls=trusted_certificates(),
        largest=LARGEST,
    )


def _rows(body: bytes, *, count: int) -> Vectors:
    """The vectors in an answer, in the order of the texts. Raises Unusable."""
    try:
        rows = {row.index: row.embedding for row in _Answer.model_validate_json(body).data}
        return np.asarray([rows[index] for index in range(count)], dtype=np.float32)
    except (ValidationError, KeyError, ValueError):
        raise Unusable("it is not what was asked for") from None
