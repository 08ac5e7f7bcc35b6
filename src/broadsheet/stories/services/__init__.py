"""Verbs that write stories. Everything readers see changes through ``printing.reprint``."""
