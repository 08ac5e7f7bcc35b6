"""Questions about stories, shaped for pages."""
