"""Readers' votes on stories."""
