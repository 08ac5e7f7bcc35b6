"""A plain Wagtail news site, made as Wagtail's tutorial makes its blog: what Broadsheet is measured by."""
