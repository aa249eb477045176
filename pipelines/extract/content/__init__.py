"""Which blocks of a page are the post."""
