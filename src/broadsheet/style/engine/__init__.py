"""The house-style engine: pure text in, text and a list of changes out."""
