"""Which posts are copies of others, kept up to date in the database."""
