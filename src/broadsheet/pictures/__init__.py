"""Pictures: originals as they came, what is printed of them, their credits and their rights."""
