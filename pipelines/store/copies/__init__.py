"""Near-duplicates in the database: the inverted index, copies and clusters, kept up to date."""
