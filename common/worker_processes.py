"""Processes that share the work of a command. This module is imported by them before Django is ready."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor

import django
from django.db import connection


def process_pool(processes: int) -> ProcessPoolExecutor:
    """Processes on this process's database, each with a connection of its own; call it where Django is ready."""
    # Each begins anew: a copy of this process would share its connection.
    context = multiprocessing.get_context("spawn")
    name = connection.settings_dict["NAME"]
    return ProcessPoolExecutor(processes, mp_context=context, initializer=_begin, initargs=(name,))


def _begin(database: str) -> None:
    django.setup()
    connection.settings_dict["NAME"] = database
