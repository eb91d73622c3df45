"""The pages of play. They parse a form, call one service and show what came of it."""
