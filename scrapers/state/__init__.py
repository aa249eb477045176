"""What the crawl remembers in SQLite between requests and between runs."""
