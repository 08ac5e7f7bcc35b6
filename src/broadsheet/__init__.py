"""Broadsheet: a newspaper's whole web operation in one program."""

__version__ = "0.1.0"
