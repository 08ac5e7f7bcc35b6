"""The two sites of the comparison, each in a process of its own that answers one request at a time."""
