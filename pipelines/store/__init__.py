"""The SQLite database: opening, migrating, and reading and writing its tables."""
