"""What there is, for whoever meant something that is not there."""

from __future__ import annotations

from typing import Final

# {things} is described where the player stands.
IN_SIGHT: Final = (
    "Your eye is caught by {things}.",
    "Your eye goes to {things} instead.",
    "You come back to {things}.",
    "What you do see, plainly enough, [is|are] {things}.",
    "You find yourself looking at {things} instead.",
    "There [is|are] {things}, at any rate.",
    "Nearest to you [is|are] {things}.",
    "You settle for {things}.",
    "You make do with {things} for now.",
    "{things} you can see well enough.",
    "{things}, though, [is|are] there to be looked at.",
    "You could do worse than look at {things}.",
)
