"""How dates read, by language: Django looks here before it looks at its own."""
