"""The route of the WordPress REST API."""
