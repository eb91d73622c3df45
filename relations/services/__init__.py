"""What people have decided about one another, and moderators about how somebody may speak."""
