"""A policy as files, requests and answers spell it."""

from typing import Final, Literal, NotRequired, TypedDict, get_args

PolicyType = Literal["unique_persistent", "regenerative_unique", "instance_quota"]
POLICY_TYPES: Final[tuple[PolicyType, ...]] = get_args(PolicyType)


# In a module whose annotations are not postponed: then a TypedDict knows which of its keys may be missing.
class PolicyTold(TypedDict):
    """A policy of a critical item. `public` is what everybody in the world reads when the item is brought back."""

    item_id: str
    policy_type: PolicyType
    min_count: NotRequired[int]
    anchor_locations: list[str]
    cooldown_ticks: int
    quest_gate: NotRequired[str]
    holder_timeout_ticks: NotRequired[int]
    public: NotRequired[str]
