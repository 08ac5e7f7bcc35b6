"""House style: what the paper writes, and who is speaking."""
