"""Sites that misbehave, served on loopback, and what must come of it."""
