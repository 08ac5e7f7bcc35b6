"""The wire: agency copy as it came, and the pure parsers that read it."""
