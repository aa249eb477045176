"""The route of sitemaps and their indexes."""
