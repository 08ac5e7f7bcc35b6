"""The desk: what becomes of a take, and what an editor does with it."""
