"""The admin as a whole: how it looks, where its ways lead, and what it opens with."""
