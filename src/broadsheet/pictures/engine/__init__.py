"""Reading, developing and marking pictures: bytes in, bytes out, no framework."""
