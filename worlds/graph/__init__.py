"""Drawing a scenario's graph: pure functions from rules values to coordinates. Colours and tags are the page's business."""

from worlds.graph.drawing import Arrow, Box, Drawing, draw

__all__ = ["Arrow", "Box", "Drawing", "draw"]
