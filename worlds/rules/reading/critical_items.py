"""Reading the policies of critical items, of a file and of a request alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worlds.rules.critical_items.policies import Policy, in_order
from worlds.rules.critical_items.shape import POLICY_TYPES
from worlds.rules.reading.notes import Sighting

if TYPE_CHECKING:
    from worlds.rules.reading.fields import Fields

KEY: Final = "critical_items"


def policies(document: Fields) -> tuple[Policy, ...]:
    """In order of their items; of several for one item the first counts. All of them are noted where they stand."""
    found: dict[str, Policy] = {}
    for given in document.listed(KEY):
        policy = _policy(given)
        document.notes.policies.append(Sighting(policy, given.path))
        found.setdefault(policy.item, policy)
    return in_order(tuple(found.values()))


def _policy(given: Fields) -> Policy:
    given.only(
        "item_id", "policy_type", "min_count", "anchor_locations", "cooldown_ticks", "quest_gate",
        "holder_timeout_ticks", "public",
    )  # fmt: skip
    if given.entries.get("policy_type") is None:
        given.missing("policy_type", f"write one of {', '.join(POLICY_TYPES)}")
    with given.notes.late_keys():
        counts = _whole(given, "min_count", 1, least=1), _whole(given, "cooldown_ticks", 0, least=0)
        timeout = _whole(given, "holder_timeout_ticks", None, least=0)
        public = given.text("public")
    return Policy(
        item=given.needed_identifier("item_id"),
        kind=given.word("policy_type", POLICY_TYPES, POLICY_TYPES[0]),
        min_count=counts[0] or 1,
        anchors=tuple(dict.fromkeys(given.identifiers("anchor_locations"))),
        cooldown_ticks=counts[1] or 0,
        quest_gate=given.identifier("quest_gate"),
        holder_timeout_ticks=timeout,
        public=public,
    )


def _whole(given: Fields, key: str, default: int | None, *, least: int) -> int | None:
    if given.entries.get(key) is None:
        return default
    number = given.whole(key)
    if number >= least:
        return number
    if not given.notes.has_error_below((*given.path, key)):
        given.notes.error((*given.path, key), f"{number} is too little", f"write {least} or more", "bad_number")
    return default
