"""The state of the crawl in SQLite: frontier, page states, lastmod reliability, paused hosts."""
