"""The same body from another source of the site: REST, feed, JSON-LD."""
