"""The sitemap route: sitemaps and sitemap indexes."""
