"""One request: what comes back, and what it means."""
