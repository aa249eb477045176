"""The archive: every response as it came, in WARC files."""
