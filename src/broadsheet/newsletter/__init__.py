"""The morning letter: subscribers, editions, recipients."""
