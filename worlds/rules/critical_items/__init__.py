"""Items without which a story cannot be won: their policies, and the maintenance that keeps them to be had."""
