"""Asking an OpenAI-compatible server over HTTP: one question, one answer, within a time limit that holds whatever the server does."""
