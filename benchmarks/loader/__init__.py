"""An archive of invented stories of any size, the same at every run, and its way into Broadsheet's tables."""
