"""How an agent chooses what to do: from the view of its game alone, as any player reads it."""
