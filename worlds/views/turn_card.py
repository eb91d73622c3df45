"""One turn of the past, as the pages of a game and of its transcript show it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from common.folding import folded
from common.typography import typographic_quotes
from worlds.models.texts import REMOVED
from worlds.rules import option_facts
from worlds.rules.authored import tells_authors_words
from worlds.rules.scenario import Scenario
from worlds.services.games.repeated_scenes import paragraphs_of, without_repeated_scenes
from worlds.services.games.transcript import TranscriptEntry
from worlds.views import grid_widget
from worlds.views.change_chips import Chip, change_chips

NOTES = {
    "refused": "Locked.",
    "blocked": "The way is blocked.",
}


@dataclass(frozen=True, slots=True)
class TurnCard:
    number: int
    turn: int  # that the player was in after it: the next one, or at an ending the last
    place: str  # the API's own name for where that is, which a game can be taken back to
    did: str
    read_as: str  # the option that the player's words were read as, where they are not its own
    is_written: bool
    is_left: bool
    was_improvised: bool  # in own words that are still there
    can_share: bool
    narrative: str
    note: str
    chips: tuple[Chip, ...]
    cell: str
    cell_meaning: str
    hue: str


def turn_card(entry: TranscriptEntry, story: Scenario) -> TurnCard:
    # A way that was merely taken is no decision worth a mark in the text, whatever it counts as.
    cell = "" if entry["kind"] == "choice" and _is_way(entry, story) else entry["cell"] or ""
    language = story.language
    is_read_as_typed = folded(entry["read_as"]) == folded(entry["did"])
    return TurnCard(
        number=entry["number"],
        turn=max(1, entry["turns_played"] + (entry["kind"] != "ended")),
        place=f"T{entry['turn']}",
        did=entry["did"] if entry["is_written"] else typographic_quotes(entry["did"], language),
        read_as="" if is_read_as_typed else typographic_quotes(entry["read_as"], language),
        is_written=entry["is_written"],
        is_left=entry["left"],
        was_improvised=_was_improvised(entry),
        can_share=_was_improvised(entry) and _is_worth_sharing(entry, story),
        narrative=typographic_quotes(entry["narrative"], language),
        # A refusal that was told needs no second word, and a gate may have led on.
        note="" if entry["narrative"].strip() else NOTES.get(entry["kind"], ""),
        chips=tuple(change_chips(changes=entry["changes"], time_passed=entry["time_passed"], story=story)),
        cell=cell,
        cell_meaning=grid_widget.meaning_of(cell),
        hue=grid_widget.hue_of(cell),
    )


def _is_way(entry: TranscriptEntry, story: Scenario) -> bool:
    """Whether the option that was played only moves; one that the story does not have any more is not known to."""
    node = story.nodes.get(entry["node_id"])
    option = None if node is None else node.option(entry["option_id"] or "")
    return option is not None and option_facts.facts_of(story, option).only_moves


def _was_improvised(entry: TranscriptEntry) -> bool:
    return entry["improvisation"] is not None and entry["did"] not in {"", REMOVED}


def _is_worth_sharing(entry: TranscriptEntry, story: Scenario) -> bool:
    """Whether a player's words came to something, and to something that the author has not written already."""
    told = entry["improvisation"]
    is_granted = told is not None and told["classification"] == "discovery"
    return is_granted and not tells_authors_words(entry["narrative"], story)


def before_returns(cards: Sequence[TurnCard]) -> list[TurnCard]:
    """The cards, none with a scene that the next one tells anew as its player came back; what is empty then is left out."""
    told = [_without_end(card, after) for card, after in zip(cards, [*cards[1:], None], strict=True)]
    return [*(card for card in told[:-1] if card.did or card.narrative or card.chips), *told[-1:]]


def _without_end(card: TurnCard, after: TurnCard | None) -> TurnCard:
    if after is None or after.did:
        return card
    anew, left = paragraphs_of(after.narrative), paragraphs_of(card.narrative)
    while left and left[-1] in anew:
        left.pop()
    return replace(card, narrative="\n\n".join(left))


def cards_without_repeats(entries: Iterable[TurnCard]) -> list[TurnCard]:
    """The cards, each without the scene that one just before it has shown already."""
    cards = list(entries)
    narratives = without_repeated_scenes(card.narrative for card in cards)
    return [replace(card, narrative=narrative) for card, narrative in zip(cards, narratives, strict=True)]
