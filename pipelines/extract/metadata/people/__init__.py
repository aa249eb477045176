"""Who wrote a post, and who reviewed it."""
