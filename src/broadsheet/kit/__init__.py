"""Pure helpers that every room may use; they know no framework."""
