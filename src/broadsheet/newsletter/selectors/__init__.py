"""Questions about editions, letters and lists."""
