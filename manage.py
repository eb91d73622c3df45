#!/usr/bin/env python
import gc
import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

if __name__ == "__main__":
    # A start makes much that stays: searching it for what may go took a sixth of the time.
    gc.set_threshold(20_000, 20, 50)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kleene_site.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as refusal:
        sys.exit(f"Kleene does not start: {refusal}")
