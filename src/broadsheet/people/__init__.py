"""People: readers and staff, one account each."""
