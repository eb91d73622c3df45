"""Moving a world to another installation: one file, checked whole before anything is written."""
