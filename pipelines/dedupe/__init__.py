"""Near-duplicate detection: which posts share text, and where. Pure functions, no database."""
