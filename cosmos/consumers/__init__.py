"""The sky over a WebSocket."""
