"""The full-screen mode, with textual: what plain lines tell, in panes that stay."""
