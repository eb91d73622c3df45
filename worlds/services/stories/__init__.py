"""What can be played: files brought in, revisions, additions, the catalogue."""
