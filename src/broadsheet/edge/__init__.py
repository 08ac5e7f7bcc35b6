"""The edge: stored pages, what each was made from, and the marks that make them stale."""
