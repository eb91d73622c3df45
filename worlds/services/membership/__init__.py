"""Who is in a shared world, and what that lets them see and do."""
