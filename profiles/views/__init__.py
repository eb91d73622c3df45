"""The account pages, and the way from a click to a first story."""
