"""Tables of general English: what words mean alike, and what is the contrary of what. They name no story."""
