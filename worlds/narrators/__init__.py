"""Who words an improvised answer: one small class, chosen by the setting KLEENE_NARRATOR."""
