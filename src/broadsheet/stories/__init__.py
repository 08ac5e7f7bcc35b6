"""Stories: what the paper prints, in sections and blogs, by authors and agencies."""
