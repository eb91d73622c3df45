"""The audit: every append-only table, to be browsed, exported and checked. It tells no words of people."""
