"""The route of listing pages: cards, links and pagination."""
