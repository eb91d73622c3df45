"""Backups of a whole installation, and their way back: one file, checked before anything is written."""
