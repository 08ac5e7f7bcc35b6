"""The letter as bytes: pure."""
