"""Questions about comments."""
