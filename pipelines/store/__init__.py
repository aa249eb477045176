"""The SQLite database: opening and migrating it, posts as rows, writing them."""
