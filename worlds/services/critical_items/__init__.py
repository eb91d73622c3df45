"""Critical items of worlds: their policies, and what maintenance brought back."""
