"""Snapshots of worlds and games: what a replay goes on from, and what clients hold their own state against."""
