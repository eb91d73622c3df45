"""Drawing a scenario's graph: pure functions from rules values to coordinates. Colours and tags are the page's business."""

from worlds.graph.drawing import Arrow, Box, Drawing, draw, from_json, highlighted, places_of
from worlds.graph.parts import is_drawn_whole, parts

__all__ = ["Arrow", "Box", "Drawing", "draw", "from_json", "highlighted", "is_drawn_whole", "parts", "places_of"]
