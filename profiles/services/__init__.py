"""Accounts: everything that makes, changes or admits one."""
