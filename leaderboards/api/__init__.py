"""Boards, to be read by everybody. Nothing here takes a score: scores come from games."""
