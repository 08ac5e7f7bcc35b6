"""Three-way merge of a story: the take it was opened from, the newer take, and the paper's text."""

from broadsheet.wire.merge.story import Conflict, Merged, merge

__all__ = ["Conflict", "Merged", "merge"]
