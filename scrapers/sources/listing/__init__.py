"""The listing route: teaser cards, links and pagination."""
