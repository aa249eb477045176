"""The archive: every response, byte for byte, in WARC files."""
