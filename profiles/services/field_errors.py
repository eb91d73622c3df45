from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError

from common.errors import InvalidInput


def field_refusal(**faults: list[str]) -> InvalidInput:
    """A refusal that tells what is wrong with each field; its message is the first of the sentences."""
    return InvalidInput(next(iter(faults.values()))[0], **faults)


@contextmanager
def faults_of(field: str) -> Iterator[None]:
    """What is found wrong inside is wrong with `field`."""
    try:
        yield
    except InvalidInput as fault:
        raise field_refusal(**{field: [fault.message]}) from None
    except ValidationError as fault:
        raise field_refusal(**{field: fault.messages}) from None
