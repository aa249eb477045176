"""Which terms of the vocabulary a post mentions."""
