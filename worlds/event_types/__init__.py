"""What a world tells its listeners: every type of event once, with its meaning, its fields and who may hear it.

To add one: a dataclass in `stored`, `ephemeral` or `stream_frames`, and its line in `catalogue`.
"""
