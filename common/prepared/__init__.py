"""Statements that are compiled once in a process and run many times, on PostgreSQL over asynchronous connections.

The ORM stays the one place where tables are described: `select` compiles querysets, `writes` the models' own fields.
"""
