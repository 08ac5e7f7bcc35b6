"""The front page, laid out by rule."""
