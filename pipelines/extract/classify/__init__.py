"""Whether a page is a post."""
