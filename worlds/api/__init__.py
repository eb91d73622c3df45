"""Scenarios and play over HTTP."""
