"""Which claims a post makes, for a person to review."""
