"""Base pages, slots that higher rooms fill, refusals, and the paper's own settings."""
