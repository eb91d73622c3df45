"""What the page of a game asks its player back, and what they typed so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest

from worlds.services.games.view import OptionView
from worlds.services.turns.payloads import TurnResult

MOST: Final = 3  # options that one question names


@dataclass(frozen=True, slots=True)
class Asked:
    """`option` is an improvise option that wants a text, `among` the ids of options of which one was meant."""

    option: str = ""
    among: tuple[str, ...] = ()
    draft: str = ""

    @classmethod
    def after(cls, request: HttpRequest, result: TurnResult, *, picked: str) -> Asked:
        """What the answer to a turn asks; `picked` is the option that was picked, by its button, its number or its text."""
        if result["kind"] != "prompt":
            return cls()
        if among := tuple(option["option_id"] for option in result["did_you_mean"]):
            return cls(among=among, draft=request.POST.get("input", ""))
        if (read_as := result["read_as"]) is not None:  # the words may be the answer already
            return cls(option=read_as["option_id"], draft=request.POST.get("input", ""))
        return cls(option=picked)

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Asked:
        """The same, as an address tells it; whatever it names that is not offered is not shown."""
        among = tuple(one for one in query.get("mean", "").split(" ") if one)[:MOST]
        return cls(query.get("ask", ""), among)

    def query(self) -> str:
        """What the page's address says of it: never what somebody typed, as addresses are remembered."""
        said = {"ask": self.option, "mean": " ".join(self.among)}
        known = {name: value for name, value in said.items() if value}
        return f"?{urlencode(known)}" if known else ""

    def improvise_option(self, offered: Sequence[OptionView]) -> OptionView | None:
        fitting = (option for option in offered if option["kind"] == "improvise" and not option["locked"])
        return next((option for option in fitting if option["id"] == self.option), None)

    def options_meant(self, offered: Sequence[OptionView]) -> tuple[OptionView, ...]:
        """Those that are still offered; none where there is nothing to choose between."""
        return tuple(option for option in offered if option["id"] in self.among)
