"""Streams: the same events over WebSocket and over SSE."""
