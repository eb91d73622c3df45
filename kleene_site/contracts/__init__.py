"""The contracts that clients may rely on, as JSON Schema, made from the code's own types."""
