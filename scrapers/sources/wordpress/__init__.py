"""The WordPress route: the WordPress REST API."""
