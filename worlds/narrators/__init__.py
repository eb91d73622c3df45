"""Narrators word improvised answers: classes of the one shape in `protocol`, of which the setting KLEENE_NARRATOR names one."""
