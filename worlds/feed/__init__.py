"""How news of a world reaches those who listen: queues, publisher, feeds."""
