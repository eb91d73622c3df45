"""Other servers that carry lines in groups of eight, each as small as its own documentation shows it."""
