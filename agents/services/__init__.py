"""What the door for agents asks for besides the public API."""
