"""What curation decides by: pure Python, without Django, clock or randomness."""
