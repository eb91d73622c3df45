"""The door to the contracts: a list, and each as a file. Everybody may read them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, TypedDict

from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from common.errors import NotFound
from common.schema import operation
from common.viewsets import Door
from kleene_site.contracts.catalogue import CONTRACTS, contract


class ContractNamed(TypedDict):
    name: str
    title: str
    url: str


class ContractsDoor(Door):
    authentication_classes = ()
    permission_classes = (AllowAny,)

    @operation(answer=list[ContractNamed])
    def list_contracts(self, _request: Request) -> Response:
        """List the JSON Schemas of what clients send and are told."""
        return Response([_named(name) for name in CONTRACTS])

    @operation(answer=dict[str, Any], raises=(NotFound,))
    def read_contract(self, _request: Request, name: str) -> Response:
        """Read one contract, a JSON Schema that refers to nothing outside itself."""
        if name not in CONTRACTS:
            raise NotFound
        return Response(_made(name))


def _named(name: str) -> ContractNamed:
    return {"name": name, "title": _made(name)["title"], "url": f"/api/v1/contracts/{name}.json"}


@lru_cache(maxsize=len(CONTRACTS))
def _made(name: str) -> dict[str, Any]:
    """The same for everybody and for the life of the process."""
    return contract(name)
